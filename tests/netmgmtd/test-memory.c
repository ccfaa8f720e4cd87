/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Handlers whose memory ends: that of the reply, which is lent by this file
 * in place of the runtime, and that of the heap. The reply then says 8 and has
 * no data.
 */
#include <lmerr.h>
#include <netmgmt/connection.h>
#include <netmgmt/display.h>
#include <netmgmt/file.h>
#include <netmgmt/group.h>
#include <netmgmt/localgroup.h>
#include <netmgmt/modals.h>
#include <netmgmt/remutl.h>
#include <netmgmt/server.h>
#include <netmgmt/session.h>
#include <netmgmt/share.h>
#include <netmgmt/transport.h>
#include <netmgmt/use.h>
#include <netmgmt/user.h>
#include <netmgmt/wksta.h>

#include "src/netmgmtd/daemon.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

/* The runtime's side of <onc/server.h>, as much as handlers see of it. */
struct onc_request {
	struct daemon daemon;
	unsigned long fail_in; /* allocations until one fails; 0 never */
	bool failed;
	void *given[4096];
	size_t count;
};

void *onc_context(const struct onc_request *request)
{
	return (void *)&request->daemon;
}

void *onc_alloc(struct onc_request *request, size_t size)
{
	void *memory;

	if (request->fail_in && --request->fail_in == 0) {
		request->failed = true;
		return NULL;
	}
	CU_ASSERT_TRUE_FATAL(request->count < TAP_COUNT(request->given));
	memory = calloc(1, size ? size : 1);
	request->given[request->count++] = memory;
	return memory;
}

static void release(struct onc_request *request)
{
	while (request->count)
		free(request->given[--request->count]);
}

/* -- the handlers: a line for each, with what it is asked --------------- */

struct asking {
	const struct onc_program *program;
	const struct onc_procedure *procedure;
	const void *args;
};

#define ASK(program, name, ...)                                                \
	{                                                                      \
		&program##_1_program, &name##_1_procedure,                     \
			&(const name##_args)                                   \
		{                                                              \
			__VA_ARGS__                                            \
		}                                                              \
	}
#define ALL MAX_PREFERRED_LENGTH

static const struct asking askings[] = {
	ASK(netmgmt_display, display_query, 1, 100, ALL, 0),
	ASK(netmgmt_display, display_query, 3, 100, ALL, 0),
	ASK(netmgmt_group, group_enum, 3, ALL, 0),
	ASK(netmgmt_group, group_get_info, (LMSTR) "staff", 9000),
	ASK(netmgmt_group, group_get_users, (LMSTR) "staff", 1, ALL, 0),
	ASK(netmgmt_group, group_of_user, (LMSTR) "alice", 1, ALL),
	ASK(netmgmt_localgroup, localgroup_enum, 9000, ALL, 0),
	ASK(netmgmt_localgroup, localgroup_get_info, (LMSTR) "sudo", 1),
	ASK(netmgmt_localgroup, localgroup_get_members, (LMSTR) "sudo", 2, ALL,
	    0),
	ASK(netmgmt_localgroup, localgroup_of_user, (LMSTR) "alice", 0, 0, ALL),
	ASK(netmgmt_modals, modals_get, 0),
	ASK(netmgmt_modals, modals_get, 3),
	ASK(netmgmt_server, server_get_info, 102),
	ASK(netmgmt_server, server_disk_enum, 0, ALL, 0),
	ASK(netmgmt_connection, connection_enum, (LMSTR) "data~2", 9000, ALL,
	    0),
	ASK(netmgmt_file, file_enum, (LMSTR) "", (LMSTR) "", 9000, ALL, 0),
	ASK(netmgmt_file, file_get_info, 782190539, 9000),
	ASK(netmgmt_session, session_enum, (LMSTR) "", (LMSTR) "", 9000, ALL,
	    0),
	ASK(netmgmt_session, session_get_info, (LMSTR) "192.0.2.10", (LMSTR) "",
	    502),
	ASK(netmgmt_share, share_enum, 1, ALL, 0),
	ASK(netmgmt_share, share_enum, 9000, ALL, 0),
	ASK(netmgmt_share, share_get_info, (LMSTR) "public", 503),
	ASK(netmgmt_transport, server_transport_enum, 2, ALL, 0),
	ASK(netmgmt_transport, wksta_transport_enum, 0, ALL, 0),
	ASK(netmgmt_use, use_enum, 3, ALL, 0),
	ASK(netmgmt_use, use_get_info, (LMSTR) "/mnt/cifs", 9000),
	ASK(netmgmt_user, user_enum, 4, 0, ALL, 0),
	ASK(netmgmt_user, user_enum, 9000, 0, ALL, 0),
	ASK(netmgmt_user, user_get_info, (LMSTR) "alice", 4),
	ASK(netmgmt_user, user_get_info, (LMSTR) "alice", 24),
	ASK(netmgmt_wksta, wksta_get_info, 102),
};

/* The heap is only asked by libc, for its zones, which it keeps. */
static const struct asking for_the_time = {&netmgmt_remutl_1_program,
					   &remote_tod_1_procedure, NULL};

static const struct onc_handler *handler_of(const struct asking *asking)
{
	const struct onc_handler *handler = asking->program->handlers;

	while (handler->procedure != asking->procedure)
		handler++;
	return handler;
}

/* Calls, and gives the status and whether the reply points to any data. */
static uint32_t call(const struct asking *asking, struct onc_request *request,
		     bool *has_data)
{
	const struct onc_type *type = &asking->procedure->result;
	size_t size = type->module->layouts[type->layout].size, footprint;
	union {
		uint32_t status;
		_Alignas(16) char bytes[64];
	} reply = {0};

	CU_ASSERT_FATAL(size <= sizeof(reply));
	CU_ASSERT_TRUE(
		handler_of(asking)->serve(asking->args, &reply, request));
	CU_ASSERT_EQUAL(onc_footprint(type, &reply, &footprint), ONC_OK);
	*has_data = footprint > size;
	return reply.status;
}

static void check(const struct asking *asking, struct onc_request *request,
		  bool must_fail)
{
	bool has_data;
	uint32_t status = call(asking, request, &has_data);

	CU_ASSERT_TRUE(status == 0 || status == ERROR_NOT_ENOUGH_MEMORY);
	CU_ASSERT_EQUAL(has_data, status == 0);
	if (must_fail)
		CU_ASSERT_EQUAL(status,
				request->failed ? ERROR_NOT_ENOUGH_MEMORY : 0);
	release(request);
}

static void open_machine(struct onc_request *request)
{
	static struct transport_listener listeners[] = {
		{"tcp", "0.0.0.0", 9445}, {"local", "/run/x", 0}};

	machine_open(&request->daemon.root);
	request->daemon.listeners =
		(struct listeners){listeners, TAP_COUNT(listeners)};
}

static void end_memory_of_the_reply(const struct asking *asking)
{
	struct onc_request request = {0};
	unsigned long n = 0;

	open_machine(&request);
	do {
		request.failed = false;
		request.fail_in = ++n;
		check(asking, &request, true);
	} while (request.failed);
	CU_ASSERT_TRUE(n > 1);
	root_fini(&request.daemon.root);
}

static void end_memory_of_the_heap(const struct asking *asking)
{
	struct onc_request request = {0};
	bool failed = heap_counts();
	long before;

	open_machine(&request);
	before = heap_mark().blocks;
	for (unsigned long n = 1; failed; n++) {
		heap_fail_at(n);
		check(asking, &request, false);
		failed = heap_failed();
		heap_fail_at(0);
		CU_ASSERT_EQUAL(heap_mark().blocks, before);
	}
	root_fini(&request.daemon.root);
}

static void says_8_when_memory_of_the_reply_ends(void)
{
	for (size_t i = 0; i < TAP_COUNT(askings); i++)
		end_memory_of_the_reply(&askings[i]);
	end_memory_of_the_reply(&for_the_time);
}

static void says_8_when_memory_of_the_heap_ends(void)
{
	for (size_t i = 0; i < TAP_COUNT(askings); i++)
		end_memory_of_the_heap(&askings[i]);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(says_8_when_memory_of_the_reply_ends),
		TAP_CASE(says_8_when_memory_of_the_heap_ends),
	};

	return tap_run("memory", cases, TAP_COUNT(cases));
}
