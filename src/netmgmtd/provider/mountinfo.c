/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libmount knows the format; it reads our stream, so that the table may be any
 * root's.
 */
#include <errno.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/mountinfo.h"

/*
 * Pass over a malformed line, whatever it is. libmount calls a line malformed
 * too when memory ran out over it.
 */
static int ignore_line(struct libmnt_table *table, const char *path, int line)
{
	(void)table;
	(void)path;
	(void)line;
	return errno == ENOMEM ? -ENOMEM : 1;
}

int mountinfo_read(const struct root *root, struct libmnt_table **table)
{
	CLEANUP(mountinfo_free) struct libmnt_table *made = mnt_new_table();
	CLEANUP(cleanup_stream) FILE *stream = NULL;
	int r;

	*table = NULL;
	if (!made)
		return -ENOMEM;
	r = root_stream(root, "proc/self/mountinfo", &stream);
	if (r < 0)
		return r;
	mnt_table_set_parser_errcb(made, ignore_line);
	errno = 0;
	r = mnt_table_parse_stream(made, stream, "/proc/self/mountinfo");
	/* libmount takes a line it had no memory for as the last one. */
	if (errno == ENOMEM)
		return -ENOMEM;
	if (r == 0)
		*table = cleanup_steal(&made);
	return r;
}
