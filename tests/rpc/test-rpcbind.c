/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * tcp://host: the port is rpcbind's to tell. Port 111 of loopback is a script
 * here, in a network namespace of the test's own; or rpcbind itself.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <rpc/rpc.h>

#include <onc/client.h>

#include "tests/support/script.h"
#include "tests/support/tap.h"

static const struct onc_procedure null = {"NULL", 0, {0}, {0}};

/* What the script that plays rpcbind says; under the lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
	bool is_old;	     /* knows version 2 alone */
	const char *address; /* of version 4 */
	uint32_t port;	     /* of version 2 */
	size_t cut;	     /* bytes that are missing at the end */
	uint32_t asked[6];   /* version, procedure, program, version */
} manner;

static void refuse_version(int fd, const uint8_t *record)
{
	uint32_t words[9] = {htonl(0x80000020), 0,	  htonl(1), 0, 0, 0,
			     htonl(2),		htonl(2), htonl(2)};

	memcpy(&words[1], record, 4);
	script_send(fd, words, sizeof(words));
}

static void tell_address(int fd, const uint8_t *record)
{
	const size_t length = strlen(manner.address);
	uint8_t bytes[1024] = {0};

	bytes[2] = (uint8_t)(length >> 8);
	bytes[3] = (uint8_t)length;
	memcpy(bytes + 4, manner.address, length);
	script_answer(fd, record, bytes, 4 + (length + 3) / 4 * 4 - manner.cut);
}

static void serve_rpcbind(struct script *script, int fd, int number)
{
	uint8_t record[1000];
	uint32_t port;

	(void)script;
	(void)number;
	while (script_read(fd, record, sizeof(record)) > 0) {
		pthread_mutex_lock(&lock);
		manner.asked[0] = script_word(record, 4);
		manner.asked[1] = script_word(record, 5);
		manner.asked[2] = script_word(record, 10);
		manner.asked[3] = script_word(record, 11);
		port = htonl(manner.port);
		if (manner.asked[0] == 2)
			script_answer(fd, record, &port, 4 - manner.cut);
		else if (manner.is_old)
			refuse_version(fd, record);
		else
			tell_address(fd, record);
		pthread_mutex_unlock(&lock);
	}
}

static void serve(struct script *script, int fd, int number)
{
	uint8_t record[100];

	(void)script;
	(void)number;
	while (script_read(fd, record, sizeof(record)) > 0)
		script_answer(fd, record, NULL, 0);
}

static struct script server = {.serve = serve};
static struct script rpcbind = {.serve = serve_rpcbind};
static unsigned port;

static enum onc_status find(const char *uri)
{
	const struct onc_options options = {.timeout = 5000};
	enum onc_status status;
	CLIENT *clnt;

	status = onc_connect(uri, 0x20004eff, 3, &options, &clnt);
	if (status != ONC_OK) {
		CU_ASSERT_PTR_NULL(clnt);
		return status;
	}
	CU_ASSERT_EQUAL(onc_call(clnt, &null, NULL, NULL, NULL), ONC_OK);
	onc_disconnect(clnt);
	return ONC_OK;
}

static enum onc_status find_by(const char *address)
{
	pthread_mutex_lock(&lock);
	memset(&manner, 0, sizeof(manner));
	manner.address = address;
	pthread_mutex_unlock(&lock);
	return find("tcp://127.0.0.1");
}

static enum onc_status find_by_port(uint32_t number, size_t cut)
{
	pthread_mutex_lock(&lock);
	memset(&manner, 0, sizeof(manner));
	manner.is_old = true;
	manner.port = number;
	manner.cut = cut;
	pthread_mutex_unlock(&lock);
	return find("tcp://127.0.0.1");
}

static void was_asked(size_t index, uint32_t word)
{
	pthread_mutex_lock(&lock);
	CU_ASSERT_EQUAL(manner.asked[index], word);
	pthread_mutex_unlock(&lock);
}

static void version_4_tells_an_address(void)
{
	char address[40];

	snprintf(address, sizeof(address), "127.0.0.1.%u.%u", port >> 8,
		 port & 255);
	CU_ASSERT_EQUAL(find_by(address), ONC_OK);
	was_asked(0, 4);
	was_asked(1, 3);
	was_asked(2, 0x20004eff);
	was_asked(3, 3);
}

static void version_2_tells_a_port(void)
{
	CU_ASSERT_EQUAL(find_by_port(port, 0), ONC_OK);
	was_asked(0, 2);
	CU_ASSERT_EQUAL(find_by_port(0, 0), ONC_NO_PROGRAM);
	CU_ASSERT_EQUAL(find_by_port(65536 + port, 0), ONC_BAD_REPLY);
	CU_ASSERT_EQUAL(find_by_port(port, 1), ONC_BAD_REPLY);
}

static void a_program_that_is_not_there_is_told_so(void)
{
	CU_ASSERT_EQUAL(find_by(""), ONC_NO_PROGRAM);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(onc_error(NULL), "rpcbind does not know the program"));
}

static void an_answer_that_is_none_is_refused(void)
{
	static const char *const wrong[] = {
		"1",	       ".",	     "..",	  "1.2",
		"127.0.0.1",   "a.b",	     "1.1.256.1", "1.1.1.256",
		"1.1.1.1111",  "1.1.-1.1",   "1.1.1.1 ",  "127.0.0.1.9999.1",
		"1.1.1.1.1.x", "1.1.1.1.1.",
	};
	char much[600];

	for (size_t i = 0; i < TAP_COUNT(wrong); i++) {
		const enum onc_status status = find_by(wrong[i]);

		/* "127.0.0.1" is an address of port 1, where nobody is. */
		CU_ASSERT(status == ONC_BAD_REPLY || status == ONC_UNREACHABLE);
	}
	memset(much, '1', sizeof(much) - 1);
	much[sizeof(much) - 1] = '\0';
	CU_ASSERT_EQUAL(find_by(much), ONC_BAD_REPLY);
}

static void without_rpcbind_the_host_cannot_be_reached(void)
{
	script_stop(&rpcbind);
	CU_ASSERT_EQUAL(find("tcp://127.0.0.1"), ONC_UNREACHABLE);
	CU_ASSERT_EQUAL_FATAL(script_restart(&rpcbind), 0);
}

/* -- rpcbind itself -------------------------------------------------------- */

static pid_t start_rpcbind(void)
{
	const pid_t child = fork();

	if (child == 0) {
		execlp("rpcbind", "rpcbind", "-f", "-w", (char *)NULL);
		execl("/usr/sbin/rpcbind", "rpcbind", "-f", (char *)NULL);
		_exit(127);
	}
	return child;
}

/* By libtirpc, as servers do it; in a child, since it leaks. */
static bool tell_rpcbind(bool set)
{
	const pid_t child = fork();
	int status = -1;

	if (child == 0) {
		const bool done = set ? pmap_set(0x20004eff, 3, IPPROTO_TCP,
						 (u_short)port)
				      : pmap_unset(0x20004eff, 3);

		_exit(done ? 0 : 1);
	}
	waitpid(child, &status, 0);
	return status == 0;
}

static bool is_registered(void)
{
	for (int i = 0; i < 100; i++) {
		if (tell_rpcbind(true))
			return true;
		script_pause(50);
	}
	return false;
}

static void rpcbind_itself_tells_the_port(void)
{
	pid_t child;

	script_stop(&rpcbind);
	child = start_rpcbind();
	if (is_registered()) {
		CU_ASSERT_EQUAL(find("tcp://127.0.0.1"), ONC_OK);
		CU_ASSERT_EQUAL(find("tcp://localhost"), ONC_OK);
		CU_ASSERT(tell_rpcbind(false));
		CU_ASSERT_EQUAL(find("tcp://127.0.0.1"), ONC_NO_PROGRAM);
	} else {
		printf("# no rpcbind here: the script alone was asked\n");
	}
	kill(child, SIGTERM);
	waitpid(child, NULL, 0);
	CU_ASSERT_EQUAL_FATAL(script_restart(&rpcbind), 0);
}

/* A loopback of our own, on which port 111 is ours; and a /run. */
static bool enter_namespace(void)
{
	struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP};
	int fd, status;

	if (unshare(CLONE_NEWNET | CLONE_NEWNS) < 0)
		return false;
	mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL);
	mount("none", "/run", "tmpfs", 0, NULL);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	status = ioctl(fd, SIOCSIFFLAGS, &loopback);
	close(fd);
	return status == 0;
}

static bool start_scripts(void)
{
	snprintf(rpcbind.uri, sizeof(rpcbind.uri), "tcp://127.0.0.1:111");
	if (script_start(&server, "tcp") != 0 || script_restart(&rpcbind) != 0)
		return false;
	port = (unsigned)atoi(strrchr(server.uri, ':') + 1);
	return true;
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(version_4_tells_an_address),
		TAP_CASE(version_2_tells_a_port),
		TAP_CASE(a_program_that_is_not_there_is_told_so),
		TAP_CASE(an_answer_that_is_none_is_refused),
		TAP_CASE(without_rpcbind_the_host_cannot_be_reached),
		TAP_CASE(rpcbind_itself_tells_the_port),
	};
	int status;

	if (!enter_namespace())
		tap_skip_all("no network namespace may be made");
	if (!start_scripts())
		return 99;
	status = tap_run("rpcbind", cases, TAP_COUNT(cases));
	script_stop(&rpcbind);
	script_stop(&server);
	return status;
}
