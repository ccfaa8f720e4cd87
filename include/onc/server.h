/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_SERVER_H
#define ONC_SERVER_H

/*
 * A server of generated programs. Make it, add programs, listen, run; stop it
 * from anywhere, free it.
 *
 * A request's arguments are one block, and what its handler allocates with
 * onc_alloc() is released after the reply, whatever happens. Handlers run on
 * the thread that calls onc_server_run(). One server runs per process at a
 * time.
 */

#include <onc/client.h>

#ifdef __cplusplus
extern "C" {
#endif

struct onc_server;
struct onc_request;

/* One procedure with the function that answers it. */
struct onc_handler {
	const struct onc_procedure *procedure;
	/*
	 * argument is one block, NULL if the procedure has none. result has
	 * the C size of the result's type and holds zeros; NULL if there is
	 * none. FALSE: the caller is told SYSTEM_ERR, and no result.
	 */
	bool_t (*serve)(const void *argument, void *result,
			struct onc_request *request);
};

/* One version of a program: oncgen's PROGRAM_V_program. */
struct onc_program {
	const char *name;
	uint32_t number;
	uint32_t version;
	const struct onc_handler *handlers;
	size_t count;
};

/*
 * onc_alloc() gives size zeroed bytes, aligned to 16, that live until the
 * reply to this request is sent. NULL without memory. Never freed by hand.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1) ONC_MALLOC ONC_ALLOC_SIZE(2))
void *onc_alloc(struct onc_request *request, size_t size);

/* onc_context() gives what the program was added with. */
ONC_PUBLIC(ONC_NONNULL(1))
void *onc_context(const struct onc_request *request);

/*
 * onc_server_new() makes a server without programs or listeners. The caller
 * frees it with onc_server_free(). *server is NULL on failure.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1))
enum onc_status onc_server_new(struct onc_server **server);

/*
 * onc_server_add() makes the server answer a program. The program is
 * borrowed for the server's life, context is handed to its handlers. A server
 * has room for 32 programs, and for 32 listeners: ONC_NOT_SUPPORTED beyond.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2))
enum onc_status onc_server_add(struct onc_server *server,
			       const struct onc_program *program,
			       void *context);

/*
 * onc_server_listen() opens a listener: "tcp://address:port", port 0 for a
 * free one, or "unix:///path". address is numeric, an IPv6 one in brackets.
 * A socket file left by a dead server is replaced; one that a living server
 * answers is not: ONC_BAD_ADDRESS, as for every address that is in use. The
 * file is removed when the server is freed. onc_error(NULL) says why it failed.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2))
enum onc_status onc_server_listen(struct onc_server *server, const char *uri);

/*
 * onc_server_address() gives the URI of the n-th listener, counted from 0, its
 * port known; NULL when there are no more. Borrowed until the server is freed.
 */
ONC_PUBLIC(ONC_NONNULL(1))
const char *onc_server_address(const struct onc_server *server, size_t n);

/*
 * onc_server_run() serves until onc_server_stop(), and closes the connections
 * then. It returns ONC_OK, or the cause that ended it: ONC_BAD_HANDLE without a
 * listener, or while another server runs on this thread. A server that was
 * stopped cannot run again.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1))
enum onc_status onc_server_run(struct onc_server *server);

/*
 * onc_server_stop() ends onc_server_run(), now or as soon as it starts. Any
 * thread may call it, and any signal handler.
 */
ONC_PUBLIC(ONC_NONNULL(1))
void onc_server_stop(struct onc_server *server);

/* onc_server_free() closes all and frees the server; NULL is fine. */
ONC_PUBLIC()
void onc_server_free(struct onc_server *server);

#ifdef __cplusplus
}
#endif

#endif
