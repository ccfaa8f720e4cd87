/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libFuzzer's way into the engine: the first byte chooses a type, the rest is
 * a message of it. What is accepted encodes to the same bytes; what is refused
 * leaves nothing behind; the quick way and the careful one agree on which.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <lmapibuf.h>

#include "messages.h"
#include "rpc/buffer.h"
#include "rpc/encode.h"
#include "rpc/measure.h"
#include "rpc/quick.h"
#include "rpc/table.h"
#include "shapes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct onc_type *const types[] = {
	&sheet_type,	   &scalars_type, &narrow_type, &blobs_type,
	&tree_type,	   &list_type,	  &plains_type, &choice_type,
	&loose_type,	   &words_type,	  &chain_type,	&listing_type,
	&user_result_type, &datum_type,	  &member_type, &tags_type,
};

static void require(int truth)
{
	if (!truth)
		abort();
}

/* All ways of encoding, into memory that ends with the message. */
static void encode_again(const struct onc_type *type, const void *value,
			 const uint8_t *bytes, size_t size)
{
	uint8_t *plain = malloc(size ? size : 1);
	size_t again_size;
	void *again;

	require(onc_encode(type, value, NULL, &again, &again_size, NULL) ==
		ONC_OK);
	require(again_size == size);
	encode_plainly(type, value, plain, size);
	require(memcmp(plain, again, size) == 0);
	/* A char comes with its sign or without: both are the same value. */
	require(type == &narrow_type || memcmp(again, bytes, size) == 0);
	free(plain);
	require(NetApiBufferFree(again) == 0);
}

/* Walks all of the value: the sanitizer sees what is not in the block. */
static void print(const struct onc_type *type, const void *value)
{
	char text[256];

	onc_print(type, value, text, sizeof(text));
}

/* What the quick way passes, the careful one passes, with the same room. */
static void measure_both(const struct onc_type *type, const uint8_t *bytes,
			 size_t size, int accepted)
{
	const struct measure_rules rules = measure_rules(NULL);
	const size_t own = table_layout(type->module, type->layout)->size;
	struct quick_early early = {
		.size = size,
		.cap = rules.cap,
		.start = own,
		.plainly = true,
	};
	size_t quick_room, room;
	struct onc_fault fault;
	const int right = measure_value(type, bytes, size, &rules, own, &room,
					&fault) == ONC_OK;
	const int passed = quick_measure(type, bytes, &early, &quick_room);

	require(right == accepted);
	require(!passed || (right && room == quick_room));
	if (early.draft)
		buffer_drop(early.draft);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct onc_options tolerant = {.flags = ONC_TOLERANT};
	const struct onc_type *type;
	struct onc_fault fault;
	uint8_t *bytes;
	void *value;
	int good;

	if (size == 0)
		return 0;
	type = types[data[0] % (sizeof(types) / sizeof(*types))];
	size--;
	bytes = malloc(size ? size : 1);
	memcpy(bytes, data + 1, size);
	good = onc_decode(type, bytes, size, NULL, &value, &fault) == ONC_OK;
	require(good == (value != NULL) && good == (fault.status == ONC_OK));
	require(fault.offset <= size);
	measure_both(type, bytes, size, good);
	if (good) {
		encode_again(type, value, bytes, size);
		print(type, value);
		require(NetApiBufferFree(value) == 0);
	}
	if (onc_decode(type, bytes, size, &tolerant, &value, NULL) == ONC_OK)
		print(type, value);
	require(NetApiBufferFree(value) == 0);
	free(bytes);
	return 0;
}
