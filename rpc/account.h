/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_ACCOUNT_H
#define RPC_ACCOUNT_H

/*
 * What each identity uses of the server: a uid on local sockets, an address on
 * IP (of IPv6 the first 64 bits, which is what one host is given).
 *
 * Joining and leaving is the loop's alone; bytes are counted by any thread.
 */

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

struct account;

struct accounts {
	struct account *all;
};

/*
 * account_join() counts one more connection of whoever is at the other end,
 * local unless uid is (uid_t)-1 and address is one of IP. NULL: no memory.
 */
struct account *account_join(struct accounts *accounts,
			     const struct sockaddr *address, uid_t uid);

/* account_leave() counts one less; the last one takes the account with it. */
void account_leave(struct accounts *accounts, struct account *account);

unsigned account_connections(const struct account *account);

/* Bytes are charged as they are used and discharged as they are released. */
void account_charge(struct account *account, size_t bytes);
void account_discharge(struct account *account, size_t bytes);
size_t account_bytes(const struct account *account);

#endif
