/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line. Its strings are taken as they are; what is no address or
 * no port is found here, what does not exist is found by its user.
 */
#include <config.h>

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/netmgmtd/config.h"

static const char help[] =
	"Usage: netmgmtd [OPTION]...\n"
	"Answer Network Management calls from this host's data.\n"
	"\n"
	"  --root DIR         take DIR for the host's root directory\n"
	"  --listen ADDRESS   listen on this loopback address (127.0.0.1)\n"
	"  --port N           listen on this port, 0 for a free one (9445)\n"
	"  --no-tcp           do not listen on TCP\n"
	"  --socket PATH      listen on this socket (/run/netmgmtd.sock)\n"
	"  --no-socket        do not listen on a socket\n"
	"  --ready-file FILE  write FILE, a URI a line, once listening\n"
	"  --comment TEXT     what the server says of itself\n"
	"  --all-groups-global\n"
	"                     show the groups of this host as global ones, "
	"too\n"
	"  --threads N        answer so many calls at a time, at the most\n"
	"  --idle-timeout S   close connections without calls after S seconds\n"
	"  --help             print this and exit\n"
	"  --version          print the version and exit\n";

enum option_id {
	OPTION_ROOT = 256,
	OPTION_LISTEN,
	OPTION_PORT,
	OPTION_NO_TCP,
	OPTION_SOCKET,
	OPTION_NO_SOCKET,
	OPTION_READY_FILE,
	OPTION_COMMENT,
	OPTION_ALL_GROUPS_GLOBAL,
	OPTION_THREADS,
	OPTION_IDLE_TIMEOUT,
	OPTION_HELP,
	OPTION_VERSION,
};

static const struct option options[] = {
	{"root", required_argument, NULL, OPTION_ROOT},
	{"listen", required_argument, NULL, OPTION_LISTEN},
	{"port", required_argument, NULL, OPTION_PORT},
	{"no-tcp", no_argument, NULL, OPTION_NO_TCP},
	{"socket", required_argument, NULL, OPTION_SOCKET},
	{"no-socket", no_argument, NULL, OPTION_NO_SOCKET},
	{"ready-file", required_argument, NULL, OPTION_READY_FILE},
	{"comment", required_argument, NULL, OPTION_COMMENT},
	{"all-groups-global", no_argument, NULL, OPTION_ALL_GROUPS_GLOBAL},
	{"threads", required_argument, NULL, OPTION_THREADS},
	{"idle-timeout", required_argument, NULL, OPTION_IDLE_TIMEOUT},
	{"help", no_argument, NULL, OPTION_HELP},
	{"version", no_argument, NULL, OPTION_VERSION},
	{NULL, 0, NULL, 0},
};

static void complain(const char *what, const char *why)
{
	fprintf(stderr, "netmgmtd: %s: %s\n", what, why);
}

static bool is_loopback(const char *address)
{
	struct in_addr v4;
	struct in6_addr v6;
	char bare[INET6_ADDRSTRLEN];
	size_t size = strlen(address);

	if (inet_pton(AF_INET, address, &v4) == 1)
		return ntohl(v4.s_addr) >> 24 == 127;
	if (size < 2 || size - 2 >= sizeof(bare) || address[0] != '[' ||
	    address[size - 1] != ']')
		return false;
	memcpy(bare, address + 1, size - 2);
	bare[size - 2] = '\0';
	return inet_pton(AF_INET6, bare, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

static enum config_verdict set_listen(struct config *config, const char *text)
{
	config->listen = text;
	if (is_loopback(text))
		return CONFIG_RUN;
	complain(text, "only a loopback address, as 127.0.0.1 or [::1]: "
		       "callers are not authenticated yet");
	return CONFIG_USAGE;
}

static bool read_number(const char *text, unsigned long least,
			unsigned long most, unsigned long *number)
{
	char *end;

	errno = 0;
	*number = strtoul(text, &end, 10);
	return errno == 0 && *text >= '0' && *text <= '9' && *end == '\0' &&
	       *number >= least && *number <= most;
}

static enum config_verdict set_port(struct config *config, const char *text)
{
	unsigned long port;

	if (read_number(text, 0, UINT16_MAX, &port)) {
		config->port = (uint16_t)port;
		return CONFIG_RUN;
	}
	complain(text, "not a port");
	return CONFIG_USAGE;
}

static enum config_verdict set_number(uint32_t *setting, const char *text,
				      unsigned long most)
{
	unsigned long number;

	if (read_number(text, 1, most, &number)) {
		*setting = (uint32_t)number;
		return CONFIG_RUN;
	}
	complain(text, "not a number that makes sense here");
	return CONFIG_USAGE;
}

static enum config_verdict set(struct config *config, int id)
{
	switch (id) {
	case OPTION_ROOT:
		config->root = optarg;
		return CONFIG_RUN;
	case OPTION_LISTEN:
		return set_listen(config, optarg);
	case OPTION_PORT:
		return set_port(config, optarg);
	case OPTION_NO_TCP:
		config->has_tcp = false;
		return CONFIG_RUN;
	case OPTION_SOCKET:
		config->socket = optarg;
		config->has_socket = true;
		return CONFIG_RUN;
	case OPTION_NO_SOCKET:
		config->has_socket = false;
		return CONFIG_RUN;
	case OPTION_READY_FILE:
		config->ready_file = optarg;
		return CONFIG_RUN;
	case OPTION_COMMENT:
		config->comment = optarg;
		return CONFIG_RUN;
	case OPTION_ALL_GROUPS_GLOBAL:
		config->all_groups_are_global = true;
		return CONFIG_RUN;
	case OPTION_THREADS:
		return set_number(&config->threads, optarg, 1024);
	case OPTION_IDLE_TIMEOUT:
		return set_number(&config->idle_timeout, optarg, 1000000);
	case OPTION_HELP:
		fputs(help, stdout);
		return CONFIG_DONE;
	case OPTION_VERSION:
		puts("netmgmtd (" PACKAGE_NAME ") " PACKAGE_VERSION);
		return CONFIG_DONE;
	default:
		return CONFIG_USAGE;
	}
}

enum config_verdict config_parse(struct config *config, int argc, char **argv)
{
	int id;

	*config = (struct config){
		.root = "/",
		.listen = "127.0.0.1",
		.port = CONFIG_PORT,
		.has_tcp = true,
		.has_socket = true,
	};
	opterr = 0; /* it would speak by another name */
	while ((id = getopt_long(argc, argv, ":", options, NULL)) != -1) {
		enum config_verdict verdict = set(config, id);

		if (id == '?' || id == ':')
			complain(argv[optind - 1],
				 id == ':' ? "its argument is missing"
					   : "no such option, see --help");
		if (verdict != CONFIG_RUN)
			return verdict;
	}
	if (optind < argc) {
		complain(argv[optind], "no arguments are taken");
		return CONFIG_USAGE;
	}
	if (config->has_tcp || config->has_socket)
		return CONFIG_RUN;
	complain("--no-tcp --no-socket", "nothing is left to listen on");
	return CONFIG_USAGE;
}
