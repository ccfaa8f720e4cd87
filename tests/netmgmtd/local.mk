# SPDX-License-Identifier: BSD-3-Clause

EXTRA_DIST += %reldir%/root

if HAVE_CUNIT
netmgmtd_tests = \
	%reldir%/test-clock \
	%reldir%/test-host \
	%reldir%/test-mounts \
	%reldir%/test-nss \
	%reldir%/test-page \
	%reldir%/test-root \
	%reldir%/test-settings \
	%reldir%/test-utf8

check_PROGRAMS += $(netmgmtd_tests)
TESTS += $(netmgmtd_tests)

netmgmtd_test_cppflags = $(AM_CPPFLAGS) -I$(srcdir) $(CUNIT_CFLAGS)
netmgmtd_test_libs = src/netmgmtd/libprovider.la $(CUNIT_LIBS)
# tests/support/heap.h stands between the code under test and the heap.
netmgmtd_test_heap = $(AM_LDFLAGS) -Wl,--wrap=malloc -Wl,--wrap=calloc \
	-Wl,--wrap=realloc -Wl,--wrap=reallocarray -Wl,--wrap=strdup \
	-Wl,--wrap=free

%canon_reldir%_test_clock_CPPFLAGS = $(netmgmtd_test_cppflags)
%canon_reldir%_test_clock_LDADD = $(netmgmtd_test_libs)
%canon_reldir%_test_host_SOURCES = %reldir%/test-host.c %reldir%/machine.h
%canon_reldir%_test_host_CPPFLAGS = $(netmgmtd_test_cppflags)
%canon_reldir%_test_host_LDFLAGS = $(netmgmtd_test_heap)
%canon_reldir%_test_host_LDADD = $(netmgmtd_test_libs)
%canon_reldir%_test_mounts_SOURCES = %reldir%/test-mounts.c %reldir%/machine.h
%canon_reldir%_test_mounts_CPPFLAGS = $(netmgmtd_test_cppflags)
%canon_reldir%_test_mounts_LDFLAGS = $(netmgmtd_test_heap)
%canon_reldir%_test_mounts_LDADD = $(netmgmtd_test_libs)
%canon_reldir%_test_nss_SOURCES = %reldir%/test-nss.c %reldir%/machine.h
%canon_reldir%_test_nss_CPPFLAGS = $(netmgmtd_test_cppflags)
%canon_reldir%_test_nss_LDFLAGS = $(netmgmtd_test_heap)
%canon_reldir%_test_nss_LDADD = $(netmgmtd_test_libs)
%canon_reldir%_test_page_CPPFLAGS = $(netmgmtd_test_cppflags)
%canon_reldir%_test_page_LDADD = $(netmgmtd_test_libs)
%canon_reldir%_test_root_SOURCES = %reldir%/test-root.c %reldir%/machine.h
%canon_reldir%_test_root_CPPFLAGS = $(netmgmtd_test_cppflags)
%canon_reldir%_test_root_LDADD = $(netmgmtd_test_libs)
%canon_reldir%_test_settings_SOURCES = \
	%reldir%/test-settings.c %reldir%/machine.h
%canon_reldir%_test_settings_CPPFLAGS = $(netmgmtd_test_cppflags)
%canon_reldir%_test_settings_LDADD = $(netmgmtd_test_libs)
%canon_reldir%_test_utf8_CPPFLAGS = $(netmgmtd_test_cppflags)
%canon_reldir%_test_utf8_LDADD = $(netmgmtd_test_libs)
endif
