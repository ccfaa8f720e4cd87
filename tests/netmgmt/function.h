/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_NETMGMT_FUNCTION_H
#define TESTS_NETMGMT_FUNCTION_H

/*
 * All functions of the library with all their levels, in one table. What must
 * hold for each of them - its arguments, its one block, what it says without
 * memory, to a damaged reply and to a lie - is tested over the table, so a
 * function is tested by adding a line to it.
 */

#include <onc/client.h>

#include "tests/netmgmt/layout.h"

enum function_kind {
	FUNCTION_GET,	/* one structure of a level */
	FUNCTION_BARE,	/* one structure, no levels */
	FUNCTION_ENUM,	/* an array of structures of a level */
	FUNCTION_NAMES, /* an array of strings, packed */
};

/* What a call asks for, and where its outputs go. */
struct asking {
	LMCSTR server;
	LMCSTR name; /* of the account, if the function takes one */
	DWORD level;
	DWORD prefmaxlen;
	LPBYTE *buffer;
	LPDWORD read;
	LPDWORD total;
	LPDWORD resume;
};

enum {
	FUNCTION_TAKES_NAME = 1,
	FUNCTION_HAS_NO_RESUME = 2,
	FUNCTION_HAS_NO_TOTAL = 4,
	FUNCTION_PAGES_BY_INDEX = 8, /* its resume value is a position */
	FUNCTION_IS_LOCAL = 16,	     /* asks this host alone */
};

struct function {
	const char *name; /* as in <lm.h> */
	enum function_kind kind;
	unsigned int flags;
	const char *item; /* a name that the fixture has */
	const struct onc_procedure *procedure;
	const struct layouts *layouts; /* of the levels, and no others */
	NET_API_STATUS (*call)(const struct asking *asking);
};

extern const struct function functions[];
extern const size_t function_count;

/* function_is_enum() tells those that give counts. */
bool function_is_enum(const struct function *function);

/*
 * function_may_be_nothing() tells the one level whose success may come without
 * data, and function_is_empty() those of which the fixture has nothing.
 */
bool function_may_be_nothing(const struct function *function, DWORD level);
bool function_is_empty(const struct function *function, DWORD level);

/* What a call gave. */
struct given {
	LPBYTE buffer;
	DWORD read;
	DWORD total;
	DWORD resume;
};

/*
 * function_call() calls with what the fixture has, from given->resume on; the
 * other outputs hold something before that is no result. One that is local
 * asks this host, that of NETMGMT_LOCAL, whatever the server.
 */
NET_API_STATUS function_call(const struct function *function, LMCSTR server,
			     DWORD level, DWORD prefmaxlen,
			     struct given *given);

/* A reply as the server should send it, of the level's structures. */
struct sample {
	union {
		struct {
			unsigned int status;
			struct {
				unsigned int level;
				void *item;
			} info;
		} info;
		struct {
			unsigned int status;
			void *item;
		} bare;
		struct {
			unsigned int status;
			unsigned int total;
			unsigned int resume;
			struct {
				unsigned int level;
				struct onc_counted items;
			} list;
		} list;
		struct {
			unsigned int status;
			unsigned int total;
			unsigned int resume;
			unsigned int count;
			struct onc_counted names;
		} names;
	} reply;
	_Alignas(16) char items[2][512];
};

/*
 * sample_make() makes a reply: one structure, or a page of two with more to
 * come, whose resume value is 1001.
 */
void sample_make(struct sample *sample, const struct function *function,
		 const struct layout *layout);

#endif
