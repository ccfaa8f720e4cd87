# SPDX-License-Identifier: BSD-3-Clause
# Programs as a user writes them; made with all the rest, run by make check.

noinst_PROGRAMS += %reldir%/one-block

%canon_reldir%_one_block_SOURCES = %reldir%/one-block.c
%canon_reldir%_one_block_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
%canon_reldir%_one_block_LDADD = tests/libheap.la \
	src/netmgmt/libnetmgmt.la rpc/libonc.la

$(%canon_reldir%_one_block_OBJECTS): $(idl_headers)

TESTS += %reldir%/one-block.sh
EXTRA_DIST += %reldir%/one-block.sh

# What a user builds: the folders of examples/, against an installed tree.
example_tests = \
	%reldir%/async.sh \
	%reldir%/automake.sh \
	%reldir%/cmake.sh \
	%reldir%/compat.sh \
	%reldir%/cross.sh \
	%reldir%/make.sh \
	%reldir%/migration.sh
TESTS += $(example_tests)
EXTRA_DIST += $(example_tests) %reldir%/stage.sh
check_DATA += %reldir%/stage.stamp

# Programs as others wrote them, built there and run against a daemon.
EXTRA_DIST += \
	%reldir%/compat/samba-host.c \
	%reldir%/compat/samba-users.c \
	%reldir%/compat/windows-host.c \
	%reldir%/compat/windows-users.c

EXTRA_DIST += \
	examples/async/Makefile \
	examples/async/fleet.c \
	examples/async/pulse.x \
	examples/async/server.c \
	examples/automake/Makefile.am \
	examples/automake/client.c \
	examples/automake/configure.ac \
	examples/automake/inventory.x \
	examples/automake/server.c \
	examples/cmake/CMakeLists.txt \
	examples/cmake/client.c \
	examples/cmake/inventory.x \
	examples/cmake/server.c \
	examples/inventory/client.c \
	examples/inventory/inventory.x \
	examples/inventory/server.c \
	examples/make/Makefile \
	examples/make/client.c \
	examples/make/inventory.x \
	examples/make/server.c \
	examples/migration/after/Makefile \
	examples/migration/after/client.c \
	examples/migration/after/more.c \
	examples/migration/after/phone.x \
	examples/migration/after/server.c \
	examples/migration/before/Makefile \
	examples/migration/before/client.c \
	examples/migration/before/phone.x \
	examples/migration/before/server.c \
	examples/migration/phone.x

# pkg-config's files name the folders of the installation to come; a stage is
# elsewhere. Installing links libraries anew, in the place of the old ones:
# what links to these comes first.
stage = $(abs_builddir)/%reldir%/stage
%reldir%/stage.stamp: $(lib_LTLIBRARIES) $(bin_PROGRAMS) $(sbin_PROGRAMS) \
		$(pkgconfig_DATA) $(cmake_DATA) $(dist_aclocal_DATA) \
		$(dist_oncshare_DATA) $(dist_include_HEADERS) \
		$(dist_oncinclude_HEADERS) $(dist_netmgmtinclude_HEADERS) \
		$(check_PROGRAMS) $(check_LTLIBRARIES)
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_at)rm -rf $(stage)
	$(AM_V_GEN)$(MAKE) $(AM_MAKEFLAGS) DESTDIR=$(stage) install \
		>$(stage).out 2>&1 || { cat $(stage).out; exit 1; }
	$(AM_V_at)sed -i 's,^\([a-z_]*=\)/,\1$(stage)/,' \
		$(stage)$(pkgconfigdir)/*.pc
	$(AM_V_at)echo '$(prefix)' >$(stage).prefix
	$(AM_V_at)echo '$(libdir)' >$(stage).libdir
	$(AM_V_at)touch $@
CLEANFILES += %reldir%/stage.out %reldir%/stage.prefix %reldir%/stage.libdir \
	%reldir%/stage.stamp
clean-local:
	rm -rf %reldir%/stage
