/* SPDX-License-Identifier: BSD-3-Clause */
/* protobuf-c, of those messages that it has words for. */
#include <stdlib.h>
#include <string.h>

#include "messages.pb-c.h"
#include "rpcgen/messages.h"
#include "tests/bench/way.h"

static const struct way ways[] = {
	{"users", &pb__user_result__descriptor},
	{"ints", &pb__ints__descriptor},
	{"blob", &pb__blob__descriptor},
};

const struct way *way_find(const char *message)
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (strcmp(ways[i].message, message) == 0)
			return &ways[i];
	return NULL;
}

/* -- from XDR ------------------------------------------------------------ */

static void *pack(const void *message, size_t *size)
{
	const size_t packed = protobuf_c_message_get_packed_size(message);
	void *bytes = malloc(packed);

	*size = protobuf_c_message_pack(message, bytes);
	return bytes;
}

static void *pack_users(XDR *xdrs, size_t *size)
{
	user_result from = {0};
	Pb__UserResult to = PB__USER_RESULT__INIT;
	Pb__User *users;

	if (!xdr_user_result(xdrs, &from))
		abort();
	to.status = from.status;
	to.total = from.total;
	to.resume = from.resume;
	to.n_users = from.users.users_len;
	to.users = malloc(to.n_users * sizeof(*to.users));
	users = malloc(to.n_users * sizeof(*users));
	for (size_t i = 0; i < to.n_users; i++) {
		const user *one = &from.users.users_val[i];

		to.users[i] = &users[i];
		pb__user__init(&users[i]);
		users[i].name = one->name;
		users[i].full_name = one->full_name;
		users[i].comment = one->comment;
		users[i].home = one->home;
		users[i].shell = one->shell;
		users[i].uid = one->uid;
		users[i].gid = one->gid;
		users[i].flags = one->flags;
		users[i].last_logon = one->last_logon;
	}
	return pack(&to, size);
}

static void *pack_ints(XDR *xdrs, size_t *size)
{
	words from = {0};
	Pb__Ints to = PB__INTS__INIT;

	if (!xdr_words(xdrs, &from))
		abort();
	to.n_v = from.v.v_len;
	to.v = from.v.v_val;
	return pack(&to, size);
}

static void *pack_blob(XDR *xdrs, size_t *size)
{
	blob from = {0};
	Pb__Blob to = PB__BLOB__INIT;

	if (!xdr_blob(xdrs, &from))
		abort();
	to.v.len = from.v.v_len;
	to.v.data = (uint8_t *)from.v.v_val;
	return pack(&to, size);
}

void way_prepare(const struct way *way, const void **bytes, size_t *size)
{
	XDR xdrs;

	xdrmem_create(&xdrs, (char *)*bytes, (u_int)*size, XDR_DECODE);
	if (strcmp(way->message, "users") == 0)
		*bytes = pack_users(&xdrs, size);
	else if (strcmp(way->message, "ints") == 0)
		*bytes = pack_ints(&xdrs, size);
	else
		*bytes = pack_blob(&xdrs, size);
}

/* -- what is measured ---------------------------------------------------- */

void *way_decode(const struct way *way, const void *bytes, size_t size)
{
	return protobuf_c_message_unpack(way->type, NULL, size, bytes);
}

void way_release(const struct way *way, void *value)
{
	(void)way;
	protobuf_c_message_free_unpacked(value, NULL);
}

bool way_encode(const struct way *way, const void *value, size_t size)
{
	/* Its program, too, has to ask for the size first. */
	const size_t packed = protobuf_c_message_get_packed_size(value);
	void *bytes = malloc(packed);
	const bool good = protobuf_c_message_pack(value, bytes) == size;

	(void)way;
	free(bytes);
	return good;
}
