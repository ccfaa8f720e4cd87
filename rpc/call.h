/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_CALL_H
#define RPC_CALL_H

/*
 * One call of a procedure with tables, over either kind of handle: own.c
 * carries it over a channel of ours, stock.c over whatever libtirpc has.
 */

#include <limits.h>
#include <stdint.h>
#include <sys/time.h>

#include "rpc/channel.h"
#include "rpc/message.h"
#include "rpc/packet.h"
#include "rpc/stream.h"

#include <onc/client.h>

/* The time a call has where nobody says otherwise, in milliseconds. */
#define CALL_TIMEOUT 25000

static inline struct timeval call_timeval(unsigned milliseconds)
{
	return (struct timeval){
		.tv_sec = milliseconds / 1000,
		.tv_usec = milliseconds % 1000 * 1000,
	};
}

static inline unsigned call_milliseconds(const struct timeval *wait)
{
	const int64_t milliseconds =
		(int64_t)wait->tv_sec * 1000 + (wait->tv_usec + 999) / 1000;

	return milliseconds < UINT_MAX ? (unsigned)milliseconds : UINT_MAX;
}

struct handle;

struct call {
	CLIENT *clnt;
	struct handle *handle; /* NULL for a stock one */
	const struct onc_procedure *procedure;
	const struct onc_options *options;
	size_t cap;
	bool wrapped; /* ours, but as a stock one: arguments are wrapped */
	bool is_told; /* how it failed is kept for onc_error() already */

	/* How it went; outcome and reply say more than fault where they can. */
	struct onc_fault fault;
	struct outcome outcome;
	struct message_reply reply;

	/* After a success: borrowed until the call is finished. */
	const uint8_t *results;
	size_t size;

	union {
		struct {
			struct packet packet;
			struct pending pending;
			uint8_t small[PACKET_SMALL];
			uint8_t scratch[CHANNEL_SCRATCH];
		} own;
		struct {
			struct packet packet; /* of the arguments alone */
			struct stream reply;
			enum onc_status drained;
			uint8_t small[PACKET_SMALL];
		} stock;
	};
};

/* Encodes, sends, waits; call->results has the answer of a success. */
ONC_MUST_USE
enum onc_status own_call(struct call *call, const void *argument);
void own_fini(struct call *call);
ONC_MUST_USE
enum onc_status stock_call(struct call *call, const void *argument);
void stock_fini(struct call *call);

/*
 * own_measure() finds what the packet of a call takes, and *wire, what its
 * argument does; own_pack() fills a packet of that size. The fault says why
 * not.
 */
ONC_MUST_USE
enum onc_status own_measure(const struct onc_procedure *procedure,
			    const void *argument, size_t cap, bool has_auth,
			    size_t *wire, size_t *size,
			    struct onc_fault *fault);
ONC_MUST_USE
enum onc_status own_pack(struct handle *handle, bool has_auth,
			 const struct onc_procedure *procedure,
			 const void *argument, size_t wire, uint32_t xid,
			 struct packet *packet, struct onc_fault *fault);

#endif
