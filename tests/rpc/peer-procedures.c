/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the servers made by rpcgen do: give back what they are given.
 */
#include <stdlib.h>
#include <string.h>

#include "shapes.h"

/* A copy of its own: rpcgen's dispatcher frees argument and result both. */
static bool_t copy(xdrproc_t codec, void *from, void *to, size_t size)
{
	static char bytes[1 << 20];
	bool_t good;
	XDR xdrs;

	xdrmem_create(&xdrs, bytes, sizeof(bytes), XDR_ENCODE);
	good = codec(&xdrs, from);
	xdrmem_create(&xdrs, bytes, sizeof(bytes), XDR_DECODE);
	memset(to, 0, size);
	return good && codec(&xdrs, to);
}

#define ECHO(procedure, type)                                                  \
	bool_t procedure##_1_svc(type *argument, type *result,                 \
				 struct svc_req *request)                      \
	{                                                                      \
		(void)request;                                                 \
		return copy((xdrproc_t)xdr_##type, argument, result,           \
			    sizeof(*result));                                  \
	}

ECHO(echo_sheet, sheet)
ECHO(echo_list, list)
ECHO(echo_scalars, scalars)
ECHO(echo_narrow, narrow)
ECHO(echo_blobs, blobs)
ECHO(echo_tree, tree)

bool_t add_1_svc(ints *argument, int *result, struct svc_req *request)
{
	(void)request;
	*result = 0;
	for (u_int i = 0; i < argument->ints_len; i++)
		*result += argument->ints_val[i];
	return TRUE;
}

bool_t join_1_svc(sheet *argument, char **result, struct svc_req *request)
{
	(void)request;
	*result = calloc(1, 4096);
	for (u_int i = 0; *result && i < argument->labels.labels_len; i++)
		strcat(*result, argument->labels.labels_val[i]);
	return *result != NULL;
}

bool_t nothing_1_svc(void *argument, void *result, struct svc_req *request)
{
	(void)argument;
	(void)result;
	(void)request;
	return TRUE;
}

int shapes_1_freeresult(SVCXPRT *transport, xdrproc_t codec, caddr_t result)
{
	(void)transport;
	xdr_free(codec, result);
	return 1;
}
