/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/wire.h"

#define LAST 0x80000000u

const uint32_t wire_evil[WIRE_EVIL_COUNT] = {
	0xffffffff, 0x7fffffff, 0x80000000, 0x3fffffff,
	100000000,  0x10000,	7,	    0,
};

void wire_fini(struct wire *wire)
{
	free(wire->at);
	*wire = (struct wire){0};
}

void wire_clear(struct wire *wire)
{
	wire->size = 0;
}

static uint8_t *space(struct wire *wire, size_t size)
{
	if (wire->room - wire->size < size) {
		wire->room = 2 * (wire->size + size);
		wire->at = realloc(wire->at, wire->room);
		if (!wire->at)
			abort();
	}
	wire->size += size;
	return wire->at + wire->size - size;
}

void wire_put(struct wire *wire, const void *bytes, size_t size)
{
	if (size > 0)
		memcpy(space(wire, size), bytes, size);
}

void wire_put_zeros(struct wire *wire, size_t size)
{
	if (size > 0)
		memset(space(wire, size), 0, size);
}

void wire_put_word(struct wire *wire, uint32_t word)
{
	word = htonl(word);
	wire_put(wire, &word, 4);
}

void wire_put_words(struct wire *wire, const uint32_t *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		wire_put_word(wire, words[i]);
}

void wire_put_counted(struct wire *wire, const void *bytes, size_t size)
{
	wire_put_word(wire, (uint32_t)size);
	wire_put(wire, bytes, size);
	wire_put_zeros(wire, -size & 3);
}

void wire_put_record(struct wire *wire, const void *bytes, size_t size,
		     const struct wire_cut *cut)
{
	static const struct wire_cut whole;
	const uint8_t *at = bytes;
	size_t fragment;

	cut = cut ? cut : &whole;
	for (size_t i = 0; i < cut->empty; i++)
		wire_put_word(wire, 0);
	fragment = cut->first ? cut->first : cut->every;
	do {
		if (fragment == 0 || fragment > size)
			fragment = size;
		wire_put_word(wire, (uint32_t)fragment |
					    (fragment < size ? 0 : LAST));
		wire_put(wire, at, fragment);
		at += fragment;
		size -= fragment;
		fragment = cut->every;
	} while (size > 0);
}

void wire_put_call(struct wire *wire, uint32_t xid, uint32_t program,
		   uint32_t version, uint32_t procedure)
{
	WIRE_WORDS(wire, xid, 0, 2, program, version, procedure, 0, 0, 0, 0);
}

void wire_put_call_record(struct wire *wire, const uint32_t target[3],
			  uint32_t xid, const void *arguments, size_t size)
{
	wire_put_word(wire, (uint32_t)(40 + size) | LAST);
	wire_put_call(wire, xid, target[0], target[1], target[2]);
	wire_put(wire, arguments, size);
}

void wire_put_accepted(struct wire *wire, uint32_t accept)
{
	WIRE_WORDS(wire, 1, 0, 0, 0, accept);
}

uint32_t wire_word(const struct wire *wire, size_t at)
{
	uint32_t word;

	memcpy(&word, wire->at + at, 4);
	return ntohl(word);
}

bool wire_is(const struct wire *wire, const uint32_t *words, size_t count)
{
	if (wire->size != 4 * count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (wire_word(wire, 4 * i) != words[i])
			return false;
	return true;
}

uint32_t wire_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}
