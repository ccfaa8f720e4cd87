/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Handlers whose memory ends: that of the reply, which is lent by this file
 * in place of the runtime, and that of the heap. The reply then says 8 and has
 * no data.
 */
#include <lmerr.h>
#include <netmgmt/remutl.h>
#include <netmgmt/server.h>
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
	void *given[512];
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

/* One call; gives its status and whether the reply has any data. */
typedef uint32_t calling(struct onc_request *request, bool *has_data);

static uint32_t enumerate_users(struct onc_request *request, bool *has_data)
{
	const user_enum_args args = {4, 0, MAX_PREFERRED_LENGTH, 0};
	user_enum_reply reply = {0};

	CU_ASSERT_TRUE(user_enum_1_svc(&args, &reply, request));
	*has_data = reply.list.level != NETMGMT_NO_LEVEL;
	return reply.status;
}

static uint32_t get_user(struct onc_request *request, bool *has_data)
{
	const user_get_info_args args = {(LMSTR) "alice", 4};
	user_get_info_reply reply = {0};

	CU_ASSERT_TRUE(user_get_info_1_svc(&args, &reply, request));
	*has_data = reply.info.level != NETMGMT_NO_LEVEL;
	return reply.status;
}

static uint32_t get_server(struct onc_request *request, bool *has_data)
{
	const server_get_info_args args = {102};
	server_get_info_reply reply = {0};

	CU_ASSERT_TRUE(server_get_info_1_svc(&args, &reply, request));
	*has_data = reply.info.level != NETMGMT_NO_LEVEL;
	return reply.status;
}

static uint32_t enumerate_disks(struct onc_request *request, bool *has_data)
{
	const server_disk_enum_args args = {0, MAX_PREFERRED_LENGTH, 0};
	server_disk_enum_reply reply = {0};

	CU_ASSERT_TRUE(server_disk_enum_1_svc(&args, &reply, request));
	*has_data =
		reply.count || reply.names.names_len || reply.names.names_val;
	return reply.status;
}

static uint32_t get_wksta(struct onc_request *request, bool *has_data)
{
	const wksta_get_info_args args = {102};
	wksta_get_info_reply reply = {0};

	CU_ASSERT_TRUE(wksta_get_info_1_svc(&args, &reply, request));
	*has_data = reply.info.level != NETMGMT_NO_LEVEL;
	return reply.status;
}

static uint32_t get_time(struct onc_request *request, bool *has_data)
{
	remote_tod_reply reply = {0};

	CU_ASSERT_TRUE(remote_tod_1_svc(&reply, request));
	*has_data = reply.info != NULL;
	return reply.status;
}

static void check(calling *call, struct onc_request *request, bool must_fail)
{
	bool has_data;
	uint32_t status = call(request, &has_data);

	CU_ASSERT_TRUE(status == 0 || status == ERROR_NOT_ENOUGH_MEMORY);
	CU_ASSERT_EQUAL(has_data, status == 0);
	if (must_fail)
		CU_ASSERT_EQUAL(status,
				request->failed ? ERROR_NOT_ENOUGH_MEMORY : 0);
	release(request);
}

static void end_memory_of_the_reply(calling *call)
{
	struct onc_request request = {0};
	unsigned long n = 0;

	machine_open(&request.daemon.root);
	do {
		request.failed = false;
		request.fail_in = ++n;
		check(call, &request, true);
	} while (request.failed);
	CU_ASSERT_TRUE(n > 1);
	root_fini(&request.daemon.root);
}

static void end_memory_of_the_heap(calling *call)
{
	struct onc_request request = {0};
	bool failed = heap_counts();
	long before;

	machine_open(&request.daemon.root);
	before = heap_mark().blocks;
	for (unsigned long n = 1; failed; n++) {
		heap_fail_at(n);
		check(call, &request, false);
		failed = heap_failed();
		heap_fail_at(0);
		CU_ASSERT_EQUAL(heap_mark().blocks, before);
	}
	root_fini(&request.daemon.root);
}

static void end_memory_of(calling *call)
{
	end_memory_of_the_reply(call);
	end_memory_of_the_heap(call);
}

static void says_8_when_memory_ends_over_a_list_of_users(void)
{
	end_memory_of(enumerate_users);
}

static void says_8_when_memory_ends_over_a_user(void)
{
	end_memory_of(get_user);
}

static void says_8_when_memory_ends_over_a_server(void)
{
	end_memory_of(get_server);
}

static void says_8_when_memory_ends_over_a_list_of_disks(void)
{
	end_memory_of(enumerate_disks);
}

static void says_8_when_memory_ends_over_a_workstation(void)
{
	end_memory_of(get_wksta);
}

static void says_8_when_memory_ends_over_the_time(void)
{
	/* The heap is only asked by libc, for its zones, which it keeps. */
	end_memory_of_the_reply(get_time);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(says_8_when_memory_ends_over_a_list_of_users),
		TAP_CASE(says_8_when_memory_ends_over_a_user),
		TAP_CASE(says_8_when_memory_ends_over_a_server),
		TAP_CASE(says_8_when_memory_ends_over_a_list_of_disks),
		TAP_CASE(says_8_when_memory_ends_over_a_workstation),
		TAP_CASE(says_8_when_memory_ends_over_the_time),
	};

	return tap_run("memory", cases, TAP_COUNT(cases));
}
