/* SPDX-License-Identifier: BSD-3-Clause */
/* Who is whom, and what happens without memory. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "rpc/account.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static struct accounts accounts;

static struct account *join_v4(const char *host)
{
	struct sockaddr_in at = {.sin_family = AF_INET};

	inet_pton(AF_INET, host, &at.sin_addr);
	return account_join(&accounts, (struct sockaddr *)&at, (uid_t)-1);
}

static struct account *join_v6(const char *host)
{
	struct sockaddr_in6 at = {.sin6_family = AF_INET6};

	inet_pton(AF_INET6, host, &at.sin6_addr);
	return account_join(&accounts, (struct sockaddr *)&at, (uid_t)-1);
}

static struct account *join_local(uid_t uid)
{
	const struct sockaddr at = {.sa_family = AF_UNIX};

	return account_join(&accounts, &at, uid);
}

static void leave(struct account *account)
{
	account_leave(&accounts, account);
}

static void knows_a_caller_by_uid_or_address(void)
{
	struct account *a = join_local(0), *b = join_local(1000),
		       *c = join_v4("192.0.2.1"), *d = join_v4("192.0.2.2");

	CU_ASSERT(a != b && a != c && b != c && c != d);
	CU_ASSERT_PTR_EQUAL(join_local(1000), b);
	CU_ASSERT_PTR_EQUAL(join_v4("192.0.2.1"), c);
	CU_ASSERT_PTR_EQUAL(join_v6("::ffff:192.0.2.1"), c);
	CU_ASSERT_EQUAL(account_connections(c), 3);
	leave(a);
	leave(b);
	leave(b);
	leave(c);
	leave(c);
	leave(c);
	leave(d);
	CU_ASSERT_PTR_NULL(accounts.all);
}

static void takes_64_bits_of_ipv6_for_one_host(void)
{
	struct account *a = join_v6("2001:db8:0:1::1"),
		       *b = join_v6("2001:db8:0:1:ffff::9"),
		       *c = join_v6("2001:db8:0:2::1");

	CU_ASSERT_PTR_EQUAL(a, b);
	CU_ASSERT_PTR_NOT_EQUAL(a, c);
	leave(a);
	leave(b);
	leave(c);
}

static void counts_bytes(void)
{
	struct account *a = join_local(7);

	account_charge(a, 100);
	account_charge(a, 11);
	CU_ASSERT_EQUAL(account_bytes(a), 111);
	account_discharge(a, 100);
	account_discharge(a, 11);
	CU_ASSERT_EQUAL(account_bytes(a), 0);
	leave(a);
}

static void keeps_nothing_when_memory_ends(void)
{
	const struct heap_mark before = heap_mark();
	bool failed = heap_counts();

	for (unsigned long n = 1; failed; n++) {
		struct account *account;

		heap_fail_at(n);
		account = join_local(7);
		failed = heap_failed();
		heap_fail_at(0);
		CU_ASSERT(failed == (account == NULL));
		if (account)
			leave(account);
		CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
		CU_ASSERT_PTR_NULL(accounts.all);
	}
}

static void holds_many(void)
{
	static struct account *all[20000];
	const struct heap_mark before = heap_mark();

	for (uid_t uid = 0; uid < 20000; uid++)
		all[uid] = join_local(uid);
	for (uid_t uid = 0; uid < 20000; uid++)
		CU_ASSERT_PTR_EQUAL(join_local(uid), all[uid]);
	for (uid_t uid = 0; uid < 20000; uid++) {
		leave(all[uid]);
		leave(all[uid]);
	}
	CU_ASSERT_PTR_NULL(accounts.all);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(knows_a_caller_by_uid_or_address),
		TAP_CASE(takes_64_bits_of_ipv6_for_one_host),
		TAP_CASE(counts_bytes),
		TAP_CASE(keeps_nothing_when_memory_ends),
		TAP_CASE(holds_many),
	};

	return tap_run("account", cases, TAP_COUNT(cases));
}
