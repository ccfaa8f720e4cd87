/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_HOT_H
#define RPC_HOT_H

/*
 * A connection that alone keeps the loop busy is hot: the thread that holds the
 * loop leaves it to another and serves that connection by itself, with a recv()
 * that blocks and a send(), and no third system call. Whatever is out of the
 * ordinary gives the connection back to the loop.
 *
 * All of it is the loop's alone, but hot_serve().
 */

#include "rpc/peer.h"

/* Turns in a row after which a connection is hot. */
#define HOT_TURNS 16

/* What is received, and what is sent, at a time. */
#define HOT_ROOM ((size_t)16 << 10)

/* On the thread's stack; in is lent to the peer's reader. */
struct hot {
	size_t size;  /* of out */
	bool is_lost; /* to the loop */
	uint8_t in[HOT_ROOM];
	uint8_t out[HOT_ROOM];
};

/* hot_start() prepares a server's loop. */
void hot_start(struct onc_server *server);

/* hot_note() looks at a turn that is over: who was read from. */
void hot_note(struct onc_server *server);

/*
 * hot_choose() gives the lane of a connection that is hot, which the loop reads
 * no more from, or NULL. The calling thread is to run hot_serve() next.
 */
struct crew_lane *hot_choose(struct onc_server *server);

/*
 * hot_serve() serves a hot connection, until it is to be given back;
 * rpc/hot_serve.c.
 */
void hot_serve(struct peer *peer, struct output_stock *stock);

/* hot_return() takes a connection back whose thread has left it. */
void hot_return(struct peer *peer);

/* hot_forget() is for a connection that closes. */
void hot_forget(struct peer *peer);

#endif
