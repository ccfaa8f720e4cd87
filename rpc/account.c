/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Invariant: an account is in the table as long as it has connections, and
 * all that was charged to it has been discharged when the last one leaves.
 */
#include <assert.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#define HASH_NONFATAL_OOM 1
#define uthash_nonfatal_oom(item) ((item)->lost = true)
#include <uthash.h>

#include "rpc/account.h"

enum kind { LOCAL = 1, IPV4, IPV6 };

struct key {
	uint32_t kind;
	uint32_t words[2];
};

struct account {
	struct key key;
	unsigned connections;
	_Atomic size_t bytes;
	bool lost; /* there was no memory to put it into the table */
	UT_hash_handle hh;
};

static void set_ipv6(struct key *key, const struct in6_addr *address)
{
	if (IN6_IS_ADDR_V4MAPPED(address)) {
		key->kind = IPV4;
		memcpy(&key->words[0], &address->s6_addr[12], 4);
		return;
	}
	key->kind = IPV6;
	memcpy(key->words, address, 8);
}

static struct key key_of(const struct sockaddr *address, uid_t uid)
{
	struct key key = {.kind = LOCAL, .words = {uid}};

	if (address->sa_family == AF_INET) {
		key.kind = IPV4;
		key.words[0] =
			((const struct sockaddr_in *)(const void *)address)
				->sin_addr.s_addr;
	} else if (address->sa_family == AF_INET6) {
		key.words[0] = 0;
		set_ipv6(&key,
			 &((const struct sockaddr_in6 *)(const void *)address)
				  ->sin6_addr);
	}
	return key;
}

static struct account *add(struct accounts *accounts, const struct key *key)
{
	struct account *account = calloc(1, sizeof(*account));

	if (!account)
		return NULL;
	account->key = *key;
	HASH_ADD(hh, accounts->all, key, sizeof(account->key), account);
	if (!account->lost)
		return account;
	free(account);
	return NULL;
}

struct account *account_join(struct accounts *accounts,
			     const struct sockaddr *address, uid_t uid)
{
	const struct key key = key_of(address, uid);
	struct account *account;

	HASH_FIND(hh, accounts->all, &key, sizeof(key), account);
	if (!account)
		account = add(accounts, &key);
	if (account)
		account->connections++;
	return account;
}

void account_leave(struct accounts *accounts, struct account *account)
{
	if (--account->connections > 0)
		return;
	assert(account->bytes == 0);
	HASH_DEL(accounts->all, account);
	free(account);
}

unsigned account_connections(const struct account *account)
{
	return account->connections;
}

void account_charge(struct account *account, size_t bytes)
{
	if (bytes > 0)
		atomic_fetch_add_explicit(&account->bytes, bytes,
					  memory_order_relaxed);
}

void account_discharge(struct account *account, size_t bytes)
{
	if (bytes > 0)
		atomic_fetch_sub_explicit(&account->bytes, bytes,
					  memory_order_relaxed);
}

size_t account_bytes(const struct account *account)
{
	return atomic_load_explicit(&account->bytes, memory_order_relaxed);
}
