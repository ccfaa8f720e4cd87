/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_PACKET_H
#define RPC_PACKET_H

/*
 * A call as it goes out: record mark, head, credential, verifier, arguments,
 * one behind the other in one piece of memory.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rpc/bytes.h"
#include "rpc/message.h"
#include "rpc/record.h"

/* What callers lend of their stack: most calls fit. */
#define PACKET_SMALL 1280

/* Where the credential starts. */
#define PACKET_HEAD (RECORD_MARK + MESSAGE_CALL_HEAD)
/* The most that credential and verifier take, with flavors and lengths. */
#define PACKET_AUTH_MOST (2 * (8 + (size_t)MESSAGE_AUTH_MOST))

struct packet {
	uint8_t *bytes; /* lent, or allocated */
	size_t room;
	size_t size; /* so far */
	bool own;
};

/*
 * packet_init() makes room for size bytes: in lent memory, or in memory of its
 * own if that is too small. False without memory.
 */
bool packet_init(struct packet *packet, uint8_t *lent, size_t lent_size,
		 size_t size);
void packet_fini(struct packet *packet);

/* Starts it with the head of a call. */
void packet_begin(struct packet *packet, uint32_t xid, uint32_t program,
		  uint32_t version, uint32_t procedure);

/* An empty credential and an empty verifier. */
static inline void packet_put_no_auth(struct packet *packet)
{
	memset(packet->bytes + packet->size, 0, 16);
	packet->size += 16;
}

/* Ends it: the mark says how long it is. */
static inline void packet_end(struct packet *packet)
{
	bytes_store32(packet->bytes,
		      RECORD_LAST | (uint32_t)(packet->size - RECORD_MARK));
}

#endif
