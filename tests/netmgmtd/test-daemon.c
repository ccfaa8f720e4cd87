/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The program itself: its command line, what it prints and leaves behind.
 */
#include <rpc/rpc.h>

#include <lmapibuf.h>
#include <netmgmt/server.h>

#include "tests/netmgmtd/daemon.h"
#include "tests/support/tap.h"

/* Runs the program to its end and gives the exit status. */
static int run(const char *const *arguments)
{
	char *copy[16] = {(char *)"netmgmtd"};
	char drain[4096];
	int output, status;
	pid_t pid;

	for (size_t i = 0; arguments[i]; i++)
		copy[i + 1] = (char *)arguments[i];
	pid = daemon_spawn(copy, &output);
	while (read(output, drain, sizeof(drain)) > 0)
		;
	close(output);
	status = daemon_reap(pid);
	return status;
}

#define RUN(...) run((const char *const[]){__VA_ARGS__, NULL})

static void refuses_a_wrong_command_line_with_2(void)
{
	CU_ASSERT_EQUAL(RUN("--nonsense"), 2);
	CU_ASSERT_EQUAL(RUN("-x"), 2);
	CU_ASSERT_EQUAL(RUN("argument"), 2);
	CU_ASSERT_EQUAL(RUN("--root"), 2);
	CU_ASSERT_EQUAL(RUN("--no-tcp", "--no-socket"), 2);
	CU_ASSERT_EQUAL(RUN("--port", "65536"), 2);
	CU_ASSERT_EQUAL(RUN("--port", "-1"), 2);
	CU_ASSERT_EQUAL(RUN("--port", ""), 2);
	CU_ASSERT_EQUAL(RUN("--port", "12x"), 2);
	CU_ASSERT_EQUAL(RUN("--threads", "0"), 2);
	CU_ASSERT_EQUAL(RUN("--threads", "many"), 2);
	CU_ASSERT_EQUAL(RUN("--idle-timeout", "-1"), 2);
}

static void listens_on_loopback_addresses_only(void)
{
	CU_ASSERT_EQUAL(RUN("--listen", "0.0.0.0"), 2);
	CU_ASSERT_EQUAL(RUN("--listen", "192.0.2.1"), 2);
	CU_ASSERT_EQUAL(RUN("--listen", "[::]"), 2);
	CU_ASSERT_EQUAL(RUN("--listen", "::1"), 2);
	CU_ASSERT_EQUAL(RUN("--listen", "[::1"), 2);
	CU_ASSERT_EQUAL(RUN("--listen", "[::ffff:127.0.0.1]"), 2);
	CU_ASSERT_EQUAL(RUN("--listen", "localhost"), 2);
	CU_ASSERT_EQUAL(RUN("--listen", ""), 2);
}

static void prints_help_and_version(void)
{
	CU_ASSERT_EQUAL(RUN("--help"), 0);
	CU_ASSERT_EQUAL(RUN("--version"), 0);
}

static void fails_with_1_for_what_it_cannot_use(void)
{
	CU_ASSERT_EQUAL(RUN("--root", "/nonexistent/root"), 1);
	CU_ASSERT_EQUAL(RUN("--no-tcp", "--socket", "/nonexistent/s"), 1);
	CU_ASSERT_EQUAL(RUN("--no-socket", "--port", "0", "--ready-file",
			    "/nonexistent/ready"),
			1);
}

static int exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static void read_text(const char *path, char *text, size_t size)
{
	FILE *stream = fopen(path, "r");

	text[0] = '\0';
	CU_ASSERT_PTR_NOT_NULL_FATAL(stream);
	text[fread(text, 1, size - 1, stream)] = '\0';
	fclose(stream);
}

struct place {
	struct machine machine;
	char socket[96];
	char ready[96];
};

static void place_init(struct place *place)
{
	machine_init(&place->machine);
	snprintf(place->socket, sizeof(place->socket), "%s/s",
		 place->machine.path);
	snprintf(place->ready, sizeof(place->ready), "%s/ready",
		 place->machine.path);
}

static pid_t start(struct place *place, const char *comment)
{
	char *arguments[] = {(char *)"netmgmtd",  (char *)"--root",
			     place->machine.path, (char *)"--port",
			     (char *)"0",	  (char *)"--socket",
			     place->socket,	  (char *)"--ready-file",
			     place->ready,	  (char *)"--comment",
			     (char *)comment,	  NULL};
	int output;
	pid_t pid = daemon_spawn(arguments, &output);

	CU_ASSERT_TRUE_FATAL(daemon_wait_ready(output));
	return pid;
}

static void comes_and_goes_without_a_trace(void)
{
	static const int signals[] = {SIGTERM, SIGINT};
	struct place place;
	char text[256], second[128];

	place_init(&place);
	for (size_t i = 0; i < TAP_COUNT(signals); i++) {
		pid_t pid = start(&place, "c");

		read_text(place.ready, text, sizeof(text));
		CU_ASSERT_EQUAL(strncmp(text, "tcp://127.0.0.1:", 16), 0);
		snprintf(second, sizeof(second), "\nunix://%s\n", place.socket);
		CU_ASSERT_PTR_NOT_NULL(strstr(text, second));
		CU_ASSERT_TRUE(exists(place.socket));
		kill(pid, signals[i]);
		CU_ASSERT_EQUAL(daemon_reap(pid), 0);
		CU_ASSERT_FALSE(exists(place.socket));
		CU_ASSERT_FALSE(exists(place.ready));
	}
	machine_fini(&place.machine);
}

static void takes_over_after_a_killed_daemon(void)
{
	struct place place;
	pid_t pid;

	place_init(&place);
	pid = start(&place, "c");
	kill(pid, SIGKILL);
	CU_ASSERT_EQUAL(daemon_reap(pid), 128 + SIGKILL);
	CU_ASSERT_TRUE(exists(place.ready));
	pid = start(&place, "c");
	kill(pid, SIGTERM);
	CU_ASSERT_EQUAL(daemon_reap(pid), 0);
	CU_ASSERT_FALSE(exists(place.ready));
	machine_fini(&place.machine);
}

static void leaves_a_living_daemon_its_socket(void)
{
	struct place place;
	pid_t pid;

	place_init(&place);
	pid = start(&place, "c");
	CU_ASSERT_EQUAL(RUN("--no-tcp", "--socket", place.socket), 1);
	CU_ASSERT_TRUE(exists(place.socket));
	kill(pid, SIGTERM);
	CU_ASSERT_EQUAL(daemon_reap(pid), 0);
	machine_fini(&place.machine);
}

/* Asks the server at the address for its comment. */
static void check_comment(const char *uri, const char *expected)
{
	const server_get_info_args args = {101};
	server_get_info_reply reply;
	CLIENT *clnt;
	void *block;

	CU_ASSERT_EQUAL_FATAL(onc_connect(uri, NETMGMT_SERVER,
					  NETMGMT_SERVER_V1, NULL, &clnt),
			      ONC_OK);
	CU_ASSERT_EQUAL_FATAL(server_get_info_1(&args, &reply, &block, clnt),
			      0);
	CU_ASSERT_EQUAL_FATAL(reply.status, 0);
	CU_ASSERT_STRING_EQUAL(
		reply.info.server_info_u.level_101->sv101_comment, expected);
	NetApiBufferFree(block);
	clnt_destroy(clnt);
}

static void answers_on_every_listener_and_with_its_comment(void)
{
	struct place place;
	char text[256], *line, *rest = text;
	pid_t pid;
	int lines = 0;

	place_init(&place);
	pid = start(&place, "As \xff told");
	read_text(place.ready, text, sizeof(text));
	while ((line = strsep(&rest, "\n")) && *line) {
		check_comment(line, "As \xef\xbf\xbd told");
		lines++;
	}
	CU_ASSERT_EQUAL(lines, 2);
	kill(pid, SIGTERM);
	CU_ASSERT_EQUAL(daemon_reap(pid), 0);
	machine_fini(&place.machine);
}

static void tells_what_it_counted_on_sigusr1(void)
{
	const int before = dup(STDERR_FILENO);
	struct place place;
	char path[128], text[4096] = "";
	pid_t pid;

	place_init(&place);
	snprintf(path, sizeof(path), "%s/told", place.machine.path);
	CU_ASSERT_PTR_NOT_NULL_FATAL(freopen(path, "w", stderr));
	pid = start(&place, "c");
	dup2(before, STDERR_FILENO);
	close(before);
	kill(pid, SIGUSR1);
	for (int i = 0; i < 100 && !strstr(text, "takeovers"); i++) {
		usleep(10000);
		read_text(path, text, sizeof(text));
	}
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "netmgmtd: connections_now 0\n"));
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "netmgmtd: takeovers 0\n"));
	kill(pid, SIGTERM);
	CU_ASSERT_EQUAL(daemon_reap(pid), 0);
	unlink(path);
	machine_fini(&place.machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(refuses_a_wrong_command_line_with_2),
		TAP_CASE(listens_on_loopback_addresses_only),
		TAP_CASE(prints_help_and_version),
		TAP_CASE(fails_with_1_for_what_it_cannot_use),
		TAP_CASE(comes_and_goes_without_a_trace),
		TAP_CASE(takes_over_after_a_killed_daemon),
		TAP_CASE(leaves_a_living_daemon_its_socket),
		TAP_CASE(answers_on_every_listener_and_with_its_comment),
		TAP_CASE(tells_what_it_counted_on_sigusr1),
	};

	return tap_run("daemon", cases, TAP_COUNT(cases));
}
