/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * NAME_client.c: a stub for each procedure.
 *
 * Invariant: a stub decides nothing. It names the procedure and says where
 * the result goes; onc_call() does the rest.
 */

#include "emit.h"

#include "signature.h"

static const char *argument_text(const struct signature *signature)
{
	switch (signature->argument) {
	case PASS_SCALAR:
	case PASS_STRING:
		return "&arg";
	case PASS_BLOCK:
		return "args";
	case PASS_NOTHING:
	case PASS_ENVELOPE:
		break;
	}
	return "NULL";
}

/* The result is the block: an object of its own type at its start. */
static void put_block_body(struct emit *emit, const char *name,
			   const char *argument)
{
	out_put(emit->out,
		"\tvoid *block;\n"
		"\tenum onc_status status;\n\n"
		"\tstatus = onc_call(clnt, &%s_procedure,\n"
		"\t\t%s, &block, NULL);\n"
		"\t*result = block;\n"
		"\treturn onc_status_code(status);\n",
		name, argument);
}

/* All that a string points to is its bytes: so they start the block. */
static void put_string_body(struct emit *emit, const char *name,
			    const char *argument)
{
	out_put(emit->out,
		"\tchar *text;\n"
		"\tvoid *block;\n"
		"\tenum onc_status status;\n\n"
		"\tstatus = onc_call_envelope(clnt, &%s_procedure,\n"
		"\t\t%s, &text, &block, NULL);\n"
		"\t*result = block;\n"
		"\treturn onc_status_code(status);\n",
		name, argument);
}

static void put_body(struct emit *emit, const struct signature *signature,
		     const char *name)
{
	const char *argument = argument_text(signature);

	switch (signature->result) {
	case PASS_NOTHING:
		out_put(emit->out,
			"\treturn onc_status_code(onc_call(clnt,\n"
			"\t\t&%s_procedure, %s, NULL, NULL));\n",
			name, argument);
		return;
	case PASS_SCALAR:
		out_put(emit->out,
			"\treturn onc_status_code(onc_call_envelope(clnt,\n"
			"\t\t&%s_procedure, %s, result, NULL, NULL));\n",
			name, argument);
		return;
	case PASS_ENVELOPE:
		out_put(emit->out,
			"\treturn onc_status_code(onc_call_envelope(clnt,\n"
			"\t\t&%s_procedure, %s, result, block, NULL));\n",
			name, argument);
		return;
	case PASS_STRING:
		put_string_body(emit, name, argument);
		return;
	case PASS_BLOCK:
		put_block_body(emit, name, argument);
		return;
	}
}

static void put_stub(struct emit *emit, const struct definition *program,
		     const struct version *version,
		     const struct procedure *procedure)
{
	struct signature signature = signature_of(emit->unit, procedure);

	(void)program;
	(void)version;
	out_put(emit->out, "\n%s\n{\n",
		signature_client(emit->arena, &signature, procedure->c_name));
	put_body(emit, &signature, procedure->c_name);
	out_put(emit->out, "}\n");
}

void emit_client(struct emit *emit)
{
	emit_opening(emit);
	emit_procedures(emit, put_stub);
}
