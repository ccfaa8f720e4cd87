/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Decode + free, and encode, against rpcgen and libtirpc on the same bytes in
 * the same run. Ours and theirs take turns; each pair gives a ratio, and the
 * median of the pairs is printed: machines are noisy, neighbours in time much
 * less.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <lmapibuf.h>

#include "messages.h"
#include "tests/bench/stock.h"

#define PAIRS 31
/* A turn takes this long at least, in nanoseconds. */
#define TURN 4000000.0

struct message {
	const char *name;
	enum stock_message stock;
	const struct onc_type *type;
	const void *value;
	void *bytes;
	size_t size;
};

/* -- what is measured
 * --------------------------------------------------------------- */

static void decode_ours(const struct message *m)
{
	void *value;

	if (onc_decode(m->type, m->bytes, m->size, NULL, &value, NULL) !=
		    ONC_OK ||
	    NetApiBufferFree(value) != 0)
		abort();
}

static void decode_stock(const struct message *m)
{
	if (!stock_decode(m->stock, m->bytes, m->size))
		abort();
}

static void copy(const struct message *m)
{
	void *copied = malloc(m->size);

	memcpy(copied, m->bytes, m->size);
	__asm__ volatile("" : : "r"(copied) : "memory");
	free(copied);
}

static void encode_ours(const struct message *m)
{
	void *bytes;
	size_t size;

	if (onc_encode(m->type, m->value, NULL, &bytes, &size, NULL) !=
		    ONC_OK ||
	    NetApiBufferFree(bytes) != 0)
		abort();
}

static void encode_stock(const struct message *m)
{
	void *bytes = malloc(m->size);

	if (stock_encode(m->stock, m->value, bytes, m->size) != m->size)
		abort();
	free(bytes);
}

/* -- measuring
 * ------------------------------------------------------------------------- */

typedef void (*work)(const struct message *m);

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static unsigned long rounds_of(work what, const struct message *m)
{
	unsigned long rounds = 0;
	const double start = now();

	do
		what(m);
	while (++rounds, now() - start < TURN);
	return rounds;
}

static double time_of(work what, const struct message *m, unsigned long rounds)
{
	const double start = now();

	for (unsigned long i = 0; i < rounds; i++)
		what(m);
	return (now() - start) / (double)rounds;
}

static int ascending(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The median ratio of one to the other; the other's median time in *time. */
static double ratio(work one, work other, const struct message *m, double *time)
{
	const unsigned long one_rounds = rounds_of(one, m);
	const unsigned long other_rounds = rounds_of(other, m);
	double ratios[PAIRS], times[PAIRS];

	for (int i = 0; i < PAIRS; i++) {
		times[i] = time_of(other, m, other_rounds);
		ratios[i] = time_of(one, m, one_rounds) / times[i];
	}
	qsort(ratios, PAIRS, sizeof(*ratios), ascending);
	qsort(times, PAIRS, sizeof(*times), ascending);
	*time = times[PAIRS / 2];
	return ratios[PAIRS / 2];
}

/* -- messages
 * -----------------------------------------------------------------------------
 */

/* A fixed sequence, so that every run measures the same. */
static unsigned next_random(void)
{
	static uint64_t state = 42;

	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33);
}

static char *word(size_t least, size_t most, const char *before)
{
	const size_t length = least + next_random() % (most - least + 1);
	char *text = malloc(strlen(before) + length + 1);

	strcpy(text, before);
	for (size_t i = 0; i < length; i++)
		text[strlen(before) + i] = (char)('a' + next_random() % 26);
	text[strlen(before) + length] = '\0';
	return text;
}

static const user_result *make_users(unsigned count)
{
	static const char *const shells[] = {"/bin/bash", "/bin/sh", "",
					     "/usr/sbin/nologin", "/bin/zsh"};
	user_result *all = calloc(1, sizeof(*all));
	user *users = calloc(count, sizeof(*users));

	for (unsigned i = 0; i < count; i++) {
		users[i].name = word(5, 10, "");
		users[i].full_name = word(8, 24, "");
		users[i].comment = i % 3 ? word(1, 40, "") : word(0, 0, "");
		users[i].home = word(5, 10, "/home/");
		users[i].shell = word(0, 0, shells[next_random() % 5]);
		users[i].uid = 1000 + i;
		users[i].gid = 100;
		users[i].last_logon = next_random();
	}
	all->users.users_len = count;
	all->users.users_val = users;
	all->total = count;
	return all;
}

static const ints *make_ints(unsigned count)
{
	ints *all = calloc(1, sizeof(*all));

	all->v.v_val = malloc(count * sizeof(*all->v.v_val));
	all->v.v_len = count;
	for (unsigned i = 0; i < count; i++)
		all->v.v_val[i] = next_random();
	return all;
}

static const blob *make_blob(unsigned count)
{
	blob *all = calloc(1, sizeof(*all));

	all->v.v_val = malloc(count);
	all->v.v_len = count;
	for (unsigned i = 0; i < count; i++)
		all->v.v_val[i] = (char)next_random();
	return all;
}

static const list *make_list(unsigned count)
{
	node *nodes = calloc(count, sizeof(*nodes));
	list *all = calloc(1, sizeof(*all));

	for (unsigned i = 0; i < count; i++) {
		nodes[i].value = i;
		nodes[i].next = i + 1 < count ? &nodes[i + 1] : NULL;
	}
	all->head = nodes;
	return all;
}

/* -- the table
 * ---------------------------------------------------------------------------------
 */

static void show(struct message *m)
{
	double stock, memory, written;
	double decoded, encoded, of_copy;

	if (onc_encode(m->type, m->value, NULL, &m->bytes, &m->size, NULL) !=
	    ONC_OK)
		abort();
	decoded = ratio(decode_ours, decode_stock, m, &stock);
	of_copy = ratio(decode_ours, copy, m, &memory);
	encoded = ratio(encode_ours, encode_stock, m, &written);
	printf("%-14s %10zu %9.3f %9.1f %9.3f %12.3f\n", m->name, m->size,
	       decoded, of_copy, encoded, stock / 1e6);
	fflush(stdout);
	NetApiBufferFree(m->bytes);
}

int main(void)
{
	/* rpcgen's decoder of a list takes a stack frame for each node. */
	const struct rlimit stack = {RLIM_INFINITY, RLIM_INFINITY};
	struct message messages[] = {
		{.name = "1 user",
		 .stock = STOCK_USERS,
		 .type = &user_result_type,
		 .value = make_users(1)},
		{.name = "100 users",
		 .stock = STOCK_USERS,
		 .type = &user_result_type,
		 .value = make_users(100)},
		{.name = "10,000 users",
		 .stock = STOCK_USERS,
		 .type = &user_result_type,
		 .value = make_users(10000)},
		{.name = "100,000 users",
		 .stock = STOCK_USERS,
		 .type = &user_result_type,
		 .value = make_users(100000)},
		{.name = "1M ints",
		 .stock = STOCK_INTS,
		 .type = &ints_type,
		 .value = make_ints(1000000)},
		{.name = "1 MiB opaque",
		 .stock = STOCK_BLOB,
		 .type = &blob_type,
		 .value = make_blob(1 << 20)},
		{.name = "list of 10,000",
		 .stock = STOCK_LIST,
		 .type = &list_type,
		 .value = make_list(10000)},
	};

	setrlimit(RLIMIT_STACK, &stack);
	puts("                          decode+free          encode   stock");
	puts("message             bytes   /stock   /memcpy    /stock   decode "
	     "ms");
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++)
		show(&messages[i]);
	return 0;
}
