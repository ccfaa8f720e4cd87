# SPDX-License-Identifier: BSD-3-Clause
# `make fuzz` feeds oncgen with what nobody would write, for FUZZ_SECONDS. What
# it finds stays in the build tree as tests/fuzz/crash-*; the seeds are the
# inputs of our own tests.

FUZZ_CC = clang
FUZZ_SECONDS = 600
fuzz_flags = -std=gnu11 -g -O1 -fno-omit-frame-pointer \
	-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined

EXTRA_DIST += %reldir%/fuzz-oncgen.c %reldir%/words.dict

.PHONY: fuzz
fuzz: $(oncgen_built)
	$(MKDIR_P) tests/fuzz/corpus
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
	for seed in $(srcdir)/tests/oncgen/golden/*.x \
		$(srcdir)/tests/oncgen/bad/*.x $(srcdir)/idl/*.x; do \
		cp "$$seed" tests/fuzz/corpus/seed-`basename $$seed` || exit; \
	done
	cd tests/fuzz && ./fuzz-oncgen -max_total_time=$(FUZZ_SECONDS) \
		-timeout=10 -rss_limit_mb=2048 -max_len=4096 \
		-dict=$(abs_srcdir)/tests/fuzz/words.dict corpus

CLEANFILES += tests/fuzz/fuzz-oncgen tests/fuzz/corpus/*
