/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: a letter has the meaning that rpcgen gives it, or none and says
 * so if silence would mislead; long options are oncgen's own. The two meet in
 * -h, which alone on the line is a call for help, and in -I, which is rpcgen's
 * inetd flag if what follows cannot be a folder.
 */

#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "options.h"

#include "finding.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Beyond the letters. */
enum {
	OPTION_TYPES = 256,
	OPTION_TABLES,
	OPTION_CLIENT,
	OPTION_SERVER,
	OPTION_ALL,
	OPTION_SAMPLE_CLIENT,
	OPTION_SAMPLE_SERVER,
	OPTION_SAMPLE_MAKEFILE,
	OPTION_SAMPLES,
	OPTION_FORCE,
	OPTION_DEPS,
	OPTION_CHECK,
	OPTION_NO_CHECK,
	OPTION_DIFF,
	OPTION_CODEC,
	OPTION_HELP,
};

static const char letters[] = "o:I:D:U:VhclmaS:s:n:tMNCAbLTK:i:Y:k5";

static const struct option long_options[] = {
	{"output", required_argument, NULL, 'o'},
	{"include", required_argument, NULL, 'I'},
	{"define", required_argument, NULL, 'D'},
	{"undefine", required_argument, NULL, 'U'},
	{"codec", required_argument, NULL, OPTION_CODEC},
	{"types", no_argument, NULL, OPTION_TYPES},
	{"tables", no_argument, NULL, OPTION_TABLES},
	{"client", no_argument, NULL, OPTION_CLIENT},
	{"server", no_argument, NULL, OPTION_SERVER},
	{"all", no_argument, NULL, OPTION_ALL},
	{"sample-client", no_argument, NULL, OPTION_SAMPLE_CLIENT},
	{"sample-server", no_argument, NULL, OPTION_SAMPLE_SERVER},
	{"sample-makefile", no_argument, NULL, OPTION_SAMPLE_MAKEFILE},
	{"samples", no_argument, NULL, OPTION_SAMPLES},
	{"force", no_argument, NULL, OPTION_FORCE},
	{"deps", optional_argument, NULL, OPTION_DEPS},
	{"check", optional_argument, NULL, OPTION_CHECK},
	{"no-check", required_argument, NULL, OPTION_NO_CHECK},
	{"diff", required_argument, NULL, OPTION_DIFF},
	{"help", no_argument, NULL, OPTION_HELP},
	{"version", no_argument, NULL, 'V'},
	{NULL, 0, NULL, 0},
};

static const struct {
	int option;
	unsigned int wants;
} selections[] = {
	{'h', WANT_TYPES},
	{'c', WANT_TABLES},
	{'l', WANT_CLIENT},
	{'m', WANT_SERVER},
	{OPTION_TYPES, WANT_TYPES},
	{OPTION_TABLES, WANT_TABLES},
	{OPTION_CLIENT, WANT_CLIENT},
	{OPTION_SERVER, WANT_SERVER},
	{OPTION_ALL, WANT_ALL},
	{'a', WANT_ALL | WANT_SAMPLES},
	{OPTION_SAMPLE_CLIENT, WANT_SAMPLE_CLIENT},
	{OPTION_SAMPLE_SERVER, WANT_SAMPLE_SERVER},
	{OPTION_SAMPLE_MAKEFILE, WANT_SAMPLE_MAKEFILE},
	{OPTION_SAMPLES, WANT_SAMPLES},
};

static const struct {
	char letter;
	unsigned int wants;
} samples[] = {
	{'c', WANT_SAMPLE_CLIENT},
	{'s', WANT_SAMPLE_SERVER},
	{'m', WANT_SAMPLE_MAKEFILE},
};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* -- help ---------------------------------------------------------------- */

static void print_usage(FILE *stream)
{
	fputs("usage: oncgen [-o OUTDIR | -o FILE] [-I DIR]... "
	      "[-D NAME[=VALUE]]...\n"
	      "              [--types|--tables|--client|--server|--all] "
	      "FILE.x\n"
	      "       oncgen -a | -h | -c | -l | -m | -Sc | -Ss | -Sm "
	      "[-o FILE] FILE.x\n"
	      "       oncgen --deps FILE.x\n"
	      "       oncgen --check[=NAME,...] [--no-check=NAME,...] FILE.x\n"
	      "       oncgen --diff OLD.x NEW.x\n",
	      stream);
}

static void print_help(void)
{
	print_usage(stdout);
	fputs("\n"
	      "Makes C of an ONC RPC description.\n\n"
	      "  -o, --output=OUTDIR  write into OUTDIR instead of .; with "
	      "one\n"
	      "                       output also the name of its file, - is\n"
	      "                       standard output\n"
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
	      "      --samples        write programs to start from, that is\n"
	      "                       --sample-client (NAME_sample_client.c),\n"
	      "                       --sample-server (NAME_sample_server.c)\n"
	      "                       and --sample-makefile (Makefile.NAME)\n"
	      "      --force          overwrite samples that are there\n"
	      "      --deps[=FILE]    print a make rule of the inputs; with "
	      "FILE write\n"
	      "                       it there, beside the outputs\n"
	      "      --check[=NAME,...]\n"
	      "                       write nothing, tell what is worth a "
	      "second look\n"
	      "      --no-check=NAME,...\n"
	      "                       --check without these\n"
	      "      --diff=OLD.x     write nothing, tell what changed since "
	      "OLD.x\n"
	      "      --help           print this and exit, and so does -h "
	      "alone\n"
	      "  -V, --version        print the version and exit\n\n",
	      stdout);
	fputs("rpcgen's letters choose an output too, which goes to standard\n"
	      "output if there is no -o: -h types, -c tables, -l client,\n"
	      "-m server, -Sc -Ss -Sm samples; -a writes all into files.\n"
	      "oncgen(1) has the table of all its letters.\n",
	      stdout);
}

static int finish_stdout(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return EXIT_SUCCESS;
	perror("oncgen: standard output");
	return EXIT_BAD_USE;
}

/* -- rpcgen's letters ---------------------------------------------------- */

static void note(int letter, const char *text)
{
	fprintf(stderr, "oncgen: note: -%c: %s\n", letter, text);
}

static bool is_file(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* rpcgen's -I stands alone, and getopt took the next word for it. */
static bool is_inetd(char **argv)
{
	return optarg == argv[optind - 1] &&
	       (optarg[0] == '-' || is_file(optarg));
}

static void read_include(struct options *options, char **argv)
{
	if (!is_inetd(argv)) {
		options->includes[options->include_count++] = optarg;
		return;
	}
	optind--;
	note('I', "nothing is written for inetd");
}

static int select_sample(struct options *options)
{
	size_t i;

	for (i = 0; i < COUNT_OF(samples); i++) {
		if (optarg[0] != samples[i].letter || optarg[1])
			continue;
		options->wants |= samples[i].wants;
		options->letters |= samples[i].wants;
		return -1;
	}
	fprintf(stderr, "oncgen: -S%s is none of -Sc, -Ss and -Sm\n", optarg);
	return EXIT_BAD_USE;
}

/* Returns the exit status, or -1 to go on. */
static int read_letter(struct options *options, int letter)
{
	switch (letter) {
	case 'S':
		return select_sample(options);
	case 's':
	case 'n':
		note(letter, "the server's code has no main(), -Ss makes one; "
			     "the transport is its listener's");
		options->wants |= WANT_SERVER;
		options->letters |= WANT_SERVER;
		return -1;
	case 't':
		fputs("oncgen: -t: there is no dispatch table apart; -m has "
		      "it in PROGRAM_V_program\n",
		      stderr);
		return EXIT_BAD_USE;
	case 'T':
		note(letter, "there is no dispatch table apart; -m has it");
		return -1;
	case 'A':
		note(letter, "handlers run on the thread of onc_server_run()");
		return -1;
	default:
		/* M N C b L K i Y k 5: what they ask for is so, or is moot. */
		return -1;
	}
}

/* -- the line ------------------------------------------------------------ */

static bool select_output(struct options *options, int option)
{
	size_t i;

	for (i = 0; i < COUNT_OF(selections); i++) {
		if (selections[i].option != option)
			continue;
		options->wants |= selections[i].wants;
		if (option < OPTION_TYPES && option != 'a')
			options->letters |= selections[i].wants;
		return true;
	}
	return false;
}

static void keep_macro(struct options *options, const char *kind)
{
	options->macros[options->macro_count++] = kind;
	options->macros[options->macro_count++] = optarg;
}

static int set_mode(struct options *options, enum mode mode)
{
	bool is_free = options->mode == MODE_OUTPUT;

	if (!is_free && (options->mode != mode || mode == MODE_DIFF)) {
		fputs("oncgen: one --diff or --check at a time\n", stderr);
		return EXIT_BAD_USE;
	}
	options->mode = mode;
	return -1;
}

/* --check=A,B takes these alone, --no-check=A all but these. */
static int read_checks(struct options *options, unsigned int *set)
{
	const char *wrong;
	unsigned int named, i;
	size_t length;

	if (set_mode(options, MODE_CHECK) >= 0)
		return EXIT_BAD_USE;
	if (!optarg)
		return -1;
	named = finding_set(optarg, &wrong, &length);
	*set |= named;
	if (named)
		return -1;
	fprintf(stderr, "oncgen: there is no check '%.*s'; there are",
		(int)length, wrong);
	for (i = 0; i < FINDING_COUNT; i++)
		fprintf(stderr, "%s %s", i ? "," : "", finding_name(i));
	fputs("\n", stderr);
	return EXIT_BAD_USE;
}

/* Returns the exit status, or -1 to go on. */
static int read_option(struct options *options, int option, char **argv)
{
	if (select_output(options, option))
		return -1;
	switch (option) {
	case 'o':
		options->output = optarg;
		return -1;
	case 'I':
		read_include(options, argv);
		return -1;
	case 'D':
		keep_macro(options, "D");
		return -1;
	case 'U':
		keep_macro(options, "U");
		return -1;
	case OPTION_CODEC:
		options->codecs[options->codec_count++] = optarg;
		return -1;
	case OPTION_FORCE:
		options->is_forced = true;
		return -1;
	case OPTION_DEPS:
		options->prints_rule |= !optarg;
		if (optarg)
			options->deps = optarg;
		return -1;
	case OPTION_CHECK:
		return read_checks(options, &options->checks);
	case OPTION_NO_CHECK:
		return read_checks(options, &options->checks_off);
	case OPTION_DIFF:
		options->old = optarg;
		return set_mode(options, MODE_DIFF);
	case OPTION_HELP:
		print_help();
		return finish_stdout();
	case 'V':
		puts("oncgen (libonc) " PACKAGE_VERSION);
		return finish_stdout();
	case '?':
		print_usage(stderr);
		return EXIT_BAD_USE;
	default:
		return read_letter(options, option);
	}
}

static bool is_single(unsigned int wants)
{
	return wants && !(wants & (wants - 1));
}

bool options_has_one_output(const struct options *options)
{
	return is_single(options->wants);
}

static int refuse(const char *text)
{
	fprintf(stderr, "oncgen: %s\n", text);
	print_usage(stderr);
	return EXIT_BAD_USE;
}

static bool asks_for_output(const struct options *options)
{
	return options->wants || options->output || options->is_forced ||
	       options->deps || options->prints_rule;
}

/* What cannot go together. */
static int judge(struct options *options)
{
	if (options->mode != MODE_OUTPUT && asks_for_output(options))
		return refuse("--check and --diff write no files and take no "
			      "option about them");
	if (!options->checks)
		options->checks = FINDINGS_ALL;
	options->checks &= ~options->checks_off;
	if (!options->checks)
		return refuse("no check is left");
	if (options->prints_rule && options->deps)
		return refuse("--deps and --deps=FILE exclude each other");
	if (options->deps && !*options->deps)
		return refuse("--deps= wants the name of a file");
	if (options->letters && !options->output && !is_single(options->wants))
		return refuse("several outputs chosen by letters need "
			      "-o OUTDIR");
	if (!options->wants)
		options->wants = WANT_ALL;
	return -1;
}

int options_read(struct options *options, int argc, char **argv)
{
	int option, status = -1;

	options->includes = arena_array(options->arena, (size_t)argc + 1,
					sizeof(const char *));
	options->codecs = arena_array(options->arena, (size_t)argc + 1,
				      sizeof(const char *));
	options->macros = arena_array(options->arena, 2 * (size_t)argc + 2,
				      sizeof(const char *));
	if (argc == 2 && strcmp(argv[1], "-h") == 0) {
		print_help();
		return finish_stdout();
	}
	while (status < 0 && (option = getopt_long(argc, argv, letters,
						   long_options, NULL)) != -1)
		status = read_option(options, option, argv);
	if (status >= 0)
		return status;
	if (optind == argc)
		return refuse("no input file");
	if (optind + 1 != argc)
		return refuse("more than one input file");
	options->input = argv[optind];
	return judge(options);
}
