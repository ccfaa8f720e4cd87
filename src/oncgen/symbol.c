/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: the first symbol of a name stays; later ones are refused. */

#include "symbol.h"

#include <string.h>

#include "condition.h"
#include "near.h"
#include "word.h"

static const char *describe(enum symbol_kind kind)
{
	switch (kind) {
	case SYMBOL_TYPE:
		return "type";
	case SYMBOL_CONST:
		return "constant";
	case SYMBOL_ENUMERATOR:
		return "enumerator";
	case SYMBOL_PROGRAM:
		return "program";
	case SYMBOL_VERSION:
		return "version";
	case SYMBOL_PROCEDURE:
		return "procedure";
	case SYMBOL_FUNCTION:
		return "function of the generated code";
	}
	return "name";
}

const struct symbol *symbol_get(const struct unit *unit, const char *name)
{
	return map_get(&unit->symbols, name);
}

bool symbol_is_meant(const struct unit *unit,
		     const struct definition *definition)
{
	return symbol_get(unit, definition->name)->definition == definition;
}

/*
 * A procedure in two versions is one #define, and so is a version in two
 * programs: check_program.c sees to it that their numbers agree.
 */
static bool may_repeat(const struct symbol *a, const struct symbol *b)
{
	return a->kind == b->kind &&
	       (a->kind == SYMBOL_PROCEDURE || a->kind == SYMBOL_VERSION);
}

static struct symbol *enter(struct unit *unit, struct diag *diag,
			    enum symbol_kind kind, const char *name,
			    const struct place *place, unsigned int views)
{
	struct symbol *symbol = arena_alloc(unit->arena, sizeof(*symbol));
	const struct symbol *first;

	symbol->kind = kind;
	symbol->name = name;
	symbol->place = *place;
	symbol->views = views;
	word_check(diag, name, place);
	first = map_add(&unit->symbols, name, symbol);
	if (!first || may_repeat(first, symbol))
		return symbol;
	/* Each output has one of them. */
	if (!(first->views & views))
		return symbol;

	if (first->kind == kind)
		diag_error(diag, place, "a second %s '%s'", describe(kind),
			   name);
	else
		diag_error(diag, place, "the %s '%s' is a %s already",
			   describe(kind), name, describe(first->kind));
	diag_note(diag, &first->place, "the first is here");
	return symbol;
}

bool symbol_enter_function(struct unit *unit, struct diag *diag,
			   const char *name, const struct place *place)
{
	const struct symbol *symbol;

	symbol = enter(unit, diag, SYMBOL_FUNCTION, name, place, VIEW_ALL);
	return symbol_get(unit, name) == symbol;
}

const char *symbol_free_name(const struct unit *unit, const char *name)
{
	while (symbol_get(unit, name))
		name = arena_printf(unit->arena, "%s_", name);
	return name;
}

/* -- what a definition brings -------------------------------------------- */

/* Bounded by PARSER_DEEPEST. */
static void enter_enumerators(struct unit *unit, struct diag *diag,
			      struct type *type, unsigned int views)
{
	struct enumerator *enumerator;
	struct member *member;
	struct symbol *symbol;

	for (enumerator = type->enumerators; enumerator;
	     enumerator = enumerator->next) {
		symbol = enter(unit, diag, SYMBOL_ENUMERATOR, enumerator->name,
			       &enumerator->place, views);
		symbol->type = type;
		symbol->enumerator = enumerator;
	}
	if (type->discriminant)
		enter_enumerators(unit, diag, type->discriminant->type, views);
	for (member = type->members; member; member = member->next)
		enter_enumerators(unit, diag, member->type, views);
}

bool symbol_says_nothing(const struct definition *definition)
{
	const struct member *member = definition->member;

	return definition->kind == DEFINE_TYPEDEF &&
	       member->shape == SHAPE_PLAIN && member->type->tag != TAG_NONE &&
	       strcmp(member->type->name, definition->name) == 0;
}

/* -- the same once more -----------------------------------------------------
 */

/* The next byte of a definition's text that says something; 0: the end. */
static char next_byte(const char **text, const char *end)
{
	const char *close = NULL;

	while (*text < end) {
		if (end - *text >= 2 && memcmp(*text, "/*", 2) == 0) {
			for (close = *text + 2; close + 2 <= end; close++) {
				if (memcmp(close, "*/", 2) == 0)
					break;
			}
			*text = close + 2 <= end ? close + 2 : end;
		} else if (end - *text >= 2 && memcmp(*text, "//", 2) == 0) {
			close = memchr(*text, '\n', (size_t)(end - *text));
			*text = close ? close : end;
		} else if (!strchr(" \t\r\n\f\v", **text)) {
			return *(*text)++;
		} else {
			++*text;
		}
	}
	return '\0';
}

static bool has_same_words(const struct place *a, const struct place *b)
{
	size_t a_length, b_length;
	const char *a_text = source_text(a, &a_length);
	const char *b_text = source_text(b, &b_length);
	const char *a_end = a_text + a_length, *b_end = b_text + b_length;
	char c;

	do {
		c = next_byte(&a_text, a_end);
		if (c != next_byte(&b_text, b_end))
			return false;
	} while (c);
	return true;
}

/* Files that were put together from others have such; the first one counts. */
static bool repeats(const struct unit *unit, struct diag *diag,
		    const struct definition *definition)
{
	const struct symbol *symbol;
	const struct definition *first;

	if (!definition->name)
		return false;
	symbol = symbol_get(unit, definition->name);
	first = symbol ? symbol->definition : NULL;
	if (!first || first->kind != definition->kind ||
	    first->views != definition->views ||
	    !has_same_words(&first->place, &definition->place))
		return false;
	diag_warning(diag, &definition->name_place,
		     "'%s' is defined a second time, in the same words",
		     definition->name);
	diag_note(diag, &first->name_place, "the first is here");
	return true;
}

/* -- all ------------------------------------------------------------------- */

static struct symbol *enter_definition_as(struct unit *unit, struct diag *diag,
					  enum symbol_kind kind,
					  struct definition *definition)
{
	struct symbol *symbol =
		enter(unit, diag, kind, definition->name,
		      &definition->name_place, definition->views);

	symbol->definition = definition;
	return symbol;
}

static void enter_program(struct unit *unit, struct diag *diag,
			  struct definition *program)
{
	struct procedure *procedure;
	struct version *version;

	enter_definition_as(unit, diag, SYMBOL_PROGRAM, program)->value =
		program->value;
	for (version = program->versions; version; version = version->next) {
		enter(unit, diag, SYMBOL_VERSION, version->name,
		      &version->name_place, program->views)
			->value = version->number;
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next)
			enter(unit, diag, SYMBOL_PROCEDURE, procedure->name,
			      &procedure->name_place, program->views)
				->value = procedure->number;
	}
}

static void enter_definition(struct unit *unit, struct diag *diag,
			     struct definition *definition)
{
	switch (definition->kind) {
	case DEFINE_CONST:
		enter_definition_as(unit, diag, SYMBOL_CONST, definition)
			->value = definition->value;
		break;
	case DEFINE_TYPE:
	case DEFINE_TYPEDEF:
		enter_definition_as(unit, diag, SYMBOL_TYPE, definition);
		enter_enumerators(unit, diag,
				  definition->kind == DEFINE_TYPE
					  ? definition->type
					  : definition->member->type,
				  definition->views);
		break;
	case DEFINE_PROGRAM:
		enter_program(unit, diag, definition);
		unit->has_programs |= definition->is_main;
		break;
	case DEFINE_TEXT:
	case DEFINE_IMPORT:
	case DEFINE_EXTERNAL:
		break;
	}
}

void symbol_enter_foreign(struct unit *unit, struct definition *definition)
{
	struct diag quiet = {.is_quiet = true};
	struct symbol *symbol;

	if (definition->kind == DEFINE_EXTERNAL || definition->spelling) {
		symbol = arena_alloc(unit->arena, sizeof(*symbol));
		symbol->kind = SYMBOL_TYPE;
		symbol->name = definition->name;
		symbol->place = definition->name_place;
		symbol->views = definition->views;
		symbol->definition = definition;
		map_add(&unit->symbols, symbol->name, symbol);
		return;
	}
	enter_definition(unit, &quiet, definition);
}

void symbol_enter_all(struct unit *unit, struct diag *diag)
{
	struct definition **link = &unit->first, *definition;

	map_init(&unit->symbols, unit->arena);
	unit->last = NULL;
	while ((definition = *link)) {
		if (symbol_says_nothing(definition) ||
		    repeats(unit, diag, definition)) {
			*link = definition->next;
			continue;
		}
		enter_definition(unit, diag, definition);
		unit->last = definition;
		link = &definition->next;
	}
}

/* -- near misses --------------------------------------------------------- */

/* Each costs a look at all names. Who needs more of them needs other help. */
enum { MOST_GUESSES = 40 };

const char *symbol_suggest(struct unit *unit, const struct diag *diag,
			   const char *name, bool is_type)
{
	struct near near = near_start(name);
	const struct map_entry *entry;
	const struct symbol *symbol;

	if (is_type && word_translate(name))
		return word_translate(name);
	if (diag_is_full(diag) || unit->guesses >= MOST_GUESSES)
		return NULL;
	unit->guesses++;
	for (entry = unit->symbols.first; entry; entry = entry->next) {
		symbol = entry->item;
		if ((symbol->kind == SYMBOL_TYPE) == is_type &&
		    !(symbol->definition && symbol->definition->codec))
			near_try(&near, symbol->name);
	}
	if (is_type)
		word_try_types(&near);
	return near.best;
}
