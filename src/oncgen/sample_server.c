/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * NAME_sample_server.c: a main(), and a function for each procedure that
 * answers with the least there is.
 *
 * Invariant: every answer can be encoded before anybody has written a line.
 */

#include "sample.h"

#include "condition.h"
#include "signature.h"
#include "symbol.h"

static void put_opening(struct emit *emit)
{
	out_put(emit->out,
		"/*\n"
		" * A server of %s.x to start from: every procedure answers "
		"with an empty\n"
		" * result until it does something.\n"
		" *\n"
		" *     ./%s_sample_server tcp://127.0.0.1:4711\n"
		" */\n\n"
		"#define _DEFAULT_SOURCE\n\n"
		"#include <signal.h>\n"
		"#include <stdio.h>\n"
		"#include <stdlib.h>\n\n"
		"#include \"%s.h\"\n\n",
		emit->unit->stem, emit->unit->stem, emit->unit->stem);
}

/* -- procedures ---------------------------------------------------------- */

static void put_empty_result(struct sample *sample,
			     const struct procedure *procedure,
			     const struct signature *signature)
{
	const struct member result = {.type = procedure->result, .views = ~0u};
	struct emit *emit = sample->emit;

	if (sample_needs(sample, &result))
		sample_fill(sample, &result,
			    arena_printf(emit->arena, "(*%s)", signature->out),
			    1);
	else
		out_put(emit->out, "\t(void)%s;\n", signature->out);
}

static void put_procedure(struct sample *sample,
			  const struct procedure *procedure)
{
	const struct signature signature =
		signature_of(sample->emit->unit, procedure);
	const struct member result = {.type = procedure->result, .views = ~0u};
	struct emit *emit = sample->emit;
	bool is_pointer = signature.argument == PASS_BLOCK ||
			  signature.argument == PASS_ARRAY;

	sample_prepare(sample, &result);
	out_put(emit->out, "%s\n{\n",
		signature_server(emit->arena, &signature, procedure->c_name));
	if (signature.argument != PASS_NOTHING)
		out_put(emit->out, "\t(void)%s;\n",
			is_pointer ? signature.args : signature.arg);
	out_put(emit->out, "\t(void)%s;\n", signature.req);
	if (signature.result == PASS_NOTHING)
		out_put(emit->out, "\t/* Your code for %s goes here. */\n",
			procedure->name);
	else
		out_put(emit->out,
			"\t/*\n"
			"\t * Your code for %s goes here. *%s holds zeros; "
			"what it is to\n"
			"\t * point to comes from onc_alloc(%s, size).\n"
			"\t */\n",
			procedure->name, signature.out, signature.req);
	if (signature.result != PASS_NOTHING)
		put_empty_result(sample, procedure, &signature);
	out_put(emit->out, "\treturn TRUE;\n}\n\n");
}

/* -- main() -------------------------------------------------------------- */

static void put_programs(struct emit *emit, const char *programs)
{
	const struct definition *program;
	const struct version *version;

	out_put(emit->out, "static const struct onc_program *const %s[] = {\n",
		programs);
	for (program = emit->unit->first; program; program = program->next) {
		if (!program->is_main || !(program->views & VIEW_SERVER))
			continue;
		for (version = program->versions; version;
		     version = version->next)
			out_put(emit->out, "\t&%s_program,\n", version->c_name);
	}
	out_put(emit->out, "\tNULL,\n};\n\n");
}

static void put_main(struct emit *emit)
{
	const struct unit *unit = emit->unit;
	const char *server = symbol_free_name(unit, "server");
	const char *stop = symbol_free_name(unit, "stop");
	const char *serve = symbol_free_name(unit, "serve");
	const char *programs = symbol_free_name(unit, "programs");
	const char *number = symbol_free_name(unit, "number");
	const char *i = symbol_free_name(unit, "i");
	const char *uri = symbol_free_name(unit, "uri");
	const char *status = symbol_free_name(unit, "status");

	put_programs(emit, programs);
	out_put(emit->out,
		"/* For the signal handler; it is there as long as main() "
		"serves. */\n"
		"static struct onc_server *%s;\n\n"
		"static void %s(int %s)\n{\n"
		"\t(void)%s;\n"
		"\tonc_server_stop(%s);\n}\n\n",
		server, stop, number, number, server);
	out_put(emit->out,
		"static enum onc_status %s(const char *%s)\n{\n"
		"\tenum onc_status %s = ONC_OK;\n\n"
		"\tfor (size_t %s = 0; %s[%s] && %s == ONC_OK; %s++)\n"
		"\t\t%s = onc_server_add(%s, %s[%s], NULL);\n"
		"\tif (%s == ONC_OK)\n"
		"\t\t%s = onc_server_listen(%s, %s);\n"
		"\tif (%s != ONC_OK)\n"
		"\t\treturn %s;\n"
		"\tsignal(SIGINT, %s);\n"
		"\tsignal(SIGTERM, %s);\n"
		"\tprintf(\"%%s\\n\", onc_server_address(%s, 0));\n"
		"\tfflush(stdout);\n"
		"\treturn onc_server_run(%s);\n}\n\n",
		serve, uri, status, i, programs, i, status, i, status, server,
		programs, i, status, status, server, uri, status, status, stop,
		stop, server, server);
	out_put(emit->out,
		"int main(int argc, char **argv)\n{\n"
		"\tenum onc_status %s;\n\n"
		"\tif (argc != 2) {\n"
		"\t\tfputs(\"usage: %s_sample_server URI\\n\", stderr);\n"
		"\t\treturn EXIT_FAILURE;\n"
		"\t}\n"
		"\t%s = onc_server_new(&%s);\n"
		"\tif (%s == ONC_OK)\n"
		"\t\t%s = %s(argv[1]);\n"
		"\tif (%s != ONC_OK)\n"
		"\t\tfprintf(stderr, \"%%s: %%s\\n\", argv[1], "
		"onc_error(NULL));\n"
		"\tsignal(SIGINT, SIG_DFL);\n"
		"\tsignal(SIGTERM, SIG_DFL);\n"
		"\tonc_server_free(%s);\n"
		"\treturn %s == ONC_OK ? EXIT_SUCCESS : EXIT_FAILURE;\n}\n",
		status, unit->stem, status, server, status, status, serve,
		status, server, status);
}

void sample_server(struct emit *emit)
{
	const struct definition *program;
	const struct procedure *procedure;
	const struct version *version;
	struct sample sample;

	sample_init(&sample, emit);
	put_opening(emit);
	for (program = emit->unit->first; program; program = program->next) {
		if (!program->is_main || !(program->views & VIEW_SERVER))
			continue;
		for (version = program->versions; version;
		     version = version->next) {
			for (procedure = version->procedures; procedure;
			     procedure = procedure->next)
				put_procedure(&sample, procedure);
		}
	}
	put_main(emit);
}
