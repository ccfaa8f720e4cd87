# SPDX-License-Identifier: BSD-3-Clause
# The daemon in three layers: what it knows of the host, which has nothing to
# do with RPC; the procedures, which answer from it; the process around them.
# The tests link the first two by themselves.

noinst_LTLIBRARIES += %reldir%/libprovider.la %reldir%/libhandler.la
sbin_PROGRAMS += %reldir%/netmgmtd
dist_man_MANS += %reldir%/netmgmtd.8

%canon_reldir%_libprovider_la_SOURCES = \
	%reldir%/page.c %reldir%/page.h \
	%reldir%/utf8.c %reldir%/utf8.h \
	%reldir%/provider/cleanup.h \
	%reldir%/provider/clock.c %reldir%/provider/clock.h \
	%reldir%/provider/database.c %reldir%/provider/database.h \
	%reldir%/provider/faillock.c %reldir%/provider/faillock.h \
	%reldir%/provider/host.c %reldir%/provider/host.h \
	%reldir%/provider/lastlog.c %reldir%/provider/lastlog.h \
	%reldir%/provider/logins.c %reldir%/provider/logins.h \
	%reldir%/provider/member.c %reldir%/provider/member.h \
	%reldir%/provider/mounts.c %reldir%/provider/mounts.h \
	%reldir%/provider/nss.c %reldir%/provider/nss.h \
	%reldir%/provider/root.c %reldir%/provider/root.h \
	%reldir%/provider/settings.c %reldir%/provider/settings.h \
	%reldir%/provider/shadow.c %reldir%/provider/shadow.h
%canon_reldir%_libprovider_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) \
	$(MOUNT_CFLAGS)
%canon_reldir%_libprovider_la_LIBADD = $(MOUNT_LIBS)

# user_info's tables besides those of the calls: entries are counted one by one.
netmgmtd_info_tables = idl/netmgmt/user_info_tables.c
$(netmgmtd_info_tables): %_tables.c: %.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }

%canon_reldir%_libhandler_la_SOURCES = \
	%reldir%/daemon.h \
	%reldir%/host_info.c %reldir%/host_info.h \
	%reldir%/remutl.c \
	%reldir%/reply.c %reldir%/reply.h \
	%reldir%/server.c \
	%reldir%/user.c \
	%reldir%/user_entry.c %reldir%/user_entry.h \
	%reldir%/wksta.c
nodist_%canon_reldir%_libhandler_la_SOURCES = \
	$(idl_servers) $(idl_tables) $(netmgmtd_info_tables)
%canon_reldir%_libhandler_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
%canon_reldir%_libhandler_la_LIBADD = %reldir%/libprovider.la
$(%canon_reldir%_libhandler_la_OBJECTS): $(idl_headers)

%canon_reldir%_netmgmtd_SOURCES = \
	%reldir%/config.c %reldir%/config.h \
	%reldir%/main.c \
	%reldir%/ready.c %reldir%/ready.h \
	%reldir%/tell.c %reldir%/tell.h
%canon_reldir%_netmgmtd_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
%canon_reldir%_netmgmtd_LDADD = %reldir%/libhandler.la rpc/libonc.la -lpthread
$(%canon_reldir%_netmgmtd_OBJECTS): $(idl_headers)
