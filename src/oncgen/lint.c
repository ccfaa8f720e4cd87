/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: nothing here changes the tree, and nothing here is an error.
 */

#include "lint.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "symbol.h"
#include "value.h"
#include "walk.h"

struct lint {
	struct unit *unit;
	struct diag *diag;
	struct map used; /* names that stand for values somewhere */
};

static bool is_main(const struct place *place)
{
	return !place->source->includer;
}

static bool is_program(const struct definition *definition)
{
	return definition->kind == DEFINE_PROGRAM && definition->is_main;
}

/* -- arms ---------------------------------------------------------------- */

static bool has_label(const struct type *type, const struct number *number)
{
	const struct member *arm;
	const struct value *label;

	for (arm = type->members; arm; arm = arm->next) {
		for (label = arm->labels; label; label = label->next) {
			if (label->number.known &&
			    number_compare(&label->number, number) == 0)
				return true;
		}
	}
	return false;
}

static bool labels_cover(const struct type *type)
{
	const struct scalar *scalar = ast_scalar_of(type->discriminant);
	const struct type *body = ast_body(type->discriminant);
	const struct number no = number_of(0), yes = number_of(1);
	const struct enumerator *enumerator;

	if (scalar && scalar->id == SCALAR_BOOL)
		return has_label(type, &no) && has_label(type, &yes);
	if (!body || body->kind != TYPE_ENUM)
		return false;
	for (enumerator = body->enumerators; enumerator;
	     enumerator = enumerator->next) {
		if (!enumerator->number.known ||
		    !has_label(type, &enumerator->number))
			return false;
	}
	return true;
}

static void check_default(void *context, const struct type *type)
{
	const struct lint *lint = context;
	const struct member *arm;

	if (type->kind != TYPE_UNION || !is_main(&type->place) ||
	    !labels_cover(type))
		return;
	for (arm = type->members; arm; arm = arm->next) {
		if (arm->is_default)
			diag_finding(lint->diag, FINDING_UNREACHABLE_ARM,
				     &arm->place,
				     "every value of the discriminant has a "
				     "case, so none comes here");
	}
}

/* -- bounds -------------------------------------------------------------- */

static void check_bound(void *context, const struct member *member)
{
	const struct lint *lint = context;
	bool is_counted = member->shape == SHAPE_VARIABLE ||
			  member->type->kind == TYPE_STRING;

	if (!is_counted || member->bound || !ast_is_on_wire(member) ||
	    !is_main(&member->place))
		return;
	if (member->name)
		diag_finding(lint->diag, FINDING_UNBOUNDED_ARGUMENT,
			     &member->name_place,
			     "a client may send any length of '%s': it has no "
			     "bound",
			     member->name);
	else
		diag_finding(lint->diag, FINDING_UNBOUNDED_ARGUMENT,
			     &member->place,
			     "a client may send any length: there is no bound");
}

static void check_arguments(struct lint *lint)
{
	const struct definition *definition;
	struct walk walk;

	walk_init(&walk, lint->unit);
	walk.member = check_bound;
	walk.context = lint;
	for (definition = lint->unit->first; definition;
	     definition = definition->next) {
		if (is_program(definition))
			walk_arguments(&walk, definition);
	}
	walk_run(&walk);
}

/* -- names --------------------------------------------------------------- */

/* The prefix that the name has of those that libraries keep, or NULL. */
static const char *taken_prefix(const char *name)
{
	static const char *const prefixes[] = {"xdr_", "clnt_", "svc_", "onc_",
					       "ONC_"};
	size_t i;

	for (i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
			return prefixes[i];
	}
	return NULL;
}

/* Functions are named after procedures and programs, in lower case. */
static const char *lower(struct arena *arena, const char *name)
{
	char *copy = arena_dup(arena, name, strlen(name)), *c;

	for (c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

static void check_prefixes(struct lint *lint)
{
	const struct map_entry *entry;
	const struct symbol *symbol;
	const char *prefix;

	for (entry = lint->unit->symbols.first; entry; entry = entry->next) {
		symbol = entry->item;
		if (symbol->kind == SYMBOL_FUNCTION || !is_main(&symbol->place))
			continue;
		prefix = taken_prefix(symbol->name);
		if (!prefix && (symbol->kind == SYMBOL_PROCEDURE ||
				symbol->kind == SYMBOL_PROGRAM))
			prefix = taken_prefix(
				lower(lint->unit->arena, symbol->name));
		if (prefix)
			diag_finding(lint->diag, FINDING_RESERVED_NAME,
				     &symbol->place,
				     "'%s': names in %s... are those of "
				     "libraries",
				     symbol->name, prefix);
	}
}

/* -- versions ------------------------------------------------------------ */

/* NFSPROC3_READ and NFSPROC_READ are one meaning: digits and _ do not count. */
static bool means_same(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (*a == '_' || isdigit((unsigned char)*a))
			a++;
		while (*b == '_' || isdigit((unsigned char)*b))
			b++;
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (!*a)
			return true;
	}
}

static const struct procedure *find_number(const struct version *version,
					   const struct number *number)
{
	const struct procedure *procedure;

	for (procedure = version->procedures; procedure;
	     procedure = procedure->next) {
		if (procedure->number->number.known &&
		    number_compare(&procedure->number->number, number) == 0)
			return procedure;
	}
	return NULL;
}

/* Against the next older version that has the number. */
static void check_reuse(const struct lint *lint,
			const struct version *const *versions, size_t index)
{
	const struct procedure *procedure, *older;
	size_t i;

	for (procedure = versions[index]->procedures; procedure;
	     procedure = procedure->next) {
		if (!procedure->number->number.known)
			continue;
		older = NULL;
		for (i = index; i-- > 0 && !older;)
			older = find_number(versions[i],
					    &procedure->number->number);
		if (!older || means_same(older->name, procedure->name))
			continue;
		if (diag_finding(lint->diag, FINDING_REUSED_NUMBER,
				 &procedure->number->place,
				 "procedure %s of version %s was '%s' before",
				 procedure->number->text,
				 versions[index]->number->text, older->name))
			diag_note(lint->diag, &older->name_place, "it is here");
	}
}

static int by_number(const void *a, const void *b)
{
	const struct version *const *left = a, *const *right = b;

	return number_compare(&(*left)->number->number,
			      &(*right)->number->number);
}

static void check_program(const struct lint *lint,
			  const struct definition *program)
{
	const struct version *version, **versions;
	size_t count = 0, i;

	for (version = program->versions; version; version = version->next)
		count++;
	versions =
		arena_array(lint->unit->arena, count + 1, sizeof(versions[0]));
	count = 0;
	for (version = program->versions; version; version = version->next) {
		if (version->number->number.known)
			versions[count++] = version;
	}
	qsort(versions, count, sizeof(versions[0]), by_number);
	for (i = 1; i < count; i++) {
		if (versions[i]->number->number.magnitude -
			    versions[i - 1]->number->number.magnitude >
		    1)
			diag_finding(lint->diag, FINDING_VERSION_GAP,
				     &versions[i]->number->place,
				     "version %s comes after %s",
				     versions[i]->number->text,
				     versions[i - 1]->number->text);
		check_reuse(lint, versions, i);
	}
}

/* -- use ----------------------------------------------------------------- */

static bool is_word(char c)
{
	return c == '_' || isalnum((unsigned char)c);
}

/* In a % line, which is C and may use anything. */
static bool is_in_text(const struct lint *lint, const char *name)
{
	const struct definition *text;
	size_t length = strlen(name);
	const char *found;

	for (text = lint->unit->first; text; text = text->next) {
		if (text->kind != DEFINE_TEXT)
			continue;
		for (found = strstr(text->text, name); found;
		     found = strstr(found + 1, name)) {
			if ((found == text->text || !is_word(found[-1])) &&
			    !is_word(found[length]))
				return true;
		}
	}
	return false;
}

static void check_types(struct lint *lint)
{
	const struct definition *definition;
	struct walk walk;

	walk_init(&walk, lint->unit);
	for (definition = lint->unit->first; definition;
	     definition = definition->next) {
		if (definition->kind != DEFINE_PROGRAM)
			continue;
		walk_arguments(&walk, definition);
		walk_results(&walk, definition);
	}
	walk_run(&walk);
	for (definition = lint->unit->first; definition;
	     definition = definition->next) {
		if (!definition->is_main || walk.seen[definition->id] ||
		    (definition->kind != DEFINE_TYPE &&
		     definition->kind != DEFINE_TYPEDEF) ||
		    is_in_text(lint, definition->name))
			continue;
		diag_finding(lint->diag, FINDING_UNUSED_TYPE,
			     &definition->name_place,
			     "no procedure sends or returns a '%s'",
			     definition->name);
	}
}

static void use(struct lint *lint, const struct value *value)
{
	for (; value; value = value->next) {
		if (value->is_name)
			map_add(&lint->used, value->text, (void *)value);
	}
}

static void use_in_member(void *context, const struct member *member)
{
	use(context, member->bound);
	use(context, member->labels);
}

static void use_in_type(void *context, const struct type *type)
{
	const struct enumerator *enumerator;

	for (enumerator = type->enumerators; enumerator;
	     enumerator = enumerator->next)
		use(context, enumerator->value);
}

static void use_in_program(struct lint *lint, const struct definition *program)
{
	const struct procedure *procedure;
	const struct version *version;

	for (version = program->versions; version; version = version->next) {
		use(lint, version->number);
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next)
			use(lint, procedure->number);
	}
}

static void find_uses(struct lint *lint)
{
	struct definition *definition;
	struct walk walk;

	walk_init(&walk, lint->unit);
	walk.member = use_in_member;
	walk.type = use_in_type;
	walk.context = lint;
	for (definition = lint->unit->first; definition;
	     definition = definition->next) {
		use(lint, definition->value);
		use_in_program(lint, definition);
		walk_definition(&walk, definition);
		if (definition->kind == DEFINE_PROGRAM)
			walk_arguments(&walk, definition);
	}
	walk_run(&walk);
}

static void check_constants(struct lint *lint)
{
	const struct definition *definition;

	find_uses(lint);
	for (definition = lint->unit->first; definition;
	     definition = definition->next) {
		if (definition->kind != DEFINE_CONST || !definition->is_main ||
		    map_get(&lint->used, definition->name) ||
		    is_in_text(lint, definition->name))
			continue;
		diag_finding(lint->diag, FINDING_UNUSED_CONSTANT,
			     &definition->name_place,
			     "nothing in the file uses '%s'", definition->name);
	}
}

void lint_unit(struct unit *unit, struct diag *diag)
{
	struct lint lint = {.unit = unit, .diag = diag};
	const struct definition *definition;
	struct walk walk;

	map_init(&lint.used, unit->arena);
	walk_init(&walk, unit);
	walk.type = check_default;
	walk.context = &lint;
	for (definition = unit->first; definition;
	     definition = definition->next)
		walk_definition(&walk, definition);
	walk_run(&walk);

	check_prefixes(&lint);
	check_arguments(&lint);
	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (is_program(definition))
			check_program(&lint, definition);
	}
	/* A file of types alone has them for others. */
	if (!unit->has_programs)
		return;
	check_types(&lint);
	check_constants(&lint);
}
