/* SPDX-License-Identifier: BSD-3-Clause */
/* rpcgen's programs, run by a test. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <lmapibuf.h>

#include "tests/rpc/rpcgen.h"
#include "tests/rpc/sample.h"
#include "tests/support/tap.h"

extern char **environ;

static const char *program_path(const char *name, char *path, size_t size)
{
	snprintf(path, size, "%s/tests/rpc/%s", getenv("builddir"), name);
	return path;
}

/* -- the server ------------------------------------------------------------ */

static pid_t spawn_server(char *path, int in, int out)
{
	char program[512], *argv[] = {(char *)"peer-server", path, NULL};
	posix_spawn_file_actions_t actions;
	pid_t child;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, 0);
	posix_spawn_file_actions_adddup2(&actions, out, 1);
	if (posix_spawn(&child, program_path(argv[0], program, sizeof(program)),
			&actions, NULL, argv, environ) != 0)
		child = -1;
	posix_spawn_file_actions_destroy(&actions);
	return child;
}

bool rpcgen_server_start(struct rpcgen_server *server, const char *folder)
{
	char line[64] = "";
	int in[2], out[2];
	bool is_up;

	snprintf(server->path, sizeof(server->path), "%s/peer", folder);
	if (pipe2(in, O_CLOEXEC) < 0 || pipe2(out, O_CLOEXEC) < 0)
		return false;
	server->process = spawn_server(server->path, in[0], out[1]);
	server->input = in[1];
	close(in[0]);
	close(out[1]);
	is_up = server->process > 0 &&
		read(out[0], line, sizeof(line) - 1) > 0 &&
		sscanf(line, "%u %u", &server->tcp_port, &server->udp_port) ==
			2;
	close(out[0]);
	return is_up;
}

void rpcgen_server_stop(struct rpcgen_server *server)
{
	close(server->input);
	waitpid(server->process, NULL, 0);
}

/* -- the client ------------------------------------------------------------ */

pid_t rpcgen_client_start(const char *where, const char *folder)
{
	char program[512];
	char *argv[] = {(char *)"peer-client", (char *)where, (char *)folder,
			NULL};
	pid_t child;

	if (posix_spawn(&child, program_path(argv[0], program, sizeof(program)),
			NULL, NULL, argv, environ) != 0)
		return -1;
	return child;
}

static const char *const saved[] = {"sheet",  "list",  "scalars",
				    "narrow", "blobs", "tree"};

static void save(const char *folder, const char *name,
		 const struct onc_type *type, const void *value)
{
	char file_name[80];
	void *bytes;
	size_t size;
	FILE *file;

	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, value, NULL, &bytes, &size, NULL), ONC_OK);
	snprintf(file_name, sizeof(file_name), "%s/%s", folder, name);
	file = fopen(file_name, "wb");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	CU_ASSERT_EQUAL(fwrite(bytes, 1, size, file), size);
	fclose(file);
	CU_ASSERT_EQUAL(NetApiBufferFree(bytes), 0);
}

/* narrow has a long below zero, which libtirpc itself reads without sign. */
void rpcgen_samples_save(const char *folder)
{
	const list nodes = {sample_list(100)};
	narrow positive = sample_narrow;

	positive.l = 2147483647;
	save(folder, "sheet", &sheet_type, &sample_sheet);
	save(folder, "list", &list_type, &nodes);
	save(folder, "scalars", &scalars_type, &sample_scalars);
	save(folder, "narrow", &narrow_type, &positive);
	save(folder, "blobs", &blobs_type, &sample_blobs);
	save(folder, "tree", &tree_type, &sample_tree);
	free(nodes.head);
}

void rpcgen_samples_remove(const char *folder)
{
	char name[80];

	for (size_t i = 0; i < TAP_COUNT(saved); i++) {
		snprintf(name, sizeof(name), "%s/%s", folder, saved[i]);
		unlink(name);
	}
	rmdir(folder);
}
