# SPDX-License-Identifier: BSD-3-Clause
# `make bench` builds and runs what measures; nothing of it is in `make check`.

EXTRA_DIST += %reldir%/messages.x

bench_generated = tests/bench/messages.h tests/bench/messages_tables.c
tests/bench/messages.stamp: $(srcdir)/tests/bench/messages.x $(oncgen_built)
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(oncgen) -o $(@D) $(srcdir)/tests/bench/messages.x
	$(AM_V_at)touch $@
$(bench_generated): tests/bench/messages.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }

bench_stock = tests/bench/rpcgen/messages.h tests/bench/rpcgen/messages_xdr.c
tests/bench/rpcgen.stamp: $(srcdir)/tests/bench/messages.x
	$(AM_V_at)$(MKDIR_P) tests/bench/rpcgen && rm -f $(bench_stock)
	$(AM_V_at)cp $(srcdir)/tests/bench/messages.x tests/bench/rpcgen/
	$(AM_V_GEN)cd tests/bench/rpcgen && \
		$(RPCGEN) -h -o messages.h messages.x && \
		$(RPCGEN) -c -o messages_xdr.c messages.x
	$(AM_V_at)touch $@
$(bench_stock): tests/bench/rpcgen.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
CLEANFILES += $(bench_generated) $(bench_stock) tests/bench/*.stamp \
	tests/bench/rpcgen/messages.x

EXTRA_PROGRAMS += tests/bench/bench-decode
EXTRA_LTLIBRARIES += tests/bench/libstock.la
CLEANFILES += tests/bench/bench-decode$(EXEEXT) tests/bench/libstock.la
tests_bench_libstock_la_SOURCES = %reldir%/stock.c %reldir%/stock.h
nodist_tests_bench_libstock_la_SOURCES = tests/bench/rpcgen/messages_xdr.c
tests_bench_libstock_la_CPPFLAGS = -D_GNU_SOURCE -I$(srcdir) \
	-I$(builddir)/tests/bench $(TIRPC_CFLAGS)
tests_bench_libstock_la_CFLAGS = -std=gnu11 -w
$(tests_bench_libstock_la_OBJECTS): $(bench_stock)
tests_bench_bench_decode_SOURCES = %reldir%/bench-decode.c
nodist_tests_bench_bench_decode_SOURCES = tests/bench/messages_tables.c
tests_bench_bench_decode_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) \
	-I$(builddir)/tests/bench
tests_bench_bench_decode_LDADD = tests/bench/libstock.la rpc/libonc.la \
	$(TIRPC_LIBS)
tests_bench_bench_decode_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_bench_bench_decode_OBJECTS): $(bench_generated)

EXTRA_PROGRAMS += tests/bench/bench-accounts
CLEANFILES += tests/bench/bench-accounts$(EXEEXT)
tests_bench_bench_accounts_SOURCES = %reldir%/bench-accounts.c
tests_bench_bench_accounts_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
tests_bench_bench_accounts_LDADD = src/netmgmt/libnetmgmt.la \
	src/netmgmtd/libprovider.la rpc/libonc.la
$(tests_bench_bench_accounts_OBJECTS): $(idl_headers)

# Calls, against the same bytes without RPC, and against libtirpc.
EXTRA_LTLIBRARIES += tests/bench/librival.la
CLEANFILES += tests/bench/librival.la
tests_bench_librival_la_SOURCES = \
	%reldir%/rival.c %reldir%/rival.h \
	%reldir%/tally.c %reldir%/tally.h \
	%reldir%/tirpc.c %reldir%/tirpc.h
nodist_tests_bench_librival_la_SOURCES = tests/bench/messages_tables.c
tests_bench_librival_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) \
	-I$(builddir)/tests/bench $(TIRPC_CFLAGS)
tests_bench_librival_la_CFLAGS = $(AM_CFLAGS) -Wno-cast-function-type
$(tests_bench_librival_la_OBJECTS): $(bench_generated)

EXTRA_PROGRAMS += tests/bench/bench-call tests/bench/bench-load
CLEANFILES += tests/bench/bench-call$(EXEEXT) tests/bench/bench-load$(EXEEXT)
bench_call_cppflags = $(AM_CPPFLAGS) -I$(srcdir) -I$(builddir)/tests/bench
bench_call_ldadd = tests/bench/librival.la tests/libhostile.la rpc/libonc.la \
	$(TIRPC_LIBS) -lpthread
tests_bench_bench_call_SOURCES = %reldir%/bench-call.c
tests_bench_bench_call_CPPFLAGS = $(bench_call_cppflags)
tests_bench_bench_call_LDADD = $(bench_call_ldadd)
tests_bench_bench_call_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_bench_bench_call_OBJECTS): $(bench_generated)
tests_bench_bench_load_SOURCES = %reldir%/bench-load.c
tests_bench_bench_load_CPPFLAGS = $(bench_call_cppflags)
tests_bench_bench_load_LDADD = $(bench_call_ldadd)
tests_bench_bench_load_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_bench_bench_load_OBJECTS): $(bench_generated)

bench: tests/bench/bench-decode$(EXEEXT) tests/bench/bench-accounts$(EXEEXT) \
		tests/bench/bench-call$(EXEEXT) tests/bench/bench-load$(EXEEXT) \
		src/netmgmtd/netmgmtd$(EXEEXT)
	@tests/bench/bench-decode$(EXEEXT)
	@srcdir='$(srcdir)' tests/bench/bench-accounts$(EXEEXT)
	@tests/bench/bench-call$(EXEEXT)
	@tests/bench/bench-load$(EXEEXT)
.PHONY: bench
