/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The same .x file by rpcgen and by oncgen, on the two ends of a wire: our
 * stubs call rpcgen's server over TCP, UDP and a local socket, rpcgen's client
 * calls ours.
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <rpc/rpc.h>

#include <lmapibuf.h>
#include <onc/server.h>

#include "tests/rpc/rpcgen.h"
#include "tests/rpc/sample.h"
#include "tests/support/tap.h"

static char folder[] = "/tmp/onc-test-XXXXXX";
static struct rpcgen_server peer;
static struct onc_server *server; /* ours */

/* -- calling rpcgen's server
 * ------------------------------------------------------ */

static bool same(const struct onc_type *type, const void *a, const void *b)
{
	void *left, *right;
	size_t left_size, right_size;
	bool equal;

	if (onc_encode(type, a, NULL, &left, &left_size, NULL) != ONC_OK)
		return false;
	if (onc_encode(type, b, NULL, &right, &right_size, NULL) != ONC_OK) {
		CU_ASSERT_EQUAL(NetApiBufferFree(left), 0);
		return false;
	}
	equal = left_size == right_size && memcmp(left, right, left_size) == 0;
	CU_ASSERT_EQUAL(NetApiBufferFree(left), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(right), 0);
	return equal;
}

#define ECHOES(procedure, type, value)                                         \
	do {                                                                   \
		type *back;                                                    \
		CU_ASSERT_EQUAL_FATAL(procedure##_1(value, &back, clnt), 0);   \
		CU_ASSERT(same(&type##_type, value, back));                    \
		CU_ASSERT_EQUAL(NetApiBufferFree(back), 0);                    \
	} while (0)

static void call_all(CLIENT *clnt)
{
	const list nodes = {sample_list(100)};
	char *text;
	int sum;

	CU_ASSERT_PTR_NOT_NULL_FATAL(clnt);
	ECHOES(echo_sheet, sheet, &sample_sheet);
	ECHOES(echo_list, list, &nodes);
	ECHOES(echo_scalars, scalars, &sample_scalars);
	ECHOES(echo_blobs, blobs, &sample_blobs);
	ECHOES(echo_tree, tree, &sample_tree);
	CU_ASSERT_EQUAL(add_1(&sample_sheet.numbers, &sum, clnt), 0);
	CU_ASSERT_EQUAL(sum, 2);
	CU_ASSERT_EQUAL(join_1(&sample_sheet, &text, clnt), 0);
	CU_ASSERT_STRING_EQUAL(text, "onethree");
	CU_ASSERT_EQUAL(NetApiBufferFree(text), 0);
	CU_ASSERT_EQUAL(nothing_1(clnt), 0);
	clnt_destroy(clnt);
	free(nodes.head);
}

static struct sockaddr_in loopback(unsigned port)
{
	struct sockaddr_in at = {.sin_family = AF_INET};

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	at.sin_port = htons((uint16_t)port);
	return at;
}

static void calls_a_server_of_rpcgen_over_tcp(void)
{
	char uri[64];
	CLIENT *clnt;

	snprintf(uri, sizeof(uri), "tcp://127.0.0.1:%u", peer.tcp_port);
	CU_ASSERT_EQUAL_FATAL(onc_connect(uri, SHAPES, SHAPES_V1, NULL, &clnt),
			      ONC_OK);
	call_all(clnt);
}

static void calls_over_a_stock_tcp_handle(void)
{
	struct sockaddr_in at = loopback(peer.tcp_port);
	int fd = RPC_ANYSOCK;

	call_all(clnttcp_create(&at, SHAPES, SHAPES_V1, &fd, 0, 0));
}

static void calls_a_server_of_rpcgen_over_udp(void)
{
	struct sockaddr_in at = loopback(peer.udp_port);
	struct timeval retry = {1, 0};
	int fd = RPC_ANYSOCK;

	call_all(clntudp_create(&at, SHAPES, SHAPES_V1, retry, &fd));
}

static void says_that_nobody_has_a_udp_port(void)
{
	struct sockaddr_in at = loopback(0);
	struct timeval retry = {1, 0};
	socklen_t length = sizeof(at);
	int fd = RPC_ANYSOCK, taken;
	CLIENT *clnt;

	taken = socket(AF_INET, SOCK_DGRAM, 0);
	CU_ASSERT_EQUAL(bind(taken, (struct sockaddr *)&at, length), 0);
	getsockname(taken, (struct sockaddr *)&at, &length);
	close(taken);
	clnt = clntudp_create(&at, SHAPES, SHAPES_V1, retry, &fd);
	CU_ASSERT_PTR_NOT_NULL_FATAL(clnt);
	CU_ASSERT_EQUAL(nothing_1(clnt), 1722);
	CU_ASSERT_PTR_NOT_NULL(strstr(onc_error(clnt), "udp://127.0.0.1:"));
	clnt_destroy(clnt);
}

static void calls_a_server_of_rpcgen_over_a_local_socket(void)
{
	char uri[80];
	CLIENT *clnt;

	snprintf(uri, sizeof(uri), "unix://%s", peer.path);
	CU_ASSERT_EQUAL_FATAL(onc_connect(uri, SHAPES, SHAPES_V1, NULL, &clnt),
			      ONC_OK);
	call_all(clnt);
}

/* -- being called by rpcgen's client
 * -------------------------------------------------- */

static int run_client(const char *where)
{
	const pid_t child = rpcgen_client_start(where, folder);
	int status = -1;

	if (child > 0)
		waitpid(child, &status, 0);
	return status;
}

static void serves_a_client_of_rpcgen(void)
{
	rpcgen_samples_save(folder);
	CU_ASSERT_EQUAL(
		run_client(strrchr(onc_server_address(server, 0), ':') + 1), 0);
	CU_ASSERT_EQUAL(
		run_client(onc_server_address(server, 1) + strlen("unix://")),
		0);
}

/* -- setting up
 * ------------------------------------------------------------------------- */

static void *run_server(void *ended)
{
	*(enum onc_status *)ended = onc_server_run(server);
	return NULL;
}

static const struct tap_case cases[] = {
	TAP_CASE(calls_a_server_of_rpcgen_over_tcp),
	TAP_CASE(calls_over_a_stock_tcp_handle),
	TAP_CASE(calls_a_server_of_rpcgen_over_udp),
	TAP_CASE(says_that_nobody_has_a_udp_port),
	TAP_CASE(calls_a_server_of_rpcgen_over_a_local_socket),
	TAP_CASE(serves_a_client_of_rpcgen),
};

int main(void)
{
	enum onc_status ended = ONC_OK;
	char uri[80];
	pthread_t thread;
	int status;

	if (!mkdtemp(folder))
		return 99;
	snprintf(uri, sizeof(uri), "unix://%s/ours", folder);
	if (!rpcgen_server_start(&peer, folder) ||
	    onc_server_new(&server) != ONC_OK ||
	    onc_server_add(server, &shapes_1_program, NULL) != ONC_OK ||
	    onc_server_listen(server, "tcp://127.0.0.1:0") != ONC_OK ||
	    onc_server_listen(server, uri) != ONC_OK ||
	    pthread_create(&thread, NULL, run_server, &ended) != 0)
		return 99;
	status = tap_run("interop", cases, TAP_COUNT(cases));
	onc_server_stop(server);
	pthread_join(thread, NULL);
	onc_server_free(server);
	rpcgen_server_stop(&peer);
	rpcgen_samples_remove(folder);
	return ended == ONC_OK ? status : 99;
}
