/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A server as rpcgen makes it, its main too, on onc_svc_run().
 */
#include <dirent.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lmapibuf.h>
#include <onc/client.h>

#include "tests/rpc/caller.h"
#include "tests/rpc/rpcgen.h"
#include "tests/rpc/sample.h"
#include "tests/support/tap.h"

extern char **environ;

static pid_t process;
static char tcp[64], udp[64];

/* -- where it listens ------------------------------------------------------ */

/* True if the process has the socket. */
static bool has_socket(unsigned long inode)
{
	char folder[64], path[384], wanted[64], found[64];
	struct dirent *entry;
	bool has = false;
	DIR *all;

	snprintf(folder, sizeof(folder), "/proc/%d/fd", (int)process);
	snprintf(wanted, sizeof(wanted), "socket:[%lu]", inode);
	all = opendir(folder);
	while (all && !has && (entry = readdir(all))) {
		ssize_t size;

		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		size = readlink(path, found, sizeof(found) - 1);
		if (size > 0)
			found[size] = '\0';
		has = size > 0 && strcmp(found, wanted) == 0;
	}
	if (all)
		closedir(all);
	return has;
}

/* The port of the process's socket in a table of the kernel's; 0: none. */
static unsigned find_port(const char *table, unsigned state)
{
	unsigned port, found = 0, at;
	FILE *stream = fopen(table, "r");
	unsigned long inode;
	char line[512];

	while (stream && !found && fgets(line, sizeof(line), stream))
		if (sscanf(line,
			   "%*d: 00000000:%x %*x:%*x %x %*s %*s %*s %*d %*d "
			   "%lu",
			   &port, &at, &inode) == 3 &&
		    at == state && has_socket(inode))
			found = port;
	if (stream)
		fclose(stream);
	return found;
}

static bool start(void)
{
	char path[512], *argv[] = {(char *)"peer-main", NULL};
	unsigned port = 0;

	snprintf(path, sizeof(path), "%s/tests/rpc/peer-main",
		 getenv("builddir"));
	if (posix_spawn(&process, path, NULL, NULL, argv, environ) != 0)
		return false;
	for (int i = 0; i < 200 && port == 0; i++) {
		usleep(20000);
		port = find_port("/proc/net/tcp", 10);
	}
	snprintf(tcp, sizeof(tcp), "tcp://127.0.0.1:%u", port);
	snprintf(udp, sizeof(udp), "udp://127.0.0.1:%u",
		 find_port("/proc/net/udp", 7));
	return port != 0;
}

/* -- cases ----------------------------------------------------------------- */

static void serves_what_rpcgen_made(void)
{
	char folder[] = "/tmp/onc-test-XXXXXX";
	int status = -1;
	pid_t client;

	CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
	rpcgen_samples_save(folder);
	client = rpcgen_client_start(strrchr(tcp, ':') + 1, folder);
	CU_ASSERT_EQUAL(waitpid(client, &status, 0), client);
	CU_ASSERT_EQUAL(status, 0);
	rpcgen_samples_remove(folder);
}

static void serves_our_client(void)
{
	CLIENT *clnt;
	sheet *whole;
	int sum = 0;

	CU_ASSERT_EQUAL_FATAL(onc_connect(tcp, SHAPES, SHAPES_V1, NULL, &clnt),
			      ONC_OK);
	CU_ASSERT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(whole), 0);
	CU_ASSERT_EQUAL(add_1(&sample_sheet.numbers, &sum, clnt), 0);
	CU_ASSERT_EQUAL(sum, 2);
	onc_disconnect(clnt);
	CU_ASSERT_EQUAL(onc_connect(tcp, SHAPES, 7, NULL, &clnt), ONC_OK);
	CU_ASSERT_EQUAL(nothing_1(clnt), 1717);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_NO_VERSION);
	onc_disconnect(clnt);
}

static void is_stalled_by_nobody(void)
{
	static const char half[] = "\x80\0\0\x28\0\0\0\1\0\0";
	CLIENT *clnt;
	int fds[5];

	CU_ASSERT_EQUAL_FATAL(onc_connect(tcp, SHAPES, SHAPES_V1, NULL, &clnt),
			      ONC_OK);
	for (int i = 0; i < 5; i++) {
		const int64_t before = caller_clock();

		fds[i] = caller_connect(tcp);
		caller_send(fds[i], half, 4 + (size_t)i);
		CU_ASSERT_EQUAL(nothing_1(clnt), 0);
		CU_ASSERT(caller_clock() - before < 500);
	}
	for (int i = 0; i < 5; i++)
		close(fds[i]);
	onc_disconnect(clnt);
}

static void answers_datagrams(void)
{
	const int fd = caller_connect(udp);
	const uint32_t words[] = {1, 0, 2, SHAPES, 1, 0, 0, 0, 0, 0};
	uint8_t call[40], reply[64];

	for (int i = 0; i < 40; i++)
		call[i] = (uint8_t)(words[i / 4] >> (24 - 8 * (i % 4)));
	CU_ASSERT_EQUAL(send(fd, call, 40, 0), 40);
	CU_ASSERT_EQUAL(recv(fd, reply, sizeof(reply), 0), 24);
	CU_ASSERT_EQUAL(reply[23], 0);
	close(fd);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(serves_what_rpcgen_made),
		TAP_CASE(serves_our_client),
		TAP_CASE(is_stalled_by_nobody),
		TAP_CASE(answers_datagrams),
	};
	int status;

	if (!start())
		return 99;
	status = tap_run("svcrun", cases, TAP_COUNT(cases));
	kill(process, SIGKILL);
	waitpid(process, NULL, 0);
	return status;
}
