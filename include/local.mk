# SPDX-License-Identifier: BSD-3-Clause

dist_include_HEADERS = \
	%reldir%/lm.h \
	%reldir%/lmaccess.h \
	%reldir%/lmapibuf.h \
	%reldir%/lmcons.h \
	%reldir%/lmerr.h \
	%reldir%/lmremutl.h \
	%reldir%/lmserver.h \
	%reldir%/lmshare.h \
	%reldir%/lmuse.h \
	%reldir%/lmwksta.h

oncincludedir = $(includedir)/onc
dist_oncinclude_HEADERS = \
	%reldir%/onc/client.h \
	%reldir%/onc/server.h \
	%reldir%/onc/status.h \
	%reldir%/onc/codec.h \
	%reldir%/onc/type.h \
	%reldir%/onc/visibility.h \
	%reldir%/onc/xdr.h
