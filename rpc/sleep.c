/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sleeping on a word: a futex of this process alone.
 */
#include <errno.h>
#include <linux/futex.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "rpc/deadline.h"
#include "rpc/sleep.h"

void sleep_while(_Atomic uint32_t *word, uint32_t value, int64_t deadline)
{
	const struct timespec until = deadline_timespec(deadline);

	syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, value,
		deadline == DEADLINE_NEVER ? NULL : &until, NULL,
		FUTEX_BITSET_MATCH_ANY);
}

void sleep_wake(_Atomic uint32_t *word)
{
	const int error = errno;

	syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
	errno = error;
}
