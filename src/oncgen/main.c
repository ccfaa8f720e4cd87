/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * oncgen: reads FILE.x and writes what C needs to call and to serve it.
 *
 * Exit status: 0 all is written, 1 errors in the input, 2 wrong use, or a file
 * that cannot be read or written, 3 or 4 what --check or --diff found.
 */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "check.h"
#include "deps.h"
#include "diff.h"
#include "emit.h"
#include "lint.h"
#include "macro.h"
#include "options.h"
#include "out.h"
#include "reader.h"
#include "sample.h"

/* Where the outputs go: a folder, one file of any name, or a stream. */
struct target {
	const char *folder;
	const char *name;   /* of the one output, or NULL */
	const char *stream; /* a path to write to as it is; "-": stdout */
};

/* One run, from its files to its outputs. */
struct run {
	const struct options *options;
	struct arena *arena;
	struct target target;
	struct out_list outs;
};

/* -- where to ------------------------------------------------------------ */

static const char *folder_of(struct arena *arena, const char *path,
			     const char **name)
{
	const char *slash = strrchr(path, '/');

	*name = slash ? slash + 1 : path;
	if (!slash)
		return ".";
	return arena_dup(arena, path,
			 slash == path ? 1 : (size_t)(slash - path));
}

static struct target find_target(struct arena *arena,
				 const struct options *options)
{
	bool is_one = options_has_one_output(options);
	struct target target = {.folder = "."};
	const char *path = options->output;
	struct stat status;

	if (!path && is_one && options->letters)
		target.stream = "-";
	if (!path)
		return target;
	target.folder = path;
	if (!is_one || !*path || path[strlen(path) - 1] == '/')
		return target;
	if (strcmp(path, "-") == 0) {
		target.stream = path;
		return target;
	}
	if (stat(path, &status) == 0) {
		if (S_ISDIR(status.st_mode))
			return target;
		/* A device or a pipe is written to, not replaced. */
		if (!S_ISREG(status.st_mode))
			target.stream = path;
	}
	target.folder = folder_of(arena, path, &target.name);
	return target;
}

/* -- the run ------------------------------------------------------------- */

/* Pairs of a letter and NAME or NAME=VALUE. */
static void define_macros(const struct options *options, struct map *macros)
{
	const char *name, *equals;
	size_t i;

	for (i = 0; i + 1 < options->macro_count; i += 2) {
		name = options->macros[i + 1];
		equals = strchr(name, '=');
		if (options->macros[i][0] == 'U')
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

static const struct {
	unsigned int want;
	const char *prefix, *suffix;	  /* round the stem */
	void (*write)(struct emit *emit); /* NULL: the Makefile */
	bool needs_program;
	bool is_sample;
} outputs[] = {
	{WANT_TYPES, "", ".h", emit_header, false, false},
	{WANT_TABLES, "", "_tables.c", emit_tables, false, false},
	{WANT_CLIENT, "", "_client.c", emit_client, true, false},
	{WANT_SERVER, "", "_server.c", emit_server, true, false},
	{WANT_SAMPLE_CLIENT, "", "_sample_client.c", sample_client, true, true},
	{WANT_SAMPLE_SERVER, "", "_sample_server.c", sample_server, true, true},
	{WANT_SAMPLE_MAKEFILE, "Makefile.", "", NULL, true, true},
};

/*
 * A file without a program has no client and no server; one that was asked
 * for by its name is there all the same, so that make finds its target.
 */
static void emit_all(struct run *run, struct unit *unit,
		     const struct order *order)
{
	struct layouts layouts;
	struct emit emit = {
		.unit = unit,
		.arena = run->arena,
		.order = order,
		.layouts = &layouts,
	};
	const struct target *target = &run->target;
	const char *name;
	size_t i;

	layouts_init(&layouts, unit);
	for (i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++) {
		if (!(run->options->wants & outputs[i].want))
			continue;
		if (outputs[i].needs_program && !unit->has_programs &&
		    !target->name && !target->stream)
			continue;
		name = target->name;
		if (!name)
			name = arena_printf(run->arena, "%s%s%s",
					    outputs[i].prefix, unit->stem,
					    outputs[i].suffix);
		emit.out = out_open(&run->outs, target->folder, name);
		emit.out->is_kept =
			outputs[i].is_sample && !run->options->is_forced;
		map_init(&emit.printed, run->arena);
		if (outputs[i].write)
			outputs[i].write(&emit);
		else
			sample_makefile(&emit, run->options);
	}
}

static int cannot_write(const char *path, int error)
{
	fprintf(stderr, "oncgen: %s: %s\n", path, strerror(error));
	return EXIT_BAD_USE;
}

static int print_to(const struct out_list *outs, const char *path)
{
	bool is_stdout = strcmp(path, "-") == 0;
	FILE *stream = is_stdout ? stdout : fopen(path, "w");
	int error;

	if (!stream)
		return cannot_write(path, errno);
	error = out_print(outs, stream);
	if (!is_stdout && fclose(stream) != 0 && !error)
		error = errno;
	if (error)
		return cannot_write(is_stdout ? "standard output" : path,
				    error);
	return EXIT_SUCCESS;
}

/* The rule alone: the outputs are made to know their names. */
static int print_rule(struct run *run, const struct reader *reader)
{
	struct out_list rule = {.arena = run->arena};
	int status;

	deps_write(out_open(&rule, ".", ""), &run->outs, reader);
	status = print_to(&rule, "-");
	out_fini(&rule);
	return status;
}

static int write_all(struct run *run, const struct reader *reader)
{
	const char *deps = run->options->deps, *folder, *name;
	const struct out *kept = out_find_kept(&run->outs);
	const char *culprit;
	int error;

	if (run->options->prints_rule)
		return print_rule(run, reader);
	if (run->target.stream && deps) {
		fputs("oncgen: --deps=FILE wants outputs that are files\n",
		      stderr);
		return EXIT_BAD_USE;
	}
	if (run->target.stream)
		return print_to(&run->outs, run->target.stream);
	if (kept) {
		fprintf(stderr,
			"oncgen: %s is there already; --force overwrites it\n",
			out_path(run->arena, kept));
		return EXIT_BAD_INPUT;
	}
	if (deps) {
		folder = folder_of(run->arena, deps, &name);
		deps_write(out_open(&run->outs, folder, name), &run->outs,
			   reader);
	}
	error = out_commit(&run->outs, &culprit);
	return error ? cannot_write(culprit, error) : EXIT_SUCCESS;
}

/* -a takes what there is; a sample alone was meant. */
static bool lacks_program(const struct options *options,
			  const struct unit *unit)
{
	return !unit->has_programs && options->wants & WANT_SAMPLES &&
	       !(options->wants & WANT_ALL);
}

/* Returns the exit status; 0: the unit is read and right. */
static int read_unit(const struct options *options, const char *path,
		     struct reader *reader, struct order *order)
{
	int error;

	map_init(&reader->unit->codecs, options->arena);
	for (size_t i = 0; i < options->codec_count; i++)
		map_add(&reader->unit->codecs, options->codecs[i],
			options->codecs[i]);
	reader->folders = options->includes;
	reader->folder_count = options->include_count;
	map_init(&reader->macros, options->arena);
	define_macros(options, &reader->macros);
	error = reader_read(reader, path);
	if (error)
		return cannot_write(path, error);
	*order = check_unit(reader->unit, reader->diag);
	return reader->diag->errors ? EXIT_BAD_INPUT : EXIT_SUCCESS;
}

static int compile(struct run *run)
{
	const struct options *options = run->options;
	bool is_check = options->mode == MODE_CHECK;
	struct unit unit = {
		.arena = run->arena,
		.stem = stem_of(run->arena, options->input),
	};
	struct diag diag = {
		.stream = stderr,
		.checks = is_check ? options->checks : 0,
	};
	struct reader reader = {.unit = &unit, .diag = &diag};
	struct order order = {0};
	int status = read_unit(options, options->input, &reader, &order);

	if (status)
		return status;
	if (is_check) {
		lint_unit(&unit, &diag);
		return diag.findings ? EXIT_FINDINGS : EXIT_SUCCESS;
	}
	if (lacks_program(options, &unit)) {
		fprintf(stderr,
			"oncgen: %s: there is no program to make a sample of\n",
			options->input);
		return EXIT_BAD_INPUT;
	}
	emit_all(run, &unit, &order);
	return write_all(run, &reader);
}

/* Warnings are not what was asked for. */
static int compare(const struct options *options)
{
	static const int statuses[] = {
		[VERDICT_COMPATIBLE] = EXIT_SUCCESS,
		[VERDICT_C] = EXIT_C_CHANGES,
		[VERDICT_WIRE] = EXIT_WIRE_CHANGES,
	};
	struct unit old = {.arena = options->arena, .stem = ""};
	struct unit new = old;
	struct diag before = {.stream = stderr, .checks = FINDINGS_NONE};
	struct diag now = before;
	struct reader old_reader = {.unit = &old, .diag = &before};
	struct reader new_reader = {.unit = &new, .diag = &now};
	struct order order;
	enum verdict verdict;
	int wrong, status;

	wrong = read_unit(options, options->old, &old_reader, &order);
	status = read_unit(options, options->input, &new_reader, &order);
	if (wrong || status)
		return wrong > status ? wrong : status;
	verdict = diff_units(&old, &new, stdout);
	if (fflush(stdout) != 0 || ferror(stdout))
		return cannot_write("standard output", errno);
	return statuses[verdict];
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct options options = {.arena = &arena};
	struct run run = {
		.options = &options,
		.arena = &arena,
		.outs = {.arena = &arena},
	};
	int status = options_read(&options, argc, argv);

	if (status < 0 && options.mode == MODE_DIFF) {
		status = compare(&options);
	} else if (status < 0) {
		run.target = find_target(&arena, &options);
		status = compile(&run);
	}
	out_fini(&run.outs);
	arena_fini(&arena);
	return status;
}
