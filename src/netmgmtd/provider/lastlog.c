/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The file is sparse and as long as its largest uid demands: records are read
 * where they stand, never the file as a whole. The record is struct lastlog of
 * a 64-bit glibc, whose time has 32 bits; spelled out here because the C
 * library of the reader may have another.
 */
#include <fcntl.h>
#include <unistd.h>

#include "src/netmgmtd/provider/lastlog.h"

struct record {
	uint32_t time;
	char line[32];
	char host[256];
};

_Static_assert(sizeof(struct record) == 292, "as on disk");

void lastlog_open(struct lastlog_file *file, const struct root *root)
{
	file->fd = root_open(root, "var/log/lastlog", O_RDONLY);
}

void lastlog_close(struct lastlog_file *file)
{
	if (file->fd >= 0)
		close(file->fd);
	file->fd = -1;
}

uint32_t lastlog_time(const struct lastlog_file *file, uint32_t uid)
{
	struct record record;
	off_t at;

	if (file->fd < 0 || __builtin_mul_overflow(uid, sizeof(record), &at))
		return 0;
	if (pread(file->fd, &record, sizeof(record), at) != sizeof(record))
		return 0;
	return record.time == UINT32_MAX ? UINT32_MAX - 1 : record.time;
}
