/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_DATAGRAM_H
#define RPC_DATAGRAM_H

/*
 * Calls of one datagram each, answered by one: what comes may be anybody's in
 * anybody's name, and what does not fit is refused. All of a socket's calls
 * are one lane.
 */

#include "rpc/service.h"

struct listener;

/* datagram_start() has the loop receive; false: no memory. */
bool datagram_start(struct listener *listener);

/* For the crew: see struct crew_work. */
void datagram_run(struct crew_lane *lane, struct crew_task *task);
void datagram_news(struct crew_lane *lane);

/* datagram_drain() receives no more. True: no call is under way either. */
bool datagram_drain(struct datagram *datagram);

/* datagram_free() drops what waits; nothing of it runs. NULL is fine. */
void datagram_free(struct datagram *datagram);

#endif
