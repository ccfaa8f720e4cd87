/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: two changes differ in their text or in one of their places.
 *
 * The verdict is about what exists: clients that were made of the old file
 * and data that was kept. A new client may ask an old server for too much; it
 * can be told of it, so that alone is an addition.
 */

#include "change.h"

#include <stdlib.h>
#include <string.h>

#include "diag.h"

void changes_init(struct changes *changes, struct arena *arena)
{
	*changes = (struct changes){.arena = arena};
	map_init(&changes->known, arena);
}

unsigned int change_breaks(enum role role, unsigned int ways)
{
	static const struct {
		unsigned int old_to_new, new_to_old;
	} pairs[ROLE_COUNT] = {
		[ROLE_NONE] = {0, 0},
		[ROLE_ARGUMENT] = {OLD_CLIENT, NEW_CLIENT},
		[ROLE_RESULT] = {NEW_CLIENT, OLD_CLIENT},
		[ROLE_DATA] = {OLD_DATA, NEW_DATA},
	};

	return (ways & OLD_TO_NEW ? pairs[role].old_to_new : 0) |
	       (ways & NEW_TO_OLD ? pairs[role].new_to_old : 0);
}

static const struct place *keep(struct arena *arena, const struct place *place)
{
	struct place *copy;

	if (!place)
		return NULL;
	copy = arena_alloc(arena, sizeof(*copy));
	*copy = *place;
	return copy;
}

static struct change *find_or_add(struct changes *changes,
				  const struct place *old,
				  const struct place *new, const char *text)
{
	const struct place *place = new ? new : old;
	const char *key =
		arena_printf(changes->arena, "%s:%u:%u:%u:%u:%s",
			     place->source->path, place->line, place->column,
			     old ? old->line : 0, old ? old->column : 0, text);
	struct change *change = map_get(&changes->known, key);

	if (change)
		return change;
	change = arena_alloc(changes->arena, sizeof(*change));
	change->old = keep(changes->arena, old);
	change->new = keep(changes->arena, new);
	change->text = text;
	change->number = changes->count++;
	map_add(&changes->known, key, change);
	if (changes->last)
		changes->last->next = change;
	else
		changes->first = change;
	changes->last = change;
	return change;
}

static const char *format_text(struct arena *arena, const char *format,
			       va_list arguments)
{
	char buffer[512];

	vsnprintf(buffer, sizeof(buffer), format, arguments);
	return arena_dup(arena, buffer, strlen(buffer));
}

void change_add(struct changes *changes, const struct place *old,
		const struct place *new, unsigned int breaks,
		const char *format, ...)
{
	va_list arguments;
	const char *text;

	va_start(arguments, format);
	text = format_text(changes->arena, format, arguments);
	va_end(arguments);
	find_or_add(changes, old, new, text)->breaks |= breaks;
}

/* -- printing ------------------------------------------------------------ */

static enum verdict judge(const struct change *change)
{
	if (change->breaks & (OLD_CLIENT | OLD_DATA))
		return VERDICT_WIRE;
	return change->breaks & C_CHANGES ? VERDICT_C : VERDICT_COMPATIBLE;
}

static int by_place(const void *a, const void *b)
{
	const struct change *left = *(struct change *const *)a;
	const struct change *right = *(struct change *const *)b;
	const struct place *p = left->new ? left->new : left->old;
	const struct place *q = right->new ? right->new : right->old;
	int order;

	if (!left->new != !right->new)
		return left->new ? -1 : 1;
	order = strcmp(p->source->path, q->source->path);
	if (order)
		return order;
	if (p->line != q->line)
		return p->line < q->line ? -1 : 1;
	if (p->column != q->column)
		return p->column < q->column ? -1 : 1;
	return left->number < right->number ? -1 : 1;
}

static const char *breaks_text(struct arena *arena, unsigned int breaks)
{
	static const char *const words[] = {
		"old client and new server",
		"new client and old server",
		"old data",
		"new data and old program",
	};
	const char *text = "";
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (breaks & 1u << i)
			text = arena_printf(
				arena, "%s%s%s", text,
				*text ? "; " : " [breaks: ", words[i]);
	}
	return *text ? arena_printf(arena, "%s]", text) : text;
}

static void print(const struct changes *changes, const struct change *change,
		  const struct diag *diag)
{
	static const char *const words[] = {
		[VERDICT_COMPATIBLE] = "addition",
		[VERDICT_C] = "C",
		[VERDICT_WIRE] = "wire",
	};

	diag_say(diag, change->new ? change->new : change->old,
		 words[judge(change)], "%s%s", change->text,
		 breaks_text(changes->arena, change->breaks));
	if (change->new && change->old)
		diag_say(diag, change->old, "note", "it was here");
}

enum verdict changes_print(struct changes *changes, FILE *stream)
{
	const struct diag diag = {.stream = stream};
	enum verdict verdict = VERDICT_COMPATIBLE;
	struct change **sorted, *change;
	size_t i = 0;

	sorted = arena_array(changes->arena, changes->count + 1,
			     sizeof(sorted[0]));
	for (change = changes->first; change; change = change->next)
		sorted[i++] = change;
	qsort(sorted, changes->count, sizeof(sorted[0]), by_place);
	for (i = 0; i < changes->count; i++) {
		print(changes, sorted[i], &diag);
		if (judge(sorted[i]) > verdict)
			verdict = judge(sorted[i]);
	}
	return verdict;
}
