# SPDX-License-Identifier: BSD-3-Clause

lib_LTLIBRARIES += %reldir%/libnetmgmt-samba.la

%canon_reldir%_libnetmgmt_samba_la_SOURCES = \
	%reldir%/context.c \
	%reldir%/refused.c
%canon_reldir%_libnetmgmt_samba_la_LDFLAGS = $(AM_LDFLAGS) -no-undefined \
	-version-info 0:0:0 \
	-Wl,--version-script=$(srcdir)/%reldir%/libnetmgmt-samba.sym
%canon_reldir%_libnetmgmt_samba_la_LIBADD = src/netmgmt/libnetmgmt.la \
	rpc/libonc.la -lpthread
EXTRA_%canon_reldir%_libnetmgmt_samba_la_DEPENDENCIES = \
	%reldir%/libnetmgmt-samba.sym

$(%canon_reldir%_libnetmgmt_samba_la_OBJECTS): $(idl_headers)

pkgconfig_DATA += %reldir%/libnetmgmt-samba.pc
EXTRA_DIST += %reldir%/libnetmgmt-samba.sym

dist_man_MANS += %reldir%/netmgmt-samba.7
