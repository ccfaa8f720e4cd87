/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A value as text: one line for each scalar, string and pointer, with the whole
 * path in front of it, so that any line of it can be searched for.
 *
 * Invariant: length is that of the whole text, whatever of it fits; text is
 * never written at or behind size.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "rpc/table.h"

struct printer {
	const struct onc_module *module;
	char *text;
	size_t size;
	size_t length;
	char path[512];
	size_t end; /* of the path */
};

static void walk(struct printer *p, uint32_t index, const char *base,
		 unsigned depth, bool by_pointer);

/* -- text ---------------------------------------------------------------- */

static void put(struct printer *p, const char *bytes, size_t count)
{
	const size_t room = p->size > p->length ? p->size - p->length - 1 : 0;

	if (p->size > 0 && p->length < p->size)
		memcpy(p->text + p->length, bytes, count < room ? count : room);
	p->length += count;
}

__attribute__((format(printf, 2, 3))) static void putf(struct printer *p,
						       const char *format, ...)
{
	char text[64];
	va_list args;
	int count;

	va_start(args, format);
	count = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (count > 0)
		put(p, text, (size_t)count);
}

/* A path that does not fit is cut at its end; each level undoes its own. */
static size_t enter(struct printer *p, const char *dot, const char *name)
{
	const size_t before = p->end;
	const size_t room = sizeof(p->path) - before;
	int count = snprintf(p->path + before, room, "%s%s",
			     before > 0 && name[0] ? dot : "", name);

	if (count > 0)
		p->end += (size_t)count < room ? (size_t)count : room - 1;
	return before;
}

static size_t enter_index(struct printer *p, size_t n)
{
	char text[32];

	snprintf(text, sizeof(text), "[%zu]", n);
	return enter(p, "", text);
}

static void leave(struct printer *p, size_t before)
{
	p->end = before;
	p->path[before] = '\0';
}

static void begin_line(struct printer *p)
{
	if (p->end > 0) {
		put(p, p->path, p->end);
		put(p, " = ", 3);
	}
}

static void put_line(struct printer *p, const char *text)
{
	begin_line(p);
	put(p, text, strlen(text));
	put(p, "\n", 1);
}

/* -- bytes ------------------------------------------------------------------
 */

/* Bytes of a well-formed UTF-8 sequence (RFC 3629), 0 if there is none. */
static size_t utf8_length(const unsigned char *s, size_t left)
{
	static const struct {
		unsigned char first, last; /* of the lead byte */
		unsigned char low, high;   /* of the second */
		unsigned char length;
	} forms[] = {
		{0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
		{0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
		{0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
		{0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
	};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (s[0] < forms[i].first || s[0] > forms[i].last)
			continue;
		if (left < forms[i].length || s[1] < forms[i].low ||
		    s[1] > forms[i].high)
			return 0;
		for (size_t k = 2; k < forms[i].length; k++)
			if ((s[k] & 0xc0) != 0x80)
				return 0;
		return forms[i].length;
	}
	return 0;
}

static void put_quoted(struct printer *p, const char *text, size_t count)
{
	const unsigned char *s = (const unsigned char *)text;

	put(p, "\"", 1);
	for (size_t i = 0; i < count;) {
		size_t length = utf8_length(s + i, count - i);

		if (s[i] == '"' || s[i] == '\\')
			put(p, "\\", 1);
		if (s[i] >= ' ' && s[i] < 0x7f)
			length = 1;
		if (length > 0)
			put(p, text + i, length);
		else
			putf(p, "\\x%02x", s[i]);
		i += length > 0 ? length : 1;
	}
	put(p, "\"", 1);
}

static void put_hex(struct printer *p, const void *bytes, size_t count)
{
	const unsigned char *byte = bytes;

	begin_line(p);
	if (count == 0)
		put(p, "(no bytes)", 10);
	for (size_t i = 0; i < count; i++)
		putf(p, "%02x", byte[i]);
	put(p, "\n", 1);
}

static const void *get_pointer(const char *at)
{
	const void *pointer;

	memcpy(&pointer, at, sizeof(pointer));
	return pointer;
}

static void put_nullable(struct printer *p, const struct onc_op *op,
			 const void *bytes)
{
	if (bytes)
		put_hex(p, bytes, op->count);
	else
		put_line(p, "NULL");
}

static void put_string(struct printer *p, const char *text)
{
	if (!text) {
		put_line(p, "NULL");
		return;
	}
	begin_line(p);
	put_quoted(p, text, strlen(text));
	put(p, "\n", 1);
}

/* What a codec writes is cut where a line of it gets too long to read. */
static void put_external(struct printer *p, const struct onc_op *op,
			 const void *value)
{
	const struct onc_codec *codec = table_codec(p->module, op);
	char text[256] = "(external)";
	size_t length = strlen(text);

	if (codec->print)
		length = codec->print(value, text, sizeof(text));
	begin_line(p);
	put(p, text, strnlen(text, sizeof(text) - 1));
	put(p, length < sizeof(text) ? "\n" : "...\n",
	    length < sizeof(text) ? 1 : 4);
}

/* -- scalars ------------------------------------------------------------------
 */

static void put_word(struct printer *p, enum onc_style style, const char *at)
{
	int32_t word;
	float real;

	memcpy(&word, at, sizeof(word));
	memcpy(&real, at, sizeof(real));
	if (style == ONC_PRINT_FLOAT)
		putf(p, "%.9g", (double)real);
	else if (style == ONC_PRINT_UNSIGNED)
		putf(p, "%" PRIu32, (uint32_t)word);
	else
		putf(p, "%" PRId32, word);
}

static void put_hyper(struct printer *p, enum onc_style style, const char *at)
{
	int64_t hyper;
	double real;

	memcpy(&hyper, at, sizeof(hyper));
	memcpy(&real, at, sizeof(real));
	if (style == ONC_PRINT_FLOAT)
		putf(p, "%.17g", real);
	else if (style == ONC_PRINT_UNSIGNED)
		putf(p, "%" PRIu64, (uint64_t)hyper);
	else
		putf(p, "%" PRId64, hyper);
}

static void put_enum(struct printer *p, uint32_t type, const char *at)
{
	const char *name;
	int32_t value;

	memcpy(&value, at, sizeof(value));
	name = table_enum_name(p->module, type, value);
	if (name)
		put(p, name, strlen(name));
	putf(p, name ? " (%" PRId32 ")" : "%" PRId32, value);
}

static void put_scalar(struct printer *p, const struct onc_op *op,
		       enum onc_style style, const char *at)
{
	int32_t flag;

	switch ((enum onc_kind)op->kind) {
	case ONC_WORD:
		put_word(p, style, at);
		return;
	case ONC_HYPER:
		put_hyper(p, style, at);
		return;
	case ONC_BOOL:
		memcpy(&flag, at, sizeof(flag));
		put(p, flag ? "TRUE" : "FALSE", flag ? 4 : 5);
		return;
	case ONC_ENUM:
		put_enum(p, op->type, at);
		return;
	case ONC_CHAR:
	case ONC_INT8:
		putf(p, "%d", *(const int8_t *)at);
		return;
	case ONC_UINT8:
		putf(p, "%u", *(const uint8_t *)at);
		return;
	case ONC_INT16:
		putf(p, "%d", *(const int16_t *)at);
		return;
	case ONC_UINT16:
		putf(p, "%u", *(const uint16_t *)at);
		return;
	case ONC_LONG:
		putf(p, "%ld", *(const long *)at);
		return;
	default:
		putf(p, "%lu", *(const unsigned long *)at);
	}
}

/* One field of an op that covers several; at is where it starts. */
static void put_field(struct printer *p, const struct onc_op *op,
		      const struct onc_field *field, const char *at)
{
	const size_t size = table_scalar_size(op->kind);
	const size_t before = enter(p, ".", p->module->names + field->name);

	for (uint32_t i = 0; i < field->count; i++) {
		const size_t within = p->end;

		if (field->count > 1)
			enter_index(p, i);
		begin_line(p);
		put_scalar(p, op, field->style, at + i * size);
		put(p, "\n", 1);
		leave(p, within);
	}
	leave(p, before);
}

/* Returns the field behind the op's last. */
static const struct onc_field *put_scalars(struct printer *p,
					   const struct onc_op *op,
					   const struct onc_field *field,
					   const char *at)
{
	const size_t size = table_scalar_size(op->kind);
	uint32_t done = 0;

	do {
		put_field(p, op, field, at + done * size);
		done += (field++)->count;
	} while (done < op->count);
	return field;
}

/* -- what nests
 * ---------------------------------------------------------------- */

static void walk_items(struct printer *p, uint32_t type, const char *base,
		       size_t count, unsigned depth)
{
	const size_t size = table_layout(p->module, type)->size;

	for (size_t i = 0; i < count; i++) {
		const size_t before = enter_index(p, i);

		walk(p, type, base + i * size, depth, false);
		leave(p, before);
	}
}

static void put_counted(struct printer *p, const struct onc_op *op,
			const char *at, unsigned depth)
{
	struct onc_counted counted;

	memcpy(&counted, at, sizeof(counted));
	if (counted.count > 0 && !counted.items)
		put_line(p, "NULL");
	else if (op->kind == ONC_BYTES)
		put_hex(p, counted.items, counted.count);
	else if (counted.count == 0)
		put_line(p, "(none)");
	else
		walk_items(p, op->type, counted.items, counted.count, depth);
}

static void put_op(struct printer *p, const struct onc_op *op, const char *base,
		   unsigned depth)
{
	const char *at = base + op->offset;

	switch ((enum onc_kind)op->kind) {
	case ONC_OPAQUE:
		put_hex(p, at, op->count);
		return;
	case ONC_BYTES:
	case ONC_ARRAY:
		put_counted(p, op, at, depth);
		return;
	case ONC_STRING:
	case ONC_NULLABLE_STRING:
		put_string(p, get_pointer(at));
		return;
	case ONC_NULLABLE_OPAQUE:
		put_nullable(p, op, get_pointer(at));
		return;
	case ONC_EXTERNAL:
		put_external(p, op, at);
		return;
	case ONC_STRUCT:
		walk(p, op->type, at, depth, false);
		return;
	case ONC_VECTOR:
		walk_items(p, op->type, at, op->count, depth);
		return;
	default:
		at = get_pointer(at);
		if (at)
			walk(p, op->type, at, depth, true);
		else
			put_line(p, "NULL");
	}
}

static void put_member(struct printer *p, const struct onc_op *op,
		       const struct onc_field *field, const char *base,
		       unsigned depth)
{
	const size_t before = enter(p, ".", p->module->names + field->name);

	put_op(p, op, base, depth);
	leave(p, before);
}

static void walk_union(struct printer *p, const struct onc_layout *layout,
		       const char *base, unsigned depth)
{
	const struct onc_op *first = &p->module->ops[layout->first];
	const struct onc_field *field = &p->module->fields[layout->fields];
	const struct onc_op *arm;
	int32_t value;

	put_field(p, first, field, base + first->offset);
	if (!table_discriminant(first, base, &value) ||
	    !table_arm(p->module, layout, value, &arm) || !arm)
		return;
	field += arm - first;
	if (table_scalar_size(arm->kind))
		put_field(p, arm, field, base + arm->offset);
	else
		put_member(p, arm, field, base, depth);
}

/*
 * A list goes on in a loop, and its nodes are numbered as an array's items are:
 * head.value, head[1].value. trail.c gives them the same names.
 */
struct list {
	size_t nodes;
	size_t before; /* end of the path in front of the number */
};

static const char *next_node(struct printer *p, uint32_t index,
			     const struct onc_op *op,
			     const struct onc_field *field, const char *base,
			     struct list *list)
{
	const char *node;

	if (op->kind != ONC_OPTIONAL || op->type != index)
		return NULL;
	node = get_pointer(base + op->offset);
	if (!node)
		return NULL;
	leave(p, list->before);
	if (list->nodes++ == 0) {
		enter(p, ".", p->module->names + field->name);
		list->before = p->end;
	} else {
		enter_index(p, list->nodes - 1);
	}
	return node;
}

/* Returns the next node of a list, NULL where there is none. */
static const char *walk_ops(struct printer *p, uint32_t index, const char *base,
			    unsigned depth, struct list *list)
{
	const struct onc_layout *layout = table_layout(p->module, index);
	const struct onc_op *op = &p->module->ops[layout->first];
	const struct onc_field *field = &p->module->fields[layout->fields];

	for (uint32_t i = 0; i < layout->count; i++, op++) {
		const bool last = i + 1 == layout->count;
		const char *node;

		if (table_scalar_size(op->kind)) {
			field = put_scalars(p, op, field, base + op->offset);
			continue;
		}
		node = last ? next_node(p, index, op, field, base, list) : NULL;
		if (node)
			return node;
		put_member(p, op, field++, base, depth);
	}
	return NULL;
}

static void walk(struct printer *p, uint32_t index, const char *base,
		 unsigned depth, bool by_pointer)
{
	const struct onc_layout *layout = table_layout(p->module, index);
	const size_t before = p->end;
	struct list list = {.nodes = by_pointer, .before = before};

	if (depth == 0) {
		put_line(p, "...");
		return;
	}
	if (layout->form == ONC_FORM_UNION) {
		walk_union(p, layout, base, depth - 1);
		return;
	}
	do
		base = walk_ops(p, index, base, depth - 1, &list);
	while (base && p->length < p->size);
	leave(p, before);
}

size_t onc_print(const struct onc_type *type, const void *value, char *text,
		 size_t size)
{
	struct printer p = {
		.module = type->module,
		.text = text,
		.size = size,
	};

	walk(&p, type->layout, value, TABLE_DEPTH, false);
	if (size > 0)
		text[p.length < size ? p.length : size - 1] = '\0';
	return p.length;
}
