/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A client of inventory.x:
 *
 *     client URI part NAME COUNT GRAMS [TAG...]
 *     client URI tool NAME COUNT BORROWER [TAG...]
 *     client URI find NAME
 *     client URI list [PREFIX]
 *
 * Who owns what. An argument is ours, and only read. A result is one block of
 * ours, however much it points to: one NetApiBufferFree() frees all of it.
 * After a failure the result is NULL, and there is nothing to free.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inventory.h"

enum { BAD_USE = 2 };

static void print_item(const item *it)
{
	printf("%-12s %4u", it->name, it->count);
	if (it->more.what == PART)
		printf("  %u g each", it->more.detail_u.grams);
	else if (*it->more.detail_u.borrower)
		printf("  with %s", it->more.detail_u.borrower);
	if (it->lies)
		printf("  aisle %d, shelf %d", it->lies->aisle,
		       it->lies->shelf);
	for (unsigned int i = 0; i < it->tags.tags_len; i++)
		printf(" #%s", it->tags.tags_val[i]);
	printf("\n");
}

/* words: part or tool, NAME, COUNT, GRAMS or BORROWER, tags. */
static NET_API_STATUS put(CLIENT *clnt, int count, char **words)
{
	place near = {.aisle = 1, .shelf = 2};
	NET_API_STATUS status;
	unsigned int total;
	item it = {
		.name = words[1],
		.count = (unsigned int)strtoul(words[2], NULL, 10),
		/* Tags without a copy: strings that stand in a row are one
		   array. */
		.tags = {(unsigned int)count - 4, words + 4},
	};

	if (strcmp(words[0], "part") == 0) {
		it.more.what = PART;
		it.more.detail_u.grams =
			(unsigned int)strtoul(words[3], NULL, 10);
		it.lies = &near; /* NULL for tools: optional in the .x */
	} else {
		it.more.what = TOOL;
		it.more.detail_u.borrower = words[3];
	}
	status = put_1(&it, &total, clnt);
	if (status == 0)
		printf("%u in store\n", total);
	return status; /* a number needs no block, and no free */
}

static NET_API_STATUS find(CLIENT *clnt, const char *name)
{
	NET_API_STATUS status;
	found *result;

	status = find_1(name, &result, clnt);
	if (status)
		return status;
	if (result->known)
		print_item(&result->found_u.it);
	else
		printf("no %s\n", name);
	NetApiBufferFree(result);
	return 0;
}

static NET_API_STATUS list(CLIENT *clnt, const char *prefix)
{
	NET_API_STATUS status;
	item_list *result;

	status = list_1(prefix, &result, clnt);
	if (status)
		return status;
	for (unsigned int i = 0; i < result->item_list_len; i++)
		print_item(&result->item_list_val[i]);
	NetApiBufferFree(result); /* items, names, tags, places: all */
	return 0;
}

static int usage(void)
{
	fprintf(stderr, "usage: client URI part NAME COUNT GRAMS [TAG...]\n"
			"       client URI tool NAME COUNT BORROWER [TAG...]\n"
			"       client URI find NAME\n"
			"       client URI list [PREFIX]\n");
	return BAD_USE;
}

static int is_put(int count, char **words)
{
	return count >= 4 &&
	       (strcmp(words[0], "part") == 0 || strcmp(words[0], "tool") == 0);
}

int main(int argc, char **argv)
{
	const int count = argc - 2;
	char **words = argv + 2;
	NET_API_STATUS status;
	CLIENT *clnt;

	if (count < 1)
		return usage();
	if (onc_connect(argv[1], INVENTORY, INVENTORY_1, NULL, &clnt) !=
	    ONC_OK) {
		fprintf(stderr, "client: %s\n", onc_error(NULL));
		return 1;
	}
	if (is_put(count, words))
		status = put(clnt, count, words);
	else if (count == 2 && strcmp(words[0], "find") == 0)
		status = find(clnt, words[1]);
	else if (count <= 2 && strcmp(words[0], "list") == 0)
		status = list(clnt, count == 2 ? words[1] : "");
	else
		status = (NET_API_STATUS)-1;
	if (status == (NET_API_STATUS)-1)
		usage();
	else if (status)
		fprintf(stderr, "client: %s (%u)\n", onc_error(clnt), status);
	onc_disconnect(clnt);
	return status != 0;
}
