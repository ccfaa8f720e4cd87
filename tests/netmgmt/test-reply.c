/* SPDX-License-Identifier: BSD-3-Clause */
/* What of a reply reaches the caller, and what is 1783. Contract 2.1, 2.2. */

#include <string.h>

#include <lmerr.h>

#include "src/netmgmt/reply.h"
#include "tests/support/tap.h"

struct outputs {
	LPBYTE buffer;
	DWORD read;
	DWORD total;
	DWORD resume;
};

static void *new_block(void)
{
	LPVOID block;

	CU_ASSERT_EQUAL_FATAL(NetApiBufferAllocate(64, &block), NERR_Success);
	return block;
}

/* Gives a reply to a caller who asked from resume value 10. */
static NET_API_STATUS give(const struct page_reply *reply, void **block,
			   struct outputs *out)
{
	struct page page = {&out->buffer, &out->read, &out->total,
			    &out->resume};
	NET_API_STATUS status;

	*out = (struct outputs){.resume = 10};
	CU_ASSERT_EQUAL(page_init(&page), NERR_Success);
	CU_ASSERT_EQUAL(page_start(&page), 10);
	status = page_give(&page, reply, block);
	/* Whoever has it: each block is one's, and only one's. */
	CU_ASSERT(!out->buffer || !*block);
	NetApiBufferFree(out->buffer);
	NetApiBufferFree(*block);
	*block = NULL;
	return status;
}

static void gave_nothing(const struct outputs *out)
{
	CU_ASSERT_PTR_NULL(out->buffer);
	CU_ASSERT_EQUAL(out->read, 0);
	CU_ASSERT_EQUAL(out->resume, 10);
}

static void the_last_page_sets_the_resume_value_to_0(void)
{
	void *block = new_block(), *given = block;
	struct page_reply reply = {.total = 5,
				   .resume = 99,
				   .fits = true,
				   .count = 5,
				   .items = block};
	struct outputs out;

	CU_ASSERT_EQUAL(give(&reply, &block, &out), NERR_Success);
	CU_ASSERT_PTR_EQUAL(out.buffer, given);
	CU_ASSERT_EQUAL(out.read, 5);
	CU_ASSERT_EQUAL(out.total, 5);
	CU_ASSERT_EQUAL(out.resume, 0);
}

static void a_page_with_more_behind_it_is_given_with_234(void)
{
	void *block = new_block(), *given = block;
	struct page_reply reply = {.status = ERROR_MORE_DATA,
				   .total = 9,
				   .resume = 11,
				   .fits = true,
				   .count = 5,
				   .items = block};
	struct outputs out;

	CU_ASSERT_EQUAL(give(&reply, &block, &out), ERROR_MORE_DATA);
	CU_ASSERT_PTR_EQUAL(out.buffer, given);
	CU_ASSERT_EQUAL(out.read, 5);
	CU_ASSERT_EQUAL(out.total, 9);
	CU_ASSERT_EQUAL(out.resume, 11);
}

static void nothing_to_give_is_a_success(void)
{
	void *block = NULL;
	struct page_reply reply = {.fits = true};
	struct outputs out;

	CU_ASSERT_EQUAL(give(&reply, &block, &out), NERR_Success);
	CU_ASSERT_PTR_NULL(out.buffer);
	CU_ASSERT_EQUAL(out.read, 0);
	CU_ASSERT_EQUAL(out.resume, 0);
}

static void too_small_a_page_tells_the_total_alone(void)
{
	void *block = NULL;
	struct page_reply reply = {
		.status = NERR_BufTooSmall, .total = 7, .resume = 99};
	struct outputs out;

	CU_ASSERT_EQUAL(give(&reply, &block, &out), NERR_BufTooSmall);
	gave_nothing(&out);
	CU_ASSERT_EQUAL(out.total, 7);
	block = new_block();
	reply = (struct page_reply){.status = NERR_BufTooSmall,
				    .total = 7,
				    .fits = true,
				    .count = 1,
				    .items = block};
	CU_ASSERT_EQUAL(give(&reply, &block, &out), NERR_BufTooSmall);
	gave_nothing(&out);
}

static void data_with_a_failure_are_not_given(void)
{
	void *block = new_block();
	struct page_reply reply = {.status = ERROR_ACCESS_DENIED,
				   .total = 7,
				   .resume = 99,
				   .fits = true,
				   .count = 1,
				   .items = block};
	struct outputs out;

	CU_ASSERT_EQUAL(give(&reply, &block, &out), ERROR_ACCESS_DENIED);
	gave_nothing(&out);
	CU_ASSERT_EQUAL(out.total, 0);
}

/* Each with a block, and good but for one thing. */
static void a_page_that_does_not_fit_is_1783(void)
{
	static const struct page_reply bad[] = {
		{.fits = false, .count = 1},
		{.fits = true, .count = 0},
		{.status = ERROR_MORE_DATA,
		 .resume = 11,
		 .fits = false,
		 .count = 1},
		{.status = ERROR_MORE_DATA, .resume = 11, .fits = true},
		{.status = ERROR_MORE_DATA,
		 .resume = 10,
		 .fits = true,
		 .count = 1},
		{.status = ERROR_MORE_DATA,
		 .resume = 0,
		 .fits = true,
		 .count = 1},
	};
	struct outputs out;

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		void *block = new_block();
		struct page_reply reply = bad[i];

		reply.items = block;
		CU_ASSERT_EQUAL(give(&reply, &block, &out),
				RPC_X_BAD_STUB_DATA);
		gave_nothing(&out);
	}
}

static void an_array_elsewhere_is_1783(void)
{
	void *block = new_block();
	struct page_reply reply = {
		.fits = true, .count = 1, .items = (char *)block + 8};
	struct outputs out;

	CU_ASSERT_EQUAL(give(&reply, &block, &out), RPC_X_BAD_STUB_DATA);
	gave_nothing(&out);
	reply.items = NULL;
	CU_ASSERT_EQUAL(give(&reply, &block, &out), RPC_X_BAD_STUB_DATA);
	gave_nothing(&out);
	reply = (struct page_reply){
		.status = ERROR_MORE_DATA, .resume = 11, .fits = true};
	CU_ASSERT_EQUAL(give(&reply, &block, &out), RPC_X_BAD_STUB_DATA);
	gave_nothing(&out);
}

static void without_a_resume_value_a_page_is_the_first(void)
{
	void *block = new_block();
	struct outputs out = {0};
	struct page page = {&out.buffer, &out.read, &out.total, NULL};
	struct page_reply reply = {.status = ERROR_MORE_DATA,
				   .total = 2,
				   .resume = 1,
				   .fits = true,
				   .count = 1,
				   .items = block};

	CU_ASSERT_EQUAL(page_start(&page), 0);
	CU_ASSERT_EQUAL(page_give(&page, &reply, &block), ERROR_MORE_DATA);
	CU_ASSERT_EQUAL(out.read, 1);
	NetApiBufferFree(out.buffer);
}

static void an_info_is_given_with_0_alone(void)
{
	void *block = new_block(), *given = block;
	LPBYTE buffer = NULL;
	struct info_reply reply = {.fits = true, .item = block};

	reply.status = ERROR_MORE_DATA;
	CU_ASSERT_EQUAL(info_give(&reply, &block, &buffer), ERROR_MORE_DATA);
	CU_ASSERT_PTR_NULL(buffer);
	reply.status = NERR_Success;
	CU_ASSERT_EQUAL(info_give(&reply, &block, &buffer), NERR_Success);
	CU_ASSERT_PTR_EQUAL(buffer, given);
	CU_ASSERT_PTR_NULL(block);
	NetApiBufferFree(buffer);
}

static void an_info_that_does_not_fit_is_1783(void)
{
	void *block = new_block(), *none = NULL;
	LPBYTE buffer = NULL;
	struct info_reply level = {.fits = false, .item = block};
	struct info_reply nothing = {.fits = true, .item = NULL};
	struct info_reply inside = {.fits = true, .item = (char *)block + 8};

	CU_ASSERT_EQUAL(info_give(&level, &block, &buffer),
			RPC_X_BAD_STUB_DATA);
	CU_ASSERT_EQUAL(info_give(&nothing, &block, &buffer),
			RPC_X_BAD_STUB_DATA);
	CU_ASSERT_EQUAL(info_give(&nothing, &none, &buffer),
			RPC_X_BAD_STUB_DATA);
	CU_ASSERT_EQUAL(info_give(&inside, &block, &buffer),
			RPC_X_BAD_STUB_DATA);
	CU_ASSERT_PTR_NULL(buffer);
	NetApiBufferFree(block);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(the_last_page_sets_the_resume_value_to_0),
		TAP_CASE(a_page_with_more_behind_it_is_given_with_234),
		TAP_CASE(nothing_to_give_is_a_success),
		TAP_CASE(too_small_a_page_tells_the_total_alone),
		TAP_CASE(data_with_a_failure_are_not_given),
		TAP_CASE(a_page_that_does_not_fit_is_1783),
		TAP_CASE(an_array_elsewhere_is_1783),
		TAP_CASE(without_a_resume_value_a_page_is_the_first),
		TAP_CASE(an_info_is_given_with_0_alone),
		TAP_CASE(an_info_that_does_not_fit_is_1783),
	};

	return tap_run("reply", cases, TAP_COUNT(cases));
}
