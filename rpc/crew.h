/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_CREW_H
#define RPC_CREW_H

/*
 * The threads of a server. One of them holds the loop, and runs what the loop
 * brings by itself: tasks that are quick cost no change of thread. Another one
 * watches it, and takes the loop over if it stays away with a task that is not.
 *
 * Tasks wait in lanes, one lane for each connection, and lanes take turns, so
 * that a connection with many tasks delays no other. A lane has at most half
 * of the threads at work. The last thread that is free keeps to the loop.
 *
 * The crew knows nothing of sockets; what it does is in struct crew_work. Its
 * functions may be called by any thread unless said otherwise.
 */

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* The first member of whatever is to be run. */
struct crew_task {
	struct crew_task *next;
};

/* The first member of whatever tasks come from. All of it is the crew's. */
struct crew_lane {
	struct crew_lane *next;	     /* in the ring of those with tasks */
	struct crew_lane *next_news; /* in the list of those with news */
	struct crew_lane *next_fresh;
	struct crew_task *fresh; /* submitted in this turn; the holder's */
	struct crew_task **fresh_last;
	unsigned fresh_count;
	struct crew_task *first;
	struct crew_task **last;
	_Atomic unsigned queued;
	unsigned running; /* threads that are at its tasks */
	bool ringed;
	bool held;   /* none of its tasks is to be started */
	bool report; /* the loop wants to know when one ended */
	bool told;   /* it is among those with news */
};

/* A thread of the crew; storage is where the work keeps what is its own. */
struct crew_worker {
	struct crew *crew;
	struct crew_worker *next;
	pthread_t thread;
	struct crew_lane *lane; /* whose tasks it runs */
	void *storage;
};

struct crew_work {
	/*
	 * Waits for something to happen, unless it is not to wait, sees to it
	 * and returns. The holder's alone: what it calls needs no lock. Returns
	 * a lane that crew_may_dwell() on, for the thread to dwell on it.
	 */
	struct crew_lane *(*turn)(void *context, struct crew_worker *worker,
				  bool wait);

	/*
	 * Runs a task, which is run's from here on; is_last: and flushes, as no
	 * other of the lane waits.
	 */
	void (*run)(void *context, struct crew_lane *lane,
		    struct crew_task *task, struct crew_worker *worker,
		    bool is_last);

	/* Sends what the lane's tasks have left to be sent. */
	void (*flush)(void *context, struct crew_lane *lane,
		      struct crew_worker *worker);

	/*
	 * Serves a lane by itself, while another thread has the loop, as long
	 * as it likes and not crew_wants() its thread. The lane is news then.
	 */
	void (*dwell)(void *context, struct crew_lane *lane,
		      struct crew_worker *worker);

	/* Ends a turn() that waits; also before it began to. */
	void (*wake)(void *context);

	/* A thread ends: its storage goes. */
	void (*leave)(void *context, struct crew_worker *worker);
};

struct crew_counts {
	uint64_t takeovers;
	unsigned queued, queued_peak;
	unsigned threads;
};

struct crew {
	const struct crew_work *work;
	void *context;
	unsigned most;	/* threads */
	unsigned limit; /* of them, at one lane's tasks */

	pthread_mutex_t lock; /* of all that follows, and of lanes */
	pthread_cond_t watching;
	pthread_cond_t idle;
	struct crew_worker own; /* of the thread that calls crew_run() */
	struct crew_worker *workers;
	unsigned count;	   /* threads that there are */
	unsigned idlers;   /* of them, those that wait on idle */
	unsigned called;   /* idlers that were called and did not come yet */
	unsigned dwelling; /* threads that have a lane to themselves */
	unsigned coming;   /* threads that were made and did not start yet */
	struct crew_worker *holder;
	struct crew_worker *watcher;
	bool away;		 /* the holder runs tasks */
	bool dozing;		 /* the watcher waits for it to go away */
	uint64_t absences;	 /* how often it went */
	struct crew_lane *fresh; /* lanes with fresh tasks; the holder's */
	int64_t slow_until;	 /* one more takeover, and tasks are slow, ns */
	int64_t wary_until; /* tasks are slow, and none of the holder's, ns */
	struct crew_lane *ring;
	struct crew_lane **ring_last;
	struct crew_lane *news;
	atomic_bool has_news;
	atomic_bool wanting; /* there are not threads enough */
	bool ended;
	struct crew_counts counts;
};

void crew_init(struct crew *crew, const struct crew_work *work, void *context);
void crew_fini(struct crew *crew);

/*
 * crew_run() makes the calling thread one of a crew of most at the most, until
 * crew_end(). It returns when all other threads are gone. Tasks that are left
 * are in their lanes.
 */
void crew_run(struct crew *crew, unsigned most);
void crew_end(struct crew *crew);

void crew_lane_init(struct crew_lane *lane);

/*
 * crew_submit() adds a chain of count tasks to a lane; the holder's alone, in
 * turn(). Returns how many tasks of the lane wait.
 */
unsigned crew_submit(struct crew *crew, struct crew_lane *lane,
		     struct crew_task *first, struct crew_task *last,
		     unsigned count);

/* No task of the lane is started until crew_release(), the holder's alone. */
void crew_hold(struct crew *crew, struct crew_lane *lane);
void crew_release(struct crew *crew, struct crew_lane *lane);

/*
 * crew_report() says whether the end of a lane's task is news, and returns how
 * many tasks of the lane wait or run.
 */
unsigned crew_report(struct crew *crew, struct crew_lane *lane, bool report);

/*
 * True if a thread may leave the loop for a lane: nothing of the lane is under
 * way, and there are threads enough for the rest.
 */
bool crew_may_dwell(struct crew *crew, const struct crew_lane *lane);

/* True if a thread that dwells is to come back. */
static inline bool crew_wants(struct crew *crew)
{
	return atomic_load_explicit(&crew->wanting, memory_order_relaxed);
}

/* crew_tell() makes a lane news. */
void crew_tell(struct crew *crew, struct crew_lane *lane);

/* crew_drop() gives the tasks that wait in a lane, a chain, to the caller. */
struct crew_task *crew_drop(struct crew *crew, struct crew_lane *lane);

/* crew_forget() takes a lane without tasks out of the news. */
void crew_forget(struct crew *crew, struct crew_lane *lane);

/* crew_news() gives the next lane with news, or NULL; the holder's alone. */
struct crew_lane *crew_news(struct crew *crew);

/* True if there may be news. */
static inline bool crew_has_news(struct crew *crew)
{
	return atomic_load_explicit(&crew->has_news, memory_order_relaxed);
}

void crew_count(struct crew *crew, struct crew_counts *counts);

#endif
