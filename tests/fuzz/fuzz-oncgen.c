/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libFuzzer's way into oncgen: the front end, the checks and all emitters, in
 * memory. Whatever the bytes are, no abort, no leak, no end of stack.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "emit.h"
#include "reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void emit_one(struct emit *emit, struct out_list *outs,
		     void (*write)(struct emit *))
{
	emit->out = out_open(outs, "out");
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
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static FILE *null;
	struct arena arena = {0};
	struct unit unit = {.arena = &arena, .stem = "fuzz"};
	struct out_list outs = {.arena = &arena};
	struct diag diag;
	struct reader reader = {.unit = &unit, .diag = &diag};
	struct order order;

	if (!null)
		null = fopen("/dev/null", "w");
	if (!null)
		abort();
	diag = (struct diag){.stream = null};
	map_init(&unit.codecs, &arena);
	map_init(&reader.macros, &arena);
	reader_read_text(&reader, "fuzz.x", (const char *)data, size);
	order = check_unit(&unit, &diag);
	if (!diag.errors)
		emit_all(&unit, &order, &outs);
	out_fini(&outs);
	arena_fini(&arena);
	return 0;
}
