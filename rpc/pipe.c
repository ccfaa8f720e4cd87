/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Keeping SIGPIPE from the program, whatever it does with signals itself.
 */
#include <errno.h>
#include <time.h>

#include "rpc/pipe.h"

static void only_sigpipe(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGPIPE);
}

static bool is_pending(void)
{
	sigset_t pending;

	sigemptyset(&pending);
	sigpending(&pending);
	return sigismember(&pending, SIGPIPE) == 1;
}

void pipe_guard_enter(struct pipe_guard *guard)
{
	sigset_t pipe;

	guard->pending = is_pending();
	only_sigpipe(&pipe);
	pthread_sigmask(SIG_BLOCK, &pipe, &guard->before);
}

void pipe_guard_leave(const struct pipe_guard *guard)
{
	const struct timespec at_once = {0};
	sigset_t pipe;

	only_sigpipe(&pipe);
	if (!guard->pending && is_pending())
		while (sigtimedwait(&pipe, NULL, &at_once) < 0 &&
		       errno == EINTR)
			;
	pthread_sigmask(SIG_SETMASK, &guard->before, NULL);
}
