/* SPDX-License-Identifier: BSD-3-Clause */
/* client ADDRESS PORT: a program over rpcgen's stubs, as many are. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phone.h"

int main(int argc, char **argv)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	entry alice = {(char *)"alice", (char *)"100"};
	char *name = (char *)"alice";
	int fd = RPC_ANYSOCK;
	CLIENT *clnt;
	char **number;
	listing *all;
	int *total;

	if (argc != 3)
		return 2;
	inet_pton(AF_INET, argv[1], &address.sin_addr);
	address.sin_port = htons((unsigned short)atoi(argv[2]));
	clnt = clnttcp_create(&address, PHONE, PHONE_1, &fd, 0, 0);
	if (clnt == NULL) {
		clnt_pcreateerror(argv[1]);
		return 1;
	}

	total = add_1(&alice, clnt);
	if (total == NULL) {
		clnt_perror(clnt, "add");
		return 1;
	}
	printf("%d in the book\n", *total);

	number = lookup_1(&name, clnt);
	if (number == NULL) {
		clnt_perror(clnt, "lookup");
		return 1;
	}
	printf("%s has %s\n", name, *number);
	clnt_freeres(clnt, (xdrproc_t)xdr_phone_number, (char *)number);

	all = list_1(NULL, clnt);
	if (all == NULL) {
		clnt_perror(clnt, "list");
		return 1;
	}
	for (u_int i = 0; i < all->entries.entries_len; i++)
		printf("%s %s\n", all->entries.entries_val[i].name,
		       all->entries.entries_val[i].number);
	clnt_freeres(clnt, (xdrproc_t)xdr_listing, (char *)all);

	clnt_destroy(clnt);
	return 0;
}
