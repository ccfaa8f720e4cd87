# SPDX-License-Identifier: BSD-3-Clause

lib_LTLIBRARIES += rpc/libonc.la
pkgconfig_DATA += %reldir%/libonc.pc

rpc_libonc_la_SOURCES = \
	%reldir%/account.c %reldir%/account.h \
	%reldir%/address.c %reldir%/address.h \
	%reldir%/announce.c %reldir%/announce.h \
	%reldir%/async.c \
	%reldir%/buffer.c %reldir%/buffer.h \
	%reldir%/bytes.h \
	%reldir%/call.c %reldir%/call.h \
	%reldir%/channel.c %reldir%/channel.h \
	%reldir%/channel_read.c %reldir%/channel_send.c \
	%reldir%/channel_wait.c \
	%reldir%/deadline.h \
	%reldir%/credential.c %reldir%/credential.h \
	%reldir%/crew.c %reldir%/crew.h \
	%reldir%/crew_lane.c %reldir%/crew_lane.h \
	%reldir%/datagram.c %reldir%/datagram.h \
	%reldir%/debug.c %reldir%/debug.h \
	%reldir%/decode.c \
	%reldir%/dial.c %reldir%/dial.h \
	%reldir%/dispatch.c %reldir%/dispatch.h \
	%reldir%/encode.c %reldir%/encode.h \
	%reldir%/error.c %reldir%/error.h \
	%reldir%/extent.c %reldir%/extent.h \
	%reldir%/gather.c %reldir%/gather.h \
	%reldir%/group.c %reldir%/group.h \
	%reldir%/handle.c %reldir%/handle.h %reldir%/handle_call.c \
	%reldir%/hot.c %reldir%/hot.h %reldir%/hot_serve.c \
	%reldir%/listener.c %reldir%/listener.h \
	%reldir%/mapping.c %reldir%/mapping.h \
	%reldir%/measure.c %reldir%/measure.h \
	%reldir%/message.c %reldir%/message.h \
	%reldir%/netbuf.c \
	%reldir%/own.c \
	%reldir%/packet.c %reldir%/packet.h \
	%reldir%/pending.c %reldir%/pending.h \
	%reldir%/output.c %reldir%/output.h \
	%reldir%/peer.c %reldir%/peer.h \
	%reldir%/peer_input.c %reldir%/peer_output.c \
	%reldir%/pipe.c %reldir%/pipe.h \
	%reldir%/place.c %reldir%/place.h \
	%reldir%/print.c \
	%reldir%/proof.c %reldir%/proof.h \
	%reldir%/quick.h %reldir%/quick_extent.c \
	%reldir%/quick_measure.c %reldir%/quick_place.c \
	%reldir%/quick_rows.c %reldir%/quick_rows.h \
	%reldir%/record.c %reldir%/record.h \
	%reldir%/registry.c %reldir%/registry.h \
	%reldir%/request.c %reldir%/request.h \
	%reldir%/rpcbind.c %reldir%/rpcbind.h \
	%reldir%/server.c \
	%reldir%/sleep.c %reldir%/sleep.h \
	%reldir%/service.h \
	%reldir%/session.c \
	%reldir%/status.c \
	%reldir%/stock.c \
	%reldir%/stream.c %reldir%/stream.h \
	%reldir%/svcrun.c %reldir%/svcrun.h \
	%reldir%/table.c %reldir%/table.h \
	%reldir%/task.c %reldir%/task.h \
	%reldir%/trail.c %reldir%/trail.h \
	%reldir%/trust.h \
	%reldir%/xdr.c
rpc_libonc_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) $(TIRPC_CFLAGS) \
	$(EVENT_CFLAGS)
rpc_libonc_la_LIBADD = $(TIRPC_LIBS) $(EVENT_LIBS) -lpthread
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
	%reldir%/onc_cancel.3 \
	%reldir%/onc_connect.3 \
	%reldir%/onc_context.3 \
	%reldir%/onc_credential.3 \
	%reldir%/onc_decode.3 \
	%reldir%/onc_decode_envelope.3 \
	%reldir%/onc_disconnect.3 \
	%reldir%/onc_encode.3 \
	%reldir%/onc_error.3 \
	%reldir%/onc_error_fault.3 \
	%reldir%/onc_footprint.3 \
	%reldir%/onc_group_add.3 \
	%reldir%/onc_group_fd.3 \
	%reldir%/onc_group_free.3 \
	%reldir%/onc_group_new.3 \
	%reldir%/onc_group_pending.3 \
	%reldir%/onc_group_remove.3 \
	%reldir%/onc_group_run.3 \
	%reldir%/onc_peer.3 \
	%reldir%/onc_pending_cancel.3 \
	%reldir%/onc_pending_take.3 \
	%reldir%/onc_print.3 \
	%reldir%/onc_server_add.3 \
	%reldir%/onc_server_address.3 \
	%reldir%/onc_server_configure.3 \
	%reldir%/onc_server_counters.3 \
	%reldir%/onc_server_free.3 \
	%reldir%/onc_server_listen.3 \
	%reldir%/onc_server_new.3 \
	%reldir%/onc_server_register.3 \
	%reldir%/onc_server_run.3 \
	%reldir%/onc_server_sessions.3 \
	%reldir%/onc_server_stop.3 \
	%reldir%/onc_start.3 \
	%reldir%/onc_status_code.3 \
	%reldir%/onc_status_name.3 \
	%reldir%/onc_status_text.3 \
	%reldir%/onc_svc_run.3
