/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pages of lists that change between them: a thousand entries come and go
 * after each page, and those that stay are given once, none skipped and none
 * repeated (contract 2.1).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/netmgmtd/daemon.h"
#include "tests/support/tap.h"

/* Ids are multiples of 10; those of 20 stay, of the others 1,000 come and go.
 */
enum { FIRST = 1000, STEP = 10, COUNT = 4000, GUESTS = 1000 };

static bool stays(DWORD id)
{
	return id % (2 * STEP) == 0;
}

struct host {
	struct running running;
	char server[160];
	bool here[COUNT]; /* by (id - FIRST) / STEP */
	char *text;
	char *end;
};

static DWORD id_at(size_t i)
{
	return (DWORD)(FIRST + i * STEP);
}

/* A sequence of its own, so that each run is like the last. */
static DWORD next_number(DWORD *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static void change_guests(struct host *host, DWORD seed)
{
	for (size_t i = 0; i < COUNT; i++)
		host->here[i] = stays(id_at(i));
	for (int left = GUESTS; left > 0;) {
		size_t i = next_number(&seed) % COUNT;

		if (host->here[i])
			continue;
		host->here[i] = true;
		left--;
	}
}

static void put(struct host *host, const char *path)
{
	machine_put(&host->running.machine, path, host->text);
	host->end = host->text;
	*host->end = '\0';
}

static void write_files(struct host *host, DWORD seed)
{
	change_guests(host, seed);
	for (size_t i = 0; i < COUNT; i++)
		if (host->here[i])
			host->end += sprintf(host->end,
					     "u%u:x:%u:7::/home:/bin/sh\n",
					     id_at(i), id_at(i));
	put(host, "etc/passwd");
	for (size_t i = 0; i < COUNT; i++)
		if (host->here[i])
			host->end += sprintf(host->end, "g%u:x:%u:\n", id_at(i),
					     id_at(i));
	host->end += sprintf(host->end, "all:x:7:u%u,\nsome:x:8:g", id_at(0));
	for (size_t i = 0; i < COUNT; i++)
		if (host->here[i])
			host->end += sprintf(host->end, ",u%u", id_at(i));
	put(host, "etc/group");
}

static void start(struct host *host)
{
	daemon_start(&host->running);
	snprintf(host->server, sizeof(host->server), "unix:%s",
		 host->running.uri + strlen("unix://"));
	machine_remove(&host->running.machine, "var/lib/extrausers");
	host->end = host->text = malloc(COUNT * 128);
	CU_ASSERT_PTR_NOT_NULL_FATAL(host->text);
	write_files(host, 0);
}

static void end(struct host *host)
{
	free(host->text);
	CU_ASSERT_EQUAL(daemon_end(&host->running), 0);
}

/* A page of names, all of them a letter and an id. */
typedef NET_API_STATUS enumerate(LMCSTR server, LPBYTE *page, DWORD *read,
				 DWORD *total, DWORD *resume);

enum { PAGE = 2000 };

static NET_API_STATUS users(LMCSTR server, LPBYTE *page, DWORD *read,
			    DWORD *total, DWORD *resume)
{
	return NetUserEnum(server, 0, 0, page, PAGE, read, total, resume);
}

static NET_API_STATUS groups(LMCSTR server, LPBYTE *page, DWORD *read,
			     DWORD *total, DWORD *resume)
{
	return NetLocalGroupEnum(server, 0, page, PAGE, read, total, resume);
}

/* Each names it as primary group. */
static NET_API_STATUS primaries(LMCSTR server, LPBYTE *page, DWORD *read,
				DWORD *total, DWORD *resume)
{
	return NetLocalGroupGetMembers(server, "all", 3, page, PAGE, read,
				       total, resume);
}

static NET_API_STATUS members(LMCSTR server, LPBYTE *page, DWORD *read,
			      DWORD *total, DWORD *resume)
{
	return NetLocalGroupGetMembers(server, "some", 3, page, PAGE, read,
				       total, resume);
}

/* "u1000", "fixture\u1000"; 0 for what has none. */
static DWORD id_of(const char *name)
{
	const char *slash = strchr(name, '\\');

	return (DWORD)strtoul((slash ? slash + 1 : name) + 1, NULL, 10);
}

/* Looks at a page: ids ascend from what was seen before. */
static void look(const LMSTR *names, DWORD count, DWORD *last, DWORD *stayed)
{
	for (DWORD i = 0; i < count; i++) {
		DWORD id = id_of(names[i]);

		if (id < FIRST) /* no account, or no name of ours */
			continue;
		CU_ASSERT(id > *last);
		*last = id;
		*stayed += stays(id);
	}
}

static void enumerate_changing(enumerate *call)
{
	DWORD resume = 0, last = 0, stayed = 0, pages = 0;
	NET_API_STATUS status;
	struct host host;

	start(&host);
	do {
		DWORD read, total;
		LPBYTE page;

		status = call(host.server, &page, &read, &total, &resume);
		CU_ASSERT_FATAL(!status || status == ERROR_MORE_DATA);
		CU_ASSERT(total >= read);
		CU_ASSERT(status || total == read);
		look((const LMSTR *)page, read, &last, &stayed);
		NetApiBufferFree(page);
		write_files(&host, ++pages);
	} while (status == ERROR_MORE_DATA);
	CU_ASSERT(pages > 20);
	CU_ASSERT_EQUAL(stayed, COUNT / 2);
	end(&host);
}

static void users_that_stay_are_listed_once(void)
{
	enumerate_changing(users);
}

static void groups_that_stay_are_listed_once(void)
{
	enumerate_changing(groups);
}

static void members_that_stay_are_listed_once(void)
{
	enumerate_changing(members);
}

static void members_by_primary_group_that_stay_are_listed_once(void)
{
	enumerate_changing(primaries);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(users_that_stay_are_listed_once),
		TAP_CASE(groups_that_stay_are_listed_once),
		TAP_CASE(members_that_stay_are_listed_once),
		TAP_CASE(members_by_primary_group_that_stay_are_listed_once),
	};

	return tap_run("churn", cases, TAP_COUNT(cases));
}
