/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * oncgen: reads FILE.x and writes what C needs to call and to serve it.
 *
 * Exit status: 0 all is written, 1 errors in the input, 2 wrong use, or a file
 * that cannot be read or written.
 */

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "emit.h"
#include "macro.h"
#include "out.h"
#include "reader.h"

enum {
	EXIT_BAD_INPUT = 1,
	EXIT_BAD_USE = 2,
};

enum {
	WANT_TYPES = 1,
	WANT_TABLES = 2,
	WANT_CLIENT = 4,
	WANT_SERVER = 8,
	WANT_ALL = WANT_TYPES | WANT_TABLES | WANT_CLIENT | WANT_SERVER,
};

struct request {
	const char *input;
	const char *folder;
	const char **includes;
	size_t include_count;
	struct map *codecs;  /* of --codec */
	const char **macros; /* of -D and -U, in their order */
	size_t macro_count;
	unsigned int wants;
};

static void print_usage(FILE *stream)
{
	fputs("usage: oncgen [-o OUTDIR] [-I DIR]... [-D NAME[=VALUE]]...\n"
	      "              "
	      "[--types|--tables|--client|--server|--all] FILE.x\n",
	      stream);
}

static void print_help(void)
{
	print_usage(stdout);
	fputs("\n"
	      "Makes C of an ONC RPC description.\n\n"
	      "  -o, --output=OUTDIR  write into OUTDIR instead of .\n"
	      "  -I, --include=DIR    look for #include files in DIR too\n"
	      "  -D, --define=NAME[=VALUE]\n"
	      "                       define a name for #if; it is 1 if no "
	      "VALUE is given\n"
	      "  -U, --undefine=NAME  take a -D back\n"
	      "      --codec=TYPE     TYPE is C's: onc_codec_TYPE handles it\n"
	      "      --types          write NAME.h\n"
	      "      --tables         write NAME_tables.c\n"
	      "      --client         write NAME_client.c\n"
	      "      --server         write NAME_server.c\n"
	      "      --all            write all four, without client and\n"
	      "                       server if there is no program "
	      "(default)\n"
	      "  -h, --help           print this and exit\n"
	      "  -V, --version        print the version and exit\n",
	      stdout);
}

static int finish_stdout(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_SUCCESS;
	perror("oncgen: standard output");
	return EXIT_BAD_USE;
}

/* -- the command line ---------------------------------------------------- */

/* Returns the exit status, or -1 to go on. */
static int read_options(struct request *request, int argc, char **argv)
{
	static const struct option options[] = {
		{"output", required_argument, NULL, 'o'},
		{"include", required_argument, NULL, 'I'},
		{"define", required_argument, NULL, 'D'},
		{"undefine", required_argument, NULL, 'U'},
		{"codec", required_argument, NULL, 'C'},
		{"types", no_argument, NULL, 't'},
		{"tables", no_argument, NULL, 'b'},
		{"client", no_argument, NULL, 'c'},
		{"server", no_argument, NULL, 's'},
		{"all", no_argument, NULL, 'a'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{NULL, 0, NULL, 0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "o:I:D:U:hV", options,
				     NULL)) != -1) {
		switch (option) {
		case 'o':
			request->folder = optarg;
			break;
		case 'I':
			request->includes[request->include_count++] = optarg;
			break;
		case 'D':
		case 'U':
			request->macros[request->macro_count++] =
				option == 'D' ? "D" : "U";
			request->macros[request->macro_count++] = optarg;
			break;
		case 'C':
			map_add(request->codecs, optarg, optarg);
			break;
		case 't':
			request->wants |= WANT_TYPES;
			break;
		case 'b':
			request->wants |= WANT_TABLES;
			break;
		case 'c':
			request->wants |= WANT_CLIENT;
			break;
		case 's':
			request->wants |= WANT_SERVER;
			break;
		case 'a':
			request->wants |= WANT_ALL;
			break;
		case 'h':
			print_help();
			return finish_stdout();
		case 'V':
			puts("oncgen (libonc) " PACKAGE_VERSION);
			return finish_stdout();
		default:
			print_usage(stderr);
			return EXIT_BAD_USE;
		}
	}
	if (optind + 1 != argc) {
		fputs(optind == argc ? "oncgen: no input file\n"
				     : "oncgen: more than one input file\n",
		      stderr);
		print_usage(stderr);
		return EXIT_BAD_USE;
	}
	request->input = argv[optind];
	if (!request->wants)
		request->wants = WANT_ALL;
	return -1;
}

/* Pairs of a letter and NAME or NAME=VALUE. */
static void define_macros(const struct request *request, struct map *macros)
{
	const char *name, *equals;
	size_t i;

	for (i = 0; i + 1 < request->macro_count; i += 2) {
		name = request->macros[i + 1];
		equals = strchr(name, '=');
		if (request->macros[i][0] == 'U')
			macro_undefine(macros, name);
		else if (equals)
			macro_define(macros,
				     arena_dup(macros->arena, name,
					       (size_t)(equals - name)),
				     equals + 1, true);
		else
			macro_define(macros, name, "1", true);
	}
}

/* -- the run ------------------------------------------------------------- */

/* The base name without its last suffix. */
static const char *stem_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash ? slash + 1 : path;
	const char *dot = strrchr(base, '.');

	return arena_dup(arena, base,
			 dot && dot != base ? (size_t)(dot - base)
					    : strlen(base));
}

static void emit_file(struct emit *emit, struct out_list *outs,
		      const char *suffix, void (*write)(struct emit *))
{
	emit->out = out_open(outs, arena_printf(emit->arena, "%s%s",
						emit->unit->stem, suffix));
	map_init(&emit->printed, emit->arena);
	write(emit);
}

static void emit_all(struct unit *unit, const struct order *order,
		     unsigned int wants, struct out_list *outs)
{
	struct layouts layouts;
	struct emit emit = {
		.unit = unit,
		.arena = unit->arena,
		.order = order,
		.layouts = &layouts,
	};

	layouts_init(&layouts, unit);
	if (wants & WANT_TYPES)
		emit_file(&emit, outs, ".h", emit_header);
	if (wants & WANT_TABLES)
		emit_file(&emit, outs, "_tables.c", emit_tables);
	if (!unit->has_programs)
		return;
	if (wants & WANT_CLIENT)
		emit_file(&emit, outs, "_client.c", emit_client);
	if (wants & WANT_SERVER)
		emit_file(&emit, outs, "_server.c", emit_server);
}

static int compile(const struct request *request, struct unit *unit,
		   struct out_list *outs)
{
	struct diag diag = {.stream = stderr};
	struct reader reader = {
		.unit = unit,
		.diag = &diag,
		.folders = request->includes,
		.folder_count = request->include_count,
	};
	struct order order = {0};
	const char *culprit;
	int error;

	map_init(&reader.macros, unit->arena);
	define_macros(request, &reader.macros);
	error = reader_read(&reader, request->input);
	if (error) {
		fprintf(stderr, "oncgen: %s: %s\n", request->input,
			strerror(error));
		return EXIT_BAD_USE;
	}
	order = check_unit(unit, &diag);
	if (diag.errors)
		return EXIT_BAD_INPUT;

	emit_all(unit, &order, request->wants, outs);
	error = out_commit(outs, request->folder, &culprit);
	if (error) {
		fprintf(stderr, "oncgen: %s: %s\n", culprit, strerror(error));
		return EXIT_BAD_USE;
	}
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct unit unit = {.arena = &arena};
	struct out_list outs = {.arena = &arena};
	struct request request = {
		.folder = ".",
		.codecs = &unit.codecs,
		.includes = arena_array(&arena, (size_t)argc + 1,
					sizeof(const char *)),
		.macros = arena_array(&arena, 2 * (size_t)argc + 2,
				      sizeof(const char *)),
	};
	int status;

	map_init(&unit.codecs, &arena);
	status = read_options(&request, argc, argv);

	if (status < 0) {
		unit.stem = stem_of(&arena, request.input);
		status = compile(&request, &unit, &outs);
	}
	out_fini(&outs);
	arena_fini(&arena);
	return status;
}
