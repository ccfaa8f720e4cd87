/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libFuzzer's way into oncgen: the front end, the checks, all emitters, and
 * the comparison with what stands before a form feed, in memory. Whatever the
 * bytes are, no abort, no leak, no end of stack.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "diff.h"
#include "emit.h"
#include "finding.h"
#include "lint.h"
#include "reader.h"
#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void emit_one(struct emit *emit, struct out_list *outs,
		     void (*write)(struct emit *))
{
	emit->out = out_open(outs, ".", "out");
	map_init(&emit->printed, emit->arena);
	write(emit);
}

static void emit_all(struct unit *unit, const struct order *order,
		     struct out_list *outs)
{
	struct layouts layouts;
	struct emit emit = {
		.unit = unit,
		.arena = unit->arena,
		.order = order,
		.layouts = &layouts,
	};

	layouts_init(&layouts, unit);
	emit_one(&emit, outs, emit_header);
	emit_one(&emit, outs, emit_tables);
	emit_one(&emit, outs, emit_client);
	emit_one(&emit, outs, emit_server);
	if (!unit->has_programs)
		return;
	emit_one(&emit, outs, sample_client);
	emit_one(&emit, outs, sample_server);
}

/* Returns whether the text is right. */
static bool read_unit(struct unit *unit, struct order *order, struct diag *diag,
		      const uint8_t *data, size_t size)
{
	struct reader reader = {.unit = unit, .diag = diag};

	map_init(&unit->codecs, unit->arena);
	map_init(&reader.macros, unit->arena);
	reader_read_text(&reader, "fuzz.x", (const char *)data, size);
	*order = check_unit(unit, diag);
	return diag->errors == 0;
}

static FILE *open_null(void)
{
	static FILE *null;

	if (!null)
		null = fopen("/dev/null", "w");
	if (!null)
		abort();
	return null;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *feed = size ? memchr(data, '\f', size) : NULL;
	size_t old_size = feed ? (size_t)(feed - data) : 0;
	struct arena arena = {0};
	struct unit old = {.arena = &arena, .stem = "fuzz"};
	struct unit unit = old;
	struct out_list outs = {.arena = &arena};
	struct diag diag = {.stream = open_null(), .checks = FINDINGS_ALL};
	struct diag old_diag = diag;
	struct order order;
	bool has_old;

	has_old = feed && read_unit(&old, &order, &old_diag, data, old_size);
	if (read_unit(&unit, &order, &diag, data + old_size, size - old_size)) {
		lint_unit(&unit, &diag);
		emit_all(&unit, &order, &outs);
		if (has_old)
			diff_units(&old, &unit, diag.stream);
	}
	out_fini(&outs);
	arena_fini(&arena);
	return 0;
}
