/* SPDX-License-Identifier: BSD-3-Clause */
/* A server over rpcgen's dispatcher. It prints its port. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phone.h"

enum { BOOK_SIZE = 100 };

static entry book[BOOK_SIZE];
static u_int count;

/* rpcgen writes it without a prototype in the header. */
void phone_1(struct svc_req *request, SVCXPRT *transport);

static u_int find(const char *name)
{
	u_int i;

	for (i = 0; i < count; i++)
		if (strcmp(book[i].name, name) == 0)
			break;
	return i;
}

int *add_1_svc(entry *argp, struct svc_req *rqstp)
{
	static int result;
	const u_int i = find(argp->name);

	(void)rqstp;
	if (i == BOOK_SIZE)
		return NULL; /* no reply: the client waits its 25 s */
	free(book[i].name);
	free(book[i].number);
	book[i].name = strdup(argp->name);
	book[i].number = strdup(argp->number);
	if (i == count)
		count++;
	result = (int)count;
	return &result;
}

char **lookup_1_svc(char **argp, struct svc_req *rqstp)
{
	static char *result;
	const u_int i = find(*argp);

	(void)rqstp;
	free(result); /* what the call before left */
	result = strdup(i < count ? book[i].number : "nothing");
	return &result;
}

listing *list_1_svc(void *argp, struct svc_req *rqstp)
{
	static listing result;

	(void)argp;
	(void)rqstp;
	free(result.entries.entries_val); /* what the call before left */
	result.entries.entries_val = malloc((count + 1) * sizeof(entry));
	if (result.entries.entries_val == NULL)
		return NULL;
	memcpy(result.entries.entries_val, book, count * sizeof(entry));
	result.entries.entries_len = count;
	return &result;
}

int main(void)
{
	struct sockaddr_in address;
	socklen_t length = sizeof(address);
	SVCXPRT *transport = svctcp_create(RPC_ANYSOCK, 0, 0);

	if (transport == NULL ||
	    !svc_register(transport, PHONE, PHONE_1, phone_1, 0)) {
		fprintf(stderr, "cannot serve\n");
		return 1;
	}
	getsockname(transport->xp_fd, (struct sockaddr *)&address, &length);
	printf("listening on tcp://127.0.0.1:%u\n", ntohs(address.sin_port));
	fflush(stdout);
	svc_run();
	return 1;
}
