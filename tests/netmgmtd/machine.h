/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_NETMGMTD_MACHINE_H
#define TESTS_NETMGMTD_MACHINE_H

/*
 * The likeness of a host that the tests read: the tree root/ beside this
 * file, or a copy of it that a test may change. What a host is asked for other
 * than by its files is in captured/: what programs print (smbstatus,
 * testparm), what the kernel answers (addresses, statvfs).
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/netmgmtd/provider/root.h"

/* The moment at which the fixture's days make sense: day 20000. */
#define MACHINE_TODAY 20000L
#define MACHINE_NOW ((int64_t)MACHINE_TODAY * 86400)

struct machine {
	char path[64];
	struct root root;
};

static inline void machine_fixture_path(char *path, size_t size)
{
	const char *srcdir = getenv("srcdir");

	snprintf(path, size, "%s/tests/netmgmtd/root", srcdir ? srcdir : ".");
}

/* Opens the tree itself, for tests that only read. */
static inline void machine_open(struct root *root)
{
	char path[4096];

	machine_fixture_path(path, sizeof(path));
	if (root_init(root, path) < 0) {
		fprintf(stderr, "Bail out! no fixture at %s\n", path);
		exit(99);
	}
}

static inline void machine_shell(const char *format, const char *a,
				 const char *b)
{
	char command[8192];

	snprintf(command, sizeof(command), format, a, b);
	if (system(command) != 0) {
		fprintf(stderr, "Bail out! failed: %s\n", command);
		exit(99);
	}
}

/* Makes a tree of the test's own: empty, or a copy of the fixture. */
static inline void machine_init_empty(struct machine *machine)
{
	strcpy(machine->path, "/tmp/netmgmtd-XXXXXX");
	if (!mkdtemp(machine->path) ||
	    root_init(&machine->root, machine->path) < 0) {
		fprintf(stderr, "Bail out! no directory for a fixture\n");
		exit(99);
	}
}

static inline void machine_init(struct machine *machine)
{
	char path[4096];

	machine_init_empty(machine);
	machine_fixture_path(path, sizeof(path));
	machine_shell("cp -R '%s/.' '%s'", path, machine->path);
	machine_shell("chmod -R u+w '%s'%s", machine->path, "");
}

static inline void machine_fini(struct machine *machine)
{
	root_fini(&machine->root);
	machine_shell("rm -rf '%s'%s", machine->path, "");
}

/* Writes a file at an offset, and the directories above it. */
static inline void machine_write(struct machine *machine, const char *path,
				 const void *bytes, size_t size, off_t at)
{
	char full[4096];
	int fd;

	snprintf(full, sizeof(full), "%s/%s", machine->path, path);
	machine_shell("mkdir -p \"$(dirname '%s')\"%s", full, "");
	fd = open(full, O_WRONLY | O_CREAT, 0644);
	if (fd < 0 || pwrite(fd, bytes, size, at) != (ssize_t)size) {
		fprintf(stderr, "Bail out! cannot write %s\n", full);
		exit(99);
	}
	close(fd);
}

/* Gives a file this text and no other. */
static inline void machine_put(struct machine *machine, const char *path,
			       const char *text)
{
	char full[4096];

	snprintf(full, sizeof(full), "%s/%s", machine->path, path);
	unlink(full);
	machine_write(machine, path, text, strlen(text), 0);
}

static inline void machine_remove(struct machine *machine, const char *path)
{
	machine_shell("rm -rf '%s/%s'", machine->path, path);
}

#endif
