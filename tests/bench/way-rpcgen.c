/* SPDX-License-Identifier: BSD-3-Clause */
/* rpcgen and libtirpc: what everything is held against. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "rpcgen/messages.h"
#include "tests/bench/way.h"

static const xdrproc_t users = (xdrproc_t)xdr_user_result;
static const xdrproc_t numbers = (xdrproc_t)xdr_words;
static const xdrproc_t bytes = (xdrproc_t)xdr_blob;
static const xdrproc_t nodes = (xdrproc_t)xdr_chain;
static const xdrproc_t folder = (xdrproc_t)xdr_listing;
static const xdrproc_t document = (xdrproc_t)xdr_datum;

static const struct way ways[] = {
	{"users", &users}, {"ints", &numbers},	 {"blob", &bytes},
	{"list", &nodes},  {"listing", &folder}, {"document", &document},
};

static xdrproc_t codec_of(const struct way *way)
{
	return *(const xdrproc_t *)way->type;
}

const struct way *way_find(const char *message)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (strcmp(ways[i].message, message) == 0)
			return &ways[i];
	return NULL;
}

void way_prepare(const struct way *way, const void **from, size_t *size)
{
	(void)way;
	(void)from;
	(void)size;
}

/* As its programs do it: a value on the stack or static, and zeros first. */
void *way_decode(const struct way *way, const void *from, size_t size)
{
	static union {
		user_result users;
		words words;
		blob blob;
		chain chain;
		listing listing;
		datum datum;
	} decoded;
	XDR xdrs;

	memset(&decoded, 0, sizeof(decoded));
	xdrmem_create(&xdrs, (char *)from, (u_int)size, XDR_DECODE);
	return codec_of(way)(&xdrs, &decoded) ? &decoded : NULL;
}

void way_release(const struct way *way, void *decoded)
{
	xdr_free(codec_of(way), decoded);
}

bool way_encode(const struct way *way, const void *value, size_t size)
{
	char *to = malloc(size);
	XDR xdrs;
	bool good;

	xdrmem_create(&xdrs, to, (u_int)size, XDR_ENCODE);
	good = codec_of(way)(&xdrs, (void *)value) && xdr_getpos(&xdrs) == size;
	free(to);
	return good;
}
