/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_BYTES_H
#define RPC_BYTES_H

/*
 * The wire's units: big-endian words, each item padded to four bytes (RFC
 * 4506, section 3). No address needs alignment.
 */

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint32_t bytes_load32(const void *at)
{
	uint32_t word;

	memcpy(&word, at, sizeof(word));
	return be32toh(word);
}

static inline void bytes_store32(void *at, uint32_t value)
{
	const uint32_t word = htobe32(value);

	memcpy(at, &word, sizeof(word));
}

/* Copies count words of 4 bytes, each turned round where this host's are. */
static inline void bytes_swap32(void *to, const void *from, size_t count)
{
	char *out = to;
	const char *in = from;
	uint32_t word;

	for (size_t i = 0; i < count; i++) {
		memcpy(&word, in + 4 * i, sizeof(word));
		word = htobe32(word);
		memcpy(out + 4 * i, &word, sizeof(word));
	}
}

/* The same for words of 8 bytes. */
static inline void bytes_swap64(void *to, const void *from, size_t count)
{
	char *out = to;
	const char *in = from;
	uint64_t word;

	for (size_t i = 0; i < count; i++) {
		memcpy(&word, in + 8 * i, sizeof(word));
		word = htobe64(word);
		memcpy(out + 8 * i, &word, sizeof(word));
	}
}

/* The bytes of padding behind size bytes: 0 to 3. */
static inline size_t bytes_padding(size_t size)
{
	return -size & 3;
}

#endif
