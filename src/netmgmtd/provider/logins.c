/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Records of 384 bytes, as the utmpx of 64-bit glibc hosts has them. A session
 * whose process is gone left its record behind: nobody cleans up after a kill.
 */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/types.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/logins.h"

enum { MOST_RECORDS = 1 << 16, USER_PROCESS = 7 };

struct record {
	int16_t type;
	int32_t pid;
	char line[32];
	char id[4];
	char user[32];
	char rest[308];
};

_Static_assert(sizeof(struct record) == 384, "as on disk");
_Static_assert(offsetof(struct record, user) == 44, "as on disk");

static bool is_session(const struct root *root, const struct record *record)
{
	if (record->type != USER_PROCESS || record->user[0] == '\0')
		return false;
	if (!root->host)
		return true;
	return record->pid > 0 && (kill(record->pid, 0) == 0 || errno == EPERM);
}

uint32_t logins_count(const struct root *root)
{
	CLEANUP(cleanup_stream) FILE *stream = NULL;
	struct record record;
	uint32_t count = 0;

	if (root_stream(root, "run/utmp", &stream) < 0)
		return 0;
	for (int i = 0; i < MOST_RECORDS; i++) {
		if (fread(&record, sizeof(record), 1, stream) != 1)
			break;
		count += is_session(root, &record);
	}
	return count;
}
