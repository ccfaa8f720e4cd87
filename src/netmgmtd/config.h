/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_CONFIG_H
#define NETMGMTD_CONFIG_H

/*
 * What the command line asks for.
 */

#include <stdbool.h>
#include <stdint.h>

#define CONFIG_PORT 9445

/* Strings are borrowed from the command line or the environment. */
struct config {
	const char *root;
	const char *listen; /* a loopback address, bracketed if it is IPv6 */
	uint16_t port;	    /* 0: a free one */
	bool has_tcp;
	const char *socket; /* NULL: the default */
	bool has_socket;
	const char *ready_file; /* NULL: none */
	const char *comment;	/* NULL: what the host says */
	bool all_groups_are_global;
	uint32_t threads;      /* 0: the library's default */
	uint32_t idle_timeout; /* seconds; 0: the library's default */
};

enum config_verdict {
	CONFIG_RUN,
	CONFIG_DONE,  /* help or version was printed: exit 0 */
	CONFIG_USAGE, /* what is wrong was printed: exit 2 */
};

/* config_parse() reads the command line, and prints what it asks to see. */
__attribute__((warn_unused_result)) enum config_verdict
config_parse(struct config *config, int argc, char **argv);

#endif
