/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_CHANGE_H
#define ONCGEN_CHANGE_H

/*
 * The list of differences. One that is met on several ways is in it once, and
 * breaks what it breaks on any of them.
 */

#include <stdarg.h>
#include <stdio.h>

#include "diff.h"

/* Ways that bytes go. */
enum {
	OLD_TO_NEW = 1, /* what the old side writes, the new may not read */
	NEW_TO_OLD = 2,
	BOTH_WAYS = OLD_TO_NEW | NEW_TO_OLD,
};

/* Pairs that can no longer talk, wholly or in part. */
enum {
	OLD_CLIENT = 1, /* and a new server */
	NEW_CLIENT = 2, /* and an old server */
	OLD_DATA = 4,	/* kept, and read by a new program */
	NEW_DATA = 8,	/* read by an old program */
	C_CHANGES = 16, /* nobody, but C of the old side does not compile */
};

/* What a type is for, which says who writes and who reads it. */
enum role {
	ROLE_NONE, /* its use is compared elsewhere; this is about C */
	ROLE_ARGUMENT,
	ROLE_RESULT,
	ROLE_DATA, /* no procedure's: anybody may write and read it */
	ROLE_COUNT
};

struct change {
	struct change *next;
	const struct place *old, *new; /* either may be NULL */
	const char *text;
	unsigned int breaks;
	size_t number;
};

struct changes {
	struct arena *arena;
	struct map known;
	struct change *first, *last;
	size_t count;
};

void changes_init(struct changes *changes, struct arena *arena);

/* Who cannot talk if bytes of that role do not pass that way. */
unsigned int change_breaks(enum role role, unsigned int ways);

/* Without an old place it is new, without a new one it is gone. */
__attribute__((format(printf, 5, 6))) void change_add(struct changes *changes,
						      const struct place *old,
						      const struct place *new,
						      unsigned int breaks,
						      const char *format, ...);

/* In the order of the new file, what is gone at the end. */
enum verdict changes_print(struct changes *changes, FILE *stream);

#endif
