/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_ASYNC_H
#define ONC_ASYNC_H

/*
 * Calls without a thread that waits: one thread drives any number of handles,
 * with any number of calls in flight on each.
 *
 * Handles of onc_connect() are put into a group. onc_start() queues a call and
 * returns; onc_group_run() sends what is queued, receives what has come, and
 * calls back. Calls that start between two runs leave together.
 *
 * One thread at a time runs a group, adds and removes its handles. Starting
 * and cancelling calls may be done by any thread. A handle in a group still
 * serves onc_call() in any thread.
 */

#include <stdbool.h>

#include <onc/client.h>

#ifdef __cplusplus
extern "C" {
#endif

struct onc_group;
struct onc_pending;

/*
 * What is called when a call has ended: from onc_group_run() only, in its
 * thread, with nothing locked. It may start and cancel calls, and disconnect
 * any handle.
 *
 * result is a block that the callee frees with NetApiBufferFree(); NULL on
 * failure, or if the procedure has no result. Meanwhile onc_error() and
 * onc_error_fault() tell of this call.
 */
typedef void onc_done(void *context, enum onc_status status, void *result);

/*
 * onc_group_new() makes an empty group, which the caller ends with
 * onc_group_free(). On failure *group is NULL.
 *
 * Errors: ONC_NO_MEMORY, ONC_NO_DESCRIPTORS.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1))
enum onc_status onc_group_new(struct onc_group **group);

/*
 * onc_group_free() ends a group. Its handles leave it and stay the caller's;
 * calls that are not over end without calling back, and what they were given
 * is freed. No struct onc_pending of the group may be used any more. NULL is
 * fine.
 */
ONC_PUBLIC()
void onc_group_free(struct onc_group *group);

/*
 * onc_group_add() puts a handle of onc_connect() into a group, where it stays
 * until onc_group_remove(), onc_disconnect() or onc_group_free(). It stays the
 * caller's.
 *
 * Errors: ONC_BAD_HANDLE for a handle of another kind, or one that is in a
 * group already, ONC_NO_MEMORY.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2))
enum onc_status onc_group_add(struct onc_group *group, CLIENT *clnt);

/*
 * onc_group_remove() takes a handle out. Its calls that were started end with
 * ONC_CANCELLED, called back by the next onc_group_run().
 */
ONC_PUBLIC(ONC_NONNULL(1, 2))
void onc_group_remove(struct onc_group *group, CLIENT *clnt);

/*
 * onc_group_fd() gives a descriptor for other loops: it is readable when
 * onc_group_run(group, 0) has something to do. It stays the group's; only
 * poll(), select() and epoll are for it.
 */
ONC_PUBLIC(ONC_NONNULL(1))
int onc_group_fd(const struct onc_group *group);

/*
 * onc_group_run() does what there is to do: connects, sends, receives, ends
 * what is overdue, calls back. Then it returns; if there is nothing to do it
 * waits first, for timeout milliseconds at most; -1 is without limit. A signal
 * ends the waiting.
 *
 * Errors: ONC_NO_MEMORY; failures of calls are those calls' alone.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1))
enum onc_status onc_group_run(struct onc_group *group, int timeout);

/* onc_group_pending() counts the calls that are not over, or not taken yet. */
ONC_PUBLIC(ONC_NONNULL(1))
size_t onc_group_pending(const struct onc_group *group);

/*
 * onc_start() starts a call on a handle that is in a group.
 *
 * argument is encoded before it returns, and not used afterwards. options as
 * for onc_call(), except that cancelled is not looked at. done is called once
 * if the call was started, never if this fails. *pending, if asked for, may be
 * used until done is called. With done NULL, *pending is to be taken by
 * onc_pending_take(); with both NULL the result is dropped.
 *
 * Errors: ONC_BAD_HANDLE for a handle in no group, ONC_BAD_ARGUMENT,
 * ONC_NO_CREDENTIALS, ONC_NO_MEMORY, ONC_NOT_SUPPORTED for a security flavor
 * that wraps arguments. All else comes to done.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2))
enum onc_status onc_start(CLIENT *clnt, const struct onc_procedure *procedure,
			  const void *argument,
			  const struct onc_options *options, onc_done *done,
			  void *context, struct onc_pending **pending);

/*
 * onc_pending_cancel() ends a call with ONC_CANCELLED, if it is not over; the
 * next onc_group_run() calls back.
 */
ONC_PUBLIC(ONC_NONNULL(1))
void onc_pending_cancel(struct onc_pending *pending);

/*
 * onc_pending_take() asks whether a call without done is over. If so, *status
 * says how, *result is a block of the caller's or NULL, and pending is freed.
 * result may be NULL: what came is freed then.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2))
bool onc_pending_take(struct onc_pending *pending, enum onc_status *status,
		      void **result);

#ifdef __cplusplus
}
#endif

#endif
