# SPDX-License-Identifier: BSD-3-Clause
# `make fuzz` feeds oncgen with what nobody would write, and then the engine
# with what no honest peer would send, each for FUZZ_SECONDS; `make fuzz-oncgen`
# and `make fuzz-decode` do one of them. What is found stays in the build tree as
# tests/fuzz/crash-*, until it is a case of our tests: those are the seeds, which
# `make check` gives to oncgen's target.

FUZZ_CC = clang
FUZZ_SECONDS = 600
fuzz_flags = -std=gnu11 -g -O1 -fno-omit-frame-pointer \
	-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined

TESTS += %reldir%/replay.sh
EXTRA_DIST += %reldir%/fuzz-decode.c %reldir%/replay.sh %reldir%/seeds.sh \
	%reldir%/words.dict

check_PROGRAMS += %reldir%/replay
%canon_reldir%_replay_SOURCES = %reldir%/fuzz-oncgen.c %reldir%/replay.c
%canon_reldir%_replay_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/src/oncgen
%canon_reldir%_replay_LDADD = $(filter-out \
	%/oncgen-main.$(OBJEXT), $(src_oncgen_oncgen_OBJECTS))

.PHONY: fuzz fuzz-decode fuzz-oncgen
fuzz:
	$(MAKE) $(AM_MAKEFLAGS) fuzz-oncgen
	$(MAKE) $(AM_MAKEFLAGS) fuzz-decode

fuzz-oncgen: $(oncgen_built)
	$(MKDIR_P) tests/fuzz
	sources=; for source in $(srcdir)/src/oncgen/*.c; do \
		case $$source in \
		*/main.c | */parse.c | */scan.c) ;; \
		*) sources="$$sources $$source" ;; \
		esac; \
	done; \
	for source in src/oncgen/parse.c src/oncgen/scan.c; do \
		test -f $$source || source=$(srcdir)/$$source; \
		sources="$$sources $$source"; \
	done; \
	$(FUZZ_CC) $(DEFS) $(fuzz_flags) -I. -I$(srcdir)/src/oncgen \
		-Isrc/oncgen -o tests/fuzz/fuzz-oncgen \
		$(srcdir)/tests/fuzz/fuzz-oncgen.c $$sources
	srcdir=$(srcdir) $(SHELL) $(srcdir)/tests/fuzz/seeds.sh tests/fuzz/corpus
	cd tests/fuzz && ./fuzz-oncgen -max_total_time=$(FUZZ_SECONDS) \
		-timeout=10 -rss_limit_mb=2048 -max_len=4096 \
		-dict=$(abs_srcdir)/tests/fuzz/words.dict corpus

# All of the library that bytes and values pass through.
fuzz_decode_sources = $(srcdir)/tests/fuzz/fuzz-decode.c \
	$(srcdir)/rpc/buffer.c $(srcdir)/rpc/decode.c $(srcdir)/rpc/encode.c \
	$(srcdir)/rpc/extent.c $(srcdir)/rpc/gather.c $(srcdir)/rpc/measure.c \
	$(srcdir)/rpc/place.c $(srcdir)/rpc/print.c \
	$(srcdir)/rpc/quick_extent.c $(srcdir)/rpc/quick_measure.c \
	$(srcdir)/rpc/quick_place.c $(srcdir)/rpc/quick_rows.c \
	$(srcdir)/rpc/stream.c $(srcdir)/rpc/table.c $(srcdir)/rpc/trail.c \
	$(srcdir)/rpc/xdr.c \
	tests/bench/messages_tables.c tests/wire/shapes_tables.c

# The type is the first byte; these are at the places of fuzz-decode.c's list.
fuzz-decode: $(bench_generated) $(shapes_generated) \
		tests/bench/make-message$(EXEEXT)
	$(MKDIR_P) tests/fuzz/corpus-decode
	$(FUZZ_CC) $(DEFS) $(fuzz_flags) -D_GNU_SOURCE -I. -I$(srcdir) \
		-I$(srcdir)/include -Itests/bench -Itests/wire $(TIRPC_CFLAGS) \
		-o tests/fuzz/fuzz-decode $(fuzz_decode_sources) $(TIRPC_LIBS)
	for seed in 'ints 5 \011' 'list 3 \012' 'listing 4 \013' \
		'users 6 \014' 'document 3 \015'; do \
		set -- $$seed; \
		tests/bench/make-message$(EXEEXT) $$1 $$2 tests/fuzz/seed && \
		{ printf "$$3"; cat tests/fuzz/seed; } \
			>tests/fuzz/corpus-decode/seed-$$1 || exit; \
	done
	cd tests/fuzz && ./fuzz-decode -max_total_time=$(FUZZ_SECONDS) \
		-timeout=10 -rss_limit_mb=2048 -max_len=4096 corpus-decode

CLEANFILES += tests/fuzz/fuzz-oncgen tests/fuzz/corpus/* \
	tests/fuzz/fuzz-decode tests/fuzz/corpus-decode/* tests/fuzz/seed
