/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_ADDRESS_H
#define RPC_ADDRESS_H

/*
 * Addresses of servers: "tcp://host:port" and "unix:///path", as text and as
 * the kernel has them; to listen at, "udp://host:port" too.
 */

#include <netdb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <onc/status.h>

/* Longest text of an address with its NUL: a socket path, or a host's name. */
#define ADDRESS_TEXT 320

union address {
	struct sockaddr any;
	struct sockaddr_un local;
	struct sockaddr_storage room;
};

/*
 * What a URI leads to: one local path, or addresses of a host to be tried in
 * order.
 */
struct address_list {
	bool portless;		/* the port is rpcbind's, who knows more */
	struct addrinfo *hosts; /* NULL for a path */
	struct addrinfo path;
	struct sockaddr_un local;
};

/* rpcbind's own port (RFC 1833, section 2.2.1). */
#define ADDRESS_RPCBIND "111"

/*
 * address_find() finds what a URI leads to. passive: to listen there; the host
 * must then be numeric. Otherwise "tcp://host" stands for a port of that host
 * that rpcbind knows: the list is portless and leads to rpcbind. The caller
 * calls address_fini() after ONC_OK.
 *
 * Errors: ONC_UNKNOWN_TRANSPORT, ONC_BAD_ADDRESS, ONC_UNKNOWN_HOST,
 * ONC_NO_MEMORY.
 */
ONC_MUST_USE
enum onc_status address_find(const char *uri, int passive,
			     struct address_list *list);

/* The first address of a list; the next ones by ai_next. */
static inline const struct addrinfo *
address_first(const struct address_list *list)
{
	return list->hosts ? list->hosts : &list->path;
}

void address_fini(struct address_list *list);

/* Moves a list to another place; from is empty afterwards. */
void address_move(struct address_list *to, struct address_list *from);

/* Another port for all hosts of the list. */
void address_set_port(struct address_list *list, uint16_t port);

/* The netid of an address (RFC 5665): "tcp", "tcp6", "local". */
const char *address_netid(const struct addrinfo *address);

/* "udp" for a socket of datagrams, else "tcp". */
const char *address_scheme(int fd);

/*
 * Writes an address as a URI; scheme is that of a host. "?" for an address of
 * another family.
 */
void address_text(const struct sockaddr *address, socklen_t length,
		  const char *scheme, char text[static ADDRESS_TEXT]);

#endif
