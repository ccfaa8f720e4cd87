/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Types in C, with the layout and the names that rpcgen gives them.
 *
 * Invariant: a name stands in an expression only if C knows it by then; if
 * not, its number does.
 */

#include "emit.h"

#include <string.h>

#include "condition.h"
#include "symbol.h"

/* Deepest indentation: PARSER_DEEPEST types, each two levels at most. */
static const char tabs[] = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"
			   "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"
			   "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"
			   "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"
			   "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";

struct types {
	struct emit *emit;
	const struct definition *self; /* being defined */
};

static const char *indent(unsigned int depth)
{
	return depth < sizeof(tabs) ? tabs + sizeof(tabs) - 1 - depth : tabs;
}

/* -- values -------------------------------------------------------------- */

static bool is_known_to_c(const struct emit *emit, const struct value *value)
{
	const struct symbol *symbol;

	while (value && value->is_name) {
		symbol = symbol_get(emit->unit, value->text);
		if (!symbol || symbol->place.source->includer)
			return true;
		if (!map_get(&emit->printed, value->text))
			return false;
		value = symbol->value;
	}
	return true;
}

static const char *number_text(struct arena *arena, const struct number *number)
{
	return arena_printf(arena, "%s%llu", number->negative ? "-" : "",
			    (unsigned long long)number->magnitude);
}

static const char *value_text(const struct emit *emit,
			      const struct value *value)
{
	if (!value->number.known || is_known_to_c(emit, value))
		return value->text;
	return number_text(emit->arena, &value->number);
}

static void note_printed(struct emit *emit, const char *name)
{
	map_add(&emit->printed, name, (void *)name);
}

/* -- types --------------------------------------------------------------- */

static void put_members(const struct types *types, const struct member *member,
			unsigned int depth);

static void put_enumerators(const struct types *types,
			    const struct enumerator *enumerator,
			    unsigned int depth)
{
	struct emit *emit = types->emit;
	const char *last = NULL, *text;

	for (; enumerator; enumerator = enumerator->next) {
		if (enumerator->value)
			text = value_text(emit, enumerator->value);
		else if (enumerator->number.known || !last)
			text = number_text(emit->arena, &enumerator->number);
		else
			text = arena_printf(emit->arena, "%s + 1", last);
		emit_doc(emit, indent(depth), enumerator->place.doc);
		out_put(emit->out, "%s%s = %s,", indent(depth),
			enumerator->name, text);
		emit_behind(emit, indent(depth), enumerator->behind);
		note_printed(emit, enumerator->name);
		last = enumerator->name;
	}
}

static void put_member(const struct types *types, const struct member *member,
		       unsigned int depth);

static bool has_data(const struct member *arm)
{
	while (arm && (arm->type->kind == TYPE_VOID || !ast_is_in_c(arm)))
		arm = arm->next;
	return arm;
}

/* ISO C has no empty union, so one without data is left out. */
static void put_union(const struct types *types, const struct type *type,
		      const char *name, unsigned int depth)
{
	struct out *out = types->emit->out;

	put_member(types, type->discriminant, depth);
	out_put(out, ";\n");
	if (!has_data(type->members))
		return;
	out_put(out, "%sunion {\n", indent(depth));
	put_members(types, type->members, depth + 1);
	out_put(out, "%s} %s_u;\n", indent(depth), name);
}

/* A struct, union or enum between its braces; name is what it declares. */
static void put_body(const struct types *types, const struct type *type,
		     const char *name, unsigned int depth)
{
	struct out *out = types->emit->out;

	out_put(out, "{\n");
	if (type->kind == TYPE_ENUM)
		put_enumerators(types, type->enumerators, depth + 1);
	else if (type->kind == TYPE_UNION)
		put_union(types, type, name, depth + 1);
	else if (type->members)
		put_members(types, type->members, depth + 1);
	else
		out_put(out, "%schar empty_;\n", indent(depth + 1));
	out_put(out, "%s}", indent(depth));
}

/*
 * Inside its own definition a type has its tag only. C++ wants the tag also
 * where a member has the name of its type.
 */
static bool wants_tag(const struct types *types, const struct member *member)
{
	const struct definition *definition;

	definition = ast_named(member->type, DEFINE_TYPE);
	if (!definition || member->type->tag != TAG_NONE ||
	    definition->spelling)
		return false;
	return definition == types->self ||
	       (member->name && strcmp(member->name, definition->name) == 0);
}

/* The type of what a member holds, up to the blank before its name. */
static void put_type(const struct types *types, const struct member *member,
		     unsigned int depth)
{
	const struct type *type = member->type;
	struct out *out = types->emit->out;
	const char *name;

	switch (type->kind) {
	case TYPE_OPAQUE:
		out_put(out, "char ");
		return;
	case TYPE_STRING:
		out_put(out, "char *");
		return;
	case TYPE_ENUM:
	case TYPE_STRUCT:
	case TYPE_UNION:
		out_put(out, type->kind == TYPE_ENUM ? "enum " : "struct ");
		put_body(types, type, member->name, depth);
		out_put(out, " ");
		return;
	case TYPE_VOID:
	case TYPE_SCALAR:
	case TYPE_NAME:
		break;
	}
	name = emit_type_name(types->emit->arena, type);
	if (!wants_tag(types, member))
		out_put(out, "%s ", name);
	else if (type->definition->type->kind == TYPE_ENUM)
		out_put(out, "enum %s ", name);
	else
		out_put(out, "struct %s ", name);
}

static void put_nullable(const struct types *types, const struct member *member,
			 unsigned int depth)
{
	struct member alone = {.type = member->type};

	if (ast_is_string(&alone))
		put_type(types, &alone, depth);
	else
		out_put(types->emit->out, "uint8_t *");
	out_put(types->emit->out, "%s", member->name);
}

static void put_variable(const struct types *types, const struct member *member,
			 unsigned int depth)
{
	struct out *out = types->emit->out;

	out_put(out, "struct {\n%sunsigned int %s_len;\n%s", indent(depth + 1),
		member->name, indent(depth + 1));
	put_type(types, member, depth + 1);
	out_put(out, "*%s_val;\n%s} %s", member->name, indent(depth),
		member->name);
}

/* Without the semicolon. */
static void put_declaration(const struct types *types,
			    const struct member *member, unsigned int depth)
{
	struct out *out = types->emit->out;

	if (member->is_nullable) {
		put_nullable(types, member, depth);
		return;
	}
	if (member->shape == SHAPE_VARIABLE &&
	    member->type->kind != TYPE_STRING) {
		put_variable(types, member, depth);
		return;
	}
	put_type(types, member, depth);
	if (member->shape == SHAPE_OPTIONAL)
		out_put(out, "*");
	out_put(out, "%s", member->name);
	if (member->shape == SHAPE_FIXED)
		out_put(out, "[%s]", value_text(types->emit, member->bound));
}

static void put_member(const struct types *types, const struct member *member,
		       unsigned int depth)
{
	out_put(types->emit->out, "%s", indent(depth));
	put_declaration(types, member, depth);
}

static void put_members(const struct types *types, const struct member *member,
			unsigned int depth)
{
	for (; member; member = member->next) {
		if (member->type->kind == TYPE_VOID || !ast_is_in_c(member))
			continue;
		emit_doc(types->emit, indent(depth), member->place.doc);
		put_member(types, member, depth);
		out_put(types->emit->out, ";");
		emit_behind(types->emit, indent(depth), member->behind);
	}
}

/* -- definitions --------------------------------------------------------- */

static void put_const(struct emit *emit, const struct definition *definition)
{
	emit_doc(emit, "", definition->place.doc);
	out_put(emit->out, "#define %s %s", definition->name,
		definition->text ? definition->text : definition->value->text);
	emit_behind(emit, "", definition->behind);
	note_printed(emit, definition->name);
}

static void put_record(struct emit *emit, const struct order_step *step)
{
	const struct definition *definition = step->definition;
	const struct types types = {emit, definition};
	const char *word = "struct";

	if (definition->type->kind == TYPE_ENUM)
		word = "enum";
	emit_doc(emit, "", definition->place.doc);
	out_put(emit->out, "%s %s ", word, definition->name);
	put_body(&types, definition->type, definition->name, 0);
	out_put(emit->out, ";");
	emit_behind(emit, "", definition->behind);
	if (!step->is_declared)
		out_put(emit->out, "typedef %s %s %s;\n", word,
			definition->name, definition->name);
}

static void put_typedef(struct emit *emit, const struct definition *definition)
{
	const struct types types = {emit, NULL};

	/* A built-in type defined once more is left as it is. */
	if (ast_is_built_in(definition))
		return;
	emit_doc(emit, "", definition->place.doc);
	out_put(emit->out, "typedef ");
	put_declaration(&types, definition->member, 0);
	out_put(emit->out, ";");
	emit_behind(emit, "", definition->behind);
}

/* Numbers; what they are numbers of follows at the end of the header. */
static void put_numbers(struct emit *emit, const struct definition *program)
{
	const struct procedure *procedure;
	const struct version *version;

	emit_doc(emit, "", program->place.doc);
	out_put(emit->out, "#define %s %s\n", program->name,
		program->value->text);
	note_printed(emit, program->name);
	for (version = program->versions; version; version = version->next) {
		if (!map_get(&emit->printed, version->name))
			out_put(emit->out, "#define %s %s\n", version->name,
				version->number->text);
		note_printed(emit, version->name);
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next) {
			if (!map_get(&emit->printed, procedure->name))
				out_put(emit->out, "#define %s %s\n",
					procedure->name,
					procedure->number->text);
			note_printed(emit, procedure->name);
		}
	}
}

static void put_step(struct emit *emit, const struct order_step *step)
{
	const struct definition *definition = step->definition;

	if (step->what == ORDER_DECLARE) {
		out_put(emit->out, "typedef struct %s %s;\n", definition->name,
			definition->name);
		return;
	}
	switch (definition->kind) {
	case DEFINE_CONST:
		put_const(emit, definition);
		return;
	case DEFINE_TYPE:
		put_record(emit, step);
		return;
	case DEFINE_TYPEDEF:
		put_typedef(emit, definition);
		return;
	case DEFINE_PROGRAM:
		put_numbers(emit, definition);
		return;
	case DEFINE_TEXT:
		out_put(emit->out, "%s\n", definition->text);
		return;
	case DEFINE_IMPORT:
		out_put(emit->out, "#include \"%s\"\n", definition->text);
		return;
	case DEFINE_EXTERNAL:
		return;
	}
}

/* Includes that open the file stay outside of extern "C". */
static bool is_include(const struct order_step *step)
{
	const struct definition *definition = step->definition;

	if (!definition->is_main || definition->kind == DEFINE_IMPORT)
		return true;
	return definition->kind == DEFINE_TEXT &&
	       strncmp(definition->text, "#include", 8) == 0;
}

/* Lines of a kind stand together, all else is set apart. */
static bool joins(const struct order_step *last, const struct order_step *step)
{
	const struct definition *before, *definition = step->definition;

	if (!last || last->what == ORDER_DECLARE)
		return last;
	before = last->definition;
	return step->what == ORDER_DEFINE && before->kind == definition->kind &&
	       before->kind != DEFINE_TYPE && before->kind != DEFINE_PROGRAM &&
	       definition->place.line <= before->place.end_line + 1 &&
	       !definition->place.doc;
}

/* What other outputs alone have; but constants they find in the header. */
static bool is_shown(const struct order_step *step)
{
	const struct definition *definition = step->definition;

	if (!definition->is_main)
		return false;
	return definition->views & VIEW_HEADER ||
	       definition->kind == DEFINE_CONST ||
	       definition->kind == DEFINE_PROGRAM;
}

void emit_types(struct emit *emit)
{
	const struct order_step *step = emit->order->first, *last = NULL;

	for (; step && is_include(step); step = step->next) {
		if (!is_shown(step))
			continue;
		if (!last)
			out_put(emit->out, "\n");
		put_step(emit, step);
		last = step;
	}
	out_put(emit->out, "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n");
	for (last = NULL; step; step = step->next) {
		if (!is_shown(step))
			continue;
		if (!joins(last, step))
			out_put(emit->out, "\n");
		put_step(emit, step);
		last = step;
	}
}
