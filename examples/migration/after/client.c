/* SPDX-License-Identifier: BSD-3-Clause */
/* client URI: the same program over oncgen's stubs. */
#include <stdio.h>

#include <rpc/rpc.h>

#include "phone.h"

int main(int argc, char **argv)
{
	const entry alice = {(char *)"alice", (char *)"100"};
	const char *name = "alice";
	CLIENT *clnt;
	char *number;
	listing *all;
	int total;

	if (argc != 2)
		return 2;
	if (onc_connect(argv[1], PHONE, PHONE_1, NULL, &clnt) != ONC_OK) {
		fprintf(stderr, "%s\n", onc_error(NULL));
		return 1;
	}

	if (add_1(&alice, &total, clnt) != 0) {
		fprintf(stderr, "%s\n", onc_error(clnt));
		return 1;
	}
	printf("%d in the book\n", total);

	if (lookup_1(name, &number, clnt) != 0) {
		fprintf(stderr, "%s\n", onc_error(clnt));
		return 1;
	}
	printf("%s has %s\n", name, number);
	NetApiBufferFree(number);

	if (list_1(&all, clnt) != 0) {
		fprintf(stderr, "%s\n", onc_error(clnt));
		return 1;
	}
	for (unsigned int i = 0; i < all->entries.entries_len; i++)
		printf("%s %s\n", all->entries.entries_val[i].name,
		       all->entries.entries_val[i].number);
	NetApiBufferFree(all);

	clnt_destroy(clnt);
	return 0;
}
