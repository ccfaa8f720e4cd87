# SPDX-License-Identifier: BSD-3-Clause
# What the daemon knows is tested from inside; what it answers, over a socket,
# with the daemon itself on the other end and root/ for its host.

EXTRA_DIST += %reldir%/root

netmgmtd_tests = \
	%reldir%/test-clock \
	%reldir%/test-command \
	%reldir%/test-connections \
	%reldir%/test-counters \
	%reldir%/test-daemon \
	%reldir%/test-deadline \
	%reldir%/test-entries \
	%reldir%/test-exports \
	%reldir%/test-files \
	%reldir%/test-host \
	%reldir%/test-key \
	%reldir%/test-logins \
	%reldir%/test-memory \
	%reldir%/test-mounts \
	%reldir%/test-nss \
	%reldir%/test-page \
	%reldir%/test-root \
	%reldir%/test-server \
	%reldir%/test-sessions \
	%reldir%/test-settings \
	%reldir%/test-shares \
	%reldir%/test-smbconf \
	%reldir%/test-space \
	%reldir%/test-text \
	%reldir%/test-transports \
	%reldir%/test-user \
	%reldir%/test-uses \
	%reldir%/test-utf8

if HAVE_CUNIT
check_PROGRAMS += $(netmgmtd_tests)
TESTS += $(netmgmtd_tests)
check_LTLIBRARIES += %reldir%/libstub.la
valgrind_tests += \
	%reldir%/test-clock %reldir%/test-connections %reldir%/test-counters \
	%reldir%/test-deadline %reldir%/test-entries %reldir%/test-exports \
	%reldir%/test-files %reldir%/test-host %reldir%/test-key \
	%reldir%/test-logins %reldir%/test-memory %reldir%/test-mounts \
	%reldir%/test-nss %reldir%/test-page %reldir%/test-sessions \
	%reldir%/test-settings %reldir%/test-shares %reldir%/test-smbconf \
	%reldir%/test-space %reldir%/test-text %reldir%/test-transports \
	%reldir%/test-uses %reldir%/test-utf8
endif

%canon_reldir%_libstub_la_SOURCES =
nodist_%canon_reldir%_libstub_la_SOURCES = \
	$(idl_clients) $(idl_tables) $(netmgmtd_info_tables)
%canon_reldir%_libstub_la_CPPFLAGS = $(test_cppflags)
$(%canon_reldir%_libstub_la_OBJECTS): $(idl_headers)

netmgmtd_provider_libs = src/netmgmtd/libprovider.la tests/libsupport.la
netmgmtd_running_libs = %reldir%/libstub.la src/netmgmtd/libprovider.la \
	tests/libsupport.la rpc/libonc.la $(TIRPC_LIBS)

%canon_reldir%_test_clock_SOURCES = %reldir%/test-clock.c
%canon_reldir%_test_clock_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_clock_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_command_SOURCES = %reldir%/test-command.c %reldir%/machine.h
%canon_reldir%_test_command_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_command_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_connections_SOURCES = \
	%reldir%/test-connections.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_connections_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_connections_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_counters_SOURCES = \
	%reldir%/test-counters.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_counters_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_counters_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_daemon_SOURCES = \
	%reldir%/test-daemon.c %reldir%/daemon.h %reldir%/machine.h
%canon_reldir%_test_daemon_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_daemon_LDADD = $(netmgmtd_running_libs)

%canon_reldir%_test_deadline_SOURCES = %reldir%/test-deadline.c
%canon_reldir%_test_deadline_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_deadline_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_entries_SOURCES = %reldir%/test-entries.c %reldir%/machine.h
%canon_reldir%_test_entries_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_entries_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_exports_SOURCES = \
	%reldir%/test-exports.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_exports_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_exports_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_files_SOURCES = \
	%reldir%/test-files.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_files_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_files_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_host_SOURCES = %reldir%/test-host.c %reldir%/machine.h
%canon_reldir%_test_host_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_host_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_key_SOURCES = %reldir%/test-key.c
%canon_reldir%_test_key_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_key_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_logins_SOURCES = \
	%reldir%/test-logins.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_logins_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_logins_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_memory_SOURCES = %reldir%/test-memory.c %reldir%/machine.h
%canon_reldir%_test_memory_CPPFLAGS = $(test_cppflags)
# It lends handlers onc_alloc() itself; its own comes first in the program.
%canon_reldir%_test_memory_LDADD = src/netmgmtd/libhandler.la rpc/libonc.la \
	tests/libheap.la tests/libsupport.la

%canon_reldir%_test_mounts_SOURCES = %reldir%/test-mounts.c %reldir%/machine.h
%canon_reldir%_test_mounts_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_mounts_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_nss_SOURCES = %reldir%/test-nss.c %reldir%/machine.h
%canon_reldir%_test_nss_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_nss_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_page_SOURCES = %reldir%/test-page.c
%canon_reldir%_test_page_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_page_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_root_SOURCES = %reldir%/test-root.c %reldir%/machine.h
%canon_reldir%_test_root_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_root_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_server_SOURCES = \
	%reldir%/test-server.c %reldir%/daemon.h %reldir%/machine.h
%canon_reldir%_test_server_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_server_LDADD = $(netmgmtd_running_libs)

%canon_reldir%_test_sessions_SOURCES = \
	%reldir%/test-sessions.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_sessions_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_sessions_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_settings_SOURCES = \
	%reldir%/test-settings.c %reldir%/machine.h
%canon_reldir%_test_settings_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_settings_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_shares_SOURCES = \
	%reldir%/test-shares.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_shares_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_shares_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_smbconf_SOURCES = \
	%reldir%/test-smbconf.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_smbconf_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_smbconf_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_space_SOURCES = %reldir%/test-space.c %reldir%/machine.h
%canon_reldir%_test_space_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_space_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_text_SOURCES = %reldir%/test-text.c %reldir%/machine.h
%canon_reldir%_test_text_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_text_LDADD = $(netmgmtd_provider_libs)

%canon_reldir%_test_transports_SOURCES = \
	%reldir%/test-transports.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_transports_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_transports_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_user_SOURCES = \
	%reldir%/test-user.c %reldir%/daemon.h %reldir%/machine.h
%canon_reldir%_test_user_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_user_LDADD = $(netmgmtd_running_libs)

%canon_reldir%_test_uses_SOURCES = \
	%reldir%/test-uses.c %reldir%/machine.h %reldir%/scarce.h
%canon_reldir%_test_uses_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_uses_LDADD = $(netmgmtd_provider_libs) tests/libheap.la

%canon_reldir%_test_utf8_SOURCES = %reldir%/test-utf8.c
%canon_reldir%_test_utf8_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_utf8_LDADD = $(netmgmtd_provider_libs)

$(%canon_reldir%_test_daemon_OBJECTS): $(idl_headers)
$(%canon_reldir%_test_memory_OBJECTS): $(idl_headers)
$(%canon_reldir%_test_server_OBJECTS): $(idl_headers)
$(%canon_reldir%_test_user_OBJECTS): $(idl_headers)
