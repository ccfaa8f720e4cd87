# SPDX-License-Identifier: BSD-3-Clause
# The tests mirror the tree. All of them speak TAP; `make check` counts cases,
# not programs. C tests that look inside the library link it statically.

LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)
TEST_EXTENSIONS = .sh
AM_TESTS_ENVIRONMENT = \
	srcdir='$(abs_srcdir)' builddir='$(abs_builddir)' \
	CC='$(CC)' CXX='$(CXX)' SANITIZE='$(SANITIZE)' RPCGEN='$(RPCGEN)' \
	LIBRARY_CFLAGS='$(CFLAGS)' \
	TIRPC_CFLAGS='$(TIRPC_CFLAGS)' TIRPC_LIBS='$(TIRPC_LIBS)' \
	ONCGEN='$(abs_builddir)/src/oncgen/oncgen$(EXEEXT)' \
	PATH="$(abs_builddir)/src/cli:$(abs_builddir)/src/netmgmtd:$$PATH" \
	LC_ALL=C.UTF-8 TZ=UTC; \
	export srcdir builddir CC CXX SANITIZE RPCGEN LIBRARY_CFLAGS TIRPC_CFLAGS TIRPC_LIBS \
	ONCGEN PATH LC_ALL TZ;

TESTS += \
	%reldir%/headers.sh \
	%reldir%/includes.sh \
	%reldir%/symbols.sh \
	%reldir%/format.sh \
	%reldir%/ownership.sh

EXTRA_DIST += \
	%reldir%/headers.sh \
	%reldir%/includes.sh \
	%reldir%/symbols.sh \
	%reldir%/format.sh \
	%reldir%/ownership.sh \
	%reldir%/support/tap.sh

# What all C tests share.
if HAVE_CUNIT
check_LTLIBRARIES += tests/libsupport.la
tests_libsupport_la_SOURCES = %reldir%/support/tap.c %reldir%/support/tap.h
tests_libsupport_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) $(CUNIT_CFLAGS)
tests_libsupport_la_LIBADD = $(CUNIT_LIBS)
endif
check_LTLIBRARIES += tests/libheap.la
tests_libheap_la_SOURCES = %reldir%/support/heap.c %reldir%/support/heap.h
tests_libheap_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)

test_cppflags = $(AM_CPPFLAGS) -I$(srcdir) $(TIRPC_CFLAGS) $(CUNIT_CFLAGS)

# The C tests once more, under valgrind; `make check` comes first.
valgrind_tests =
check-valgrind: $(check_PROGRAMS) $(check_LTLIBRARIES)
	@for test in $(valgrind_tests); do \
		echo "valgrind $$test"; \
		srcdir='$(abs_srcdir)' builddir='$(abs_builddir)' \
		TEST_NODES=100000 $(LIBTOOL) --quiet --mode=execute \
		valgrind -q --leak-check=full --error-exitcode=99 \
			--soname-synonyms=somalloc=NONE \
			--suppressions=$(srcdir)/%reldir%/valgrind.supp \
			./$$test || exit 1; \
	done
.PHONY: check-valgrind
EXTRA_DIST += %reldir%/valgrind.supp

include tests/bench/local.mk
include tests/rpc/local.mk
include tests/rpc/hostile.mk
include tests/oncgen/local.mk
include tests/netmgmt/local.mk
include tests/netmgmtd/local.mk
include tests/samba/local.mk
include tests/cli/local.mk
include tests/examples/local.mk
include tests/soak/local.mk
include tests/fuzz/local.mk
