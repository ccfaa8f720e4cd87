/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One block: asks a host for its users, looks where everything lies that came
 * back, and frees it all with one call. The server is named on the command
 * line, or this host.
 */

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <lm.h>

#include "tests/support/heap.h" /* counts what malloc() is asked for */

/* Where a USER_INFO_3 has its strings. */
#define STRING(member) offsetof(USER_INFO_3, usri3_##member)
static const size_t strings[] = {
	STRING(name),	     STRING(home_dir),	     STRING(comment),
	STRING(script_path), STRING(full_name),	     STRING(usr_comment),
	STRING(parms),	     STRING(workstations),   STRING(logon_server),
	STRING(profile),     STRING(home_dir_drive),
};

/* The whole answer, as it came. */
struct answer {
	const USER_INFO_3 *users;
	DWORD count;
	DWORD size;
};

static int is_inside(const struct answer *answer, const void *at, size_t size)
{
	const char *begin = (const char *)answer->users;
	const char *end = begin + answer->size, *item = at;

	return item >= begin && item < end && size <= (size_t)(end - item);
}

/* Counts the strings of all users; 0 if anything lies outside the block. */
static size_t count_strings(const struct answer *answer)
{
	size_t count = 0;

	for (DWORD i = 0; i < answer->count; i++) {
		const USER_INFO_3 *user = &answer->users[i];

		if (!is_inside(answer, user, sizeof(*user)))
			return 0;
		if (user->usri3_logon_hours &&
		    !is_inside(answer, user->usri3_logon_hours,
			       UNITS_PER_WEEK / 8))
			return 0;
		for (size_t j = 0; j < sizeof(strings) / sizeof(*strings);
		     j++, count++) {
			LMSTR text = *(LMSTR const *)((const char *)user +
						      strings[j]);

			if (!is_inside(answer, text, 1) ||
			    !is_inside(answer, text, strlen(text) + 1))
				return 0;
		}
	}
	return count;
}

static int show(LMCSTR server)
{
	struct heap_mark before = heap_mark();
	struct answer answer = {NULL, 0, 0};
	unsigned long allocations;
	LPBYTE buffer;
	DWORD total;
	size_t found;
	NET_API_STATUS status;

	status = NetUserEnum(server, 3, 0, &buffer, MAX_PREFERRED_LENGTH,
			     &answer.count, &total, NULL);
	allocations = heap_allocations_since_reply();
	if (status || !buffer) {
		fprintf(stderr, "one-block: %s (%u)\n",
			NetApiStatusText(status), status);
		return 1;
	}
	answer.users = (const USER_INFO_3 *)buffer;
	NetApiBufferSize(buffer, &answer.size);
	found = count_strings(&answer);
	printf("block             %p, %u bytes\n", (void *)buffer, answer.size);
	printf("holds             %u users and %zu strings\n", answer.count,
	       found);
	printf("outside of it     %s\n", found ? "nothing" : "something");
	if (heap_counts())
		printf("decoding took     %lu allocation%s\n", allocations,
		       allocations == 1 ? "" : "s");
	status = NetApiBufferFree(buffer);
	printf("NetApiBufferFree  → %u\n", status);
	if (heap_counts())
		printf("left on the heap  %ld bytes\n",
		       heap_live_bytes() - before.bytes);
	return status || !found;
}

int main(int argc, char **argv)
{
	LMCSTR server = argc > 1 ? argv[1] : NULL;
	LPBYTE clock;

	/* The first call of a process makes the C library keep some things. */
	setvbuf(stdout, NULL, _IONBF, 0);
	if (NetRemoteTOD(server, &clock) == NERR_Success)
		NetApiBufferFree(clock);
	return show(server);
}
