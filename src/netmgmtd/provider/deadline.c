/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A call waits for one of the source's places, so that no more threads than
 * places are ever made; those that hang keep theirs. The source lives until
 * the last of its threads is done with it.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/deadline.h"

enum { STACK = 1 << 20 }; /* modules of NSS are not modest */

struct deadline {
	pthread_mutex_t lock;
	pthread_cond_t changed; /* some call ended */
	unsigned int most;
	unsigned int running; /* places taken, by those that hang too */
	unsigned int hanging;
	bool freed;
};

struct call {
	struct deadline *deadline;
	const struct deadline_work *work;
	void *data;
	int result;
	bool done;
	bool given_up;
};

int deadline_new(struct deadline **deadline, unsigned int most)
{
	struct deadline *made = calloc(1, sizeof(*made));
	pthread_condattr_t attributes;

	*deadline = made;
	if (!made)
		return -ENOMEM;
	made->most = most;
	pthread_mutex_init(&made->lock, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&made->changed, &attributes);
	pthread_condattr_destroy(&attributes);
	return 0;
}

/* Unlocks; the last one out frees. */
static void leave(struct deadline *deadline)
{
	bool last = deadline->freed && deadline->running == 0;

	pthread_mutex_unlock(&deadline->lock);
	if (!last)
		return;
	pthread_cond_destroy(&deadline->changed);
	pthread_mutex_destroy(&deadline->lock);
	free(deadline);
}

void deadline_free(struct deadline *deadline)
{
	if (!deadline)
		return;
	pthread_mutex_lock(&deadline->lock);
	deadline->freed = true;
	leave(deadline);
}

/* -- the other thread ---------------------------------------------------- */

static void *run(void *argument)
{
	struct call *call = argument;
	struct deadline *deadline = call->deadline;
	int result = call->work->run(call->data);

	pthread_mutex_lock(&deadline->lock);
	if (call->given_up) {
		/* Nobody waits for it; the place is free when all is. */
		pthread_mutex_unlock(&deadline->lock);
		call->work->release(call->data);
		free(call);
		pthread_mutex_lock(&deadline->lock);
		deadline->hanging--;
	} else {
		call->result = result;
		call->done = true;
	}
	deadline->running--;
	pthread_cond_broadcast(&deadline->changed);
	leave(deadline);
	return NULL;
}

/* Signals are for the threads that wait for them. */
static int start(struct call *call)
{
	pthread_attr_t attributes;
	sigset_t all, before;
	pthread_t thread;
	int r;

	if (pthread_attr_init(&attributes) != 0)
		return -ENOMEM;
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attributes, STACK);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = pthread_create(&thread, &attributes, run, call);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	pthread_attr_destroy(&attributes);
	return -r;
}

/* -- the caller's -------------------------------------------------------- */

static struct timespec end_of(unsigned int milliseconds)
{
	struct timespec end;

	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += milliseconds / 1000;
	end.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (end.tv_nsec >= 1000000000) {
		end.tv_sec++;
		end.tv_nsec -= 1000000000;
	}
	return end;
}

/* These two hold the lock. */
static int take_place(struct deadline *deadline, const struct timespec *end)
{
	int r = 0;

	while (deadline->running >= deadline->most) {
		if (r != 0 || deadline->hanging >= deadline->most)
			return -ETIMEDOUT;
		r = pthread_cond_timedwait(&deadline->changed, &deadline->lock,
					   end);
	}
	deadline->running++;
	return 0;
}

static int wait_for(struct call *call, const struct timespec *end)
{
	struct deadline *deadline = call->deadline;
	int r = 0;

	while (!call->done && r == 0)
		r = pthread_cond_timedwait(&deadline->changed, &deadline->lock,
					   end);
	if (call->done)
		return 0;
	call->given_up = true;
	deadline->hanging++;
	/* Who waits for a place may have nothing to wait for any more. */
	pthread_cond_broadcast(&deadline->changed);
	return -ETIMEDOUT;
}

int deadline_run(struct deadline *deadline, unsigned int milliseconds,
		 const struct deadline_work *work, void **data)
{
	struct timespec end = end_of(milliseconds);
	struct call *call = calloc(1, sizeof(*call));
	int r;

	if (!call)
		return -ENOMEM;
	*call = (struct call){deadline, work, *data, 0, false, false};
	pthread_mutex_lock(&deadline->lock);
	r = take_place(deadline, &end);
	if (r < 0) {
		pthread_mutex_unlock(&deadline->lock);
		free(call);
		work->release(cleanup_steal(data));
		return r;
	}
	r = start(call);
	if (r < 0) {
		deadline->running--;
		pthread_mutex_unlock(&deadline->lock);
		free(call);
		return r;
	}
	r = wait_for(call, &end);
	pthread_mutex_unlock(&deadline->lock);
	if (r < 0) {
		*data = NULL;
		return r;
	}
	r = call->result;
	free(call);
	return r;
}
