/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * NAME_tables.c: the module of <onc/type.h>.
 *
 * Invariant: rows stand in the order of the indexes that layout.c gave out.
 */

#include "emit.h"

#include <string.h>

#include "condition.h"
#include "foreign.h"
#include "symbol.h"

/* ISO C asks compilers for strings of 4095 bytes, no more. */
enum { LONGEST_STRING = 4000 };

struct name {
	const char *text;
	uint32_t offset;
};

struct tables {
	struct emit *emit;
	struct out *out;
	struct map names; /* struct name */
	uint32_t size;	  /* of all names with their NULs */
};

/* -- names --------------------------------------------------------------- */

static void add_name(struct tables *tables, const char *text)
{
	struct name *name;

	if (map_get(&tables->names, text))
		return;
	name = arena_alloc(tables->emit->arena, sizeof(*name));
	name->text = text;
	name->offset = tables->size;
	tables->size += (uint32_t)strlen(text) + 1;
	map_add(&tables->names, text, name);
}

static uint32_t offset_of(const struct tables *tables, const char *text)
{
	const struct name *name = map_get(&tables->names, text);

	return name->offset;
}

static void collect_names(struct tables *tables)
{
	const struct enumerator *enumerator;
	const struct layout_field *field;
	const struct layout *layout;

	for (layout = tables->emit->layouts->first; layout;
	     layout = layout->next) {
		add_name(tables, layout->name);
		for (field = layout->fields; field; field = field->next)
			add_name(tables, field->name);
		if (layout->form != LAYOUT_ENUM)
			continue;
		for (enumerator = layout->body->enumerators; enumerator;
		     enumerator = enumerator->next)
			add_name(tables, enumerator->name);
	}
}

/* One string, or several side by side in a structure of char arrays. */
static void put_part(struct tables *tables, const struct map_entry **entry,
		     uint32_t from)
{
	const struct name *name;
	bool is_last;

	for (; *entry; *entry = (*entry)->next) {
		name = (*entry)->item;
		if (name->offset >= from + LONGEST_STRING)
			return;
		is_last = !(*entry)->next ||
			  ((const struct name *)(*entry)->next->item)->offset >=
				  from + LONGEST_STRING;
		out_put(tables->out, "\t/* %5u */ \"%s%s\"\n", name->offset,
			name->text, is_last ? "" : "\\0");
	}
}

static uint32_t end_of_part(const struct tables *tables,
			    const struct map_entry *entry, uint32_t from)
{
	const struct name *name;

	for (; entry; entry = entry->next) {
		name = entry->item;
		if (name->offset >= from + LONGEST_STRING)
			return name->offset;
	}
	return tables->size;
}

static void put_names(struct tables *tables)
{
	const struct map_entry *entry = tables->names.first;
	uint32_t from = 0, end;
	unsigned int part;

	out_put(tables->out, "\nstatic const struct {\n");
	for (part = 0; from < tables->size; part++, from = end) {
		end = end_of_part(tables, entry, from);
		out_put(tables->out, "\tchar part_%u[%u];\n", part, end - from);
	}
	out_put(tables->out, "} onc_names = {\n");
	for (from = 0; entry; from = end) {
		end = end_of_part(tables, entry, from);
		put_part(tables, &entry, from);
		out_put(tables->out, "\t,\n");
	}
	out_put(tables->out, "};\n");
}

/* -- rows ---------------------------------------------------------------- */

static void put_op(struct tables *tables, const struct layout_op *op)
{
	out_put(tables->out, "\t{%s, {0}, %u, %s, %s}, /* %u%s%s%s%s */\n",
		op->kind, op->type ? op->type->index : op->codec, op->offset,
		op->count, op->index, op->from->name[0] ? ": " : "",
		op->from->name, op->from == op->to ? "" : " to ",
		op->from == op->to ? "" : op->to->name);
}

static void put_ops(struct tables *tables)
{
	const struct layout *layout;
	const struct layout_op *op;

	out_put(tables->out, "\nstatic const struct onc_op onc_ops[] = {\n");
	for (layout = tables->emit->layouts->first; layout;
	     layout = layout->next) {
		if (layout->ops)
			out_put(tables->out, "\t/* %s */\n", layout->name);
		for (op = layout->ops; op; op = op->next)
			put_op(tables, op);
	}
	out_put(tables->out, "};\n");
}

static const char *label_text(struct arena *arena, const struct value *label)
{
	const struct number *number = &label->number;

	if (number->known && number->magnitude <= INT32_MAX)
		return label->text;
	return arena_printf(arena, "(int32_t)(%s)", label->text);
}

static void put_arms(struct tables *tables)
{
	const struct layout *layout;
	const struct layout_arm *arm;

	out_put(tables->out, "\nstatic const struct onc_arm onc_arms[] = {\n");
	for (layout = tables->emit->layouts->first; layout;
	     layout = layout->next) {
		if (layout->arms)
			out_put(tables->out, "\t/* %s */\n", layout->name);
		for (arm = layout->arms; arm; arm = arm->next) {
			out_put(tables->out, "\t{%s, ",
				label_text(tables->emit->arena, arm->label));
			if (arm->op)
				out_put(tables->out, "%u}, /* %s */\n",
					arm->op->index, arm->op->from->name);
			else
				out_put(tables->out, "ONC_VOID},\n");
		}
	}
	out_put(tables->out, "};\n");
}

static void put_values(struct tables *tables)
{
	const struct enumerator *enumerator;
	const struct layout *layout;

	out_put(tables->out, "\nstatic const int32_t onc_values[] = {\n");
	for (layout = tables->emit->layouts->first; layout;
	     layout = layout->next) {
		if (layout->form != LAYOUT_ENUM)
			continue;
		out_put(tables->out, "\t/* %s */\n", layout->name);
		for (enumerator = layout->body->enumerators; enumerator;
		     enumerator = enumerator->next)
			out_put(tables->out, "\t%s,\n", enumerator->name);
	}
	out_put(tables->out, "};\n\n"
			     "static const uint32_t onc_value_names[] = {\n");
	for (layout = tables->emit->layouts->first; layout;
	     layout = layout->next) {
		if (layout->form != LAYOUT_ENUM)
			continue;
		out_put(tables->out, "\t/* %s */\n", layout->name);
		for (enumerator = layout->body->enumerators; enumerator;
		     enumerator = enumerator->next)
			out_put(tables->out, "\t%u, /* %s */\n",
				offset_of(tables, enumerator->name),
				enumerator->name);
	}
	out_put(tables->out, "};\n");
}

static void put_fields(struct tables *tables)
{
	const struct layout *layout;
	const struct layout_field *field;

	out_put(tables->out,
		"\nstatic const struct onc_field onc_fields[] = {\n");
	for (layout = tables->emit->layouts->first; layout;
	     layout = layout->next) {
		if (layout->fields)
			out_put(tables->out, "\t/* %s */\n", layout->name);
		for (field = layout->fields; field; field = field->next)
			out_put(tables->out, "\t{%u, %s, 0, %s},%s%s%s\n",
				offset_of(tables, field->name), field->style,
				field->count, field->name[0] ? " /* " : "",
				field->name, field->name[0] ? " */" : "");
	}
	out_put(tables->out, "};\n");
}

/* -- layouts ------------------------------------------------------------- */

static const char *fallback_text(struct arena *arena,
				 const struct layout *layout)
{
	if (layout->form != LAYOUT_UNION)
		return "0";
	if (!layout->has_default)
		return "ONC_NO_DEFAULT";
	if (!layout->fallback)
		return "ONC_VOID";
	return arena_printf(arena, "%u", layout->fallback->index);
}

static void put_layouts(struct tables *tables)
{
	static const char *const forms[] = {
		[LAYOUT_STRUCT] = "ONC_FORM_STRUCT",
		[LAYOUT_UNION] = "ONC_FORM_UNION",
		[LAYOUT_ENUM] = "ONC_FORM_ENUM",
	};
	const struct layout *layout;

	out_put(tables->out,
		"\nstatic const struct onc_layout onc_layouts[] = {\n");
	for (layout = tables->emit->layouts->first; layout;
	     layout = layout->next)
		out_put(tables->out,
			"\t/* %u: %s */\n"
			"\t{sizeof(%s), %s,\n"
			"\t _Alignof(%s), %s, %s,\n"
			"\t %u, %u, %u, %u, %s, %u, %u},\n",
			layout->index, layout->name, layout->c, layout->wire,
			layout->c, forms[layout->form],
			layout->is_dense ? "ONC_DENSE" : "0", layout->first,
			layout->count, layout->first_arm, layout->arm_count,
			fallback_text(tables->emit->arena, layout),
			offset_of(tables, layout->name), layout->first_field);
	out_put(tables->out, "};\n");
}

static void put_codecs(struct tables *tables)
{
	const struct layout_codec *codec;

	out_put(tables->out,
		"\nstatic const struct onc_codec *const onc_codecs[] = {\n");
	for (codec = tables->emit->layouts->codecs; codec; codec = codec->next)
		out_put(tables->out, "\t&%s,\n", codec->name);
	out_put(tables->out, "};\n");
}

/* What oncgen takes for granted of integers that C alone declares. */
static void put_assertions(struct tables *tables)
{
	const struct definition *definition;
	const struct map_entry *entry;
	const struct symbol *symbol;

	for (entry = tables->emit->unit->symbols.first; entry;
	     entry = entry->next) {
		symbol = entry->item;
		definition = symbol->definition;
		if (definition && foreign_is_integer(definition))
			out_put(tables->out,
				"\n_Static_assert(sizeof(%s) == 4,\n"
				"\t\"%s has no 4 bytes: define a codec and say "
				"--codec=%s\");\n",
				ast_spelling(definition), definition->name,
				definition->name);
	}
}

static void put_module(struct tables *tables)
{
	const struct layouts *layouts = tables->emit->layouts;

	if (layouts->op_count)
		put_ops(tables);
	if (layouts->arm_count)
		put_arms(tables);
	if (layouts->value_count)
		put_values(tables);
	if (layouts->field_count)
		put_fields(tables);
	if (layouts->codecs)
		put_codecs(tables);
	put_names(tables);
	put_layouts(tables);
	out_put(tables->out,
		"\nstatic const struct onc_module onc_module = {\n"
		"\tonc_layouts,\n\t%s,\n\t%s,\n\t%s,\n\t%s,\n\t%s,\n"
		"\t(const char *)&onc_names,\n\t%s,\n};\n",
		layouts->op_count ? "onc_ops" : "NULL",
		layouts->arm_count ? "onc_arms" : "NULL",
		layouts->value_count ? "onc_values" : "NULL",
		layouts->value_count ? "onc_value_names" : "NULL",
		layouts->field_count ? "onc_fields" : "NULL",
		layouts->codecs ? "onc_codecs" : "NULL");
}

/* -- what others see ----------------------------------------------------- */

static void put_types(struct tables *tables)
{
	const struct unit *unit = tables->emit->unit;
	const struct definition *definition;

	out_put(tables->out, "\n");
	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (!emit_is_described(unit, definition))
			continue;
		out_put(tables->out,
			"const struct onc_type %s = {&onc_module, %u};\n",
			emit_type_variable(unit, definition),
			layout_of_definition(tables->emit->layouts, definition)
				->index);
	}
}

static const char *type_text(struct arena *arena, const struct layout *layout)
{
	if (!layout)
		return "{NULL, 0}";
	return arena_printf(arena, "{&onc_module, %u}", layout->index);
}

static void put_procedure(struct emit *emit, const struct definition *program,
			  const struct version *version,
			  const struct procedure *procedure)
{
	(void)program;
	(void)version;
	out_put(emit->out,
		"\nconst struct onc_procedure %s_procedure = {\n"
		"\t\"%s\",\n\t%s,\n\t%s,\n\t%s,\n};\n",
		procedure->c_name, procedure->name, procedure->name,
		type_text(emit->arena,
			  layout_of_argument(emit->layouts, procedure)),
		type_text(emit->arena,
			  layout_of_result(emit->layouts, procedure)));
}

void emit_tables(struct emit *emit)
{
	struct tables tables = {.emit = emit, .out = emit->out};

	emit_opening(emit, "#include <stddef.h>\n#include <stdint.h>\n\n",
		     VIEW_TABLES);
	if (emit->layouts->needs_saturated)
		out_put(emit->out, "\n#define SATURATED(n) \\\n"
				   "\t((n) > UINT32_MAX ? UINT32_MAX : "
				   "(uint32_t)(n))\n");
	map_init(&tables.names, emit->arena);
	collect_names(&tables);
	put_assertions(&tables);
	if (emit->layouts->count) {
		put_module(&tables);
		put_types(&tables);
	}
	emit_procedures(emit, put_procedure);
	emit_codec_functions(emit);
}
