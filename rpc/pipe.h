/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_PIPE_H
#define RPC_PIPE_H

/*
 * libtirpc writes to connections that may be gone. The SIGPIPE of such a write
 * is ours, not the program's: held back, and taken if it came.
 */

#include <signal.h>
#include <stdbool.h>

struct pipe_guard {
	sigset_t before;
	bool pending; /* one of somebody else's */
};

/* From here on a SIGPIPE of this thread waits. */
void pipe_guard_enter(struct pipe_guard *guard);

/* Takes the SIGPIPE that came since, and lets later ones through. */
void pipe_guard_leave(const struct pipe_guard *guard);

#endif
