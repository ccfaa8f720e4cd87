/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The server of inventory.x:
 *
 *     server tcp://127.0.0.1:4711 unix:///tmp/inventory
 *
 * It listens on what it is told (port 0: any free one), prints where that is,
 * and serves until it gets SIGTERM or SIGINT.
 *
 * Who owns what. The argument of a function below is one block that the
 * library frees after the reply; so is all that comes of onc_alloc(). The store
 * keeps an item longer than that, in a block of its own.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "inventory.h"

enum { STORE_SIZE = 1000 };

struct store {
	item *items[STORE_SIZE]; /* each one a block */
	unsigned int count;
};

/*
 * A copy that is one block: the bytes that would travel, decoded again. The
 * caller frees it with NetApiBufferFree(). NULL without memory.
 */
static item *copy_item(const item *original)
{
	void *bytes, *copy = NULL;
	size_t size;

	if (onc_encode(&item_type, original, NULL, &bytes, &size, NULL))
		return NULL;
	if (onc_decode(&item_type, bytes, size, NULL, &copy, NULL))
		copy = NULL;
	NetApiBufferFree(bytes);
	return copy;
}

/* The index of the item of this name, or store->count. */
static unsigned int find_item(const struct store *store, const char *name)
{
	unsigned int i;

	for (i = 0; i < store->count; i++)
		if (strcmp(store->items[i]->name, name) == 0)
			break;
	return i;
}

/* -- what oncgen asks for: one function for each procedure ----------------- */

/* FALSE: the client is told that this server failed (SYSTEM_ERR). */
bool_t put_1_svc(const item *args, unsigned int *result,
		 struct onc_request *req)
{
	struct store *store = onc_context(req);
	const unsigned int i = find_item(store, args->name);
	item *copy;

	if (i == STORE_SIZE)
		return FALSE;
	copy = copy_item(args);
	if (!copy)
		return FALSE;
	if (i == store->count)
		store->count++;
	else
		NetApiBufferFree(store->items[i]);
	store->items[i] = copy;
	*result = store->count;
	return TRUE;
}

/* The result may point into the store: it is only read, and at once. */
bool_t find_1_svc(const char *arg, found *result, struct onc_request *req)
{
	const struct store *store = onc_context(req);
	const unsigned int i = find_item(store, arg);

	if (i == store->count)
		return TRUE; /* result holds zeros, and known is FALSE */
	result->known = TRUE;
	result->found_u.it = *store->items[i];
	return TRUE;
}

bool_t list_1_svc(const char *arg, item_list *result, struct onc_request *req)
{
	const struct store *store = onc_context(req);
	item *items = onc_alloc(req, sizeof(*items) * (store->count + 1));

	if (!items)
		return FALSE;
	result->item_list_val = items;
	for (unsigned int i = 0; i < store->count; i++)
		if (strncmp(store->items[i]->name, arg, strlen(arg)) == 0)
			items[result->item_list_len++] = *store->items[i];
	return TRUE;
}

/* -- the program
 * --------------------------------------------------------------- */

static struct onc_server *server; /* for the signal handler */

static void stop(int signal)
{
	(void)signal;
	onc_server_stop(server);
}

static enum onc_status serve(int count, char **uris, struct store *store)
{
	enum onc_status status;

	status = onc_server_add(server, &inventory_1_program, store);
	for (int i = 0; status == ONC_OK && i < count; i++)
		status = onc_server_listen(server, uris[i]);
	if (status != ONC_OK)
		return status;
	for (int i = 0; i < count; i++)
		printf("listening on %s\n",
		       onc_server_address(server, (size_t)i));
	fflush(stdout);
	return onc_server_run(server);
}

int main(int argc, char **argv)
{
	static struct store store;
	enum onc_status status;

	if (argc < 2) {
		fprintf(stderr, "usage: server URI...\n");
		return 2;
	}
	if (onc_server_new(&server) != ONC_OK) {
		perror("server");
		return 1;
	}
	signal(SIGTERM, stop);
	signal(SIGINT, stop);
	status = serve(argc - 1, argv + 1, &store);
	if (status != ONC_OK)
		fprintf(stderr, "server: %s\n", onc_error(NULL));
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	onc_server_free(server);
	for (unsigned int i = 0; i < store.count; i++)
		NetApiBufferFree(store.items[i]);
	return status != ONC_OK;
}
