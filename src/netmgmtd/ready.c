/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/ready.h"

static int write_addresses(int fd, const struct onc_server *server)
{
	const char *address;

	for (size_t n = 0; (address = onc_server_address(server, n)); n++)
		if (dprintf(fd, "%s\n", address) < 0)
			return -errno;
	return 0;
}

static int write_file(char *temporary, const char *path,
		      const struct onc_server *server)
{
	CLEANUP(cleanup_descriptor) int fd = mkostemp(temporary, O_CLOEXEC);
	int r;

	if (fd < 0)
		return -errno;
	r = write_addresses(fd, server);
	/* mkostemp() makes it ours alone, but it is for others to read. */
	if (r == 0 && fchmod(fd, 0644) < 0)
		r = -errno;
	if (r == 0 && rename(temporary, path) < 0)
		r = -errno;
	if (r < 0)
		unlink(temporary);
	return r;
}

int ready_write(const char *path, const struct onc_server *server)
{
	CLEANUP(cleanup_free) char *temporary = NULL;

	if (asprintf(&temporary, "%s.XXXXXX", path) < 0) {
		temporary = NULL;
		return -ENOMEM;
	}
	return write_file(temporary, path, server);
}

void ready_remove(const char *path)
{
	if (path)
		unlink(path);
}
