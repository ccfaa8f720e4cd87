/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Programs and definitions, by their names, then by their numbers.
 *
 * Invariant: whatever the old file has is found in the new one, or told to be
 * gone; whatever is left in the new one is new.
 */

#include "diff.h"

#include <string.h>

#include "diff_types.h"
#include "walk.h"

/* A program, version or procedure. */
struct item {
	const char *name;
	const struct value *number;
	const struct place *place;
	const void *self;
	bool is_matched;
};

struct items {
	struct item *first;
	size_t count;
};

struct diff {
	struct unit *old, *new;
	struct changes changes;
	struct type_diff types;
};

typedef void compare_items(struct diff *diff, const void *old, const void *new);

/* -- matching ------------------------------------------------------------ */

static struct item *item_named(const struct items *items, const char *name)
{
	size_t i;

	for (i = 0; i < items->count; i++) {
		if (strcmp(items->first[i].name, name) == 0)
			return &items->first[i];
	}
	return NULL;
}

/* One that has the number and whose name says nothing else. */
static struct item *item_numbered(const struct items *items,
				  const struct items *others,
				  const struct value *number)
{
	size_t i;

	for (i = 0; i < items->count; i++) {
		if (value_is_same(items->first[i].number, number) &&
		    !item_named(others, items->first[i].name))
			return &items->first[i];
	}
	return NULL;
}

static void match(struct diff *diff, const struct items *old,
		  const struct items *new, const char *what,
		  compare_items *compare)
{
	const struct item *before;
	struct item *now;
	size_t i;

	for (i = 0; i < old->count; i++) {
		before = &old->first[i];
		now = item_named(new, before->name);
		if (!now) {
			now = item_numbered(new, old, before->number);
			if (now)
				change_add(&diff->changes, before->place,
					   now->place, C_CHANGES,
					   "%s '%s' was called '%s'", what,
					   now->name, before->name);
		}
		if (!now) {
			change_add(&diff->changes, before->place, NULL,
				   OLD_CLIENT | C_CHANGES, "%s '%s' is gone",
				   what, before->name);
			continue;
		}
		now->is_matched = true;
		if (!value_is_same(before->number, now->number))
			change_add(&diff->changes, &before->number->place,
				   &now->number->place, OLD_CLIENT | NEW_CLIENT,
				   "%s '%s' was number %s, is %s", what,
				   now->name, before->number->text,
				   now->number->text);
		compare(diff, before->self, now->self);
	}
	for (i = 0; i < new->count; i++) {
		if (!new->first[i].is_matched)
			change_add(&diff->changes, NULL, new->first[i].place,
				   NEW_CLIENT, "%s '%s' is new", what,
				   new->first[i].name);
	}
}

static void add_item(struct items *items, const char *name,
		     const struct value *number, const struct place *place,
		     const void *self)
{
	items->first[items->count++] =
		(struct item){name, number, place, self, false};
}

static struct items items_of(struct arena *arena, size_t most)
{
	return (struct items){arena_array(arena, most + 1, sizeof(struct item)),
			      0};
}

/* -- programs ------------------------------------------------------------ */

static const char *label_of(struct diff *diff, const char *what,
			    const struct procedure *procedure)
{
	return arena_printf(diff->types.arena, "the %s of %s", what,
			    procedure->name);
}

/* One structure is on the wire what its members are. */
static void open_up(struct diff *diff, struct member_list *list)
{
	const struct type *body;

	body = list->count == 1 ? ast_body(list->items[0]) : NULL;
	if (body && body->kind == TYPE_STRUCT)
		*list = member_list_of(diff->types.arena, body->members,
				       list->place);
}

static void compare_arguments(struct diff *diff, const struct procedure *old,
			      const struct procedure *new)
{
	struct arena *arena = diff->types.arena;
	struct member_list before, now;

	before = member_list_of(arena, old->arguments, &old->name_place);
	now = member_list_of(arena, new->arguments, &new->name_place);
	diff->types.role = ROLE_ARGUMENT;
	diff->types.label = label_of(diff, "argument", new);
	if (before.count == 1 && now.count == 1) {
		type_diff_members(&diff->types, before.items[0], now.items[0]);
		return;
	}
	if (before.count != now.count) {
		open_up(diff, &before);
		open_up(diff, &now);
		change_add(&diff->changes, &old->name_place, &new->name_place,
			   C_CHANGES | (before.count == now.count
						? 0
						: OLD_CLIENT | NEW_CLIENT),
			   "'%s' takes other arguments", new->name);
		if (before.count != now.count)
			return;
	}
	type_diff_lists(&diff->types, &before, &now);
}

static void compare_procedures(struct diff *diff, const void *old_self,
			       const void *new_self)
{
	const struct procedure *old = old_self, *new = new_self;
	struct member before = {.type = old->result,
				.place = old->result->place};
	struct member now = {.type = new->result, .place = new->result->place};

	compare_arguments(diff, old, new);
	diff->types.role = ROLE_RESULT;
	diff->types.label = label_of(diff, "result", new);
	type_diff_members(&diff->types, &before, &now);
	if ((old->place.notes ^ new->place.notes) & NOTE_ENVELOPE)
		change_add(&diff->changes, &old->name_place, &new->name_place,
			   C_CHANGES, "the result of '%s' comes in another way",
			   new->name);
}

static struct items procedures_of(struct arena *arena,
				  const struct version *version)
{
	const struct procedure *procedure;
	struct items items;
	size_t count = 0;

	for (procedure = version->procedures; procedure;
	     procedure = procedure->next)
		count++;
	items = items_of(arena, count);
	for (procedure = version->procedures; procedure;
	     procedure = procedure->next)
		add_item(&items, procedure->name, procedure->number,
			 &procedure->name_place, procedure);
	return items;
}

static void compare_versions(struct diff *diff, const void *old,
			     const void *new)
{
	struct items before = procedures_of(diff->types.arena, old);
	struct items now = procedures_of(diff->types.arena, new);

	match(diff, &before, &now, "procedure", compare_procedures);
}

static struct items versions_of(struct arena *arena,
				const struct definition *program)
{
	const struct version *version;
	struct items items;
	size_t count = 0;

	for (version = program->versions; version; version = version->next)
		count++;
	items = items_of(arena, count);
	for (version = program->versions; version; version = version->next)
		add_item(&items, version->name, version->number,
			 &version->name_place, version);
	return items;
}

static void compare_programs(struct diff *diff, const void *old,
			     const void *new)
{
	struct items before = versions_of(diff->types.arena, old);
	struct items now = versions_of(diff->types.arena, new);

	match(diff, &before, &now, "version", compare_versions);
}

static struct items programs_of(struct arena *arena, const struct unit *unit)
{
	struct items items = items_of(arena, unit->definition_count);
	const struct definition *definition;

	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (definition->kind == DEFINE_PROGRAM && definition->is_main)
			add_item(&items, definition->name, definition->value,
				 &definition->name_place, definition);
	}
	return items;
}

/* -- definitions --------------------------------------------------------- */

static bool is_type(const struct definition *definition)
{
	return definition->kind == DEFINE_TYPE ||
	       definition->kind == DEFINE_TYPEDEF;
}

static struct map definitions_of(struct arena *arena, const struct unit *unit)
{
	struct definition *definition;
	struct map map;

	map_init(&map, arena);
	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (is_type(definition) || definition->kind == DEFINE_CONST)
			map_add(&map, definition->name, definition);
	}
	return map;
}

/* What procedures lead to. */
static struct walk reach(struct unit *unit)
{
	const struct definition *definition;
	struct walk walk;

	walk_init(&walk, unit);
	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (definition->kind != DEFINE_PROGRAM)
			continue;
		walk_arguments(&walk, definition);
		walk_results(&walk, definition);
	}
	walk_run(&walk);
	return walk;
}

static void compare_constants(struct diff *diff, const struct definition *old,
			      const struct definition *new)
{
	const char *before = old->text ? old->text : old->value->text;
	const char *now = new->text ? new->text : new->value->text;

	if (!old->text && !new->text && value_is_same(old->value, new->value))
		return;
	if (strcmp(before, now) != 0 || (!old->text && !new->text))
		change_add(&diff->changes, &old->name_place, &new->name_place,
			   C_CHANGES, "\'%s\' was %s, is %s", new->name, before,
			   now);
}

static void compare_types(struct diff *diff, const struct definition *old,
			  const struct definition *new)
{
	struct member before = {.type = old->type, .place = old->name_place};
	struct member now = {.type = new->type, .place = new->name_place};

	diff->types.label = arena_printf(diff->types.arena, "'%s'", new->name);
	type_diff_members(&diff->types,
			  old->kind == DEFINE_TYPEDEF ? old->member : &before,
			  new->kind == DEFINE_TYPEDEF ? new->member : &now);
}

static void compare_definitions(struct diff *diff)
{
	struct map old = definitions_of(diff->types.arena, diff->old);
	struct map new = definitions_of(diff->types.arena, diff->new);
	struct walk before = reach(diff->old), now = reach(diff->new);
	const struct definition *a, *b;
	const struct map_entry *entry;
	bool is_called;

	for (entry = old.first; entry; entry = entry->next) {
		a = entry->item;
		b = map_get(&new, a->name);
		if (!a->is_main && (!b || !b->is_main))
			continue;
		if (!b || is_type(a) != is_type(b)) {
			change_add(&diff->changes, &a->name_place, NULL,
				   C_CHANGES, "'%s' is gone", a->name);
			continue;
		}
		is_called = before.seen[a->id] && now.seen[b->id];
		diff->types.role = is_called ? ROLE_NONE : ROLE_DATA;
		if (is_type(a))
			compare_types(diff, a, b);
		else
			compare_constants(diff, a, b);
	}
	for (entry = new.first; entry; entry = entry->next) {
		b = entry->item;
		a = map_get(&old, b->name);
		if (b->is_main && (!a || is_type(a) != is_type(b)))
			change_add(&diff->changes, NULL, &b->name_place, 0,
				   "'%s' is new", b->name);
	}
}

enum verdict diff_units(struct unit *old, struct unit *new, FILE *stream)
{
	struct diff diff = {.old = old, .new = new};
	struct items before = programs_of(new->arena, old);
	struct items now = programs_of(new->arena, new);

	changes_init(&diff.changes, new->arena);
	diff.types.arena = new->arena;
	diff.types.changes = &diff.changes;
	map_init(&diff.types.known, new->arena);
	match(&diff, &before, &now, "program", compare_programs);
	compare_definitions(&diff);
	type_diff_run(&diff.types);
	return changes_print(&diff.changes, stream);
}
