# SPDX-License-Identifier: BSD-3-Clause

bin_PROGRAMS += %reldir%/netmgmt

%canon_reldir%_netmgmt_SOURCES = \
	%reldir%/command.c \
	%reldir%/command.h \
	%reldir%/connection.c \
	%reldir%/disk.c \
	%reldir%/escape.c \
	%reldir%/escape.h \
	%reldir%/field.c \
	%reldir%/field.h \
	%reldir%/file.c \
	%reldir%/main.c \
	%reldir%/need.h \
	%reldir%/options.c \
	%reldir%/options.h \
	%reldir%/server.c \
	%reldir%/session.c \
	%reldir%/share.c \
	%reldir%/table.c \
	%reldir%/table.h \
	%reldir%/table_json.c \
	%reldir%/table_plain.c \
	%reldir%/time.c \
	%reldir%/transport.c \
	%reldir%/use.c \
	%reldir%/user.c \
	%reldir%/view.c \
	%reldir%/view.h \
	%reldir%/words.c \
	%reldir%/words.h \
	%reldir%/workstation.c
if HAVE_SMARTCOLS
%canon_reldir%_netmgmt_SOURCES += %reldir%/table_drawn.c
else
%canon_reldir%_netmgmt_SOURCES += %reldir%/table_undrawn.c
endif
%canon_reldir%_netmgmt_CPPFLAGS = $(AM_CPPFLAGS) \
	$(JANSSON_CFLAGS) $(SMARTCOLS_CFLAGS)
%canon_reldir%_netmgmt_LDADD = src/netmgmt/libnetmgmt.la rpc/libonc.la \
	$(JANSSON_LIBS) $(SMARTCOLS_LIBS)

$(%canon_reldir%_netmgmt_OBJECTS): $(idl_headers)

dist_man_MANS += %reldir%/netmgmt.1
