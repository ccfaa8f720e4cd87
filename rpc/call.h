/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_CALL_H
#define RPC_CALL_H

/*
 * What calls and handles agree on.
 */

#include <sys/time.h>

/* The time a call has where nobody says otherwise, in milliseconds. */
#define CALL_TIMEOUT 25000

static inline struct timeval call_timeval(unsigned milliseconds)
{
	return (struct timeval){
		.tv_sec = milliseconds / 1000,
		.tv_usec = milliseconds % 1000 * 1000,
	};
}

#endif
