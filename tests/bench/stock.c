/* SPDX-License-Identifier: BSD-3-Clause */
#include <string.h>

#include "rpcgen/messages.h"
#include "tests/bench/stock.h"

static const struct {
	xdrproc_t codec;
} codecs[] = {
	[STOCK_USERS] = {(xdrproc_t)xdr_user_result},
	[STOCK_INTS] = {(xdrproc_t)xdr_ints},
	[STOCK_BLOB] = {(xdrproc_t)xdr_blob},
	[STOCK_LIST] = {(xdrproc_t)xdr_list},
};

int stock_decode(enum stock_message message, const void *bytes, size_t size)
{
	const xdrproc_t codec = codecs[message].codec;
	union {
		user_result users;
		ints ints;
		blob blob;
		list list;
	} value;
	int good;
	XDR xdrs;

	memset(&value, 0, sizeof(value));
	xdrmem_create(&xdrs, (char *)bytes, (u_int)size, XDR_DECODE);
	good = codec(&xdrs, &value);
	xdr_free(codec, &value);
	return good;
}

size_t stock_encode(enum stock_message message, const void *value, void *bytes,
		    size_t size)
{
	XDR xdrs;

	xdrmem_create(&xdrs, bytes, (u_int)size, XDR_ENCODE);
	return codecs[message].codec(&xdrs, value) ? xdr_getpos(&xdrs) : 0;
}
