/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * NAME_server.c: for each version of a program the table that a server takes.
 *
 * Invariant: every procedure of the version is in its table, in the file's
 * order, behind a function that gives the user's its types back.
 */

#include "emit.h"

#include "condition.h"
#include "signature.h"
#include "symbol.h"

static const char *argument_text(struct arena *arena,
				 const struct signature *signature,
				 const char *argument)
{
	switch (signature->argument) {
	case PASS_SCALAR:
	case PASS_ARRAY:
		return arena_printf(arena, "*(const %s *)%s, ",
				    signature->argument_type, argument);
	case PASS_STRING:
		return arena_printf(arena, "*(char *const *)%s, ", argument);
	case PASS_BLOCK:
		return arena_printf(arena, "%s, ", argument);
	case PASS_NOTHING:
	case PASS_ENVELOPE:
		break;
	}
	return "";
}

/* The file's own functions: no procedure may have their names. */
static const char *thunk_name(const struct emit *emit,
			      const struct procedure *procedure)
{
	return symbol_free_name(
		emit->unit,
		arena_printf(emit->arena, "serve_%s", procedure->c_name));
}

static const char *handlers_name(const struct emit *emit,
				 const struct version *version)
{
	return symbol_free_name(
		emit->unit,
		arena_printf(emit->arena, "%s_handlers", version->c_name));
}

static void put_thunk(struct emit *emit, const struct definition *program,
		      const struct version *version,
		      const struct procedure *procedure)
{
	struct signature signature = signature_of(emit->unit, procedure);
	const char *argument = symbol_free_name(emit->unit, "argument");
	const char *result = symbol_free_name(emit->unit, "result");
	const char *request = symbol_free_name(emit->unit, "request");

	(void)version;
	if (!(program->views & VIEW_SERVER))
		return;
	out_put(emit->out,
		"\nstatic bool_t %s(\n"
		"\tconst void *%s,\n"
		"\tvoid *%s,\n"
		"\tstruct onc_request *%s)\n{\n",
		thunk_name(emit, procedure), argument, result, request);
	if (signature.argument == PASS_NOTHING)
		out_put(emit->out, "\t(void)%s;\n", argument);
	if (signature.result == PASS_NOTHING)
		out_put(emit->out, "\t(void)%s;\n", result);
	out_put(emit->out, "\treturn %s_svc(%s%s%s%s);\n}\n", procedure->c_name,
		argument_text(emit->arena, &signature, argument),
		signature.result == PASS_NOTHING ? "" : result,
		signature.result == PASS_NOTHING ? "" : ", ", request);
}

static void put_handlers(struct emit *emit, const struct version *version)
{
	const struct procedure *procedure;

	if (!version->procedures)
		return;
	out_put(emit->out, "\nstatic const struct onc_handler %s[] = {\n",
		handlers_name(emit, version));
	for (procedure = version->procedures; procedure;
	     procedure = procedure->next)
		out_put(emit->out, "\t{&%s_procedure, %s},\n",
			procedure->c_name, thunk_name(emit, procedure));
	out_put(emit->out, "};\n");
}

static void put_program(struct emit *emit, const struct definition *program,
			const struct version *version)
{
	const char *handlers = handlers_name(emit, version);

	put_handlers(emit, version);
	out_put(emit->out,
		"\nconst struct onc_program %s_program = {\n"
		"\t\"%s\",\n\t%s,\n\t%s,\n",
		version->c_name, program->name, program->name, version->name);
	if (version->procedures)
		out_put(emit->out, "\t%s,\n\tsizeof(%s) / sizeof(%s[0]),\n",
			handlers, handlers, handlers);
	else
		out_put(emit->out, "\tNULL,\n\t0,\n");
	out_put(emit->out, "};\n");
}

void emit_server(struct emit *emit)
{
	const struct definition *program;
	const struct version *version;

	emit_opening(emit, "", VIEW_SERVER);
	emit_procedures(emit, put_thunk);
	for (program = emit->unit->first; program; program = program->next) {
		if (!program->is_main || !(program->views & VIEW_SERVER))
			continue;
		for (version = program->versions; version;
		     version = version->next)
			put_program(emit, program, version);
	}
}
