# SPDX-License-Identifier: BSD-3-Clause
# NOUN_info.x gives an installed header; NOUN.x gives tables and stubs besides.
# All go to idl/netmgmt/ of the build tree, so that <netmgmt/user_info.h> means
# the same before and after installation. A new noun is one line in each of the
# four lists.

EXTRA_DIST += \
	%reldir%/lmtypes.x \
	%reldir%/connection.x %reldir%/connection_info.x \
	%reldir%/display.x %reldir%/display_info.x \
	%reldir%/file.x %reldir%/file_info.x \
	%reldir%/group.x %reldir%/group_info.x \
	%reldir%/localgroup.x %reldir%/localgroup_info.x \
	%reldir%/modals.x %reldir%/modals_info.x \
	%reldir%/remutl.x %reldir%/remutl_info.x \
	%reldir%/server.x %reldir%/server_info.x \
	%reldir%/session.x %reldir%/session_info.x \
	%reldir%/share.x %reldir%/share_info.x \
	%reldir%/transport.x %reldir%/transport_info.x \
	%reldir%/use.x %reldir%/use_info.x \
	%reldir%/user.x %reldir%/user_info.x \
	%reldir%/wksta.x %reldir%/wksta_info.x

netmgmtincludedir = $(includedir)/netmgmt
nodist_netmgmtinclude_HEADERS = \
	%reldir%/netmgmt/lmtypes.h \
	%reldir%/netmgmt/connection_info.h \
	%reldir%/netmgmt/display_info.h \
	%reldir%/netmgmt/file_info.h \
	%reldir%/netmgmt/group_info.h \
	%reldir%/netmgmt/localgroup_info.h \
	%reldir%/netmgmt/modals_info.h \
	%reldir%/netmgmt/remutl_info.h \
	%reldir%/netmgmt/server_info.h \
	%reldir%/netmgmt/session_info.h \
	%reldir%/netmgmt/share_info.h \
	%reldir%/netmgmt/transport_info.h \
	%reldir%/netmgmt/use_info.h \
	%reldir%/netmgmt/user_info.h \
	%reldir%/netmgmt/wksta_info.h

idl_tables = \
	%reldir%/netmgmt/connection_tables.c \
	%reldir%/netmgmt/display_tables.c \
	%reldir%/netmgmt/file_tables.c \
	%reldir%/netmgmt/group_tables.c \
	%reldir%/netmgmt/localgroup_tables.c \
	%reldir%/netmgmt/modals_tables.c \
	%reldir%/netmgmt/remutl_tables.c \
	%reldir%/netmgmt/server_tables.c \
	%reldir%/netmgmt/session_tables.c \
	%reldir%/netmgmt/share_tables.c \
	%reldir%/netmgmt/transport_tables.c \
	%reldir%/netmgmt/use_tables.c \
	%reldir%/netmgmt/user_tables.c \
	%reldir%/netmgmt/wksta_tables.c

idl_info_tables = \
	%reldir%/netmgmt/connection_info_tables.c \
	%reldir%/netmgmt/display_info_tables.c \
	%reldir%/netmgmt/file_info_tables.c \
	%reldir%/netmgmt/group_info_tables.c \
	%reldir%/netmgmt/localgroup_info_tables.c \
	%reldir%/netmgmt/modals_info_tables.c \
	%reldir%/netmgmt/remutl_info_tables.c \
	%reldir%/netmgmt/server_info_tables.c \
	%reldir%/netmgmt/session_info_tables.c \
	%reldir%/netmgmt/share_info_tables.c \
	%reldir%/netmgmt/transport_info_tables.c \
	%reldir%/netmgmt/use_info_tables.c \
	%reldir%/netmgmt/user_info_tables.c \
	%reldir%/netmgmt/wksta_info_tables.c

idl_headers = $(nodist_netmgmtinclude_HEADERS) $(idl_tables:_tables.c=.h)
idl_clients = $(idl_tables:_tables.c=_client.c)
idl_servers = $(idl_tables:_tables.c=_server.c)
idl_generated = $(idl_headers) $(idl_tables) $(idl_info_tables) \
	$(idl_clients) $(idl_servers)

if OWN_ONCGEN
oncgen = $(builddir)/src/oncgen/oncgen$(EXEEXT)
oncgen_built = src/oncgen/oncgen$(EXEEXT)
else
oncgen = $(ONCGEN)
oncgen_built =
endif

# One run writes all outputs of a file; the stamp stands for them.
%reldir%/netmgmt/%.stamp: %reldir%/%.x $(oncgen_built)
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(oncgen) -o $(@D) $<
	$(AM_V_at)touch $@

$(idl_headers): %.h: %.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
$(idl_tables) $(idl_info_tables): %_tables.c: %.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
$(idl_clients): %_client.c: %.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
$(idl_servers): %_server.c: %.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }

# What a file includes.
$(idl_info_tables:_tables.c=.stamp): $(srcdir)/%reldir%/lmtypes.x
$(idl_tables:_tables.c=.stamp): %reldir%/netmgmt/%.stamp: \
	$(srcdir)/%reldir%/%_info.x $(srcdir)/%reldir%/lmtypes.x

BUILT_SOURCES += $(idl_headers)
CLEANFILES += $(idl_generated) %reldir%/netmgmt/*.stamp \
	%reldir%/netmgmt/*_tables.c %reldir%/netmgmt/*_client.c \
	%reldir%/netmgmt/*_server.c
