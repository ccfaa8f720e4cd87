/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls over real connections: to our own server, and to one that misbehaves.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <rpc/rpc.h>

#include <lmapibuf.h>
#include <onc/client.h>
#include <onc/server.h>

#include "tests/rpc/sample.h"
#include "tests/support/heap.h"
#include "tests/support/peer.h"
#include "tests/support/tap.h"

static struct onc_server *server;
static const char *tcp, *local;

static CLIENT *connect_to(const char *uri)
{
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(onc_connect(uri, SHAPES, SHAPES_V1, NULL, &clnt),
			      ONC_OK);
	return clnt;
}

static bool equal(const struct onc_type *type, const void *a, const void *b)
{
	void *left, *right;
	size_t left_size, right_size;
	bool same;

	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, a, NULL, &left, &left_size, NULL), ONC_OK);
	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, b, NULL, &right, &right_size, NULL), ONC_OK);
	same = left_size == right_size && memcmp(left, right, left_size) == 0;
	CU_ASSERT_EQUAL(NetApiBufferFree(left), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(right), 0);
	return same;
}

/* -- our own server
 * ------------------------------------------------------------------ */

static void call_all(CLIENT *clnt)
{
	sheet *whole;
	tree *trunk;
	char *text;
	int sum = -1;

	CU_ASSERT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 0);
	CU_ASSERT(equal(&sheet_type, whole, &sample_sheet));
	CU_ASSERT_EQUAL(NetApiBufferFree(whole), 0);
	CU_ASSERT_EQUAL(echo_tree_1(&sample_tree, &trunk, clnt), 0);
	CU_ASSERT(equal(&tree_type, trunk, &sample_tree));
	CU_ASSERT_EQUAL(NetApiBufferFree(trunk), 0);
	CU_ASSERT_EQUAL(join_1(&sample_sheet, &text, clnt), 0);
	CU_ASSERT_STRING_EQUAL(text, "onethree");
	CU_ASSERT_EQUAL(NetApiBufferFree(text), 0);
	CU_ASSERT_EQUAL(add_1(&sample_sheet.numbers, &sum, clnt), 0);
	CU_ASSERT_EQUAL(sum, 2);
	CU_ASSERT_EQUAL(nothing_1(clnt), 0);
	CU_ASSERT_STRING_EQUAL(onc_error(clnt), "success");
}

static void calls_every_procedure_over_tcp(void)
{
	CLIENT *clnt = connect_to(tcp);

	call_all(clnt);
	clnt_destroy(clnt);
}

static void calls_every_procedure_over_a_local_socket(void)
{
	CLIENT *clnt = connect_to(local);

	call_all(clnt);
	clnt_destroy(clnt);
}

static void carries_a_list_of_a_million_nodes(void)
{
	const list many = {sample_list(1000000)};
	CLIENT *clnt = connect_to(tcp);
	list *got;

	CU_ASSERT_EQUAL_FATAL(echo_list_1(&many, &got, clnt), 0);
	CU_ASSERT_EQUAL(got->head[999999].value, 999999);
	CU_ASSERT_EQUAL(NetApiBufferFree(got), 0);
	clnt_destroy(clnt);
	free(many.head);
}

static void allocates_once_from_reply_to_return(void)
{
	CLIENT *clnt = connect_to(tcp);
	struct heap_mark before;
	sheet *whole;
	DWORD size;

	if (heap_counts()) {
		before = heap_mark();
		CU_ASSERT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 0);
		CU_ASSERT_EQUAL(heap_allocations_since_reply(), 1);
		CU_ASSERT_EQUAL(NetApiBufferSize(whole, &size), 0);
		CU_ASSERT(sample_inside(&sheet_type, whole, whole, size));
		CU_ASSERT_EQUAL(NetApiBufferFree(whole), 0);
		CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
		CU_ASSERT_EQUAL(heap_mark().bytes, before.bytes);
	}
	clnt_destroy(clnt);
}

static void says_what_the_server_lacks(void)
{
	CLIENT *clnt;
	const struct onc_procedure unknown = {"UNKNOWN", 77, {0}, {0}};

	clnt = connect_to(tcp);
	CU_ASSERT_EQUAL(onc_call(clnt, &unknown, NULL, NULL, NULL),
			ONC_NO_PROCEDURE);
	CU_ASSERT_PTR_NOT_NULL(strstr(onc_error(clnt), "UNKNOWN: the peer "
						       "lacks the procedure"));
	CU_ASSERT_PTR_NOT_NULL(strstr(onc_error(clnt), tcp));
	clnt_destroy(clnt);
	CU_ASSERT_EQUAL(onc_connect(tcp, SHAPES, 9, NULL, &clnt), ONC_OK);
	CU_ASSERT_EQUAL(nothing_1(clnt), 1717);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_NO_VERSION);
	clnt_destroy(clnt);
	CU_ASSERT_EQUAL(onc_connect(tcp, 0x20001111, 1, NULL, &clnt), ONC_OK);
	CU_ASSERT_EQUAL(nothing_1(clnt), 1717);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_NO_PROGRAM);
	clnt_destroy(clnt);
}

static void answers_procedure_0_of_every_program(void)
{
	const struct onc_procedure null = {"NULL", 0, {0}, {0}};
	CLIENT *clnt = connect_to(tcp);

	CU_ASSERT_EQUAL(onc_call(clnt, &null, NULL, NULL, NULL), ONC_OK);
	clnt_destroy(clnt);
}

static void tells_a_caller_that_its_arguments_are_garbage(void)
{
	const struct onc_procedure wrong = {
		"WRONG", ECHO_SHEET, {ints_type.module, ints_type.layout}, {0}};
	CLIENT *clnt = connect_to(tcp);

	CU_ASSERT_EQUAL(
		onc_call(clnt, &wrong, &sample_sheet.numbers, NULL, NULL),
		ONC_GARBAGE_ARGUMENTS);
	call_all(clnt);
	clnt_destroy(clnt);
}

static void tells_a_caller_that_the_handler_failed(void)
{
	sheet empty = sample_sheet;
	CLIENT *clnt = connect_to(tcp);
	char *text = (char *)"untouched";

	empty.labels.labels_len = 0;
	CU_ASSERT_EQUAL(join_1(&empty, &text, clnt), 1726);
	CU_ASSERT_PTR_NULL(text);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_SYSTEM_ERROR);
	clnt_destroy(clnt);
}

static void refuses_an_argument_before_it_sends(void)
{
	sheet wrong = sample_sheet;
	CLIENT *clnt = connect_to(tcp);
	sheet *whole;

	wrong.pair[1].name = NULL;
	CU_ASSERT_EQUAL(echo_sheet_1(&wrong, &whole, clnt), 87);
	CU_ASSERT_PTR_NULL(whole);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_BAD_POINTER);
	CU_ASSERT_STRING_EQUAL(onc_error_fault(clnt)->path, "pair[1].name");
	call_all(clnt);
	clnt_destroy(clnt);
}

static void fails_cleanly_at_every_allocation(void)
{
	CLIENT *clnt = connect_to(tcp);
	struct heap_mark before;
	bool failed = heap_counts();

	before = heap_mark();
	for (unsigned long n = 1; failed; n++) {
		sheet *whole = NULL;
		NET_API_STATUS status;

		heap_fail_at(n);
		status = echo_sheet_1(&sample_sheet, &whole, clnt);
		failed = heap_failed();
		heap_fail_at(0);
		CU_ASSERT_EQUAL(status, failed ? 8 : 0);
		CU_ASSERT(failed == (whole == NULL));
		CU_ASSERT_EQUAL(NetApiBufferFree(whole), 0);
		CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
	}
	clnt_destroy(clnt);
}

static void *call_often(void *unused)
{
	for (int i = 0; i < 20; i++) {
		CLIENT *clnt = connect_to(i % 2 ? tcp : local);

		for (int k = 0; k < 5; k++)
			call_all(clnt);
		clnt_destroy(clnt);
	}
	return unused;
}

static void serves_eight_threads_at_once(void)
{
	pthread_t threads[8];

	for (int i = 0; i < 8; i++)
		CU_ASSERT_EQUAL_FATAL(
			pthread_create(&threads[i], NULL, call_often, NULL), 0);
	for (int i = 0; i < 8; i++)
		pthread_join(threads[i], NULL);
}

/* -- a server that misbehaves
 * ----------------------------------------------------------- */

static CLIENT *connect_to_peer(struct peer *peer, unsigned timeout)
{
	const struct onc_options options = {.timeout = timeout};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(peer_start(peer), 0);
	CU_ASSERT_EQUAL_FATAL(
		onc_connect(peer->uri, SHAPES, SHAPES_V1, &options, &clnt),
		ONC_OK);
	return clnt;
}

static void refuses_to_connect_where_nobody_listens(void)
{
	struct peer peer = {.manner = PEER_WAITS};
	CLIENT *clnt = (CLIENT *)&peer;

	CU_ASSERT_EQUAL_FATAL(peer_start(&peer), 0);
	peer_stop(&peer);
	CU_ASSERT_EQUAL(onc_connect(peer.uri, 1, 1, NULL, &clnt),
			ONC_UNREACHABLE);
	CU_ASSERT_PTR_NULL(clnt);
	CU_ASSERT_PTR_NOT_NULL(strstr(onc_error(NULL), "Connection refused"));
	CU_ASSERT_EQUAL(onc_status_code(ONC_UNREACHABLE), 1722);
	CU_ASSERT_EQUAL(
		onc_connect("unix:///nowhere/at/all", 1, 1, NULL, &clnt),
		ONC_UNREACHABLE);
}

static void knows_what_no_address_is(void)
{
	static const struct {
		const char *uri;
		enum onc_status status;
	} wrong[] = {
		{"", ONC_BAD_ADDRESS},
		{"localhost", ONC_BAD_ADDRESS},
		{"tcp://", ONC_BAD_ADDRESS},
		{"tcp://[]", ONC_BAD_ADDRESS},
		{"tcp://host:", ONC_BAD_ADDRESS},
		{"tcp://:80", ONC_BAD_ADDRESS},
		{"tcp://host:http", ONC_BAD_ADDRESS},
		{"tcp://host:123456", ONC_BAD_ADDRESS},
		{"tcp://::1:80", ONC_BAD_ADDRESS},
		{"tcp://[::1]80", ONC_BAD_ADDRESS},
		{"tcp://[::1", ONC_BAD_ADDRESS},
		{"unix://relative", ONC_BAD_ADDRESS},
		{"http://host:80", ONC_UNKNOWN_TRANSPORT},
		{"tcp://no.such.host.invalid:80", ONC_UNKNOWN_HOST},
	};
	CLIENT *clnt;

	for (size_t i = 0; i < TAP_COUNT(wrong); i++)
		CU_ASSERT_EQUAL(onc_connect(wrong[i].uri, 1, 1, NULL, &clnt),
				wrong[i].status);
}

static void says_that_no_reply_came_in_time(void)
{
	struct peer peer = {.manner = PEER_WAITS};
	CLIENT *clnt = connect_to_peer(&peer, 200);
	sheet *whole;

	CU_ASSERT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 1726);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_TIMED_OUT);
	CU_ASSERT_PTR_NULL(whole);
	clnt_destroy(clnt);
	peer_stop(&peer);
}

static void keeps_a_stock_handle_usable_after_a_timeout_of_its_own(void)
{
	const struct onc_options quick = {.timeout = 5000};
	struct sockaddr_in at = {.sin_family = AF_INET};
	int fd = RPC_ANYSOCK;
	CLIENT *clnt;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	at.sin_port = htons((uint16_t)atoi(strrchr(tcp, ':') + 1));
	clnt = clnttcp_create(&at, SHAPES, SHAPES_V1, &fd, 0, 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(clnt);
	CU_ASSERT_EQUAL(
		onc_call(clnt, &nothing_1_procedure, NULL, NULL, &quick),
		ONC_OK);
	CU_ASSERT_EQUAL(nothing_1(clnt), 0);
	clnt_destroy(clnt);
}

static void says_that_the_connection_broke(void)
{
	struct peer peer = {.manner = PEER_CLOSES};
	CLIENT *clnt = connect_to_peer(&peer, 2000);
	sheet *whole;

	CU_ASSERT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 1726);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_BROKEN);
	CU_ASSERT_PTR_NULL(whole);
	/* The next write meets a closed connection, and no SIGPIPE. */
	CU_ASSERT_NOT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 0);
	CU_ASSERT_NOT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 0);
	clnt_destroy(clnt);
	peer_stop(&peer);
}

static void says_where_a_reply_is_malformed(void)
{
	static const char wire[] = "\0\0\0\1\0\0\0\5hello\0\0\0\0\0\0\7"
				   "\0\0\0\0\0\0\0\0";
	struct peer peer = {.bytes = wire, .size = 28};
	CLIENT *clnt = connect_to_peer(&peer, 2000);
	sheet *whole;

	CU_ASSERT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 1783);
	CU_ASSERT_PTR_NULL(whole);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_TRUNCATED);
	CU_ASSERT_PTR_NOT_NULL(
		strstr(onc_error(clnt), "at byte 28, in rows[0].picked.which"));
	peer_say(&peer, PEER_ANSWERS, wire, 20);
	CU_ASSERT_EQUAL(onc_call(clnt, &nothing_1_procedure, NULL, NULL, NULL),
			ONC_TRAILING);
	clnt_destroy(clnt);
	peer_stop(&peer);
}

static void survives_every_prefix_of_a_reply(void)
{
	struct peer peer = {.manner = PEER_ANSWERS};
	struct heap_mark before;
	void *good;
	CLIENT *clnt;

	CU_ASSERT_EQUAL(onc_encode(&sheet_type, &sample_sheet, NULL, &good,
				   &peer.size, NULL),
			ONC_OK);
	peer.bytes = good;
	clnt = connect_to_peer(&peer, 5000);
	before = heap_mark();
	for (size_t size = peer.size; size-- > 0;) {
		sheet *whole;

		peer_say(&peer, PEER_ANSWERS, good, size);
		CU_ASSERT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt),
				1783);
		CU_ASSERT_PTR_NULL(whole);
	}
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
	clnt_destroy(clnt);
	peer_stop(&peer);
	CU_ASSERT_EQUAL(NetApiBufferFree(good), 0);
}

static void takes_no_reply_that_is_cut_off(void)
{
	struct peer peer = {.manner = PEER_CUTS};
	sheet *whole;
	void *good;
	CLIENT *clnt;

	CU_ASSERT_EQUAL(onc_encode(&sheet_type, &sample_sheet, NULL, &good,
				   &peer.size, NULL),
			ONC_OK);
	peer.bytes = good;
	clnt = connect_to_peer(&peer, 5000);
	CU_ASSERT_NOT_EQUAL(echo_sheet_1(&sample_sheet, &whole, clnt), 0);
	CU_ASSERT_PTR_NULL(whole);
	clnt_destroy(clnt);
	peer_stop(&peer);
	CU_ASSERT_EQUAL(NetApiBufferFree(good), 0);
}

static void holds_a_reply_to_the_cap_of_the_call(void)
{
	const struct onc_options small = {.cap = 1000};
	struct peer peer = {.manner = PEER_ANSWERS, .size = 100004};
	CLIENT *clnt = connect_to_peer(&peer, 5000);
	void *good = calloc(1, peer.size), *result = &peer;

	memcpy(good, "\0\0\x61\xa8", 4);
	peer.bytes = good;
	CU_ASSERT_EQUAL(
		onc_call(clnt,
			 &(struct onc_procedure){"INTS", 1, {0}, ints_type},
			 NULL, &result, &small),
		ONC_TOO_BIG);
	CU_ASSERT_PTR_NULL(result);
	CU_ASSERT_EQUAL(
		onc_call(clnt,
			 &(struct onc_procedure){"INTS", 1, {0}, ints_type},
			 NULL, &result, NULL),
		ONC_OK);
	CU_ASSERT_EQUAL(NetApiBufferFree(result), 0);
	clnt_destroy(clnt);
	peer_stop(&peer);
	free(good);
}

static void tells_refusals_apart(void)
{
	static const struct {
		const char *words;
		size_t size;
		NET_API_STATUS code;
	} refusals[] = {
		/* denied: RPC_MISMATCH 2..2; AUTH_ERROR 1, 5 */
		{"\0\0\0\1\0\0\0\1\0\0\0\0\0\0\0\2\0\0\0\2", 20, 1728},
		{"\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\1", 16, 5},
		{"\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\5", 16, 5},
		/* accepted: PROG_UNAVAIL … SYSTEM_ERR */
		{"\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 20, 1717},
		{"\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2\0\0\0\1\0\0\0\1", 28,
		 1717},
		{"\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\3", 20, 1745},
		{"\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\4", 20, 1783},
		{"\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\5", 20, 1726},
	};
	struct peer peer = {.manner = PEER_REPLIES};
	CLIENT *clnt = connect_to_peer(&peer, 5000);

	for (size_t i = 0; i < TAP_COUNT(refusals); i++) {
		peer_say(&peer, PEER_REPLIES, refusals[i].words,
			 refusals[i].size);
		CU_ASSERT_EQUAL(nothing_1(clnt), refusals[i].code);
	}
	clnt_destroy(clnt);
	peer_stop(&peer);
}

/* -- the server's life
 * ---------------------------------------------------------------------- */

static void leaves_the_socket_of_a_living_server_alone(void)
{
	struct onc_server *other;
	struct stat found;

	CU_ASSERT_EQUAL_FATAL(onc_server_new(&other), ONC_OK);
	CU_ASSERT_EQUAL(onc_server_listen(other, local), ONC_BAD_ADDRESS);
	onc_server_free(other);
	CU_ASSERT_EQUAL(stat(local + strlen("unix://"), &found), 0);
}

static pthread_t thread;
static enum onc_status ended = ONC_BAD_HANDLE;

static void *run_server(void *unused)
{
	ended = onc_server_run(server);
	return unused;
}

/* The last case: what comes behind it has no server. */
static void closes_its_connections_when_it_stops(void)
{
	const struct onc_options patient = {.timeout = 60000};
	CLIENT *clnt;

	CU_ASSERT_EQUAL_FATAL(
		onc_connect(tcp, SHAPES, SHAPES_V1, &patient, &clnt), ONC_OK);
	CU_ASSERT_EQUAL(nothing_1(clnt), 0);
	onc_server_stop(server);
	pthread_join(thread, NULL);
	CU_ASSERT_EQUAL(ended, ONC_OK);
	CU_ASSERT_EQUAL(nothing_1(clnt), 1726);
	CU_ASSERT_EQUAL(onc_error_fault(clnt)->status, ONC_BROKEN);
	clnt_destroy(clnt);
}

static const struct tap_case cases[] = {
	TAP_CASE(calls_every_procedure_over_tcp),
	TAP_CASE(calls_every_procedure_over_a_local_socket),
	TAP_CASE(carries_a_list_of_a_million_nodes),
	TAP_CASE(allocates_once_from_reply_to_return),
	TAP_CASE(says_what_the_server_lacks),
	TAP_CASE(answers_procedure_0_of_every_program),
	TAP_CASE(tells_a_caller_that_its_arguments_are_garbage),
	TAP_CASE(tells_a_caller_that_the_handler_failed),
	TAP_CASE(refuses_an_argument_before_it_sends),
	TAP_CASE(fails_cleanly_at_every_allocation),
	TAP_CASE(serves_eight_threads_at_once),
	TAP_CASE(refuses_to_connect_where_nobody_listens),
	TAP_CASE(knows_what_no_address_is),
	TAP_CASE(says_that_no_reply_came_in_time),
	TAP_CASE(keeps_a_stock_handle_usable_after_a_timeout_of_its_own),
	TAP_CASE(says_that_the_connection_broke),
	TAP_CASE(says_where_a_reply_is_malformed),
	TAP_CASE(survives_every_prefix_of_a_reply),
	TAP_CASE(takes_no_reply_that_is_cut_off),
	TAP_CASE(holds_a_reply_to_the_cap_of_the_call),
	TAP_CASE(tells_refusals_apart),
	TAP_CASE(leaves_the_socket_of_a_living_server_alone),
	TAP_CASE(closes_its_connections_when_it_stops),
};

int main(void)
{
	char folder[] = "/tmp/onc-test-XXXXXX", uri[64];
	int status;

	if (!mkdtemp(folder))
		return 99;
	snprintf(uri, sizeof(uri), "unix://%s/socket", folder);
	if (onc_server_new(&server) != ONC_OK ||
	    onc_server_add(server, &shapes_1_program, NULL) != ONC_OK ||
	    onc_server_listen(server, "tcp://127.0.0.1:0") != ONC_OK ||
	    onc_server_listen(server, uri) != ONC_OK)
		return 99;
	tcp = onc_server_address(server, 0);
	local = onc_server_address(server, 1);
	if (pthread_create(&thread, NULL, run_server, NULL) != 0)
		return 99;
	status = tap_run("call", cases, TAP_COUNT(cases));
	onc_server_free(server);
	/* The socket file is gone, or the folder would not go either. */
	return rmdir(folder) == 0 ? status : 99;
}
