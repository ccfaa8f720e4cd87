/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files below one directory. Whatever is opened stays below it where openat2
 * is to be had, and is a regular file where it is read.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#if __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#endif

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/root.h"

#if defined(SYS_openat2) && defined(RESOLVE_IN_ROOT)
static int open_inside(int root, const char *path, int flags)
{
	struct open_how how = {.flags = (unsigned int)flags,
			       .resolve = RESOLVE_IN_ROOT};

	return (int)syscall(SYS_openat2, root, path, &how, sizeof(how));
}
#else
static int open_inside(int root, const char *path, int flags)
{
	(void)root;
	(void)path;
	(void)flags;
	errno = ENOSYS;
	return -1;
}
#endif

/* A kernel that keeps renaming under us would answer EAGAIN for ever. */
enum { TRIES = 16 };

int root_open(const struct root *root, const char *path, int flags)
{
	int fd = -1;

	flags |= O_CLOEXEC;
	if (!(flags & O_PATH)) /* openat2 refuses them together */
		flags |= O_NOCTTY | O_NONBLOCK;
	errno = EAGAIN;
	for (int i = 0; i < TRIES && fd < 0; i++) {
		if (errno != EAGAIN && errno != EINTR)
			break;
		fd = open_inside(root->fd, path, flags);
	}
	/* EPERM too: a sandbox that does not know the call refuses it so. */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		fd = openat(root->fd, path, flags);
	return fd < 0 ? -errno : fd;
}

static bool is_host(int fd)
{
	struct stat own, host;

	return fstat(fd, &own) == 0 && stat("/", &host) == 0 &&
	       own.st_dev == host.st_dev && own.st_ino == host.st_ino;
}

int root_init(struct root *root, const char *path)
{
	*root = (struct root){.fd = -1};
	root->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (root->fd < 0)
		return -errno;
	root->host = is_host(root->fd);
	if (!root->host)
		return 0;
	root->lock = malloc(sizeof(*root->lock));
	if (root->lock)
		return -pthread_mutex_init(root->lock, NULL);
	root_fini(root);
	return -ENOMEM;
}

void root_fini(struct root *root)
{
	if (root->fd >= 0)
		close(root->fd);
	root->fd = -1;
	if (root->lock)
		pthread_mutex_destroy(root->lock);
	free(root->lock);
	root->lock = NULL;
}

void root_lock(const struct root *root)
{
	if (root->lock)
		pthread_mutex_lock(root->lock);
}

void root_unlock(const struct root *root)
{
	if (root->lock)
		pthread_mutex_unlock(root->lock);
}

static int open_regular(const struct root *root, const char *path)
{
	CLEANUP(cleanup_descriptor) int fd = root_open(root, path, O_RDONLY);
	struct stat status;
	int opened = fd;

	if (fd < 0)
		return fd;
	if (fstat(fd, &status) < 0)
		return -errno;
	if (!S_ISREG(status.st_mode))
		return -EINVAL;
	fd = -1;
	return opened;
}

int root_stream(const struct root *root, const char *path, FILE **stream)
{
	int fd = open_regular(root, path);

	*stream = NULL;
	if (fd < 0)
		return fd;
	*stream = fdopen(fd, "re");
	if (*stream)
		return 0;
	close(fd);
	return -ENOMEM;
}

/* Files of proc have no size: read until there is no more. */
static int read_all(int fd, size_t limit, char **text, size_t *size)
{
	CLEANUP(cleanup_free) char *bytes = NULL;
	size_t room = 0, used = 0;
	ssize_t got;

	do {
		if (room - used < 2) {
			char *more;

			room = room ? room * 2 : 4096;
			more = realloc(bytes, room);
			if (!more)
				return -ENOMEM;
			bytes = more;
		}
		got = read(fd, bytes + used, room - used - 1);
		if (got < 0 && errno != EINTR)
			return -errno;
		used += got > 0 ? (size_t)got : 0;
		if (used > limit)
			return -EFBIG;
	} while (got != 0);
	bytes[used] = '\0';
	*text = cleanup_steal(&bytes);
	*size = used;
	return 0;
}

int root_read(const struct root *root, const char *path, size_t limit,
	      char **text, size_t *size)
{
	CLEANUP(cleanup_descriptor) int fd = open_regular(root, path);

	*text = NULL;
	*size = 0;
	if (fd < 0)
		return fd;
	return read_all(fd, limit, text, size);
}

bool root_has(const struct root *root, const char *path)
{
	CLEANUP(cleanup_descriptor) int fd = root_open(root, path, O_PATH);

	return fd >= 0;
}

bool root_has_process(const struct root *root, const char *path)
{
	CLEANUP(cleanup_descriptor) int fd = open_regular(root, path);
	char text[32] = "";
	long pid;

	if (fd < 0 || read(fd, text, sizeof(text) - 1) < 0)
		return false;
	pid = strtol(text, NULL, 10);
	if (pid <= 0 || pid != (pid_t)pid)
		return false;
	if (!root->host)
		return true;
	return kill((pid_t)pid, 0) == 0 || errno == EPERM;
}
