/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_SLEEP_H
#define RPC_SLEEP_H

/*
 * A thread that sleeps on a word of its own until another one changes it. A
 * wake may come for no reason, and may come to a word that is gone.
 */

#include <stdatomic.h>
#include <stdint.h>

/*
 * Sleeps while the word has the value, until the deadline at most; signals end
 * it early, or are handled in between.
 */
void sleep_while(_Atomic uint32_t *word, uint32_t value, int64_t deadline);

/* Wakes the one that sleeps there. Safe in a signal handler. */
void sleep_wake(_Atomic uint32_t *word);

#endif
