/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * rpcgen's client of tests/wire/shapes.x: takes values from files of XDR bytes,
 * has them echoed by the server at a TCP port or a local socket, and compares
 * what comes back, byte for byte as rpcgen's own routines encode it.
 *
 * usage: peer-client PORT|PATH FOLDER
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "shapes.h"

static CLIENT *connect_tcp(const char *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	struct netbuf peer = {sizeof(at), sizeof(at), &at};

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	at.sin_port = htons((uint16_t)atoi(port));
	return clnt_vc_create(socket(AF_INET, SOCK_STREAM, 0), &peer, SHAPES,
			      SHAPES_V1, 0, 0);
}

static CLIENT *connect_local(const char *path)
{
	struct sockaddr_un at = {.sun_family = AF_UNIX};
	struct netbuf peer = {sizeof(at), sizeof(at), &at};

	snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
	return clnt_vc_create(socket(AF_UNIX, SOCK_STREAM, 0), &peer, SHAPES,
			      SHAPES_V1, 0, 0);
}

static char input[1 << 20], output[1 << 20];

static u_int load(const char *folder, const char *name)
{
	char path[256];
	size_t size;
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "rb");
	if (!file)
		return 0;
	size = fread(input, 1, sizeof(input), file);
	fclose(file);
	return (u_int)size;
}

static bool_t decode(xdrproc_t codec, void *value, u_int size)
{
	XDR xdrs;

	xdrmem_create(&xdrs, input, size, XDR_DECODE);
	return codec(&xdrs, value) && xdr_getpos(&xdrs) == size;
}

static bool_t same(xdrproc_t codec, void *value, u_int size)
{
	XDR xdrs;

	xdrmem_create(&xdrs, output, sizeof(output), XDR_ENCODE);
	return codec(&xdrs, value) && xdr_getpos(&xdrs) == size &&
	       memcmp(input, output, size) == 0;
}

#define ECHO(procedure, type)                                                  \
	static bool_t try_##type(CLIENT *clnt, const char *folder)             \
	{                                                                      \
		const u_int size = load(folder, #type);                        \
		type value = {0}, back = {0};                                  \
                                                                               \
		return size > 0 &&                                             \
		       decode((xdrproc_t)xdr_##type, &value, size) &&          \
		       procedure##_1(&value, &back, clnt) == RPC_SUCCESS &&    \
		       same((xdrproc_t)xdr_##type, &back, size);               \
	}

ECHO(echo_sheet, sheet)
ECHO(echo_list, list)
ECHO(echo_scalars, scalars)
ECHO(echo_narrow, narrow)
ECHO(echo_blobs, blobs)
ECHO(echo_tree, tree)

int main(int argc, char **argv)
{
	CLIENT *clnt;

	if (argc != 3)
		return 2;
	clnt = argv[1][0] == '/' ? connect_local(argv[1])
				 : connect_tcp(argv[1]);
	if (!clnt)
		return 1;
	if (!try_sheet(clnt, argv[2]) || !try_list(clnt, argv[2]) ||
	    !try_scalars(clnt, argv[2]) || !try_narrow(clnt, argv[2]) ||
	    !try_blobs(clnt, argv[2]) || !try_tree(clnt, argv[2]))
		return 1;
	return nothing_1(NULL, NULL, clnt) == RPC_SUCCESS ? 0 : 1;
}
