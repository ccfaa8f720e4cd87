# SPDX-License-Identifier: BSD-3-Clause
# `make fuzz` feeds oncgen with what nobody would write, for FUZZ_SECONDS. What
# it finds stays in the build tree as tests/fuzz/crash-*, until it is a case of
# tests/oncgen: those are the seeds, which `make check` gives to the same target.

FUZZ_CC = clang
FUZZ_SECONDS = 600
fuzz_flags = -std=gnu11 -g -O1 -fno-omit-frame-pointer \
	-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined

TESTS += %reldir%/replay.sh
EXTRA_DIST += %reldir%/replay.sh %reldir%/seeds.sh %reldir%/words.dict

check_PROGRAMS += %reldir%/replay
%canon_reldir%_replay_SOURCES = %reldir%/fuzz-oncgen.c %reldir%/replay.c
%canon_reldir%_replay_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/src/oncgen
%canon_reldir%_replay_LDADD = $(filter-out \
	%/oncgen-main.$(OBJEXT), $(src_oncgen_oncgen_OBJECTS))

.PHONY: fuzz
fuzz: $(oncgen_built)
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

CLEANFILES += tests/fuzz/fuzz-oncgen tests/fuzz/corpus/*
