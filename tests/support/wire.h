/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_WIRE_H
#define TESTS_SUPPORT_WIRE_H

/*
 * Messages as bytes, right or wrong, put together word by word. It shares
 * nothing with the library, so that it can judge it. Ends the program if memory
 * runs out.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wire {
	uint8_t *at; /* zeros are an empty one; wire_fini() frees */
	size_t size;
	size_t room;
};

void wire_fini(struct wire *wire);
void wire_clear(struct wire *wire);

void wire_put(struct wire *wire, const void *bytes, size_t size);
void wire_put_zeros(struct wire *wire, size_t size);
void wire_put_word(struct wire *wire, uint32_t word);
void wire_put_words(struct wire *wire, const uint32_t *words, size_t count);
/* A count, the bytes, and their padding of zeros. */
void wire_put_counted(struct wire *wire, const void *bytes, size_t size);

#define WIRE_WORDS(wire, ...)                                                  \
	wire_put_words(wire, (const uint32_t[]){__VA_ARGS__},                  \
		       sizeof((const uint32_t[]){__VA_ARGS__}) / 4)

/* How a record is cut: the first fragment's size, then that of each other. */
struct wire_cut {
	size_t first; /* 0: as the others */
	size_t every; /* 0: all that is left */
	size_t empty; /* fragments of nothing before the first */
};

/* Appends a record of these bytes; cut NULL makes one fragment. */
void wire_put_record(struct wire *wire, const void *bytes, size_t size,
		     const struct wire_cut *cut);

/* The head of a call with AUTH_NONE, 40 bytes. */
void wire_put_call(struct wire *wire, uint32_t xid, uint32_t program,
		   uint32_t version, uint32_t procedure);

/* A whole call in a record of one fragment. */
void wire_put_call_record(struct wire *wire, const uint32_t target[3],
			  uint32_t xid, const void *arguments, size_t size);

/* The head of an accepted reply behind its xid, 20 bytes. */
void wire_put_accepted(struct wire *wire, uint32_t accept);

uint32_t wire_word(const struct wire *wire, size_t at);
bool wire_is(const struct wire *wire, const uint32_t *words, size_t count);

/* The values that a word of a good message is replaced by. */
#define WIRE_EVIL_COUNT 8
extern const uint32_t wire_evil[WIRE_EVIL_COUNT];

/* A fixed sequence of numbers. */
uint32_t wire_random(uint64_t *state);

#endif
