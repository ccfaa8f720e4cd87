# SPDX-License-Identifier: BSD-3-Clause

dist_include_HEADERS = \
	%reldir%/lm.h \
	%reldir%/lmaccess.h \
	%reldir%/lmalert.h \
	%reldir%/lmapibuf.h \
	%reldir%/lmat.h \
	%reldir%/lmcons.h \
	%reldir%/lmerr.h \
	%reldir%/lmjoin.h \
	%reldir%/lmmsg.h \
	%reldir%/lmremutl.h \
	%reldir%/lmserver.h \
	%reldir%/lmshare.h \
	%reldir%/lmuse.h \
	%reldir%/lmwksta.h

# Beside what idl/ makes for this folder.
dist_netmgmtinclude_HEADERS = \
	%reldir%/netmgmt/samba.h \
	%reldir%/netmgmt/windows.h

oncincludedir = $(includedir)/onc
dist_oncinclude_HEADERS = \
	%reldir%/onc/async.h \
	%reldir%/onc/client.h \
	%reldir%/onc/server.h \
	%reldir%/onc/status.h \
	%reldir%/onc/codec.h \
	%reldir%/onc/type.h \
	%reldir%/onc/visibility.h \
	%reldir%/onc/xdr.h
