/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * NAME_client.c: a stub for each procedure.
 *
 * Invariant: a stub decides nothing. It names the procedure and says where
 * the result goes; onc_call() does the rest.
 */

#include "emit.h"

#include "condition.h"
#include "signature.h"
#include "symbol.h"

/* A stub as it is written. */
struct stub {
	struct emit *emit;
	const struct signature *signature;
	const char *procedure;
	const char *argument;
};

static const char *argument_text(struct arena *arena,
				 const struct signature *signature)
{
	switch (signature->argument) {
	case PASS_SCALAR:
	case PASS_STRING:
		return arena_printf(arena, "&%s", signature->arg);
	case PASS_ARRAY:
	case PASS_BLOCK:
		return signature->args;
	case PASS_NOTHING:
	case PASS_ENVELOPE:
		break;
	}
	return "NULL";
}

static void put_call(const struct stub *stub, const char *function,
		     const char *results)
{
	out_put(stub->emit->out,
		"\treturn onc_status_code(%s(%s,\n\t\t&%s, %s, %s, NULL));\n",
		function, stub->signature->clnt, stub->procedure,
		stub->argument, results);
}

/* The result is the block: an object of its own type at its start. */
static void put_block_body(const struct stub *stub)
{
	const struct unit *unit = stub->emit->unit;
	const char *status = symbol_free_name(unit, "status");
	const char *block = stub->signature->block;

	out_put(stub->emit->out,
		"\tvoid *%s;\n"
		"\tenum onc_status %s;\n\n"
		"\t%s = onc_call(%s, &%s,\n"
		"\t\t%s, &%s, NULL);\n"
		"\t*%s = %s;\n"
		"\treturn onc_status_code(%s);\n",
		block, status, status, stub->signature->clnt, stub->procedure,
		stub->argument, block, stub->signature->out, block, status);
}

/* All that a string points to is its bytes: so they start the block. */
static void put_string_body(const struct stub *stub)
{
	const struct unit *unit = stub->emit->unit;
	const char *status = symbol_free_name(unit, "status");
	const char *text = symbol_free_name(unit, "text");
	const char *block = stub->signature->block;

	out_put(stub->emit->out,
		"\tchar *%s;\n"
		"\tvoid *%s;\n"
		"\tenum onc_status %s;\n\n"
		"\t%s = onc_call_envelope(%s, &%s,\n"
		"\t\t%s, &%s, &%s, NULL);\n"
		"\t*%s = %s;\n"
		"\treturn onc_status_code(%s);\n",
		text, block, status, status, stub->signature->clnt,
		stub->procedure, stub->argument, text, block,
		stub->signature->out, block, status);
}

static void put_body(const struct stub *stub)
{
	const struct signature *signature = stub->signature;
	struct arena *arena = stub->emit->arena;

	switch (signature->result) {
	case PASS_ARRAY:
	case PASS_NOTHING:
		put_call(stub, "onc_call", "NULL");
		return;
	case PASS_SCALAR:
		put_call(stub, "onc_call_envelope",
			 arena_printf(arena, "%s, NULL", signature->out));
		return;
	case PASS_ENVELOPE:
		put_call(stub, "onc_call_envelope",
			 arena_printf(arena, "%s, %s", signature->out,
				      signature->block));
		return;
	case PASS_STRING:
		put_string_body(stub);
		return;
	case PASS_BLOCK:
		put_block_body(stub);
		return;
	}
}

static void put_stub(struct emit *emit, const struct definition *program,
		     const struct version *version,
		     const struct procedure *procedure)
{
	struct signature signature = signature_of(emit->unit, procedure);
	const struct stub stub = {
		emit,
		&signature,
		arena_printf(emit->arena, "%s_procedure", procedure->c_name),
		argument_text(emit->arena, &signature),
	};

	(void)version;
	if (!(program->views & VIEW_CLIENT))
		return;
	out_put(emit->out, "\n%s\n{\n",
		signature_client(emit->arena, &signature, procedure->c_name));
	put_body(&stub);
	out_put(emit->out, "}\n");
}

void emit_client(struct emit *emit)
{
	emit_opening(emit, "", VIEW_CLIENT);
	emit_procedures(emit, put_stub);
}
