# SPDX-License-Identifier: BSD-3-Clause

lib_LTLIBRARIES += rpc/libonc.la
pkgconfig_DATA += %reldir%/libonc.pc

rpc_libonc_la_SOURCES = \
	%reldir%/address.c %reldir%/address.h \
	%reldir%/buffer.c %reldir%/buffer.h \
	%reldir%/bytes.h \
	%reldir%/call.c %reldir%/call.h \
	%reldir%/clnt.c \
	%reldir%/debug.c %reldir%/debug.h \
	%reldir%/decode.c \
	%reldir%/dispatch.c %reldir%/dispatch.h \
	%reldir%/encode.c %reldir%/encode.h \
	%reldir%/error.c %reldir%/error.h \
	%reldir%/extent.c %reldir%/extent.h \
	%reldir%/gather.c %reldir%/gather.h \
	%reldir%/measure.c %reldir%/measure.h \
	%reldir%/pipe.c %reldir%/pipe.h \
	%reldir%/place.c %reldir%/place.h \
	%reldir%/print.c \
	%reldir%/request.c %reldir%/request.h \
	%reldir%/server.c \
	%reldir%/status.c \
	%reldir%/stream.c %reldir%/stream.h \
	%reldir%/table.c %reldir%/table.h \
	%reldir%/trail.c %reldir%/trail.h \
	%reldir%/xdr.c
rpc_libonc_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) $(TIRPC_CFLAGS)
rpc_libonc_la_LIBADD = $(TIRPC_LIBS)
rpc_libonc_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined \
	-Wl,--version-script=$(srcdir)/%reldir%/libonc.sym
EXTRA_rpc_libonc_la_DEPENDENCIES = $(srcdir)/%reldir%/libonc.sym
EXTRA_DIST += %reldir%/libonc.sym
