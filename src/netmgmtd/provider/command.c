/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * posix_spawn() is the one way to start a program that is safe whatever locks
 * the other threads hold. The program leads a group of its own; the group is
 * killed while its leader is not yet reaped, so the number is still ours.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/command.h"

/* A process that the kernel holds on to is given up after this long. */
enum { PATIENCE = 1000 };

static int64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* -- descriptors --------------------------------------------------------- */

/* Moves a descriptor out of the way of the three that the program gets. */
static int move_up(int fd)
{
	int moved;

	if (fd > STDERR_FILENO || fd < 0)
		return fd;
	moved = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	close(fd);
	return moved;
}

/*
 * A file in memory rather than a pipe: there is nobody to feed a pipe while
 * the output is read, and no signal when the program does not read it.
 */
static int open_input(const struct command *command)
{
	const char *from = command->input;
	size_t left = command->input_size;
	int fd;

	if (!from)
		return move_up(open("/dev/null", O_RDONLY | O_CLOEXEC));
	fd = move_up(memfd_create("input", MFD_CLOEXEC));
	while (fd >= 0 && left > 0) {
		ssize_t written = write(fd, from, left);

		if (written < 0) {
			close(fd);
			return -1;
		}
		from += written;
		left -= (size_t)written;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

static int open_pipe(int *from, int *to)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -errno;
	*from = move_up(ends[0]);
	*to = move_up(ends[1]);
	return *from < 0 || *to < 0 ? -EMFILE : 0;
}

#if __GLIBC_PREREQ(2, 34)
static int close_others(posix_spawn_file_actions_t *actions)
{
	return posix_spawn_file_actions_addclosefrom_np(actions,
							STDERR_FILENO + 1);
}
#else
/* Ours are all close-on-exec; this is for what libraries opened. */
static int close_others(posix_spawn_file_actions_t *actions)
{
	int r = 0;

	for (int fd = STDERR_FILENO + 1; fd < 1024 && r == 0; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			r = posix_spawn_file_actions_addclose(actions, fd);
	return r;
}
#endif

/* -- start --------------------------------------------------------------- */

static int add_actions(posix_spawn_file_actions_t *actions, int in, int out)
{
	int r = posix_spawn_file_actions_adddup2(actions, in, STDIN_FILENO);

	if (r == 0)
		r = posix_spawn_file_actions_adddup2(actions, out,
						     STDOUT_FILENO);
	if (r == 0)
		r = posix_spawn_file_actions_addopen(actions, STDERR_FILENO,
						     "/dev/null", O_WRONLY, 0);
	return r == 0 ? close_others(actions) : r;
}

static int set_attributes(posix_spawnattr_t *attributes)
{
	sigset_t none, all;
	int r;

	sigemptyset(&none);
	sigfillset(&all);
	r = posix_spawnattr_setsigmask(attributes, &none);
	if (r == 0)
		r = posix_spawnattr_setsigdefault(attributes, &all);
	if (r == 0)
		r = posix_spawnattr_setpgroup(attributes, 0);
	if (r == 0)
		r = posix_spawnattr_setflags(attributes,
					     POSIX_SPAWN_SETSIGMASK |
						     POSIX_SPAWN_SETSIGDEF |
						     POSIX_SPAWN_SETPGROUP);
	return r;
}

static int spawn_path(const char *path, const char *const *arguments,
		      const posix_spawn_file_actions_t *actions,
		      const posix_spawnattr_t *attributes, pid_t *pid)
{
	static const char *const environment[] = {
		"PATH=/usr/sbin:/usr/bin:/sbin:/bin",
		"LC_ALL=C.UTF-8",
		NULL,
	};

	/* The prototype's missing const is from before const. */
	return posix_spawn(pid, path, actions, attributes,
			   (char *const *)(uintptr_t)arguments,
			   (char *const *)(uintptr_t)environment);
}

static int spawn_named(const char *const *arguments,
		       const posix_spawn_file_actions_t *actions,
		       const posix_spawnattr_t *attributes, pid_t *pid)
{
	static const char *const folders[] = {
		"/usr/sbin", "/usr/bin",	"/sbin",
		"/bin",	     "/usr/local/sbin", "/usr/local/bin",
	};
	char path[512];
	int r = ENOENT;

	if (arguments[0][0] == '/')
		return spawn_path(arguments[0], arguments, actions, attributes,
				  pid);
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folders[i], arguments[0]);
		r = spawn_path(path, arguments, actions, attributes, pid);
		if (r != ENOENT)
			break;
	}
	return r;
}

static int start(const struct command *command, int in, int out, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int r;

	if (posix_spawn_file_actions_init(&actions) != 0)
		return -ENOMEM;
	if (posix_spawnattr_init(&attributes) != 0) {
		posix_spawn_file_actions_destroy(&actions);
		return -ENOMEM;
	}
	r = add_actions(&actions, in, out);
	if (r == 0)
		r = set_attributes(&attributes);
	if (r == 0)
		r = spawn_named(command->arguments, &actions, &attributes, pid);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return -r;
}

/* -- output -------------------------------------------------------------- */

static int wait_for_output(int fd, int64_t until)
{
	struct pollfd poller = {.fd = fd, .events = POLLIN};
	int64_t left;
	int r;

	do {
		left = until - now();
		if (left <= 0)
			return -ETIMEDOUT;
		r = poll(&poller, 1, left < INT32_MAX ? (int)left : INT32_MAX);
	} while (r == 0 || (r < 0 && errno == EINTR));
	return r < 0 ? -errno : 0;
}

static int grow(char **bytes, size_t *room)
{
	size_t size = *room ? *room * 2 : 4096;
	char *more = realloc(*bytes, size);

	if (!more)
		return -ENOMEM;
	*bytes = more;
	*room = size;
	return 0;
}

static int read_output(int fd, size_t limit, int64_t until,
		       struct command_result *result)
{
	CLEANUP(cleanup_free) char *bytes = NULL;
	size_t room = 0, used = 0;
	ssize_t got;
	int r;

	do {
		r = room - used < 2 ? grow(&bytes, &room) : 0;
		if (r == 0)
			r = wait_for_output(fd, until);
		if (r < 0)
			return r;
		got = read(fd, bytes + used, room - used - 1);
		if (got < 0 && errno != EINTR)
			return -errno;
		used += got > 0 ? (size_t)got : 0;
		if (used > limit)
			return -EFBIG;
	} while (got != 0);
	bytes[used] = '\0';
	result->output = cleanup_steal(&bytes);
	result->size = used;
	return 0;
}

/* -- end ----------------------------------------------------------------- */

/* Waits until the process has ended, and leaves it to be reaped. */
static int wait_for_end(pid_t pid, int64_t until)
{
	struct timespec pause = {.tv_nsec = 500000};

	for (;;) {
		siginfo_t info = {0};

		if (waitid(P_PID, (id_t)pid, &info,
			   WEXITED | WNOHANG | WNOWAIT) < 0 &&
		    errno != EINTR)
			return -errno;
		if (info.si_pid == pid)
			return 0;
		if (now() >= until)
			return -ETIMEDOUT;
		nanosleep(&pause, NULL);
		if (pause.tv_nsec < 20000000)
			pause.tv_nsec *= 2;
	}
}

static int reap(pid_t pid, int *status)
{
	int waited = 0;

	kill(-pid, SIGKILL);
	if (wait_for_end(pid, now() + PATIENCE) == -ETIMEDOUT)
		return -ETIMEDOUT;
	while (waitpid(pid, &waited, 0) < 0)
		if (errno != EINTR)
			return -errno;
	*status = WIFEXITED(waited) ? WEXITSTATUS(waited)
				    : 128 + WTERMSIG(waited);
	return 0;
}

int command_run(const struct command *command, struct command_result *result)
{
	CLEANUP(cleanup_descriptor) int from = -1;
	CLEANUP(cleanup_descriptor) int to = -1;
	CLEANUP(cleanup_descriptor) int in = open_input(command);
	CLEANUP(cleanup_free) char *output = NULL;
	int64_t until = now() + command->milliseconds;
	pid_t pid;
	int r, reaped;

	*result = (struct command_result){0};
	if (in < 0)
		return -errno;
	r = open_pipe(&from, &to);
	if (r == 0)
		r = start(command, in, to, &pid);
	if (r < 0)
		return r;
	close(to);
	to = -1;
	r = read_output(from, command->limit, until, result);
	output = cleanup_steal(&result->output);
	if (r == 0)
		r = wait_for_end(pid, until);
	reaped = reap(pid, &result->status);
	if (r == 0)
		r = reaped;
	if (r == 0)
		result->output = cleanup_steal(&output);
	return r;
}

int command_capture(const struct root *root, const struct command *command,
		    const char *captured, char **text, size_t *size)
{
	struct command_result result;
	int r;

	*text = NULL;
	*size = 0;
	if (!root->host)
		return root_read(root, captured, command->limit, text, size);
	r = command_run(command, &result);
	if (r == 0 && result.status != 0) {
		free(cleanup_steal(&result.output));
		r = -EIO;
	}
	if (r < 0)
		return r;
	*text = result.output;
	*size = result.size;
	return 0;
}
