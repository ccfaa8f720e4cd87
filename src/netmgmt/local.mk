# SPDX-License-Identifier: BSD-3-Clause

lib_LTLIBRARIES += %reldir%/libnetmgmt.la

%canon_reldir%_libnetmgmt_la_SOURCES = \
	%reldir%/binding.c \
	%reldir%/binding.h \
	%reldir%/connection.c \
	%reldir%/display.c \
	%reldir%/file.c \
	%reldir%/group.c \
	%reldir%/localgroup.c \
	%reldir%/modals.c \
	%reldir%/names.c \
	%reldir%/refused.c \
	%reldir%/remote.c \
	%reldir%/remote.h \
	%reldir%/remutl.c \
	%reldir%/reply.c \
	%reldir%/reply.h \
	%reldir%/server.c \
	%reldir%/session.c \
	%reldir%/share.c \
	%reldir%/sid.c \
	%reldir%/status.c \
	%reldir%/transport.c \
	%reldir%/use.c \
	%reldir%/user.c \
	%reldir%/wksta.c
nodist_%canon_reldir%_libnetmgmt_la_SOURCES = $(idl_tables)
%canon_reldir%_libnetmgmt_la_CPPFLAGS = $(AM_CPPFLAGS) $(TIRPC_CFLAGS)
%canon_reldir%_libnetmgmt_la_LDFLAGS = $(AM_LDFLAGS) -no-undefined \
	-version-info 0:0:0 \
	-Wl,--version-script=$(srcdir)/%reldir%/libnetmgmt.sym
%canon_reldir%_libnetmgmt_la_LIBADD = rpc/libonc.la $(TIRPC_LIBS)
EXTRA_%canon_reldir%_libnetmgmt_la_DEPENDENCIES = %reldir%/libnetmgmt.sym

$(%canon_reldir%_libnetmgmt_la_OBJECTS): $(idl_headers)

pkgconfig_DATA += %reldir%/libnetmgmt.pc
EXTRA_DIST += %reldir%/libnetmgmt.sym

dist_man_MANS += \
	%reldir%/ConvertSidToStringSid.3 \
	%reldir%/ConvertStringSidToSid.3 \
	%reldir%/NetApiStatusText.3 \
	%reldir%/NetConnectionEnum.3 \
	%reldir%/NetEnumerateComputerNames.3 \
	%reldir%/NetFileEnum.3 \
	%reldir%/NetFileGetInfo.3 \
	%reldir%/NetGetDisplayInformationIndex.3 \
	%reldir%/NetGroupEnum.3 \
	%reldir%/NetGroupGetInfo.3 \
	%reldir%/NetGroupGetUsers.3 \
	%reldir%/NetLocalGroupEnum.3 \
	%reldir%/NetLocalGroupGetInfo.3 \
	%reldir%/NetLocalGroupGetMembers.3 \
	%reldir%/NetQueryDisplayInformation.3 \
	%reldir%/NetRemoteTOD.3 \
	%reldir%/NetServerDiskEnum.3 \
	%reldir%/NetServerGetInfo.3 \
	%reldir%/NetServerTransportEnum.3 \
	%reldir%/NetSessionEnum.3 \
	%reldir%/NetSessionGetInfo.3 \
	%reldir%/NetShareCheck.3 \
	%reldir%/NetShareEnum.3 \
	%reldir%/NetShareGetInfo.3 \
	%reldir%/NetUseEnum.3 \
	%reldir%/NetUseGetInfo.3 \
	%reldir%/NetUserEnum.3 \
	%reldir%/NetUserGetGroups.3 \
	%reldir%/NetUserGetInfo.3 \
	%reldir%/NetUserGetLocalGroups.3 \
	%reldir%/NetUserModalsGet.3 \
	%reldir%/NetWkstaGetInfo.3 \
	%reldir%/NetWkstaTransportEnum.3 \
	%reldir%/netmgmt-refused.7 \
	%reldir%/netmgmt-windows.7
