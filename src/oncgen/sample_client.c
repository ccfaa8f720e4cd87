/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * NAME_sample_client.c: calls every procedure once and prints what comes.
 *
 * Invariant: its own names give way to the file's.
 */

#include "sample.h"

#include "condition.h"
#include "signature.h"
#include "symbol.h"

/* The names of the program's functions and variables. */
struct names {
	const char *print, *argument, *result, *block, *clnt, *uri;
	const char *status, *type, *value, *text, *size;
};

static struct names choose_names(const struct unit *unit)
{
	return (struct names){
		.print = symbol_free_name(unit, "print"),
		.argument = symbol_free_name(unit, "argument"),
		.result = symbol_free_name(unit, "result"),
		.block = symbol_free_name(unit, "block"),
		.clnt = symbol_free_name(unit, "clnt"),
		.uri = symbol_free_name(unit, "uri"),
		.status = symbol_free_name(unit, "failed"),
		.type = symbol_free_name(unit, "type"),
		.value = symbol_free_name(unit, "value"),
		.text = symbol_free_name(unit, "text"),
		.size = symbol_free_name(unit, "size"),
	};
}

struct client {
	struct sample sample;
	struct names names;
};

static const char *call_name(const struct emit *emit, const char *c_name)
{
	return symbol_free_name(emit->unit,
				arena_printf(emit->arena, "call_%s", c_name));
}

/* -- what all of it uses ------------------------------------------------- */

static void put_opening(struct emit *emit)
{
	out_put(emit->out,
		"/*\n"
		" * A client of %s.x to start from: it calls every procedure "
		"of the server at\n"
		" * a URI, with an empty argument, and prints the results.\n"
		" *\n"
		" *     ./%s_sample_client tcp://127.0.0.1:4711\n"
		" */\n\n"
		"#define _DEFAULT_SOURCE\n\n"
		"#include <stdio.h>\n"
		"#include <stdlib.h>\n"
		"#include <string.h>\n\n"
		"#include \"%s.h\"\n\n",
		emit->unit->stem, emit->unit->stem, emit->unit->stem);
}

static bool has_results(const struct unit *unit)
{
	const struct definition *program;
	const struct procedure *procedure;
	const struct version *version;

	for (program = unit->first; program; program = program->next) {
		if (!program->is_main || !(program->views & VIEW_CLIENT))
			continue;
		for (version = program->versions; version;
		     version = version->next) {
			for (procedure = version->procedures; procedure;
			     procedure = procedure->next) {
				if (procedure->result->kind != TYPE_VOID)
					return true;
			}
		}
	}
	return false;
}

static void put_print(struct emit *emit, const struct names *names)
{
	out_put(emit->out,
		"static void %s(const struct onc_type *%s, const void *%s)\n"
		"{\n"
		"\tsize_t %s = onc_print(%s, %s, NULL, 0) + 1;\n"
		"\tchar *%s = malloc(%s);\n\n"
		"\tif (!%s)\n"
		"\t\treturn;\n"
		"\tonc_print(%s, %s, %s, %s);\n"
		"\tfputs(%s, stdout);\n"
		"\tfree(%s);\n"
		"}\n\n",
		names->print, names->type, names->value, names->size,
		names->type, names->value, names->text, names->size,
		names->text, names->type, names->value, names->text,
		names->size, names->text, names->text);
}

/* -- a procedure --------------------------------------------------------- */

static void put_argument(struct client *client,
			 const struct procedure *procedure,
			 const struct signature *signature)
{
	struct out *out = client->sample.emit->out;
	const char *name = client->names.argument, *enumerator;

	switch (signature->argument) {
	case PASS_SCALAR:
		enumerator = sample_enumerator(procedure->arguments);
		out_put(out, "\t%s %s = %s;\n", signature->argument_type, name,
			enumerator ? enumerator : "0");
		return;
	case PASS_ARRAY:
	case PASS_BLOCK:
		out_put(out, "\t%s %s;\n", signature->argument_type, name);
		return;
	case PASS_NOTHING:
	case PASS_STRING:
	case PASS_ENVELOPE:
		return;
	}
}

static void put_result(struct client *client, const struct signature *signature)
{
	struct out *out = client->sample.emit->out;
	const struct names *names = &client->names;

	switch (signature->result) {
	case PASS_SCALAR:
		out_put(out, "\t%s %s;\n", signature->result_type,
			names->result);
		return;
	case PASS_STRING:
		out_put(out, "\tchar *%s;\n", names->result);
		return;
	case PASS_BLOCK:
		out_put(out, "\t%s *%s;\n", signature->result_type,
			names->result);
		return;
	case PASS_ENVELOPE:
		out_put(out, "\t%s %s;\n\tvoid *%s;\n", signature->result_type,
			names->result, names->block);
		return;
	case PASS_NOTHING:
	case PASS_ARRAY:
		return;
	}
}

static void put_example(struct client *client,
			const struct procedure *procedure,
			const struct signature *signature)
{
	struct sample *sample = &client->sample;
	const char *name = client->names.argument;

	if (signature->argument != PASS_BLOCK &&
	    signature->argument != PASS_ARRAY)
		return;
	out_put(sample->emit->out, "\tmemset(&%s, 0, sizeof(%s));\n", name,
		name);
	if (procedure->wrapping)
		sample_fill_body(sample, procedure->wrapping->type,
				 procedure->wrapping->name,
				 arena_printf(sample->emit->arena, "%s.", name),
				 1);
	else
		sample_fill(sample, procedure->arguments, name, 1);
}

/* An array of arrays becomes const only when it is told to. */
static const char *array_cast(struct arena *arena,
			      const struct procedure *procedure)
{
	const struct member *array = ast_see_through(procedure->arguments);
	const struct member element = {.type = array->type};

	if (ast_see_through(&element)->shape != SHAPE_FIXED)
		return "";
	return arena_printf(arena, "(const %s *)",
			    emit_type_name(arena, array->type));
}

static const char *argument_text(struct client *client,
				 const struct procedure *procedure,
				 const struct signature *signature)
{
	struct arena *arena = client->sample.emit->arena;
	const char *name = client->names.argument;

	switch (signature->argument) {
	case PASS_SCALAR:
		return arena_printf(arena, "%s, ", name);
	case PASS_ARRAY:
		return arena_printf(arena, "%s%s, ",
				    array_cast(arena, procedure), name);
	case PASS_STRING:
		return "\"\", ";
	case PASS_BLOCK:
		return arena_printf(arena, "&%s, ", name);
	case PASS_NOTHING:
	case PASS_ENVELOPE:
		break;
	}
	return "";
}

static const char *result_text(struct client *client,
			       const struct signature *signature)
{
	struct arena *arena = client->sample.emit->arena;
	const struct names *names = &client->names;

	if (signature->result == PASS_NOTHING)
		return "";
	if (signature->result == PASS_ENVELOPE)
		return arena_printf(arena, "&%s, &%s, ", names->result,
				    names->block);
	return arena_printf(arena, "&%s, ", names->result);
}

/* A block's result is what the pointer leads to, all others are variables. */
static void put_printing(struct client *client,
			 const struct procedure *procedure,
			 const struct signature *signature)
{
	struct out *out = client->sample.emit->out;
	const struct names *names = &client->names;
	bool is_block = signature->result == PASS_BLOCK;

	if (signature->result == PASS_NOTHING)
		return;
	out_put(out, "\t%s(&%s_procedure.result, %s%s);\n", names->print,
		procedure->c_name, is_block ? "" : "&", names->result);
	if (is_block || signature->result == PASS_STRING)
		out_put(out, "\tNetApiBufferFree(%s);\n", names->result);
	if (signature->result == PASS_ENVELOPE)
		out_put(out, "\tNetApiBufferFree(%s);\n", names->block);
}

static void put_call(struct client *client, const struct procedure *procedure)
{
	struct emit *emit = client->sample.emit;
	const struct signature signature = signature_of(emit->unit, procedure);
	const struct names *names = &client->names;

	if (procedure->wrapping)
		sample_prepare_body(&client->sample, procedure->wrapping->type);
	else if (signature.argument == PASS_BLOCK ||
		 signature.argument == PASS_ARRAY)
		sample_prepare(&client->sample, procedure->arguments);

	out_put(emit->out, "static int %s(CLIENT *%s)\n{\n",
		call_name(emit, procedure->c_name), names->clnt);
	put_argument(client, procedure, &signature);
	put_result(client, &signature);
	if (signature.result != PASS_NOTHING ||
	    (signature.argument != PASS_NOTHING &&
	     signature.argument != PASS_STRING))
		out_put(emit->out, "\n");
	put_example(client, procedure, &signature);
	out_put(emit->out,
		"\tif (%s(%s%s%s)) {\n"
		"\t\tfprintf(stderr, \"%%s\\n\", onc_error(%s));\n"
		"\t\treturn EXIT_FAILURE;\n"
		"\t}\n"
		"\tputs(\"%s:\");\n",
		procedure->c_name, argument_text(client, procedure, &signature),
		result_text(client, &signature), names->clnt, names->clnt,
		procedure->name);
	put_printing(client, procedure, &signature);
	out_put(emit->out, "\treturn EXIT_SUCCESS;\n}\n\n");
}

/* -- a version, and all -------------------------------------------------- */

static void put_version(struct client *client, const struct definition *program,
			const struct version *version)
{
	struct emit *emit = client->sample.emit;
	const struct names *names = &client->names;
	const struct procedure *procedure;

	for (procedure = version->procedures; procedure;
	     procedure = procedure->next)
		put_call(client, procedure);
	out_put(emit->out,
		"static int %s(const char *%s)\n{\n"
		"\tCLIENT *%s;\n"
		"\tint %s = EXIT_SUCCESS;\n\n"
		"\tif (onc_connect(%s, %s, %s, NULL, &%s) != ONC_OK) {\n"
		"\t\tfprintf(stderr, \"%%s\\n\", onc_error(NULL));\n"
		"\t\treturn EXIT_FAILURE;\n"
		"\t}\n",
		call_name(emit, version->c_name), names->uri, names->clnt,
		names->status, names->uri, program->name, version->name,
		names->clnt);
	for (procedure = version->procedures; procedure;
	     procedure = procedure->next)
		out_put(emit->out, "\t%s |= %s(%s);\n", names->status,
			call_name(emit, procedure->c_name), names->clnt);
	out_put(emit->out,
		"\tonc_disconnect(%s);\n"
		"\treturn %s;\n}\n\n",
		names->clnt, names->status);
}

static void put_main(struct client *client)
{
	struct emit *emit = client->sample.emit;
	const char *status = client->names.status;
	const struct definition *program;
	const struct version *version;

	out_put(emit->out,
		"int main(int argc, char **argv)\n{\n"
		"\tint %s = EXIT_SUCCESS;\n\n"
		"\tif (argc != 2) {\n"
		"\t\tfputs(\"usage: %s_sample_client URI\\n\", stderr);\n"
		"\t\treturn EXIT_FAILURE;\n"
		"\t}\n",
		status, emit->unit->stem);
	for (program = emit->unit->first; program; program = program->next) {
		if (!program->is_main || !(program->views & VIEW_CLIENT))
			continue;
		for (version = program->versions; version;
		     version = version->next)
			out_put(emit->out, "\t%s |= %s(argv[1]);\n", status,
				call_name(emit, version->c_name));
	}
	out_put(emit->out, "\treturn %s;\n}\n", status);
}

void sample_client(struct emit *emit)
{
	struct client client = {.names = choose_names(emit->unit)};
	const struct definition *program;
	const struct version *version;

	sample_init(&client.sample, emit);
	put_opening(emit);
	if (has_results(emit->unit))
		put_print(emit, &client.names);
	for (program = emit->unit->first; program; program = program->next) {
		if (!program->is_main || !(program->views & VIEW_CLIENT))
			continue;
		for (version = program->versions; version;
		     version = version->next)
			put_version(&client, program, version);
	}
	put_main(&client);
}
