/* SPDX-License-Identifier: BSD-3-Clause */
/* The order is that of the command line; a name may stand there twice. */

#include "servers.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "need.h"

void servers_fini(struct servers *servers)
{
	free(servers->names);
}

static void add(struct servers *servers, const char *name)
{
	servers->names = need(reallocarray(servers->names, servers->count + 1,
					   sizeof(*servers->names)));
	servers->names[servers->count++] = name;
}

/* A list of one may be "", this host. */
bool servers_add(struct servers *servers, char *list)
{
	bool several = strchr(list, ',') != NULL;

	for (char *name; (name = strsep(&list, ","));) {
		if (several && !*name) {
			warnx("--server: between commas, a name is missing");
			return false;
		}
		add(servers, name);
	}
	return true;
}

/* A shell makes \host of \\host, and the functions take host as well. */
bool servers_add_word(struct servers *servers, const char *word)
{
	add(servers, word[0] == '\\' && word[1] != '\\' ? word + 1 : word);
	return true;
}
