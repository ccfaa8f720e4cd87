/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Replies that are damaged on their way: every proper prefix of a good reply
 * and every change of one byte of it come to the functions, over TCP, and each
 * time the caller gets an error and nothing, or a whole result in one block.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/netmgmt/function.h"
#include "tests/support/heap.h"
#include "tests/support/peer.h"
#include "tests/support/tap.h"

static struct peer peer;
static const char *server;

static void call_once(const struct function *function, DWORD level,
		      bool may_succeed)
{
	const struct heap_mark before = heap_mark();
	struct given given = {.resume = 0};
	NET_API_STATUS status = function_call(function, server, level,
					      MAX_PREFERRED_LENGTH, &given);
	DWORD size;

	if (status && status != ERROR_MORE_DATA) {
		CU_ASSERT_PTR_NULL(given.buffer);
	} else {
		CU_ASSERT(may_succeed);
		CU_ASSERT(!given.buffer ||
			  NetApiBufferSize(given.buffer, &size) == 0);
	}
	if (function_is_enum(function))
		CU_ASSERT_EQUAL(given.read > 0, given.buffer != NULL);
	CU_ASSERT_EQUAL(NetApiBufferFree(given.buffer), 0);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
}

static void cut(const struct function *function, DWORD level,
		unsigned char *bytes, size_t size)
{
	for (size_t length = 0; length < size; length++) {
		peer_say(&peer, PEER_ANSWERS, bytes, length);
		call_once(function, level, false);
	}
}

static void change(const struct function *function, DWORD level,
		   unsigned char *bytes, size_t size)
{
	static const unsigned char changes[] = {1, 0x80, 0xff};

	for (size_t at = 0; at < size; at++) {
		for (size_t i = 0; i < sizeof(changes); i++) {
			bytes[at] ^= changes[i];
			peer_say(&peer, PEER_ANSWERS, bytes, size);
			call_once(function, level, true);
			bytes[at] ^= changes[i];
		}
	}
}

typedef void damaging(const struct function *function, DWORD level,
		      unsigned char *bytes, size_t size);

static void damage(const struct function *function, const struct layout *layout,
		   damaging *how)
{
	struct sample sample;
	unsigned char *bytes;
	size_t size;

	sample_make(&sample, function, layout);
	CU_ASSERT_EQUAL_FATAL(onc_encode(&function->procedure->result,
					 &sample.reply, NULL, (void **)&bytes,
					 &size, NULL),
			      ONC_OK);
	how(function, layout->level, bytes, size);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

static void damage_all(damaging *how)
{
	for (size_t i = 0; i < function_count; i++)
		for (size_t j = 0; j < functions[i].layouts->count; j++)
			damage(&functions[i], &functions[i].layouts->items[j],
			       how);
}

static void accept(const struct function *function, DWORD level,
		   unsigned char *bytes, size_t size)
{
	struct given given = {.resume = 0};
	NET_API_STATUS status;

	peer_say(&peer, PEER_ANSWERS, bytes, size);
	status = function_call(function, server, level, MAX_PREFERRED_LENGTH,
			       &given);
	if (status != (function_is_enum(function) ? ERROR_MORE_DATA : 0))
		printf("# %s, level %u: %u\n", function->name, level, status);
	CU_ASSERT_PTR_NOT_NULL(given.buffer);
	NetApiBufferFree(given.buffer);
}

static void a_reply_that_nothing_damaged_is_a_result(void)
{
	damage_all(accept);
}

static void a_reply_cut_anywhere_is_an_error_and_nothing(void)
{
	damage_all(cut);
}

static void a_reply_changed_anywhere_is_an_error_or_a_whole(void)
{
	damage_all(change);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(a_reply_that_nothing_damaged_is_a_result),
		TAP_CASE(a_reply_cut_anywhere_is_an_error_and_nothing),
		TAP_CASE(a_reply_changed_anywhere_is_an_error_or_a_whole),
	};
	LPBYTE block;
	int status;

	if (peer_start(&peer) != 0)
		return 99;
	server = peer.uri + strlen("tcp://");
	setenv("NETMGMT_LOCAL", peer.uri, 1);
	/* The first call of a process makes the C library keep some things. */
	peer_say(&peer, PEER_CLOSES, NULL, 0);
	if (NetRemoteTOD(server, &block) == 0)
		return 99;
	status = tap_run("bytes", cases, TAP_COUNT(cases));
	peer_stop(&peer);
	return status;
}
