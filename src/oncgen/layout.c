/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: layouts are listed in the order in which they were first wanted,
 * and filled in that order; filling one may want more, which come behind. So
 * nothing here recurses along the types. Long, because the two lead to one
 * another at every kind of type and are read side by side.
 */

#include "layout.h"

#include <string.h>

#include "symbol.h"

/* A member on its way through typedefs, and how C gets at it. */
struct use {
	const struct member *member;
	const char *object; /* an lvalue */
	const char *c;	    /* its type */
	const char *name;
};

/* -- wanting ------------------------------------------------------------- */

static struct layout *new_layout(struct layouts *layouts, const char *name,
				 const char *c)
{
	struct layout *layout;

	layout = arena_alloc(layouts->unit->arena, sizeof(*layout));
	layout->index = layouts->count++;
	layout->name = name;
	layout->c = c;
	layout->object = arena_printf(layouts->unit->arena, "(*(%s *)0)", c);
	if (layouts->last)
		layouts->last->next = layout;
	else
		layouts->first = layout;
	layouts->last = layout;
	return layout;
}

/* An enum on its own, as in an array: one item whose values are a layout. */
static struct layout *want_enum(struct layouts *layouts,
				const struct type *type, const char *name,
				const char *c)
{
	struct layout **known = &layouts->enums[type->id];
	struct member *member;

	if (*known)
		return *known;
	member = arena_alloc(layouts->unit->arena, sizeof(*member));
	member->type = (struct type *)type;
	*known = new_layout(layouts, name, c);
	(*known)->member = member;
	return *known;
}

static struct layout *want_body(struct layouts *layouts,
				const struct type *type, const char *name,
				const char *c)
{
	struct layout **known = &layouts->types[type->id];

	if (type->kind == TYPE_ENUM)
		return want_enum(layouts, type, name, c);
	if (*known)
		return *known;
	*known = new_layout(layouts, name, c);
	(*known)->body = type;
	return *known;
}

/* A scalar on its own. */
static struct layout *want_scalar(struct layouts *layouts,
				  const struct scalar *scalar)
{
	struct layout **known = &layouts->scalars[scalar->id];
	struct member *member;

	if (*known)
		return *known;
	member = arena_alloc(layouts->unit->arena, sizeof(*member));
	member->type = arena_alloc(layouts->unit->arena, sizeof(struct type));
	member->type->kind = TYPE_SCALAR;
	member->type->scalar = scalar;
	*known = new_layout(layouts, scalar->c, scalar->c);
	(*known)->member = member;
	return *known;
}

static struct layout *want_string(struct layouts *layouts)
{
	struct member *member;

	if (layouts->string)
		return layouts->string;
	member = arena_alloc(layouts->unit->arena, sizeof(*member));
	member->type = arena_alloc(layouts->unit->arena, sizeof(struct type));
	member->type->kind = TYPE_STRING;
	member->shape = SHAPE_VARIABLE;
	layouts->string = new_layout(layouts, "string", "char *");
	layouts->string->member = member;
	return layouts->string;
}

static struct layout *want_typedef(struct layouts *layouts,
				   const struct definition *definition)
{
	struct layout **known = &layouts->definitions[definition->id];

	if (*known)
		return *known;
	*known =
		new_layout(layouts, definition->name, ast_spelling(definition));
	(*known)->member = definition->member;
	return *known;
}

/* A type of C on its own: one item that its codec handles. */
static struct layout *want_external(struct layouts *layouts,
				    struct definition *definition)
{
	struct layout **known = &layouts->definitions[definition->id];
	struct member *member;

	if (*known)
		return *known;
	member = arena_alloc(layouts->unit->arena, sizeof(*member));
	member->type = arena_alloc(layouts->unit->arena, sizeof(struct type));
	member->type->kind = TYPE_NAME;
	member->type->name = definition->name;
	member->type->definition = definition;
	*known =
		new_layout(layouts, definition->name, ast_spelling(definition));
	(*known)->member = member;
	return *known;
}

static uint32_t want_codec(struct layouts *layouts, const char *name)
{
	struct layout_codec *codec = map_get(&layouts->codec_names, name);

	if (codec)
		return codec->index;
	codec = arena_alloc(layouts->unit->arena, sizeof(*codec));
	codec->name = name;
	codec->index = (uint32_t)layouts->codec_names.count;
	map_add(&layouts->codec_names, name, codec);
	if (layouts->last_codec)
		layouts->last_codec->next = codec;
	else
		layouts->codecs = codec;
	layouts->last_codec = codec;
	return codec->index;
}

static struct use see_through(struct arena *arena, struct use use)
{
	const struct definition *definition;

	while (use.member->shape == SHAPE_PLAIN) {
		definition = ast_named(use.member->type, DEFINE_TYPEDEF);
		if (!definition)
			break;
		use.member = definition->member;
		use.name = definition->name;
		use.c = ast_spelling(definition);
		use.object = arena_printf(arena, "(*(%s *)0)", use.c);
	}
	return use;
}

static struct layout *want_named(struct layouts *layouts,
				 const struct type *type)
{
	struct member alone = {.type = (struct type *)type};
	struct use use = see_through(layouts->unit->arena,
				     (struct use){.member = &alone});
	const struct definition *definition;

	if (use.member->shape == SHAPE_PLAIN) {
		definition = ast_named(use.member->type, DEFINE_TYPE);
		if (definition)
			return want_body(layouts, definition->type,
					 definition->name,
					 ast_spelling(definition));
		definition = ast_named(use.member->type, DEFINE_EXTERNAL);
		if (definition)
			return want_external(layouts,
					     use.member->type->definition);
		if (ast_is_in_place(use.member->type))
			return want_body(layouts, use.member->type, use.name,
					 use.c);
	}
	if (type->definition)
		return want_typedef(layouts, type->definition);
	return want_scalar(layouts, type->scalar);
}

/* C's way from an array, a pointer or a plain member to what it holds. */
static const char *element(struct arena *arena, const struct use *use)
{
	switch (use->member->shape) {
	case SHAPE_FIXED:
		return arena_printf(arena, "%s[0]", use->object);
	case SHAPE_VARIABLE:
		return arena_printf(arena, "(*%s.%s_val)", use->object,
				    use->member->name);
	case SHAPE_OPTIONAL:
		return arena_printf(arena, "(*%s)", use->object);
	case SHAPE_PLAIN:
		break;
	}
	return use->object;
}

/* The layout of what a use holds: itself if it is plain, else its elements. */
static struct layout *want_held(struct layouts *layouts, const struct use *use)
{
	struct arena *arena = layouts->unit->arena;
	const struct type *type = use->member->type;
	const char *c = use->c;

	if (type->kind == TYPE_NAME)
		return want_named(layouts, type);
	if (type->kind == TYPE_SCALAR)
		return want_scalar(layouts, type->scalar);
	if (use->member->shape != SHAPE_PLAIN || !c)
		c = arena_printf(arena, "__typeof__(%s)", element(arena, use));
	return want_body(layouts, type, use->name, c);
}

/* The values of an enum, by the name that it has on its own. */
static struct layout *want_values(struct layouts *layouts,
				  const struct use *use,
				  const struct type *body)
{
	const struct layout *item = want_held(layouts, use);
	struct layout **known = &layouts->types[body->id];

	if (*known)
		return *known;
	*known = new_layout(layouts, item->name, item->c);
	(*known)->body = body;
	return *known;
}

/* -- filling ------------------------------------------------------------- */

static void add_field(struct layouts *layouts, struct layout *layout,
		      const char *name, const char *style, const char *count)
{
	struct layout_field *field;

	field = arena_alloc(layouts->unit->arena, sizeof(*field));
	field->name = name ? name : "";
	field->style = style;
	field->count = count;
	if (layout->last_field)
		layout->last_field->next = field;
	else
		layout->fields = field;
	layout->last_field = field;
	layouts->field_count++;
}

static void add_op(struct layouts *layouts, struct layout *layout,
		   const struct layout_op *filled)
{
	struct layout_op *op = arena_alloc(layouts->unit->arena, sizeof(*op));

	*op = *filled;
	op->index = layouts->op_count++;
	if (layout->last_op)
		layout->last_op->next = op;
	else
		layout->ops = op;
	layout->last_op = op;
	layout->count++;
}

/*
 * Neighbours of one kind have one size, and an alignment that divides it: C
 * leaves no gap between them. Not in a union, where an op is an arm.
 */
static bool fuse(struct layouts *layouts, struct layout *layout,
		 const struct layout_op *op)
{
	struct layout_op *last = layout->last_op;

	if (layout->form != LAYOUT_STRUCT || !last || layout->has_gap)
		return false;
	if (!last->known_count || !op->known_count ||
	    strcmp(last->kind, op->kind) != 0 || last->type != op->type ||
	    last->known_count + op->known_count >= UINT32_MAX)
		return false;
	last->to = op->to;
	last->known_count += op->known_count;
	last->count = arena_printf(layouts->unit->arena, "%llu",
				   (unsigned long long)last->known_count);
	return true;
}

/* A count or bound as C reads it, and as ONC_UNBOUNDED where it is none. */
static const char *count_text(struct arena *arena, const struct value *bound)
{
	if (!bound ||
	    (bound->number.known && bound->number.magnitude == UINT32_MAX))
		return "ONC_UNBOUNDED";
	if (bound->number.known)
		return bound->text;
	return arena_printf(arena, "(uint32_t)(%s)", bound->text);
}

/* Scalars and enums, one or a fixed number: they count in place. */
static bool fill_counted(struct layouts *layouts, const struct use *use,
			 struct layout_op *op, const char **style)
{
	struct member alone = {.type = use->member->type};
	const struct scalar *scalar = ast_scalar_of(&alone);
	const struct type *body = ast_body(&alone);
	const struct value *bound = use->member->bound;

	if (use->member->shape != SHAPE_PLAIN &&
	    use->member->shape != SHAPE_FIXED)
		return false;
	if (scalar && scalar->id != SCALAR_QUADRUPLE) {
		op->kind = scalar->kind;
		*style = scalar->style;
	} else if (body && body->kind == TYPE_ENUM) {
		op->kind = "ONC_ENUM";
		op->type = want_values(layouts, use, body);
	} else {
		return false;
	}
	if (!bound)
		op->known_count = 1;
	else if (bound->number.known)
		op->known_count = bound->number.magnitude;
	op->count = bound ? count_text(layouts->unit->arena, bound) : "1";
	return true;
}

static void fill_optional(struct layouts *layouts, const struct use *use,
			  struct layout_op *op)
{
	struct member alone = {.type = use->member->type};
	const struct member *target;

	if (!use->member->is_nullable) {
		op->kind = "ONC_OPTIONAL";
		op->type = want_held(layouts, use);
		return;
	}
	target = ast_see_through(&alone);
	op->kind = target->type->kind == TYPE_STRING ? "ONC_NULLABLE_STRING"
						     : "ONC_NULLABLE_OPAQUE";
	op->count = count_text(layouts->unit->arena, target->bound);
}

/* What is neither a scalar nor an enum. */
static void fill_other(struct layouts *layouts, const struct use *use,
		       struct layout_op *op)
{
	enum type_kind kind = use->member->type->kind;
	const struct definition *external;

	switch (use->member->shape) {
	case SHAPE_PLAIN:
		if (use->member->type->scalar) {
			op->kind = "ONC_OPAQUE";
			op->count = "16";
			return;
		}
		external = ast_named(use->member->type, DEFINE_EXTERNAL);
		if (external) {
			op->kind = "ONC_EXTERNAL";
			op->codec = want_codec(layouts, external->codec);
			return;
		}
		op->kind = "ONC_STRUCT";
		op->type = want_held(layouts, use);
		return;
	case SHAPE_FIXED:
		op->kind = kind == TYPE_OPAQUE ? "ONC_OPAQUE" : "ONC_VECTOR";
		break;
	case SHAPE_VARIABLE:
		op->kind = kind == TYPE_STRING	 ? "ONC_STRING"
			   : kind == TYPE_OPAQUE ? "ONC_BYTES"
						 : "ONC_ARRAY";
		break;
	case SHAPE_OPTIONAL:
		fill_optional(layouts, use, op);
		return;
	}
	op->count = count_text(layouts->unit->arena, use->member->bound);
	if (kind != TYPE_OPAQUE && kind != TYPE_STRING)
		op->type = want_held(layouts, use);
}

/* path: from the layout's C type to the member; NULL: it is the member. */
static void add_member(struct layouts *layouts, struct layout *layout,
		       const struct member *member, const char *path)
{
	struct arena *arena = layouts->unit->arena;
	struct layout_op op = {.offset = "0", .count = "1"};
	const char *style = "ONC_PRINT_OTHER";
	struct use use = {member, layout->object, NULL, layout->name};
	bool is_counted;

	if (path) {
		op.offset = arena_printf(arena, "offsetof(%s, %s)", layout->c,
					 path);
		use.object = arena_printf(arena, "%s.%s", layout->object, path);
		use.name = arena_printf(arena, "%s.%s", layout->name,
					member->name);
	} else {
		use.c = layout->c;
	}
	use = see_through(arena, use);
	is_counted = fill_counted(layouts, &use, &op, &style);
	if (!is_counted)
		fill_other(layouts, &use, &op);

	add_field(layouts, layout, path ? member->name : NULL, style,
		  is_counted ? op.count : "1");
	op.from = op.to = layout->last_field;
	if (!fuse(layouts, layout, &op))
		add_op(layouts, layout, &op);
	layout->has_gap = false;
}

static void add_label(struct layouts *layouts, struct layout *layout,
		      const struct value *label, const struct layout_op *op)
{
	struct layout_arm *arm =
		arena_alloc(layouts->unit->arena, sizeof(*arm));

	arm->label = label;
	arm->op = op;
	if (layout->last_arm)
		layout->last_arm->next = arm;
	else
		layout->arms = arm;
	layout->last_arm = arm;
	layout->arm_count++;
	layouts->arm_count++;
}

static void fill_union(struct layouts *layouts, struct layout *layout,
		       const char *tag)
{
	struct arena *arena = layouts->unit->arena;
	const struct type *type = layout->body;
	const struct layout_op *op;
	const struct member *arm;
	const struct value *label;

	layout->form = LAYOUT_UNION;
	layout->first_arm = layouts->arm_count;
	add_member(layouts, layout, type->discriminant,
		   type->discriminant->name);
	for (arm = type->members; arm; arm = arm->next) {
		if (!ast_is_on_wire(arm))
			continue;
		op = NULL;
		if (arm->type->kind != TYPE_VOID) {
			add_member(
				layouts, layout, arm,
				arena_printf(arena, "%s_u.%s", tag, arm->name));
			op = layout->last_op;
		}
		for (label = arm->labels; label; label = label->next)
			add_label(layouts, layout, label, op);
		if (arm->is_default) {
			layout->has_default = true;
			layout->fallback = op;
		}
	}
}

static void fill_enum(struct layouts *layouts, struct layout *layout)
{
	const struct enumerator *enumerator, *last = NULL;

	layout->form = LAYOUT_ENUM;
	layout->is_dense = true;
	layout->first = layouts->value_count;
	for (enumerator = layout->body->enumerators; enumerator;
	     last = enumerator, enumerator = enumerator->next) {
		layout->count++;
		layouts->value_count++;
		if (!enumerator->number.known)
			layout->is_dense = false;
		else if (last && last->number.known &&
			 enumerator->number.magnitude -
					 last->number.magnitude !=
				 1)
			layout->is_dense = false;
		else if (enumerator->number.negative)
			layout->is_dense = false;
	}
}

/* The name that C's union member has: of the type, or of the member. */
static const char *tag_of(const struct layout *layout)
{
	const char *dot = strrchr(layout->name, '.');

	return dot ? dot + 1 : layout->name;
}

/* C may have members that the wire has not; the next one is then apart. */
static void fill_struct(struct layouts *layouts, struct layout *layout)
{
	const struct member *member;

	for (member = layout->body->members; member; member = member->next) {
		if (ast_is_on_wire(member))
			add_member(layouts, layout, member, member->name);
		else
			layout->has_gap = true;
	}
}

static void fill(struct layouts *layouts, struct layout *layout)
{
	struct wire wire;

	layout->first = layouts->op_count;
	layout->first_field = layouts->field_count;
	if (layout->member) {
		add_member(layouts, layout, layout->member, NULL);
		wire = wire_of_member(&layouts->wires, layout->member);
	} else {
		if (layout->body->kind == TYPE_ENUM)
			fill_enum(layouts, layout);
		else if (layout->body->kind == TYPE_UNION)
			fill_union(layouts, layout, tag_of(layout));
		else
			fill_struct(layouts, layout);
		wire = wire_of_body(&layouts->wires, layout->body);
	}
	layout->wire = wire_text(layouts->unit->arena, &wire,
				 &layouts->needs_saturated);
}

/* -- the whole ----------------------------------------------------------- */

const struct layout *layout_of_definition(struct layouts *layouts,
					  const struct definition *definition)
{
	struct type name = {
		.kind = TYPE_NAME,
		.definition = (struct definition *)definition,
	};

	return want_named(layouts, &name);
}

const struct layout *layout_of_argument(struct layouts *layouts,
					const struct procedure *procedure)
{
	const struct member *argument = procedure->arguments;

	if (!argument)
		return NULL;
	if (procedure->wrapping)
		return layout_of_definition(layouts, procedure->wrapping);
	if (argument->type->kind == TYPE_STRING)
		return want_string(layouts);
	return want_held(layouts, &(struct use){.member = argument});
}

const struct layout *layout_of_result(struct layouts *layouts,
				      const struct procedure *procedure)
{
	struct member alone = {.type = procedure->result};

	if (alone.type->kind == TYPE_VOID)
		return NULL;
	if (alone.type->kind == TYPE_STRING)
		return want_string(layouts);
	return want_held(layouts, &(struct use){.member = &alone});
}

static void want_program(struct layouts *layouts,
			 const struct definition *program)
{
	const struct procedure *procedure;
	const struct version *version;

	for (version = program->versions; version; version = version->next) {
		for (procedure = version->procedures; procedure;
		     procedure = procedure->next) {
			layout_of_argument(layouts, procedure);
			layout_of_result(layouts, procedure);
		}
	}
}

void layouts_init(struct layouts *layouts, struct unit *unit)
{
	const struct definition *definition;
	struct layout *layout;

	*layouts = (struct layouts){.unit = unit};
	map_init(&layouts->codec_names, unit->arena);
	wire_init(&layouts->wires, unit);
	layouts->types = arena_array(unit->arena, unit->type_count,
				     sizeof(*layouts->types));
	layouts->enums = arena_array(unit->arena, unit->type_count,
				     sizeof(*layouts->enums));
	layouts->definitions = arena_array(unit->arena, unit->definition_count,
					   sizeof(*layouts->definitions));
	for (definition = unit->first; definition;
	     definition = definition->next) {
		if (!definition->is_main)
			continue;
		if ((definition->kind == DEFINE_TYPE ||
		     definition->kind == DEFINE_TYPEDEF) &&
		    symbol_is_meant(unit, definition))
			layout_of_definition(layouts, definition);
		want_program(layouts, definition);
	}
	for (layout = layouts->first; layout; layout = layout->next)
		fill(layouts, layout);
}
