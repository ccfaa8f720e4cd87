/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * netmgmt: the Network Management functions as a command. It reads the command
 * line, runs one command, and prints its table; or says why it could not.
 */

#include <config.h>

#include <err.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"
#include "complete.h"
#include "options.h"

enum { EXIT_WRONG_USE = 2 };

/* Names are UTF-8 on every server, whatever the locale here. */
static void set_locale(void)
{
	setlocale(LC_ALL, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8"))
		setlocale(LC_CTYPE, "C.UTF-8");
}

/* Statuses that are about the way to the server, contract 2.4 and 3. */
static bool concerns_server(NET_API_STATUS status)
{
	switch (status) {
	case ERROR_BAD_NETPATH:
	case ERROR_INVALID_NAME:
		return true;
	default:
		return status >= RPC_S_INVALID_STRING_BINDING &&
		       status <= RPC_S_SEC_PKG_ERROR;
	}
}

/* Of several servers, each failure names the one that failed. */
static void tell_failure(const struct answer *answer, bool one_of_many)
{
	const char *text = NetApiStatusText(answer->status);
	NET_API_STATUS status = answer->status;

	if (!one_of_many && !concerns_server(status))
		warnx("%s (%u)", text, status);
	else if (answer->server && *answer->server)
		warnx("server '%s': %s (%u)", answer->server, text, status);
	else
		warnx("this host: %s (%u)", text, status);
}

static bool tell_failures(const struct answers *answers)
{
	bool failed = false;

	for (size_t i = 0; i < answers->count; i++) {
		if (!answers->items[i].status)
			continue;
		tell_failure(&answers->items[i], answers->count > 1);
		failed = true;
	}
	return failed;
}

/* Nobody has a name that looks like a verb: perhaps the verb was meant. */
static void tell_near_verb(const struct options *options)
{
	if (options->near_verb)
		warnx("did you mean '%s %s'?", options->command->noun,
		      options->near_verb);
}

static enum table_format choose_format(const struct options *options)
{
	if (options->format_given)
		return options->format;
	return isatty(STDOUT_FILENO) ? TABLE_DRAWN : TABLE_PLAIN;
}

static int run(const struct options *options)
{
	__attribute__((cleanup(answers_fini))) struct answers answers;
	bool failed;

	answers_ask(&answers, options->command, &options->request,
		    &options->servers);
	failed = tell_failures(&answers);
	if (failed)
		tell_near_verb(options);
	if (!answers_print(&answers, choose_format(options))) {
		warn("standard output");
		return EXIT_FAILURE;
	}
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* The names of the fields, one a line; no server is asked. */
static int print_fields(const struct options *options)
{
	__attribute__((cleanup(table_fini))) struct table table;
	struct answer answer = {.server = NULL};

	table_init(&table);
	answer.status = options->command->run(&options->request, &table);
	if (answer.status) {
		tell_failure(&answer, false);
		return EXIT_FAILURE;
	}
	for (size_t i = 0; i < table.width; i++)
		if (table.columns[i].name)
			puts(table.columns[i].name);
	if (fflush(stdout) || ferror(stdout)) {
		warn("standard output");
		return EXIT_FAILURE;
	}
	return EXIT_SUCCESS;
}

static int help(const struct options *options)
{
	if (options->command)
		command_help(options->command, stdout);
	else
		command_help_all(options->noun, stdout);
	return EXIT_SUCCESS;
}

static int act(const struct options *options)
{
	switch (options->action) {
	case OPTIONS_RUN:
		return options->request.fields_only ? print_fields(options)
						    : run(options);
	case OPTIONS_HELP:
		return help(options);
	case OPTIONS_COMMANDS:
		command_print_all(stdout);
		return EXIT_SUCCESS;
	case OPTIONS_VERSION:
		puts("netmgmt (libonc) " PACKAGE_VERSION);
		return EXIT_SUCCESS;
	case OPTIONS_WRONG:
		break;
	}
	fputs("Try 'netmgmt --help'.\n", stderr);
	return EXIT_WRONG_USE;
}

int main(int argc, char **argv)
{
	__attribute__((cleanup(options_fini))) struct options options = {
		.action = OPTIONS_WRONG};

	set_locale();
	if (argc > 1 && !strcmp(argv[1], "--complete")) {
		complete_print((size_t)argc - 2, argv + 2);
		return EXIT_SUCCESS;
	}
	argv[0] = program_invocation_short_name; /* for getopt_long() */
	options_parse(argc, argv, &options);
	return act(&options);
}
