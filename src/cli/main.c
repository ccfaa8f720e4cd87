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

static void tell_failure(NET_API_STATUS status, const char *server)
{
	if (!concerns_server(status))
		warnx("%s (%u)", NetApiStatusText(status), status);
	else if (server && *server)
		warnx("server '%s': %s (%u)", server, NetApiStatusText(status),
		      status);
	else
		warnx("this host: %s (%u)", NetApiStatusText(status), status);
}

static enum table_format choose_format(const struct options *options)
{
	if (options->json)
		return TABLE_JSON;
	if (options->table || isatty(STDOUT_FILENO))
		return TABLE_DRAWN;
	return TABLE_PLAIN;
}

static int run(const struct options *options)
{
	__attribute__((cleanup(table_fini))) struct table table;
	NET_API_STATUS status;

	table_init(&table);
	status = options->command->run(&options->request, &table);
	if (status) {
		tell_failure(status, options->request.server);
		return EXIT_FAILURE;
	}
	if (!table_print(&table, choose_format(options))) {
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

int main(int argc, char **argv)
{
	struct options options;

	set_locale();
	argv[0] = program_invocation_short_name; /* for getopt_long() */
	options_parse(argc, argv, &options);
	switch (options.action) {
	case OPTIONS_RUN:
		return run(&options);
	case OPTIONS_HELP:
		return help(&options);
	case OPTIONS_VERSION:
		puts("netmgmt (libonc) " PACKAGE_VERSION);
		return EXIT_SUCCESS;
	case OPTIONS_WRONG:
		break;
	}
	fputs("Try 'netmgmt --help'.\n", stderr);
	return EXIT_WRONG_USE;
}
