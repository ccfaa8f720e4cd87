/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a name is entered when it is first asked for, so that each is
 * warned of once.
 */

#include "foreign.h"

#include <string.h>

#include "symbol.h"
#include "value.h"

/* -- definitions ----------------------------------------------------------- */

static struct definition *enter(struct unit *unit, enum definition_kind kind,
				const struct type *type, const char *spelling)
{
	struct definition *definition;

	definition = ast_foreign(unit, kind, type->name, &type->place);
	definition->spelling = spelling;
	symbol_enter_foreign(unit, definition);
	return definition;
}

/* The way in which the file says it is the way of C. */
static const char *spelling_of(const struct unit *unit, const struct type *type)
{
	static const char *const words[] = {
		[TAG_STRUCT] = "struct ",
		[TAG_UNION] = "union ",
		[TAG_ENUM] = "enum ",
	};

	if (type->tag == TAG_NONE)
		return type->name;
	return arena_printf(unit->arena, "%s%s", words[type->tag], type->name);
}

static struct member *opaque(struct unit *unit, const struct type *type,
			     const char *name, enum shape shape,
			     unsigned int bound)
{
	struct member *member;

	member = ast_member(unit, ast_type(unit, TYPE_OPAQUE, &type->place),
			    shape, name, &type->place);
	member->bound = arena_alloc(unit->arena, sizeof(*member->bound));
	member->bound->place = type->place;
	member->bound->text = arena_printf(unit->arena, "%u", bound);
	member->bound->number = number_of(bound);
	member->bound->is_resolved = true;
	return member;
}

static struct definition *external(struct unit *unit, const struct type *type,
				   const char *spelling)
{
	struct definition *definition;

	definition = enter(unit, DEFINE_EXTERNAL, type, spelling);
	definition->codec =
		arena_printf(unit->arena, "onc_codec_%s", type->name);
	return definition;
}

static struct definition *integer(struct unit *unit, const struct type *type)
{
	struct definition *definition;

	definition = enter(unit, DEFINE_TYPEDEF, type, spelling_of(unit, type));
	definition->member =
		ast_member(unit, ast_scalar(unit, SCALAR_INT, &type->place),
			   SHAPE_PLAIN, type->name, &type->place);
	return definition;
}

bool foreign_is_integer(const struct definition *definition)
{
	return definition->kind == DEFINE_TYPEDEF && definition->spelling &&
	       ast_scalar_of(definition->member);
}

/* -- libtirpc's ------------------------------------------------------------ */

/* struct netobj { u_int n_len; char *n_bytes; }: counted bytes, at most 1024 */
static struct definition *netobj(struct unit *unit, const struct type *type)
{
	struct definition *definition;

	definition = enter(unit, DEFINE_TYPEDEF, type, "netobj");
	definition->member =
		opaque(unit, type, type->name, SHAPE_VARIABLE, 1024);
	unit->tirpc |= TIRPC_XDR;
	return definition;
}

/* union des_block { struct { ... } key; char c[8]; } */
static struct definition *des_block(struct unit *unit, const struct type *type)
{
	struct definition *definition;

	definition = enter(unit, DEFINE_TYPE, type, "des_block");
	definition->type = ast_type(unit, TYPE_STRUCT, &type->place);
	definition->type->members = opaque(unit, type, "c", SHAPE_FIXED, 8);
	unit->tirpc |= TIRPC_AUTH;
	return definition;
}

/* struct netbuf { unsigned maxlen, len; void *buf; }: libonc has its codec */
static struct definition *netbuf(struct unit *unit, const struct type *type)
{
	unit->tirpc |= TIRPC_XDR;
	return external(unit, type, "struct netbuf");
}

static struct definition *find_in_tirpc(struct unit *unit,
					const struct type *type)
{
	static const struct {
		const char *name;
		struct definition *(*enter)(struct unit *unit,
					    const struct type *type);
	} known[] = {
		{"des_block", des_block},
		{"netbuf", netbuf},
		{"netobj", netobj},
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].name, type->name) == 0)
			return known[i].enter(unit, type);
	}
	return NULL;
}

/* -- another file's -------------------------------------------------------- */

static struct definition *find_in_neighbours(struct unit *unit,
					     const struct type *type)
{
	struct definition *definition = map_get(&unit->neighbours, type->name);

	if (!definition)
		return NULL;
	definition->next = NULL;
	unit->last->next = definition;
	unit->last = definition;
	symbol_enter_foreign(unit, definition);
	return definition;
}

/* -- C's ------------------------------------------------------------------- */

/* Who includes more of them knows which one it is. */
enum { MOST_HEADERS = 8 };

static void list_headers(const struct unit *unit, struct diag *diag)
{
	const struct header *header;
	const char *list = NULL;
	const struct place *place = NULL;
	unsigned int count = 0;

	for (header = unit->headers; header; header = header->next) {
		if (header->place.source->includer)
			continue;
		if (!place)
			place = &header->place;
		if (++count <= MOST_HEADERS)
			list = list ? arena_printf(unit->arena, "%s, %s", list,
						   header->text)
				    : header->text;
		if (header->has_errors)
			diag_note(diag, &header->place,
				  "the .x file of this header has errors and "
				  "was not used");
	}
	if (list)
		diag_note(diag, place,
			  "one of these has to declare it in C: %s%s", list,
			  count > MOST_HEADERS ? ", ..." : "");
}

static void warn(struct unit *unit, struct diag *diag,
		 const struct definition *definition)
{
	const char *name = definition->name;
	const char *near = symbol_suggest(unit, diag, name, true);

	if (near)
		diag_warning(diag, &definition->place,
			     "the type '%s' is not defined in any .x file; is "
			     "it '%s'? If it is C's, define its codec "
			     "'const struct onc_codec %s' and say --codec=%s",
			     name, near, definition->codec, name);
	else
		diag_warning(diag, &definition->place,
			     "the type '%s' is not defined in any .x file: "
			     "define its codec 'const struct onc_codec %s' "
			     "(<onc/codec.h>) and say --codec=%s",
			     name, definition->codec, name);
	list_headers(unit, diag);
}

struct definition *foreign_declared(struct unit *unit, const struct type *type)
{
	if (!map_get(&unit->codecs, type->name))
		return NULL;
	return external(unit, type, spelling_of(unit, type));
}

struct definition *foreign_find(struct unit *unit, struct diag *diag,
				const struct type *type)
{
	struct definition *definition = find_in_tirpc(unit, type);

	if (!definition)
		definition = find_in_neighbours(unit, type);
	if (definition || !unit->has_text || unit->is_broken)
		return definition;
	if (type->tag == TAG_ENUM)
		return integer(unit, type);
	definition = external(unit, type, spelling_of(unit, type));
	warn(unit, diag, definition);
	return definition;
}

void foreign_switched(struct unit *unit, struct diag *diag,
		      const struct type *type)
{
	const char *near = symbol_suggest(unit, diag, type->name, true);

	if (type->tag != TAG_ENUM && !unit->is_broken) {
		diag_warning(diag, &type->place,
			     "the type '%s' is not defined in any .x file: it "
			     "is taken for an integer of 4 bytes that C "
			     "declares%s%s%s",
			     type->name, near ? "; is it '" : "",
			     near ? near : "", near ? "'?" : "");
		list_headers(unit, diag);
	}
	integer(unit, type);
}
