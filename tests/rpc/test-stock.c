/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A program of libtirpc's, written as for rpcgen's output and built against
 * oncgen's: clnt_call() and a dispatcher of svc_getargs() with xdr_T, across
 * the wire from rpcgen's own programs, and libtirpc's codecs round ours.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <rpc/rpc.h>

#include <lmapibuf.h>

#include "tests/rpc/rpcgen.h"
#include "tests/rpc/sample.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static char folder[] = "/tmp/onc-test-XXXXXX";
static struct rpcgen_server peer;

static bool same(const struct onc_type *type, const void *a, const void *b)
{
	void *left, *right;
	size_t left_size, right_size;
	bool equal;

	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, a, NULL, &left, &left_size, NULL), ONC_OK);
	CU_ASSERT_EQUAL_FATAL(
		onc_encode(type, b, NULL, &right, &right_size, NULL), ONC_OK);
	equal = left_size == right_size && memcmp(left, right, left_size) == 0;
	CU_ASSERT_EQUAL(NetApiBufferFree(left), 0);
	CU_ASSERT_EQUAL(NetApiBufferFree(right), 0);
	return equal;
}

/* -- a client ---------------------------------------------------------------
 */

static const struct timeval wait_for = {25, 0};

#define CALL(clnt, number, A, argument, R, result)                             \
	clnt_call(clnt, number, (xdrproc_t)xdr_##A, (caddr_t)(argument),       \
		  (xdrproc_t)xdr_##R, (caddr_t)(result), wait_for)

#define ECHOES(clnt, number, T, value)                                         \
	do {                                                                   \
		const struct heap_mark before = heap_mark();                   \
		T back;                                                        \
                                                                               \
		memset(&back, 0, sizeof(back));                                \
		CU_ASSERT_EQUAL_FATAL(CALL(clnt, number, T, value, T, &back),  \
				      RPC_SUCCESS);                            \
		CU_ASSERT(same(&T##_type, value, &back));                      \
		CU_ASSERT(clnt_freeres(clnt, (xdrproc_t)xdr_##T,               \
				       (caddr_t)&back));                       \
		CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);            \
	} while (0)

static void join(CLIENT *clnt)
{
	const struct heap_mark before = heap_mark();
	label text = NULL;

	CU_ASSERT_EQUAL(CALL(clnt, JOIN, sheet, &sample_sheet, label, &text),
			RPC_SUCCESS);
	CU_ASSERT_STRING_EQUAL(text, "onethree");
	xdr_free((xdrproc_t)xdr_label, (char *)&text);
	CU_ASSERT_PTR_NULL(text);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
}

/* libtirpc would read the long below zero of narrow as another: not sent. */
static void call_all(CLIENT *clnt)
{
	const list nodes = {sample_list(100)};
	int sum = 0;

	CU_ASSERT_PTR_NOT_NULL_FATAL(clnt);
	ECHOES(clnt, ECHO_SHEET, sheet, &sample_sheet);
	ECHOES(clnt, ECHO_LIST, list, &nodes);
	ECHOES(clnt, ECHO_SCALARS, scalars, &sample_scalars);
	ECHOES(clnt, ECHO_BLOBS, blobs, &sample_blobs);
	ECHOES(clnt, ECHO_TREE, tree, &sample_tree);
	join(clnt);
	CU_ASSERT_EQUAL(CALL(clnt, ADD, ints, &sample_sheet.numbers, int, &sum),
			RPC_SUCCESS);
	CU_ASSERT_EQUAL(sum, 2);
	CU_ASSERT_EQUAL(CALL(clnt, NOTHING, void, NULL, void, NULL),
			RPC_SUCCESS);
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

/* A list's bytes are no sheet: they begin as one, and are then refused. */
static void leaves_nothing_of_a_result_that_it_cannot_decode(void)
{
	static const sheet zeros;
	struct sockaddr_in at = loopback(peer.tcp_port);
	const list nodes = {sample_list(100)};
	int fd = RPC_ANYSOCK;
	CLIENT *clnt = clnttcp_create(&at, SHAPES, SHAPES_V1, &fd, 0, 0);
	struct heap_mark before;
	sheet back = {0};

	CU_ASSERT_PTR_NOT_NULL_FATAL(clnt);
	CU_ASSERT_EQUAL(CALL(clnt, NOTHING, void, NULL, void, NULL),
			RPC_SUCCESS);
	before = heap_mark();
	CU_ASSERT_EQUAL(CALL(clnt, ECHO_LIST, list, &nodes, sheet, &back),
			RPC_CANTDECODERES);
	CU_ASSERT_EQUAL(memcmp(&back, &zeros, sizeof(back)), 0);
	xdr_free((xdrproc_t)xdr_sheet, (char *)&back);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
	clnt_destroy(clnt);
	free(nodes.head);
}

/* -- a server ---------------------------------------------------------------
 */

/* What rpcgen's dispatchers do; the argument is the result. */
static void echo(SVCXPRT *transport, xdrproc_t codec, void *value, size_t size)
{
	const struct heap_mark before = heap_mark();

	memset(value, 0, size);
	if (!svc_getargs(transport, codec, (caddr_t)value)) {
		svcerr_decode(transport);
		return;
	}
	CU_ASSERT(svc_sendreply(transport, codec, (caddr_t)value));
	CU_ASSERT(svc_freeargs(transport, codec, (caddr_t)value));
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
}

static void dispatch(struct svc_req *request, SVCXPRT *transport)
{
	union {
		sheet sheet;
		list list;
		scalars scalars;
		narrow narrow;
		blobs blobs;
		tree tree;
	} value;

	switch (request->rq_proc) {
	case NULLPROC:
	case NOTHING:
		CU_ASSERT(svc_sendreply(transport, (xdrproc_t)xdr_void, NULL));
		return;
	case ECHO_SHEET:
		echo(transport, (xdrproc_t)xdr_sheet, &value, sizeof(sheet));
		return;
	case ECHO_LIST:
		echo(transport, (xdrproc_t)xdr_list, &value, sizeof(list));
		return;
	case ECHO_SCALARS:
		echo(transport, (xdrproc_t)xdr_scalars, &value,
		     sizeof(scalars));
		return;
	case ECHO_NARROW:
		echo(transport, (xdrproc_t)xdr_narrow, &value, sizeof(narrow));
		return;
	case ECHO_BLOBS:
		echo(transport, (xdrproc_t)xdr_blobs, &value, sizeof(blobs));
		return;
	case ECHO_TREE:
		echo(transport, (xdrproc_t)xdr_tree, &value, sizeof(tree));
		return;
	default:
		svcerr_noproc(transport);
	}
}

/* Answers until the client has exited; its status. */
static int serve(pid_t client)
{
	struct pollfd fds[64];
	int count, ready, status = -1;

	while (client > 0 && waitpid(client, &status, WNOHANG) == 0) {
		count = svc_max_pollfd;
		CU_ASSERT_FATAL(count <= (int)TAP_COUNT(fds));
		memcpy(fds, svc_pollfd, sizeof(*fds) * (size_t)count);
		ready = poll(fds, (nfds_t)count, 20);
		if (ready > 0)
			svc_getreq_poll(fds, ready);
	}
	return status;
}

static void serves_a_client_of_rpcgen(void)
{
	struct sockaddr_in at = loopback(0);
	socklen_t length = sizeof(at);
	char port[16];
	SVCXPRT *transport;
	int fd;

	fd = socket(AF_INET, SOCK_STREAM, 0);
	CU_ASSERT_EQUAL_FATAL(bind(fd, (struct sockaddr *)&at, length), 0);
	CU_ASSERT_EQUAL_FATAL(listen(fd, 16), 0);
	CU_ASSERT_EQUAL_FATAL(getsockname(fd, (struct sockaddr *)&at, &length),
			      0);
	transport = svc_vc_create(fd, 0, 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(transport);
	CU_ASSERT_FATAL(svc_reg(transport, SHAPES, SHAPES_V1, dispatch, NULL));
	snprintf(port, sizeof(port), "%u", ntohs(at.sin_port));
	rpcgen_samples_save(folder);
	CU_ASSERT_EQUAL(serve(rpcgen_client_start(port, folder)), 0);
	svc_unreg(SHAPES, SHAPES_V1);
	svc_destroy(transport);
}

/* -- libtirpc's codecs round ours, as in a .x file's own C ----------------- */

struct rows {
	u_int count;
	row *items;
	node *perhaps;
	scalars *always;
};

static bool_t xdr_rows(XDR *xdrs, struct rows *rows)
{
	return xdr_array(xdrs, (char **)&rows->items, &rows->count, 10,
			 sizeof(row), (xdrproc_t)xdr_row) &&
	       xdr_pointer(xdrs, (char **)&rows->perhaps, sizeof(node),
			   (xdrproc_t)xdr_node) &&
	       xdr_reference(xdrs, (char **)&rows->always, sizeof(scalars),
			     (xdrproc_t)xdr_scalars);
}

static void stands_inside_of_other_codecs(void)
{
	static char wire[1 << 16];
	struct rows rows = {0}, back = {0};
	const struct heap_mark before = heap_mark();
	list nodes = {sample_list(3)};
	XDR xdrs;

	rows.count = sample_sheet.rows.rows_len;
	rows.items = sample_sheet.rows.rows_val;
	rows.perhaps = nodes.head;
	rows.always = (scalars *)&sample_scalars;
	xdrmem_create(&xdrs, wire, sizeof(wire), XDR_ENCODE);
	CU_ASSERT_FATAL(xdr_rows(&xdrs, &rows));
	xdrmem_create(&xdrs, wire, xdr_getpos(&xdrs), XDR_DECODE);
	CU_ASSERT_FATAL(xdr_rows(&xdrs, &back));
	CU_ASSERT_EQUAL_FATAL(back.count, rows.count);
	for (u_int i = 0; i < rows.count; i++)
		CU_ASSERT(same(&row_type, &rows.items[i], &back.items[i]));
	CU_ASSERT(same(&node_type, rows.perhaps, back.perhaps));
	CU_ASSERT(same(&scalars_type, rows.always, back.always));
	xdr_free((xdrproc_t)xdr_rows, (char *)&back);
	free(nodes.head);
	CU_ASSERT_EQUAL(heap_mark().blocks, before.blocks);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(calls_a_server_of_rpcgen_over_tcp),
		TAP_CASE(calls_a_server_of_rpcgen_over_udp),
		TAP_CASE(leaves_nothing_of_a_result_that_it_cannot_decode),
		TAP_CASE(serves_a_client_of_rpcgen),
		TAP_CASE(stands_inside_of_other_codecs),
	};
	int status;

	if (!mkdtemp(folder) || !rpcgen_server_start(&peer, folder))
		return 99;
	status = tap_run("stock", cases, TAP_COUNT(cases));
	rpcgen_server_stop(&peer);
	rpcgen_samples_remove(folder);
	return status;
}
