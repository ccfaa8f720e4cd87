/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: client and server agree on the order of parameters: arguments,
 * results, then the handle or the request.
 */

#include "signature.h"

#include <string.h>

#include "emit.h"

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
	signature->argument_type = emit_type_name(unit->arena, argument->type);
}

struct signature signature_of(const struct unit *unit,
			      const struct procedure *procedure)
{
	const struct member result = {.type = procedure->result};
	struct signature signature = {.result = passing_of(&result)};

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
	switch (signature->argument) {
	case PASS_SCALAR:
		append(parameters,
		       arena_printf(arena, "%s arg", signature->argument_type));
		return;
	case PASS_STRING:
		append(parameters, "const char *arg");
		return;
	case PASS_BLOCK:
		append(parameters, arena_printf(arena, "const %s *args",
						signature->argument_type));
		return;
	case PASS_NOTHING:
	case PASS_ENVELOPE:
		return;
	}
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
	if (signature->result == PASS_STRING)
		append(&parameters, "char **result");
	else if (signature->result != PASS_NOTHING)
		append(&parameters,
		       arena_printf(
			       arena, "%s *%sresult", signature->result_type,
			       signature->result == PASS_BLOCK ? "*" : ""));
	if (signature->result == PASS_ENVELOPE)
		append(&parameters, "void **block");
	append(&parameters, "CLIENT *clnt");
	return join(arena, arena_printf(arena, "NET_API_STATUS %s(", name),
		    &parameters);
}

const char *signature_server(struct arena *arena,
			     const struct signature *signature,
			     const char *name)
{
	struct parameters parameters = {0};

	append_argument(arena, &parameters, signature);
	if (signature->result == PASS_STRING)
		append(&parameters, "char **result");
	else if (signature->result != PASS_NOTHING)
		append(&parameters, arena_printf(arena, "%s *result",
						 signature->result_type));
	append(&parameters, "struct onc_request *req");
	return join(arena, arena_printf(arena, "bool_t %s_svc(", name),
		    &parameters);
}

const char *signature_nonnull(struct arena *arena,
			      const struct signature *signature)
{
	const char *text = "";
	unsigned int number = 1;

	if (signature->argument == PASS_BLOCK)
		text = "1, ";
	if (signature->argument != PASS_NOTHING)
		number++;
	if (signature->result != PASS_NOTHING)
		text = arena_printf(arena, "%s%u, ", text, number++);
	if (signature->result == PASS_ENVELOPE)
		text = arena_printf(arena, "%s%u, ", text, number++);
	return arena_printf(arena, "%s%u", text, number);
}
