# SPDX-License-Identifier: BSD-3-Clause
# `make bench` builds and runs what measures; nothing of it is in `make check`
# but the count of instructions.

EXTRA_DIST += %reldir%/messages.x %reldir%/messages.proto

bench_generated = tests/bench/messages.h tests/bench/messages_tables.c
tests/bench/messages.stamp: $(srcdir)/tests/bench/messages.x $(oncgen_built)
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(oncgen) -o $(@D) $(srcdir)/tests/bench/messages.x
	$(AM_V_at)touch $@
$(bench_generated): tests/bench/messages.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }

bench_stock = tests/bench/rpcgen/messages.h tests/bench/rpcgen/messages_xdr.c
tests/bench/rpcgen.stamp: $(srcdir)/tests/bench/messages.x
	$(AM_V_at)$(MKDIR_P) tests/bench/rpcgen && rm -f $(bench_stock)
	$(AM_V_at)cp $(srcdir)/tests/bench/messages.x tests/bench/rpcgen/
	$(AM_V_GEN)cd tests/bench/rpcgen && \
		$(RPCGEN) -h -o messages.h messages.x && \
		$(RPCGEN) -c -o messages_xdr.c messages.x
	$(AM_V_at)touch $@
$(bench_stock): tests/bench/rpcgen.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
CLEANFILES += $(bench_generated) $(bench_stock) tests/bench/*.stamp \
	tests/bench/rpcgen/messages.x tests/bench/data/*

# What is counted in `make check`, and needs no peer.
counted_programs = tests/bench/make-message tests/bench/way-onc
check_PROGRAMS += $(counted_programs)
TESTS += %reldir%/instructions.sh
EXTRA_DIST += %reldir%/instructions.sh %reldir%/instructions.txt
CLEANFILES += tests/bench/instructions.now

bench_programs = tests/bench/bench-decode tests/bench/way-rpcgen \
	tests/bench/way-memcpy tests/bench/heap-onc tests/bench/heap-rpcgen

tests_bench_bench_decode_SOURCES = %reldir%/bench-decode.c

EXTRA_PROGRAMS += tests/bench/bench-accounts
CLEANFILES += tests/bench/bench-accounts$(EXEEXT)
tests_bench_bench_accounts_SOURCES = %reldir%/bench-accounts.c
tests_bench_bench_accounts_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
tests_bench_bench_accounts_LDADD = src/netmgmt/libnetmgmt.la \
	src/netmgmtd/libprovider.la rpc/libonc.la
$(tests_bench_bench_accounts_OBJECTS): $(idl_headers)

# Calls, against the same bytes without RPC, and against libtirpc.
EXTRA_LTLIBRARIES += tests/bench/librival.la
CLEANFILES += tests/bench/librival.la
tests_bench_librival_la_SOURCES = \
	%reldir%/rival.c %reldir%/rival.h \
	%reldir%/tally.c %reldir%/tally.h \
	%reldir%/tirpc.c %reldir%/tirpc.h
nodist_tests_bench_librival_la_SOURCES = tests/bench/messages_tables.c
tests_bench_librival_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) \
	-I$(builddir)/tests/bench $(TIRPC_CFLAGS)
tests_bench_librival_la_CFLAGS = $(AM_CFLAGS) -Wno-cast-function-type
$(tests_bench_librival_la_OBJECTS): $(bench_generated)

EXTRA_PROGRAMS += tests/bench/bench-call tests/bench/bench-load
CLEANFILES += tests/bench/bench-call$(EXEEXT) tests/bench/bench-load$(EXEEXT)
bench_call_cppflags = $(AM_CPPFLAGS) -I$(srcdir) -I$(builddir)/tests/bench
bench_call_ldadd = tests/bench/librival.la tests/libhostile.la rpc/libonc.la \
	$(TIRPC_LIBS) -lpthread
tests_bench_bench_call_SOURCES = %reldir%/bench-call.c
tests_bench_bench_call_CPPFLAGS = $(bench_call_cppflags)
tests_bench_bench_call_LDADD = $(bench_call_ldadd)
tests_bench_bench_call_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_bench_bench_call_OBJECTS): $(bench_generated)
tests_bench_bench_load_SOURCES = %reldir%/bench-load.c
tests_bench_bench_load_CPPFLAGS = $(bench_call_cppflags)
tests_bench_bench_load_LDADD = $(bench_call_ldadd)
tests_bench_bench_load_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_bench_bench_load_OBJECTS): $(bench_generated)


bench_cppflags = $(AM_CPPFLAGS) -I$(srcdir) -I$(builddir)/tests/bench
tests_bench_make_message_SOURCES = %reldir%/make-message.c
nodist_tests_bench_make_message_SOURCES = tests/bench/messages_tables.c
tests_bench_make_message_CPPFLAGS = $(bench_cppflags)
tests_bench_make_message_LDADD = rpc/libonc.la $(TIRPC_LIBS)
tests_bench_make_message_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_bench_make_message_OBJECTS): $(bench_generated)

tests_bench_way_onc_SOURCES = %reldir%/worker.c %reldir%/way.h \
	%reldir%/way-onc.c
nodist_tests_bench_way_onc_SOURCES = tests/bench/messages_tables.c
tests_bench_way_onc_CPPFLAGS = $(bench_cppflags)
tests_bench_way_onc_LDADD = rpc/libonc.la $(TIRPC_LIBS)
tests_bench_way_onc_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_bench_way_onc_OBJECTS): $(bench_generated)

# rpcgen's C is not ours to mend: no warnings.
tests_bench_way_rpcgen_SOURCES = %reldir%/worker.c %reldir%/way.h \
	%reldir%/way-rpcgen.c
nodist_tests_bench_way_rpcgen_SOURCES = tests/bench/rpcgen/messages_xdr.c
tests_bench_way_rpcgen_CPPFLAGS = -D_GNU_SOURCE -I$(srcdir) \
	-I$(builddir)/tests/bench -I$(builddir)/tests/bench/rpcgen \
	$(TIRPC_CFLAGS)
tests_bench_way_rpcgen_CFLAGS = -std=gnu11 -w
tests_bench_way_rpcgen_LDADD = $(TIRPC_LIBS)
$(tests_bench_way_rpcgen_OBJECTS): $(bench_stock)

tests_bench_way_memcpy_SOURCES = %reldir%/worker.c %reldir%/way.h \
	%reldir%/way-memcpy.c
tests_bench_way_memcpy_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)

# The same with a heap that counts, for the figures that are no times.
tests_bench_heap_onc_SOURCES = $(tests_bench_way_onc_SOURCES)
nodist_tests_bench_heap_onc_SOURCES = $(nodist_tests_bench_way_onc_SOURCES)
tests_bench_heap_onc_CPPFLAGS = $(tests_bench_way_onc_CPPFLAGS)
tests_bench_heap_onc_LDADD = tests/libheap.la $(tests_bench_way_onc_LDADD)
tests_bench_heap_onc_LDFLAGS = $(tests_bench_way_onc_LDFLAGS)
$(tests_bench_heap_onc_OBJECTS): $(bench_generated)
tests_bench_heap_rpcgen_SOURCES = $(tests_bench_way_rpcgen_SOURCES)
nodist_tests_bench_heap_rpcgen_SOURCES = \
	$(nodist_tests_bench_way_rpcgen_SOURCES)
tests_bench_heap_rpcgen_CPPFLAGS = $(tests_bench_way_rpcgen_CPPFLAGS)
tests_bench_heap_rpcgen_CFLAGS = $(tests_bench_way_rpcgen_CFLAGS)
tests_bench_heap_rpcgen_LDADD = tests/libheap.la \
	$(tests_bench_way_rpcgen_LDADD)
$(tests_bench_heap_rpcgen_OBJECTS): $(bench_stock)

if HAVE_PROTOBUF
bench_protobuf = tests/bench/messages.pb-c.h tests/bench/messages.pb-c.c
tests/bench/protobuf.stamp: $(srcdir)/tests/bench/messages.proto
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(PROTOC_C) --proto_path=$(srcdir)/tests/bench \
		--c_out=$(@D) messages.proto
	$(AM_V_at)touch $@
$(bench_protobuf): tests/bench/protobuf.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
CLEANFILES += $(bench_protobuf)
bench_programs += tests/bench/way-protobuf
tests_bench_way_protobuf_SOURCES = %reldir%/worker.c %reldir%/way.h \
	%reldir%/way-protobuf.c
nodist_tests_bench_way_protobuf_SOURCES = tests/bench/messages.pb-c.c \
	tests/bench/rpcgen/messages_xdr.c
tests_bench_way_protobuf_CPPFLAGS = $(tests_bench_way_rpcgen_CPPFLAGS) \
	$(PROTOBUF_CFLAGS)
tests_bench_way_protobuf_CFLAGS = -std=gnu11 -w
tests_bench_way_protobuf_LDADD = $(PROTOBUF_LIBS) $(TIRPC_LIBS)
$(tests_bench_way_protobuf_OBJECTS): $(bench_stock) $(bench_protobuf)
endif

EXTRA_PROGRAMS += $(bench_programs)
CLEANFILES += $(bench_programs)

# BENCH="decode '1 user'" measures a part of it.
bench: bench-codec bench-calls bench-accounts
bench-codec: $(bench_programs) $(counted_programs)
	@$(MKDIR_P) tests/bench/data
	@tests/bench/bench-decode$(EXEEXT) tests/bench $(BENCH)
bench-calls: tests/bench/bench-call$(EXEEXT) tests/bench/bench-load$(EXEEXT)
	@tests/bench/bench-call$(EXEEXT)
	@tests/bench/bench-load$(EXEEXT)
bench-accounts: tests/bench/bench-accounts$(EXEEXT) \
		src/netmgmtd/netmgmtd$(EXEEXT)
	@srcdir='$(srcdir)' tests/bench/bench-accounts$(EXEEXT)
.PHONY: bench-codec bench-calls bench-accounts
.PHONY: bench
