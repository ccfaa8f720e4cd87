# SPDX-License-Identifier: BSD-3-Clause

EXTRA_DIST += tests/wire/shapes.x

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

if HAVE_CUNIT
rpc_tests = \
	tests/rpc/test-buffer \
	tests/rpc/test-call \
	tests/rpc/test-decode \
	tests/rpc/test-encode \
	tests/rpc/test-print \
	tests/rpc/test-stream
check_PROGRAMS += $(rpc_tests)
TESTS += $(rpc_tests)

rpc_test_ldadd = rpc/libonc.la tests/libsupport.la $(TIRPC_LIBS) \
	$(CUNIT_LIBS) -lpthread
rpc_test_cppflags = $(test_cppflags) -I$(builddir)/tests/wire

tests_rpc_test_buffer_SOURCES = %reldir%/test-buffer.c
tests_rpc_test_buffer_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_buffer_LDADD = tests/libheap.la $(rpc_test_ldadd)
tests_rpc_test_buffer_LDFLAGS = $(AM_LDFLAGS) -static

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

tests_rpc_test_print_SOURCES = %reldir%/test-print.c
tests_rpc_test_print_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_print_LDADD = tests/rpc/libshapes.la $(rpc_test_ldadd)
tests_rpc_test_print_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_print_OBJECTS): $(shapes_generated)

tests_rpc_test_stream_SOURCES = %reldir%/test-stream.c
tests_rpc_test_stream_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_stream_LDADD = $(rpc_test_ldadd)
tests_rpc_test_stream_LDFLAGS = $(AM_LDFLAGS) -static

tests_rpc_test_call_SOURCES = %reldir%/test-call.c %reldir%/shapes_svc.c \
	tests/support/peer.c tests/support/peer.h
nodist_tests_rpc_test_call_SOURCES = tests/wire/shapes_server.c
tests_rpc_test_call_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_call_LDADD = $(tests_rpc_test_decode_LDADD)
tests_rpc_test_call_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_call_OBJECTS): $(shapes_generated)
endif
