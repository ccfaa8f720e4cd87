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
	%reldir%/netbuf.c \
	%reldir%/pipe.c %reldir%/pipe.h \
	%reldir%/place.c %reldir%/place.h \
	%reldir%/print.c \
	%reldir%/quick.h %reldir%/quick_extent.c \
	%reldir%/quick_measure.c %reldir%/quick_place.c \
	%reldir%/quick_rows.c %reldir%/quick_rows.h \
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

# A page for each group of functions, and for each function's name.
dist_man_MANS += \
	%reldir%/NetApiBufferAllocate.3 \
	%reldir%/NetApiBufferFree.3 \
	%reldir%/NetApiBufferReallocate.3 \
	%reldir%/NetApiBufferSize.3 \
	%reldir%/NetapipBufferAllocate.3 \
	%reldir%/libonc.7 \
	%reldir%/onc_alloc.3 \
	%reldir%/onc_block_new.3 \
	%reldir%/onc_call.3 \
	%reldir%/onc_call_envelope.3 \
	%reldir%/onc_connect.3 \
	%reldir%/onc_context.3 \
	%reldir%/onc_decode.3 \
	%reldir%/onc_decode_envelope.3 \
	%reldir%/onc_disconnect.3 \
	%reldir%/onc_encode.3 \
	%reldir%/onc_error.3 \
	%reldir%/onc_error_fault.3 \
	%reldir%/onc_footprint.3 \
	%reldir%/onc_print.3 \
	%reldir%/onc_server_add.3 \
	%reldir%/onc_server_address.3 \
	%reldir%/onc_server_free.3 \
	%reldir%/onc_server_listen.3 \
	%reldir%/onc_server_new.3 \
	%reldir%/onc_server_run.3 \
	%reldir%/onc_server_stop.3 \
	%reldir%/onc_status_code.3 \
	%reldir%/onc_status_name.3 \
	%reldir%/onc_status_text.3
