/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Records of 384 bytes, as 64-bit glibc hosts have them, each user's newest
 * kept. The file only grows, so of a long one the end is read.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/names.h"
#include "src/netmgmtd/provider/wtmp.h"

enum { MOST_RECORDS = 1 << 16, USER_PROCESS = 7 };

struct record {
	int16_t type;
	int32_t pid;
	char line[32];
	char id[4];
	char user[32];
	char host[256];
	char between[8];
	uint32_t time;
	char rest[40];
};

_Static_assert(sizeof(struct record) == 384, "as on disk");
_Static_assert(offsetof(struct record, time) == 340, "as on disk");

struct wtmp_user {
	char name[33];
	uint32_t time;
};

static const char *name_of(const void *items, size_t at)
{
	const struct wtmp_user *users = items;

	return users[at].name;
}

/* There is room for one more than there are. */
static void take(struct wtmp *wtmp, const struct record *record)
{
	struct wtmp_user *next = &wtmp->users[wtmp->count];
	size_t at;

	if (record->type != USER_PROCESS || record->user[0] == '\0')
		return;
	memcpy(next->name, record->user, sizeof(record->user));
	next->name[sizeof(record->user)] = '\0';
	next->time = record->time;
	if (names_add(wtmp->names, wtmp->count, name_of, wtmp->users)) {
		wtmp->count++;
		return;
	}
	at = names_find(wtmp->names, next->name, name_of, wtmp->users);
	if (wtmp->users[at].time < record->time)
		wtmp->users[at].time = record->time;
}

/* Goes to the last records, and gives how many they are. */
static size_t seek(FILE *stream)
{
	const long size = sizeof(struct record);
	long count;

	if (fseek(stream, 0, SEEK_END) < 0)
		return 0;
	count = ftell(stream) / size;
	if (count <= 0 ||
	    fseek(stream,
		  count > MOST_RECORDS ? (count - MOST_RECORDS) * size : 0,
		  SEEK_SET) < 0)
		return 0;
	return count < MOST_RECORDS ? (size_t)count : MOST_RECORDS;
}

int wtmp_init(struct wtmp *wtmp, const struct root *root)
{
	CLEANUP(cleanup_stream) FILE *stream = NULL;
	struct record record;
	size_t count;
	int r;

	*wtmp = (struct wtmp){0};
	r = root_stream(root, "var/log/wtmp", &stream);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	count = seek(stream);
	wtmp->users = calloc(count + 1, sizeof(*wtmp->users));
	wtmp->names = names_new(count + 1);
	if (!wtmp->users || !wtmp->names)
		return -ENOMEM;
	while (count-- && fread(&record, sizeof(record), 1, stream) == 1)
		take(wtmp, &record);
	return 0;
}

void wtmp_fini(struct wtmp *wtmp)
{
	free(wtmp->users);
	names_free(wtmp->names);
	*wtmp = (struct wtmp){0};
}

uint32_t wtmp_time(const struct wtmp *wtmp, const char *name)
{
	size_t at;

	if (!wtmp->names)
		return 0;
	at = names_find(wtmp->names, name, name_of, wtmp->users);
	if (at >= wtmp->count)
		return 0;
	return wtmp->users[at].time == UINT32_MAX ? UINT32_MAX - 1
						  : wtmp->users[at].time;
}
