/* SPDX-License-Identifier: BSD-3-Clause */
/* server URI: the same server over libonc's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phone.h"

enum { BOOK_SIZE = 100 };

static entry book[BOOK_SIZE];
static unsigned int count;

static unsigned int find(const char *name)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		if (strcmp(book[i].name, name) == 0)
			break;
	return i;
}

bool_t add_1_svc(const entry *args, int *result, struct onc_request *req)
{
	const unsigned int i = find(args->name);

	(void)req;
	if (i == BOOK_SIZE)
		return FALSE; /* the client is told at once */
	free(book[i].name);
	free(book[i].number);
	book[i].name = strdup(args->name);
	book[i].number = strdup(args->number);
	if (i == count)
		count++;
	*result = (int)count;
	return TRUE;
}

bool_t lookup_1_svc(const char *arg, char **result, struct onc_request *req)
{
	const unsigned int i = find(arg);

	(void)req;
	*result = i < count ? book[i].number : (char *)"nothing";
	return TRUE;
}

bool_t list_1_svc(listing *result, struct onc_request *req)
{
	entry *entries = onc_alloc(req, (count + 1) * sizeof(entry));

	if (!entries)
		return FALSE;
	memcpy(entries, book, count * sizeof(entry));
	result->entries.entries_val = entries;
	result->entries.entries_len = count;
	return TRUE;
}

int main(int argc, char **argv)
{
	struct onc_server *server;
	enum onc_status status;

	if (argc != 2 || onc_server_new(&server) != ONC_OK)
		return 2;
	status = onc_server_add(server, &phone_1_program, NULL);
	if (status == ONC_OK)
		status = onc_server_listen(server, argv[1]);
	if (status == ONC_OK) {
		printf("listening on %s\n", onc_server_address(server, 0));
		fflush(stdout);
		status = onc_server_run(server);
	}
	if (status != ONC_OK)
		fprintf(stderr, "%s\n", onc_error(NULL));
	onc_server_free(server);
	return status != ONC_OK;
}
