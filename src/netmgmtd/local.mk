# SPDX-License-Identifier: BSD-3-Clause
# The daemon. What it knows of the host is a library of its own, which the
# tests share and which knows nothing of RPC.

noinst_LTLIBRARIES += %reldir%/libprovider.la

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
%canon_reldir%_libprovider_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
%canon_reldir%_libprovider_la_CFLAGS = $(AM_CFLAGS) $(MOUNT_CFLAGS)
%canon_reldir%_libprovider_la_LIBADD = $(MOUNT_LIBS)
