/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A server that speaks the protocol and lies: it says it has what was asked
 * for and sends something else. Each lie must end as 1783, with nothing given
 * and nothing left.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <netmgmt/lmtypes.h>

#include "tests/netmgmt/function.h"
#include "tests/support/heap.h"
#include "tests/support/peer.h"
#include "tests/support/tap.h"

static struct peer peer;
static const char *server;

/* -- telling ------------------------------------------------------------- */

/* The resume value that all ask from. */
enum { FROM = 1000 };

static struct given tell(const struct function *function, DWORD level,
			 const struct sample *reply, NET_API_STATUS *status)
{
	struct given given = {.resume = FROM};
	void *bytes;
	size_t size;

	CU_ASSERT_EQUAL_FATAL(onc_encode(&function->procedure->result,
					 &reply->reply, NULL, &bytes, &size,
					 NULL),
			      ONC_OK);
	peer_say(&peer, PEER_ANSWERS, bytes, size);
	*status = function_call(function, server, level, MAX_PREFERRED_LENGTH,
				&given);
	NetApiBufferFree(bytes);
	return given;
}

/* Tells a reply that must give nothing but this status, and total. */
static void refuse(const struct function *function, DWORD level,
		   const struct sample *reply, NET_API_STATUS expected,
		   DWORD total)
{
	const struct heap_mark before = heap_mark();
	NET_API_STATUS status;
	const struct given given = tell(function, level, reply, &status);

	if (status != expected)
		printf("# %s, level %u: %u\n", function->name, level, status);
	CU_ASSERT_EQUAL(status, expected);
	CU_ASSERT_PTR_NULL(given.buffer);
	CU_ASSERT_EQUAL(given.read, 0);
	if (!(function->flags & FUNCTION_HAS_NO_TOTAL))
		CU_ASSERT_EQUAL(given.total, total);
	CU_ASSERT_EQUAL(given.resume, FROM);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
	CU_ASSERT_EQUAL(heap_mark().bytes, before.bytes);
}

typedef void visiting(const struct function *function,
		      const struct layout *layout);

static void visit(unsigned int kinds, visiting *tell_all)
{
	for (size_t i = 0; i < function_count; i++)
		for (size_t j = 0; j < functions[i].layouts->count; j++)
			if (kinds & 1u << functions[i].kind)
				tell_all(&functions[i],
					 &functions[i].layouts->items[j]);
}

#define GETS (1u << FUNCTION_GET)
#define BARES (1u << FUNCTION_BARE)
#define ENUMS (1u << FUNCTION_ENUM)
#define NAMES (1u << FUNCTION_NAMES)
#define ALL (GETS | BARES | ENUMS | NAMES)

/* -- the truth ----------------------------------------------------------- */

static void believe(const struct function *function,
		    const struct layout *layout)
{
	NET_API_STATUS status;
	struct sample sample;
	struct given given;

	sample_make(&sample, function, layout);
	given = tell(function, layout->level, &sample, &status);
	CU_ASSERT_PTR_NOT_NULL(given.buffer);
	if (function_is_enum(function)) {
		CU_ASSERT_EQUAL(status, ERROR_MORE_DATA);
		CU_ASSERT_EQUAL(given.read, 2);
	} else {
		CU_ASSERT_EQUAL(status, NERR_Success);
	}
	if (function_is_enum(function) &&
	    !(function->flags & FUNCTION_HAS_NO_TOTAL))
		CU_ASSERT_EQUAL(given.total, 9);
	if (function_is_enum(function) &&
	    !(function->flags & FUNCTION_HAS_NO_RESUME))
		CU_ASSERT_EQUAL(given.resume, 1001);
	if (function->kind != FUNCTION_NAMES)
		CU_ASSERT(layout_lies_within(
			layout, given.buffer,
			function_is_enum(function) ? given.read : 1));
	NetApiBufferFree(given.buffer);
}

static void the_liar_can_tell_the_truth(void)
{
	visit(ALL, believe);
}

/* -- lies ---------------------------------------------------------------- */

static void tell_another_level(const struct function *function,
			       const struct layout *layout)
{
	const struct layouts *others = function->layouts;
	struct sample sample;

	for (size_t i = 0; i < others->count; i++) {
		if (others->items[i].level == layout->level)
			continue;
		sample_make(&sample, function, &others->items[i]);
		refuse(function, layout->level, &sample, RPC_X_BAD_STUB_DATA,
		       0);
	}
}

static void data_of_another_level_are_1783(void)
{
	visit(GETS | ENUMS, tell_another_level);
}

static void tell_no_level(const struct function *function,
			  const struct layout *layout)
{
	struct sample sample;

	sample_make(&sample, function, layout);
	if (function->kind == FUNCTION_GET)
		sample.reply.info.info.level = NETMGMT_NO_LEVEL;
	else
		sample.reply.list.list.level = NETMGMT_NO_LEVEL;
	refuse(function, layout->level, &sample, RPC_X_BAD_STUB_DATA, 0);
}

static void data_without_a_level_are_1783(void)
{
	visit(GETS | ENUMS, tell_no_level);
}

static void tell_nothing(const struct function *function,
			 const struct layout *layout)
{
	struct sample sample;

	if (function_may_be_nothing(function, layout->level))
		return;
	sample_make(&sample, function, layout);
	if (function->kind == FUNCTION_BARE)
		sample.reply.bare.item = NULL;
	else
		sample.reply.info.info.item = NULL;
	refuse(function, layout->level, &sample, RPC_X_BAD_STUB_DATA, 0);
}

static void a_success_without_data_is_1783(void)
{
	visit(GETS | BARES, tell_nothing);
}

static void tell_endless(const struct function *function,
			 const struct layout *layout)
{
	struct sample sample;

	sample_make(&sample, function, layout);
	if (function->kind == FUNCTION_ENUM)
		sample.reply.list.list.items.count = 0;
	else
		sample.reply.names.count = sample.reply.names.names.count = 0;
	refuse(function, layout->level, &sample, RPC_X_BAD_STUB_DATA, 0);
	if (function->flags & FUNCTION_HAS_NO_RESUME &&
	    !(function->flags & FUNCTION_PAGES_BY_INDEX))
		return; /* every page is the first one */
	sample_make(&sample, function, layout);
	sample.reply.list.resume = FROM;
	refuse(function, layout->level, &sample, RPC_X_BAD_STUB_DATA, 0);
	sample.reply.list.resume = 0;
	refuse(function, layout->level, &sample, RPC_X_BAD_STUB_DATA, 0);
}

static void a_page_that_would_come_for_ever_is_1783(void)
{
	visit(ENUMS | NAMES, tell_endless);
}

static void tell_denied(const struct function *function,
			const struct layout *layout)
{
	struct sample sample;

	sample_make(&sample, function, layout);
	sample.reply.list.status = ERROR_ACCESS_DENIED;
	refuse(function, layout->level, &sample, ERROR_ACCESS_DENIED, 0);
	if (!function_is_enum(function))
		return;
	sample.reply.list.status = NERR_BufTooSmall;
	refuse(function, layout->level, &sample, NERR_BufTooSmall, 9);
}

static void data_with_a_failure_are_freed(void)
{
	visit(ALL, tell_denied);
}

/* -- disks --------------------------------------------------------------- */

#define TELL(count, bytes)                                                     \
	{                                                                      \
		count, sizeof(bytes) - 1, bytes                                \
	}
static const struct {
	DWORD count;
	DWORD size;
	const char *bytes;
} names[] = {
	TELL(3, "/\0/home\0\0"),
	TELL(1, "/\0/home\0\0"),
	TELL(2, "/\0/home\0"),
	TELL(2, "/\0/home"),
	TELL(2, "/\0\0/home\0"),
	TELL(2, "/\0/home\0\0\0"),
	TELL(2, "/\0/home\0x"),
	TELL(0, "\0"),
	TELL(1, ""),
	TELL(0xFFFFFFFF, "/\0/home\0\0"),
	TELL(1, "\0"),
	TELL(1, "\0\0"),
};

static void tell_names(const struct function *function,
		       const struct layout *layout)
{
	struct sample sample;

	for (size_t i = 0; i < TAP_COUNT(names); i++) {
		sample_make(&sample, function, layout);
		sample.reply.names.status = NERR_Success;
		sample.reply.names.count = names[i].count;
		sample.reply.names.names.count = names[i].size;
		sample.reply.names.names.items = (char *)names[i].bytes;
		refuse(function, layout->level, &sample, RPC_X_BAD_STUB_DATA,
		       0);
	}
}

static void names_that_are_not_as_many_as_said_are_1783(void)
{
	visit(NAMES, tell_names);
}

static void no_names_at_all_are_a_success(void)
{
	const struct function *function = functions;
	NET_API_STATUS status;
	struct sample sample;
	struct given given;

	while (function->kind != FUNCTION_NAMES)
		function++;
	memset(&sample, 0, sizeof(sample));
	given = tell(function, 0, &sample, &status);
	CU_ASSERT_EQUAL(status, NERR_Success);
	CU_ASSERT_EQUAL(given.read, 0);
	CU_ASSERT_PTR_NULL(given.buffer);
}

static void a_call_the_server_does_not_have_is_1745(void)
{
	/* RFC 5531: reply, accepted, AUTH_NONE of no bytes, PROC_UNAVAIL */
	static const unsigned char words[20] = {[3] = 1, [19] = 3};

	for (size_t i = 0; i < function_count; i++) {
		struct given given = {.resume = 0};

		peer_say(&peer, PEER_REPLIES, words, sizeof(words));
		CU_ASSERT_EQUAL(
			function_call(&functions[i], server,
				      functions[i].layouts->items[0].level,
				      MAX_PREFERRED_LENGTH, &given),
			RPC_S_PROCNUM_OUT_OF_RANGE);
		CU_ASSERT_PTR_NULL(given.buffer);
	}
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(the_liar_can_tell_the_truth),
		TAP_CASE(data_of_another_level_are_1783),
		TAP_CASE(data_without_a_level_are_1783),
		TAP_CASE(a_success_without_data_is_1783),
		TAP_CASE(a_page_that_would_come_for_ever_is_1783),
		TAP_CASE(data_with_a_failure_are_freed),
		TAP_CASE(names_that_are_not_as_many_as_said_are_1783),
		TAP_CASE(no_names_at_all_are_a_success),
		TAP_CASE(a_call_the_server_does_not_have_is_1745),
	};
	LPBYTE block;
	int result;

	if (peer_start(&peer) != 0)
		return 99;
	server = peer.uri + strlen("tcp://");
	setenv("NETMGMT_LOCAL", peer.uri, 1);
	/* The first call of a process makes the C library keep some things. */
	peer_say(&peer, PEER_CLOSES, NULL, 0);
	if (NetRemoteTOD(server, &block) == 0)
		return 99;
	result = tap_run("lies", cases, TAP_COUNT(cases));
	peer_stop(&peer);
	return result;
}
