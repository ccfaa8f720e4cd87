/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_SERVER_H
#define ONC_SERVER_H

/*
 * A server of generated programs. Make it, add programs, listen, run; stop it
 * from anywhere, free it.
 *
 * A request's arguments are one block, and what its handler allocates with
 * onc_alloc() is released after the reply, whatever happens.
 *
 * Handlers run concurrently: on the thread that calls onc_server_run(), and on
 * threads of the server's own, in which all signals are blocked. What they
 * share needs a lock, or a server of one thread (onc_server_configure()).
 * Calls of one connection run concurrently as well, and are answered as they
 * end. Any number of servers may run in a process, each in a thread.
 *
 * No caller can delay another: records have a deadline and a cap, replies that
 * nobody reads are bounded, and so is what each caller may use at a time.
 */

#include <stdint.h>
#include <sys/types.h>

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

/* -- who calls ------------------------------------------------------------- */

enum onc_peer_kind {
	ONC_PEER_LOCAL, /* a process of this host, on a local socket */
	ONC_PEER_HOST,	/* whoever is at an address */
};

/*
 * What the kernel knows of a caller. uid, gid and pid are those of the process
 * that connected, and (uid_t)-1, (gid_t)-1 and 0 for an address. An address
 * identifies nobody.
 */
struct onc_identity {
	enum onc_peer_kind kind;
	uid_t uid;
	gid_t gid;
	pid_t pid;
	char address[112]; /* a URI, as "tcp://192.0.2.1:700"; "unix://" */
};

/* Bounds of AUTH_SYS (RFC 5531, appendix A). */
#define ONC_MACHINE_MOST 255
#define ONC_GROUPS_MOST 16

/*
 * What a caller says of itself, which nothing proves: its flavor, and what
 * AUTH_SYS (flavor 1) carries. All else is 0 with AUTH_NONE (flavor 0).
 */
struct onc_claim {
	uint32_t flavor;
	uint32_t uid;
	uint32_t gid;
	uint32_t group_count;
	uint32_t groups[ONC_GROUPS_MOST];
	char machine[ONC_MACHINE_MOST + 1];
};

/* onc_peer() gives who sent the request; it is valid as long as that. */
ONC_PUBLIC(ONC_NONNULL(1))
const struct onc_identity *onc_peer(const struct onc_request *request);

/*
 * onc_credential() gives what the request's sender claims to be; it is valid as
 * long as the request. A credential that is malformed, or of a flavor that we
 * do not know, was answered AUTH_ERROR and has no request.
 */
ONC_PUBLIC(ONC_NONNULL(1))
const struct onc_claim *onc_credential(const struct onc_request *request);

/* -- life ------------------------------------------------------------------ */

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

/* For a timeout: it never runs out. */
#define ONC_NEVER UINT32_MAX

/*
 * How a server treats its callers. 0 stands for the default of each; timeouts
 * are in milliseconds.
 */
struct onc_server_options {
	/*
	 * Threads that run handlers, the loop's included: max(8, 2 for each
	 * processor). They are made when they are needed. One connection has
	 * at most half of them at work. 1: handlers run one after the other,
	 * on the thread that calls onc_server_run(), and a slow one delays
	 * everybody.
	 */
	uint32_t threads;

	/* Connections at a time: the descriptors the process may have, less
	 * 32. */
	uint32_t connections;
	/* Of them, those of one uid, one IPv4 address or one IPv6 /64: three
	 * quarters. */
	uint32_t connections_per_peer;
	/* Calls of one connection that wait or run: 1,024. Beyond, it is not
	 * read from. */
	uint32_t calls_per_connection;

	/* Bytes of one call's record, and of the block made of it: 64 MiB. */
	size_t record_cap;
	/* Bytes of one result: 64 MiB. A longer one is answered SYSTEM_ERR. */
	size_t reply_cap;
	/*
	 * Bytes that all connections of one uid, IPv4 address or IPv6 /64 may
	 * occupy: records that are incomplete, arguments, replies that are not
	 * read; 4 * (record_cap + reply_cap). Small calls are always taken.
	 */
	size_t bytes_per_peer;

	/* A record, from its first byte to its last: 10 s. */
	uint32_t record_timeout;
	/* A reply that is not taken, or not to its end: 30 s. */
	uint32_t write_timeout;
	/* A connection without calls: 5 minutes. */
	uint32_t idle_timeout;
	/* Calls in flight, once the server is to stop: 5 s. */
	uint32_t drain_timeout;

	uint32_t flags; /* 0; others are for later */
};

/*
 * onc_server_configure() sets all options; to be called before onc_server_run()
 * and onc_server_listen(). Errors: ONC_NOT_SUPPORTED for a flag or a cap that
 * we do not know, or while the server runs. The options are then as before.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2))
enum onc_status onc_server_configure(struct onc_server *server,
				     const struct onc_server_options *options);

/*
 * onc_server_listen() opens a listener:
 *
 *	tcp://address:port	port 0 for a free one; address is numeric, an
 *				IPv6 one in brackets
 *	unix:///path		a socket file left by a dead server is replaced;
 *				one that a living server answers is not
 *	udp://address:port	calls and replies of one datagram each, for
 *				small programs; a result that does not fit is
 *				answered SYSTEM_ERR
 *	fd://N			a listening or datagram socket that the process
 *				was given as descriptor N, and now is ours
 *	fd://systemd		all that systemd passed to this process
 *				(sd_listen_fds(3))
 *
 * ONC_BAD_ADDRESS for every address that is in use. A socket file is removed
 * when the server is freed. onc_error(NULL) says why it failed.
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
 * onc_server_register() tells rpcbind(8) where the programs are: all of them,
 * at all listeners of TCP and UDP. To be called when they are open, and before
 * onc_server_run(); onc_server_free() takes it back. It waits for rpcbind, for
 * as long as libtirpc does. A server that is known by its address needs none.
 *
 * Errors: ONC_UNREACHABLE, no rpcbind answers, or it refuses, as it does to
 * who may not replace another user's registration; ONC_NOT_SUPPORTED, the
 * server runs. The server serves as well then. Source: RFC 1833.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1))
enum onc_status onc_server_register(struct onc_server *server);

/*
 * onc_server_run() serves until onc_server_stop(). Then it closes its
 * listeners, lets the calls in flight end and their replies leave, for
 * drain_timeout at the most, closes the connections, and returns when the last
 * handler did.
 *
 * It returns ONC_OK, or why it could not serve: ONC_BAD_HANDLE without a
 * listener, or if the server runs or ran before; ONC_NO_MEMORY,
 * ONC_NO_DESCRIPTORS.
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

/* -- programs of rpcgen's ----------------------------------------------------
 */

/*
 * onc_svc_run() is svc_run() of libtirpc on this server: it serves the programs
 * that svc_reg() or svc_create() registered, at the sockets that their
 * transports listen at, until svc_exit() is called by one of them. What
 * rpcgen makes runs unchanged, one call at a time, while no caller can hold up
 * the others. options may be NULL; threads is not looked at.
 *
 * libtirpc decodes: what it admits is admitted. RPCSEC_GSS is answered
 * AUTH_ERROR. A transport has neither a descriptor of the caller's nor, on
 * local sockets, its uid. Errors as onc_server_run(); ONC_BAD_HANDLE when svc
 * listens nowhere.
 */
ONC_PUBLIC(ONC_MUST_USE)
enum onc_status onc_svc_run(const struct onc_server_options *options);

/* -- looking at it --------------------------------------------------------- */

/* What a server did since it was made; *_now is at this moment. */
struct onc_counters {
	uint64_t connections_now;
	uint64_t connections_total;
	uint64_t calls;	  /* records that were calls */
	uint64_t replies; /* of all kinds */
	uint64_t bytes_in;
	uint64_t bytes_out;

	/* Connections that were closed at once: over a limit. */
	uint64_t refused_connections;
	uint64_t refused_per_peer;
	uint64_t refused_descriptors;

	/* Connections that were closed for what they sent, or did not do. */
	uint64_t closed_framing;  /* records without end or sense */
	uint64_t closed_not_rpc;  /* what is no call */
	uint64_t closed_too_big;  /* records over the cap */
	uint64_t closed_bytes;	  /* over bytes_per_peer */
	uint64_t closed_memory;	  /* there was none */
	uint64_t closed_record;	  /* record_timeout */
	uint64_t closed_write;	  /* write_timeout */
	uint64_t closed_idle;	  /* idle_timeout */
	uint64_t closed_draining; /* drain_timeout */

	/* Calls that were answered otherwise than with a result. */
	uint64_t refused_rpc_version;
	uint64_t refused_credential;
	uint64_t refused_program;
	uint64_t refused_version;
	uint64_t refused_procedure;
	uint64_t refused_arguments;
	uint64_t system_errors;

	uint64_t threads_now;
	uint64_t queue_now; /* calls that wait for a thread */
	uint64_t queue_peak;
	uint64_t takeovers; /* handlers that were slow, for the loop */
};

/* onc_server_counters() tells what happened so far; any thread may ask. */
ONC_PUBLIC(ONC_NONNULL(1, 2))
void onc_server_counters(struct onc_server *server,
			 struct onc_counters *counters);

/* A connection. Times are seconds since it was made, or last sent a byte. */
struct onc_session {
	struct onc_identity identity;
	uint64_t connected;
	uint64_t idle;
	uint64_t calls;
	uint64_t bytes_in;
	uint64_t bytes_out;
};

/*
 * onc_server_sessions() tells visit of each connection, in no order, until it
 * returns false. Any thread may ask, handlers too; meanwhile no connection is
 * accepted or closed, so visit should not take long, nor ask again.
 */
ONC_PUBLIC(ONC_NONNULL(1, 2))
void onc_server_sessions(struct onc_server *server,
			 bool_t (*visit)(void *context,
					 const struct onc_session *session),
			 void *context);

#ifdef __cplusplus
}
#endif

#endif
