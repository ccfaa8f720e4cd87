/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: what GNU make reads back of a name is the name; compilers' -MD
 * files quote in the same way, so ninja and CMake read it too.
 */

#include "deps.h"

#include <stdbool.h>
#include <string.h>

/*
 * A blank, a # and a colon take a backslash; a backslash is doubled only
 * before one of them, for alone it stands for itself; $ is make's own.
 */
static void put_name(struct out *out, const char *name)
{
	size_t backslashes = 0;

	if (strncmp(name, "./", 2) == 0 && name[2])
		name += 2;
	for (; *name; name++) {
		if (*name == ' ' || *name == '\t' || *name == '#') {
			for (; backslashes > 0; backslashes--)
				out_put(out, "\\");
			out_put(out, "\\");
		}
		backslashes = *name == '\\' ? backslashes + 1 : 0;
		out_put(out, *name == '$' ? "$$" : "%c", *name);
	}
}

struct rule {
	struct out *out;
	bool is_first;
	bool is_phony; /* each a rule of its own, but for the first */
};

static void put_input(void *context, const char *path)
{
	struct rule *rule = context;

	if (!rule->is_phony)
		out_put(rule->out, " \\\n ");
	else if (!rule->is_first)
		out_put(rule->out, "\n");
	if (!rule->is_phony || !rule->is_first)
		put_name(rule->out, path);
	if (rule->is_phony && !rule->is_first)
		out_put(rule->out, ":\n");
	rule->is_first = false;
}

void deps_write(struct out *out, const struct out_list *targets,
		const struct reader *reader)
{
	struct rule rule = {.out = out, .is_first = true};
	const struct out *target;
	const char *gap = "";

	/* Nothing is made of a client of no program, so nothing to say. */
	for (target = targets->first; target; target = target->next) {
		/* Samples are written once, not whenever an input changes. */
		if (target == out || target->is_kept)
			continue;
		out_put(out, "%s", gap);
		put_name(out, out_path(targets->arena, target));
		gap = " \\\n";
	}
	if (!*gap)
		return;
	out_put(out, ":");
	reader_each_file(reader, put_input, &rule);
	out_put(out, "\n");

	rule = (struct rule){.out = out, .is_first = true, .is_phony = true};
	reader_each_file(reader, put_input, &rule);
}
