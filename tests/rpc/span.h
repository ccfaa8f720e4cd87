/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_RPC_SPAN_H
#define TESTS_RPC_SPAN_H

/*
 * A type of C with a codec: two pointers, of which one wants alignment. On
 * the wire a count, that many hypers, and a word that is their number again.
 */

#include <stdint.h>

struct span {
	uint8_t level; /* not on the wire */
	int64_t *first, *last;
};

#endif
