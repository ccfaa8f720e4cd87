/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Expressions of #if: integers, names, defined, ! && || and comparisons.
 *
 * Invariant: text is at the next byte to read, and never behind the NUL.
 */

#include "condition.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Parentheses, signs, and macros that name macros. */
enum { DEEPEST = 64 };

struct expression {
	const struct map *macros;
	unsigned int view;
	const char *text;
	unsigned int *steps; /* that may still be taken */
	bool is_bad;
};

static const struct {
	const char *name;
	unsigned int view;
} views[] = {
	{"RPC_HDR", VIEW_HEADER},
	{"RPC_XDR", VIEW_TABLES},
	{"RPC_CLNT", VIEW_CLIENT},
	{"RPC_SVC", VIEW_SERVER},
};

static unsigned int view_named(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
		if (strcmp(views[i].name, name) == 0)
			return views[i].view;
	}
	return 0;
}

unsigned int condition_defined(const struct map *macros, const char *name)
{
	return macro_get(macros, name) ? VIEW_ALL : view_named(name);
}

/* -- tokens -------------------------------------------------------------- */

static void skip_blanks(struct expression *expression)
{
	while (isspace((unsigned char)*expression->text))
		expression->text++;
}

static bool accept(struct expression *expression, const char *symbol)
{
	size_t length = strlen(symbol);

	skip_blanks(expression);
	if (strncmp(expression->text, symbol, length) != 0)
		return false;
	expression->text += length;
	return true;
}

static const char *read_name(struct expression *expression)
{
	const char *start;

	skip_blanks(expression);
	start = expression->text;
	if (isdigit((unsigned char)*start))
		return NULL;
	while (isalnum((unsigned char)*expression->text) ||
	       *expression->text == '_')
		expression->text++;
	if (expression->text == start)
		return NULL;
	return arena_dup(expression->macros->arena, start,
			 (size_t)(expression->text - start));
}

/* -- grammar ------------------------------------------------------------- */

static long long either(struct expression *expression, unsigned int depth);

static long long value_of(struct expression *expression, const char *name,
			  unsigned int depth)
{
	struct expression inner = *expression;
	const struct macro *macro = macro_get(expression->macros, name);
	long long value;

	if (!macro)
		return (view_named(name) & expression->view) != 0;
	inner.text = macro->text;
	skip_blanks(&inner);
	if (*inner.text == '\0')
		return 0;
	value = either(&inner, depth + 1);
	expression->is_bad |= inner.is_bad;
	return value;
}

static long long read_defined(struct expression *expression)
{
	bool has_parenthesis = accept(expression, "(");
	const char *name = read_name(expression);

	if (!name || (has_parenthesis && !accept(expression, ")"))) {
		expression->is_bad = true;
		return 0;
	}
	return (condition_defined(expression->macros, name) &
		expression->view) != 0;
}

static long long primary(struct expression *expression, unsigned int depth)
{
	const char *name;
	long long value;
	char *end;

	if (accept(expression, "(")) {
		value = either(expression, depth + 1);
		if (!accept(expression, ")"))
			expression->is_bad = true;
		return value;
	}
	name = read_name(expression);
	if (name && strcmp(name, "defined") == 0)
		return read_defined(expression);
	if (name)
		return value_of(expression, name, depth);
	if (!isdigit((unsigned char)*expression->text)) {
		expression->is_bad = true;
		return 0;
	}
	value = strtoll(expression->text, &end, 0);
	expression->text = end;
	return value;
}

static long long unary(struct expression *expression, unsigned int depth)
{
	bool is_not = false, is_odd = false;

	if (depth > DEEPEST || *expression->steps == 0) {
		expression->is_bad = true;
		return 0;
	}
	--*expression->steps;
	skip_blanks(expression);
	while (expression->text[0] == '!' && expression->text[1] != '=') {
		expression->text++;
		is_not = true;
		is_odd = !is_odd;
		skip_blanks(expression);
	}
	if (is_not)
		return !unary(expression, depth + 1) == is_odd;
	if (accept(expression, "-"))
		return (long long)-(unsigned long long)unary(expression,
							     depth + 1);
	return primary(expression, depth);
}

static long long relation(struct expression *expression, unsigned int depth)
{
	long long value = unary(expression, depth);

	for (;;) {
		if (accept(expression, "<="))
			value = value <= unary(expression, depth);
		else if (accept(expression, ">="))
			value = value >= unary(expression, depth);
		else if (accept(expression, "<"))
			value = value < unary(expression, depth);
		else if (accept(expression, ">"))
			value = value > unary(expression, depth);
		else
			return value;
	}
}

static long long equality(struct expression *expression, unsigned int depth)
{
	long long value = relation(expression, depth);

	for (;;) {
		if (accept(expression, "=="))
			value = value == relation(expression, depth);
		else if (accept(expression, "!="))
			value = value != relation(expression, depth);
		else
			return value;
	}
}

static long long both(struct expression *expression, unsigned int depth)
{
	long long value = equality(expression, depth), right;

	while (accept(expression, "&&")) {
		right = equality(expression, depth);
		value = value && right;
	}
	return value;
}

static long long either(struct expression *expression, unsigned int depth)
{
	long long value = both(expression, depth), right;

	while (accept(expression, "||")) {
		right = both(expression, depth);
		value = value || right;
	}
	return value;
}

unsigned int condition_of(const struct map *macros, struct diag *diag,
			  const struct place *place, const char *text)
{
	unsigned int holds = 0, steps = 10000;
	size_t i;

	for (i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
		struct expression expression = {
			.macros = macros,
			.view = views[i].view,
			.text = text,
			.steps = &steps,
		};

		if (either(&expression, 0))
			holds |= views[i].view;
		skip_blanks(&expression);
		if (expression.is_bad || *expression.text) {
			diag_error(diag, place, "this is no expression of #if");
			return VIEW_ALL;
		}
	}
	return holds;
}
