# SPDX-License-Identifier: BSD-3-Clause

EXTRA_DIST += tests/wire/shapes.x %reldir%/gss.sh

# The wire test's types, tables and stubs.
shapes_generated = tests/wire/shapes.h tests/wire/shapes_tables.c \
	tests/wire/shapes_client.c tests/wire/shapes_server.c
tests/wire/shapes.stamp: $(srcdir)/tests/wire/shapes.x $(oncgen_built)
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(oncgen) -o $(@D) $(srcdir)/tests/wire/shapes.x
	$(AM_V_at)touch $@
$(shapes_generated): tests/wire/shapes.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
CLEANFILES += $(shapes_generated) tests/wire/shapes.stamp

# Types with codecs of the program's.
EXTRA_DIST += tests/wire/external.x
external_generated = tests/wire/external.h tests/wire/external_tables.c
tests/wire/external.stamp: $(srcdir)/tests/wire/external.x $(oncgen_built)
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(oncgen) -o $(@D) $(srcdir)/tests/wire/external.x
	$(AM_V_at)touch $@
$(external_generated): tests/wire/external.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
CLEANFILES += $(external_generated) tests/wire/external.stamp

if HAVE_CUNIT
rpc_tests = \
	tests/rpc/test-account \
	tests/rpc/test-async \
	tests/rpc/test-buffer \
	tests/rpc/test-call \
	tests/rpc/test-channel \
	tests/rpc/test-codec \
	tests/rpc/test-credential \
	tests/rpc/test-crew \
	tests/rpc/test-decode \
	tests/rpc/test-encode \
	tests/rpc/test-message \
	tests/rpc/test-print \
	tests/rpc/test-record \
	tests/rpc/test-rows \
	tests/rpc/test-server \
	tests/rpc/test-rpcbind \
	tests/rpc/test-stream \
	tests/rpc/test-xdr
check_PROGRAMS += $(rpc_tests)
TESTS += $(rpc_tests)
valgrind_tests += $(rpc_tests)

rpc_test_ldadd = rpc/libonc.la tests/libsupport.la $(TIRPC_LIBS) \
	$(CUNIT_LIBS) -lpthread
rpc_test_cppflags = $(test_cppflags) -I$(builddir)/tests/wire

tests_rpc_test_buffer_SOURCES = %reldir%/test-buffer.c
tests_rpc_test_buffer_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_buffer_LDADD = tests/libheap.la $(rpc_test_ldadd)
tests_rpc_test_buffer_LDFLAGS = $(AM_LDFLAGS) -static

tests_rpc_test_codec_SOURCES = %reldir%/span.h %reldir%/test-codec.c
nodist_tests_rpc_test_codec_SOURCES = tests/wire/external_tables.c
tests_rpc_test_codec_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_codec_LDADD = tests/libheap.la $(rpc_test_ldadd)
tests_rpc_test_codec_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_codec_OBJECTS): $(external_generated)

check_LTLIBRARIES += tests/rpc/libshapes.la
tests_rpc_libshapes_la_SOURCES = %reldir%/sample.c %reldir%/sample.h
nodist_tests_rpc_libshapes_la_SOURCES = tests/wire/shapes_tables.c \
	tests/wire/shapes_client.c
tests_rpc_libshapes_la_CPPFLAGS = $(rpc_test_cppflags)
$(tests_rpc_libshapes_la_OBJECTS): $(shapes_generated)

tests_rpc_test_decode_SOURCES = %reldir%/test-decode.c
tests_rpc_test_decode_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_decode_LDADD = tests/libheap.la tests/rpc/libshapes.la \
	$(rpc_test_ldadd)
tests_rpc_test_decode_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_decode_OBJECTS): $(shapes_generated)

tests_rpc_test_encode_SOURCES = %reldir%/test-encode.c
tests_rpc_test_encode_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_encode_LDADD = $(tests_rpc_test_decode_LDADD)
tests_rpc_test_encode_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_encode_OBJECTS): $(shapes_generated)

tests_rpc_test_message_SOURCES = %reldir%/test-message.c
tests_rpc_test_message_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_message_LDADD = $(rpc_test_ldadd)
tests_rpc_test_message_LDFLAGS = $(AM_LDFLAGS) -static

tests_rpc_test_print_SOURCES = %reldir%/test-print.c
tests_rpc_test_print_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_print_LDADD = tests/rpc/libshapes.la $(rpc_test_ldadd)
tests_rpc_test_print_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_print_OBJECTS): $(shapes_generated)

tests_rpc_test_record_SOURCES = %reldir%/test-record.c
tests_rpc_test_record_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_record_LDADD = tests/libheap.la $(rpc_test_ldadd)
tests_rpc_test_record_LDFLAGS = $(AM_LDFLAGS) -static

tests_rpc_test_stream_SOURCES = %reldir%/test-stream.c
tests_rpc_test_stream_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_stream_LDADD = $(rpc_test_ldadd)
tests_rpc_test_stream_LDFLAGS = $(AM_LDFLAGS) -static

tests_rpc_test_rows_SOURCES = %reldir%/test-rows.c
tests_rpc_test_rows_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_rows_LDADD = $(tests_rpc_test_decode_LDADD)
tests_rpc_test_rows_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_rows_OBJECTS): $(shapes_generated)

tests_rpc_test_xdr_SOURCES = %reldir%/test-xdr.c
tests_rpc_test_xdr_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_xdr_LDADD = $(tests_rpc_test_decode_LDADD)
tests_rpc_test_xdr_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_xdr_OBJECTS): $(shapes_generated)

tests_rpc_test_call_SOURCES = %reldir%/test-call.c %reldir%/shapes_svc.c \
	tests/support/peer.c tests/support/peer.h
nodist_tests_rpc_test_call_SOURCES = tests/wire/shapes_server.c
tests_rpc_test_call_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_call_LDADD = $(tests_rpc_test_decode_LDADD)
tests_rpc_test_call_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_call_OBJECTS): $(shapes_generated)

tests_rpc_test_async_SOURCES = %reldir%/test-async.c \
	tests/support/script.c tests/support/script.h
tests_rpc_test_async_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_async_LDADD = $(tests_rpc_test_decode_LDADD)
tests_rpc_test_async_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_async_OBJECTS): $(shapes_generated)

tests_rpc_test_channel_SOURCES = %reldir%/test-channel.c \
	tests/support/script.c tests/support/script.h
tests_rpc_test_channel_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_channel_LDADD = tests/rpc/libshapes.la $(rpc_test_ldadd)
tests_rpc_test_channel_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_channel_OBJECTS): $(shapes_generated)

tests_rpc_test_account_SOURCES = %reldir%/test-account.c
tests_rpc_test_account_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_account_LDADD = tests/libheap.la $(rpc_test_ldadd)
tests_rpc_test_account_LDFLAGS = $(AM_LDFLAGS) -static

tests_rpc_test_credential_SOURCES = %reldir%/test-credential.c
tests_rpc_test_credential_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_credential_LDADD = $(rpc_test_ldadd)
tests_rpc_test_credential_LDFLAGS = $(AM_LDFLAGS) -static

tests_rpc_test_crew_SOURCES = %reldir%/test-crew.c
tests_rpc_test_crew_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_crew_LDADD = $(rpc_test_ldadd)
tests_rpc_test_crew_LDFLAGS = $(AM_LDFLAGS) -static

tests_rpc_test_server_SOURCES = %reldir%/test-server.c \
	%reldir%/caller.c %reldir%/caller.h
tests_rpc_test_server_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_server_LDADD = $(tests_rpc_test_decode_LDADD)
tests_rpc_test_server_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_server_OBJECTS): $(shapes_generated)

tests_rpc_test_rpcbind_SOURCES = %reldir%/test-rpcbind.c \
	tests/support/script.c tests/support/script.h
tests_rpc_test_rpcbind_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_rpcbind_LDADD = $(rpc_test_ldadd)
tests_rpc_test_rpcbind_LDFLAGS = $(AM_LDFLAGS) -static

# What gss.sh runs, with a KDC to ask.
check_PROGRAMS += tests/rpc/gss-server tests/rpc/test-gss
TESTS += %reldir%/gss.sh
tests_rpc_gss_server_SOURCES = %reldir%/gss-server.c %reldir%/gss.h
tests_rpc_gss_server_CPPFLAGS = $(test_cppflags)
tests_rpc_gss_server_CFLAGS = -std=gnu11 -w
tests_rpc_gss_server_LDFLAGS =
tests_rpc_gss_server_LDADD = $(TIRPC_LIBS)
tests_rpc_test_gss_SOURCES = %reldir%/test-gss.c %reldir%/gss.h
tests_rpc_test_gss_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_gss_CFLAGS = $(AM_CFLAGS) -Wno-cast-function-type
tests_rpc_test_gss_LDADD = tests/rpc/libshapes.la $(rpc_test_ldadd)
tests_rpc_test_gss_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_gss_OBJECTS): $(shapes_generated)

if HAVE_RPCGEN
# The same .x by rpcgen, in a folder of its own: its names are the same.
peer_generated = tests/wire/rpcgen/shapes.h tests/wire/rpcgen/shapes_xdr.c \
	tests/wire/rpcgen/shapes_svc.c tests/wire/rpcgen/shapes_clnt.c
tests/wire/rpcgen.stamp: $(srcdir)/tests/wire/shapes.x
	$(AM_V_at)$(MKDIR_P) tests/wire/rpcgen && rm -f $(peer_generated)
	$(AM_V_at)cp $(srcdir)/tests/wire/shapes.x tests/wire/rpcgen/
	$(AM_V_GEN)cd tests/wire/rpcgen && \
		$(RPCGEN) -M -h -o shapes.h shapes.x && \
		$(RPCGEN) -M -c -o shapes_xdr.c shapes.x && \
		$(RPCGEN) -M -m -o shapes_svc.c shapes.x && \
		$(RPCGEN) -M -l -o shapes_clnt.c shapes.x
	$(AM_V_at)touch $@
$(peer_generated): tests/wire/rpcgen.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
CLEANFILES += $(peer_generated) tests/wire/rpcgen/shapes.x \
	tests/wire/rpcgen.stamp

check_PROGRAMS += tests/rpc/test-interop tests/rpc/test-stock \
	tests/rpc/test-svcrun \
	tests/rpc/peer-server tests/rpc/peer-client tests/rpc/peer-main
TESTS += tests/rpc/test-interop tests/rpc/test-stock tests/rpc/test-svcrun

# rpcgen's C is not ours to mend: no warnings, no sanitizers.
peer_cppflags = -D_GNU_SOURCE -I$(builddir)/tests/wire/rpcgen $(TIRPC_CFLAGS)
peer_cflags = -std=gnu11 -w
tests_rpc_peer_server_SOURCES = %reldir%/peer-server.c \
	%reldir%/peer-procedures.c
nodist_tests_rpc_peer_server_SOURCES = tests/wire/rpcgen/shapes_svc.c \
	tests/wire/rpcgen/shapes_xdr.c
tests_rpc_peer_server_CPPFLAGS = $(peer_cppflags)
tests_rpc_peer_server_CFLAGS = $(peer_cflags)
tests_rpc_peer_server_LDFLAGS =
tests_rpc_peer_server_LDADD = $(TIRPC_LIBS)
$(tests_rpc_peer_server_OBJECTS): $(peer_generated)

# rpcgen's main as well; all that changes is who runs it, and that there need
# be no rpcbind.
tests/wire/rpcgen/shapes_main.c: tests/wire/rpcgen.stamp
	$(AM_V_GEN)cd tests/wire/rpcgen && $(RPCGEN) -M -s tcp -s udp shapes.x | \
		sed -e 's/svc_run *()/onc_svc_run(0)/' \
		-e 's/IPPROTO_[TU][CD]P)/0)/' >shapes_main.c
CLEANFILES += tests/wire/rpcgen/shapes_main.c
tests_rpc_peer_main_SOURCES = %reldir%/peer-procedures.c
nodist_tests_rpc_peer_main_SOURCES = tests/wire/rpcgen/shapes_main.c \
	tests/wire/rpcgen/shapes_xdr.c
tests_rpc_peer_main_CPPFLAGS = $(peer_cppflags)
tests_rpc_peer_main_CFLAGS = $(peer_cflags)
tests_rpc_peer_main_LDADD = rpc/libonc.la $(TIRPC_LIBS)
$(tests_rpc_peer_main_OBJECTS): $(peer_generated)

tests_rpc_peer_client_SOURCES = %reldir%/peer-client.c
nodist_tests_rpc_peer_client_SOURCES = tests/wire/rpcgen/shapes_clnt.c \
	tests/wire/rpcgen/shapes_xdr.c
tests_rpc_peer_client_CPPFLAGS = $(peer_cppflags)
tests_rpc_peer_client_CFLAGS = $(peer_cflags)
tests_rpc_peer_client_LDFLAGS =
tests_rpc_peer_client_LDADD = $(TIRPC_LIBS)
$(tests_rpc_peer_client_OBJECTS): $(peer_generated)

tests_rpc_test_interop_SOURCES = %reldir%/test-interop.c \
	%reldir%/rpcgen.c %reldir%/rpcgen.h %reldir%/shapes_svc.c
nodist_tests_rpc_test_interop_SOURCES = tests/wire/shapes_server.c
tests_rpc_test_interop_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_interop_LDADD = tests/rpc/libshapes.la $(rpc_test_ldadd)
tests_rpc_test_interop_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_interop_OBJECTS): $(shapes_generated)

tests_rpc_test_svcrun_SOURCES = %reldir%/test-svcrun.c \
	%reldir%/caller.c %reldir%/caller.h \
	%reldir%/rpcgen.c %reldir%/rpcgen.h
tests_rpc_test_svcrun_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_svcrun_LDADD = tests/rpc/libshapes.la $(rpc_test_ldadd)
tests_rpc_test_svcrun_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_svcrun_OBJECTS): $(shapes_generated)

tests_rpc_test_stock_SOURCES = %reldir%/test-stock.c \
	%reldir%/rpcgen.c %reldir%/rpcgen.h
tests_rpc_test_stock_CPPFLAGS = $(rpc_test_cppflags)
# libtirpc's own xdr_void() is not of the type that its functions take.
tests_rpc_test_stock_CFLAGS = $(AM_CFLAGS) -Wno-cast-function-type
tests_rpc_test_stock_LDADD = tests/libheap.la tests/rpc/libshapes.la \
	$(rpc_test_ldadd)
tests_rpc_test_stock_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_stock_OBJECTS): $(shapes_generated)
endif
endif
