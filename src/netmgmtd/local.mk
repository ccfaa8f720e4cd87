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
	%reldir%/provider/array.h \
	%reldir%/provider/circuits.c %reldir%/provider/circuits.h \
	%reldir%/provider/cleanup.h \
	%reldir%/provider/clock.c %reldir%/provider/clock.h \
	%reldir%/provider/command.c %reldir%/provider/command.h \
	%reldir%/provider/connections.c %reldir%/provider/connections.h \
	%reldir%/provider/counters.c %reldir%/provider/counters.h \
	%reldir%/provider/comments.c %reldir%/provider/comments.h \
	%reldir%/provider/database.c %reldir%/provider/database.h \
	%reldir%/provider/deadline.c %reldir%/provider/deadline.h \
	%reldir%/provider/domain.c %reldir%/provider/domain.h \
	%reldir%/provider/entries.c %reldir%/provider/entries.h \
	%reldir%/provider/exports.c %reldir%/provider/exports.h \
	%reldir%/provider/faillock.c %reldir%/provider/faillock.h \
	%reldir%/provider/files.c %reldir%/provider/files.h \
	%reldir%/provider/groups.c %reldir%/provider/groups.h \
	%reldir%/provider/host.c %reldir%/provider/host.h \
	%reldir%/provider/interfaces.c %reldir%/provider/interfaces.h \
	%reldir%/provider/key.c %reldir%/provider/key.h \
	%reldir%/provider/krb5conf.c %reldir%/provider/krb5conf.h \
	%reldir%/provider/lastlog.c %reldir%/provider/lastlog.h \
	%reldir%/provider/logins.c %reldir%/provider/logins.h \
	%reldir%/provider/member.c %reldir%/provider/member.h \
	%reldir%/provider/mountinfo.c %reldir%/provider/mountinfo.h \
	%reldir%/provider/mounts.c %reldir%/provider/mounts.h \
	%reldir%/provider/nfsclients.c %reldir%/provider/nfsclients.h \
	%reldir%/provider/nfspaths.c %reldir%/provider/nfspaths.h \
	%reldir%/provider/names.c %reldir%/provider/names.h \
	%reldir%/provider/nss.c %reldir%/provider/nss.h \
	%reldir%/provider/pam.c %reldir%/provider/pam.h \
	%reldir%/provider/policy.c %reldir%/provider/policy.h \
	%reldir%/provider/root.c %reldir%/provider/root.h \
	%reldir%/provider/sessions.c %reldir%/provider/sessions.h \
	%reldir%/provider/settings.c %reldir%/provider/settings.h \
	%reldir%/provider/shadow.c %reldir%/provider/shadow.h \
	%reldir%/provider/shares.c %reldir%/provider/shares.h \
	%reldir%/provider/smbconf.c %reldir%/provider/smbconf.h \
	%reldir%/provider/smbstatus.c %reldir%/provider/smbstatus.h \
	%reldir%/provider/space.c %reldir%/provider/space.h \
	%reldir%/provider/text.c %reldir%/provider/text.h \
	%reldir%/provider/transports.c %reldir%/provider/transports.h \
	%reldir%/provider/usershares.c %reldir%/provider/usershares.h \
	%reldir%/provider/uses.c %reldir%/provider/uses.h \
	%reldir%/provider/texts.c %reldir%/provider/texts.h \
	%reldir%/provider/wtmp.c %reldir%/provider/wtmp.h
%canon_reldir%_libprovider_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) \
	$(JANSSON_CFLAGS) $(MOUNT_CFLAGS)
%canon_reldir%_libprovider_la_LIBADD = $(JANSSON_LIBS) $(MOUNT_LIBS) -lpthread

# The structures' tables besides those of the calls: entries are counted one by
# one.
netmgmtd_info_tables = $(idl_info_tables)

%canon_reldir%_libhandler_la_SOURCES = \
	%reldir%/connection.c \
	%reldir%/daemon.h \
	%reldir%/display.c \
	%reldir%/file.c \
	%reldir%/group.c \
	%reldir%/group_source.c %reldir%/group_source.h \
	%reldir%/host_facts.c %reldir%/host_facts.h \
	%reldir%/info.c %reldir%/info.h \
	%reldir%/key.c %reldir%/key.h \
	%reldir%/level.c %reldir%/level.h \
	%reldir%/list.c %reldir%/list.h \
	%reldir%/localgroup.c \
	%reldir%/membership.c %reldir%/membership.h \
	%reldir%/modals.c \
	%reldir%/remutl.c \
	%reldir%/reply.c %reldir%/reply.h \
	%reldir%/server.c \
	%reldir%/session.c \
	%reldir%/share.c \
	%reldir%/share_entry.c %reldir%/share_entry.h \
	%reldir%/sid.c %reldir%/sid.h \
	%reldir%/transport.c \
	%reldir%/use.c \
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
	%reldir%/listeners.c %reldir%/listeners.h \
	%reldir%/main.c \
	%reldir%/ready.c %reldir%/ready.h \
	%reldir%/tell.c %reldir%/tell.h
%canon_reldir%_netmgmtd_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
%canon_reldir%_netmgmtd_LDADD = %reldir%/libhandler.la rpc/libonc.la -lpthread
$(%canon_reldir%_netmgmtd_OBJECTS): $(idl_headers)
