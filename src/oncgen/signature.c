/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: client and server agree on the order of parameters: arguments,
 * results, then the handle or the request.
 */

#include "signature.h"

#include <string.h>

#include "emit.h"
#include "symbol.h"

enum { MOST_PARAMETERS = 4 };

struct parameters {
	const char *text[MOST_PARAMETERS];
	size_t count;
};

static enum passing passing_of(const struct member *member)
{
	const struct scalar *scalar = ast_scalar_of(member);
	const struct type *body;

	if (member->type->kind == TYPE_VOID)
		return PASS_NOTHING;
	if (ast_is_string(member))
		return PASS_STRING;
	if (scalar && scalar->id != SCALAR_QUADRUPLE)
		return PASS_SCALAR;
	body = ast_body(member);
	return body && body->kind == TYPE_ENUM ? PASS_SCALAR : PASS_BLOCK;
}

static void describe_argument(const struct unit *unit,
			      const struct procedure *procedure,
			      struct signature *signature)
{
	const struct member *argument = procedure->arguments;

	signature->argument = PASS_NOTHING;
	if (!argument)
		return;
	if (procedure->wrapping) {
		signature->argument = PASS_BLOCK;
		signature->argument_type = procedure->wrapping->name;
		return;
	}
	signature->argument = passing_of(argument);
	if (ast_see_through(argument)->shape == SHAPE_FIXED)
		signature->argument = PASS_ARRAY;
	signature->argument_type = emit_type_name(unit->arena, argument->type);
}

struct signature signature_of(const struct unit *unit,
			      const struct procedure *procedure)
{
	const struct member result = {.type = procedure->result};
	struct signature signature = {
		.result = passing_of(&result),
		.arg = symbol_free_name(unit, "arg"),
		.args = symbol_free_name(unit, "args"),
		.out = symbol_free_name(unit, "result"),
		.block = symbol_free_name(unit, "block"),
		.clnt = symbol_free_name(unit, "clnt"),
		.req = symbol_free_name(unit, "req"),
	};

	describe_argument(unit, procedure, &signature);
	signature.result_type = emit_type_name(unit->arena, result.type);
	if (signature.result == PASS_BLOCK &&
	    (procedure->place.notes & NOTE_ENVELOPE))
		signature.result = PASS_ENVELOPE;
	return signature;
}

/* -- parameters ---------------------------------------------------------- */

static void append(struct parameters *parameters, const char *text)
{
	parameters->text[parameters->count++] = text;
}

static void append_argument(struct arena *arena, struct parameters *parameters,
			    const struct signature *signature)
{
	const char *type = signature->argument_type;

	switch (signature->argument) {
	case PASS_SCALAR:
		append(parameters,
		       arena_printf(arena, "%s %s", type, signature->arg));
		return;
	case PASS_STRING:
		append(parameters,
		       arena_printf(arena, "const char *%s", signature->arg));
		return;
	case PASS_ARRAY:
		append(parameters, arena_printf(arena, "const %s %s", type,
						signature->args));
		return;
	case PASS_BLOCK:
		append(parameters, arena_printf(arena, "const %s *%s", type,
						signature->args));
		return;
	case PASS_NOTHING:
	case PASS_ENVELOPE:
		return;
	}
}

/* stars: how many of them a result has that is no string. */
static void append_result(struct arena *arena, struct parameters *parameters,
			  const struct signature *signature, const char *stars)
{
	if (signature->result == PASS_NOTHING)
		return;
	if (signature->result == PASS_STRING)
		append(parameters,
		       arena_printf(arena, "char **%s", signature->out));
	else
		append(parameters,
		       arena_printf(arena, "%s %s%s", signature->result_type,
				    stars, signature->out));
}

/* On one line, or one parameter a line. */
static const char *join(struct arena *arena, const char *head,
			const struct parameters *parameters)
{
	const char *separator = ", ";
	size_t length = strlen(head) + 2, i;

	for (i = 0; i < parameters->count; i++)
		length += strlen(parameters->text[i]) + 2;
	if (length > 80) {
		separator = ",\n\t";
		head = arena_printf(arena, "%s\n\t", head);
	}
	for (i = 0; i < parameters->count; i++)
		head = arena_printf(arena, "%s%s%s", head, i ? separator : "",
				    parameters->text[i]);
	return arena_printf(arena, "%s)", head);
}

const char *signature_client(struct arena *arena,
			     const struct signature *signature,
			     const char *name)
{
	struct parameters parameters = {0};

	append_argument(arena, &parameters, signature);
	append_result(arena, &parameters, signature,
		      signature->result == PASS_BLOCK ? "**" : "*");
	if (signature->result == PASS_ENVELOPE)
		append(&parameters,
		       arena_printf(arena, "void **%s", signature->block));
	append(&parameters, arena_printf(arena, "CLIENT *%s", signature->clnt));
	return join(arena, arena_printf(arena, "NET_API_STATUS %s(", name),
		    &parameters);
}

const char *signature_server(struct arena *arena,
			     const struct signature *signature,
			     const char *name)
{
	struct parameters parameters = {0};

	append_argument(arena, &parameters, signature);
	append_result(arena, &parameters, signature, "*");
	append(&parameters,
	       arena_printf(arena, "struct onc_request *%s", signature->req));
	return join(arena, arena_printf(arena, "bool_t %s_svc(", name),
		    &parameters);
}

const char *signature_nonnull(struct arena *arena,
			      const struct signature *signature)
{
	const char *text = "";
	unsigned int number = 1;

	if (signature->argument == PASS_BLOCK ||
	    signature->argument == PASS_ARRAY)
		text = "1, ";
	if (signature->argument != PASS_NOTHING)
		number++;
	if (signature->result != PASS_NOTHING)
		text = arena_printf(arena, "%s%u, ", text, number++);
	if (signature->result == PASS_ENVELOPE)
		text = arena_printf(arena, "%s%u, ", text, number++);
	return arena_printf(arena, "%s%u", text, number);
}
