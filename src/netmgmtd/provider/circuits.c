/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kernel prints addresses as words in the order of this machine, which is
 * how they lie in memory: a word read back is four bytes of the address.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/circuits.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/text.h"

enum { LIMIT = 64 << 20, MOST = 1 << 20, ESTABLISHED = 1 };
enum { PORT_NFS = 2049, PORT_SMB = 445, PORT_NETBIOS = 139 };

/* Hexadecimal digits and nothing else, as strtoul() would take more. */
static bool parse_hex(const char *text, size_t digits, uint32_t *value)
{
	char copy[9] = "";

	if (digits > 8 || strnlen(text, digits) < digits)
		return false;
	memcpy(copy, text, digits);
	if (strspn(copy, "0123456789abcdefABCDEF") != digits)
		return false;
	*value = (uint32_t)strtoul(copy, NULL, 16);
	return true;
}

/* "0100007F:C56B", or four such words before the port. */
static bool parse_end(const char *text, char *address, uint16_t *port)
{
	const char *colon = strchr(text, ':');
	size_t words = colon ? (size_t)(colon - text) / 8 : 0;
	struct in6_addr bytes;
	uint32_t word;

	if (words * 8 != (size_t)(colon ? colon - text : 1) ||
	    (words != 1 && words != 4))
		return false;
	for (size_t i = 0; i < words; i++) {
		if (!parse_hex(text + i * 8, 8, &word))
			return false;
		memcpy(&bytes.s6_addr[i * 4], &word, sizeof(word));
	}
	if (!parse_hex(colon + 1, 4, &word) || colon[5] != '\0')
		return false;
	*port = (uint16_t)word;
	if (words == 4 && IN6_IS_ADDR_V4MAPPED(&bytes))
		memmove(bytes.s6_addr, &bytes.s6_addr[12], 4);
	else if (words == 4)
		return inet_ntop(AF_INET6, &bytes, address, INET6_ADDRSTRLEN);
	return inet_ntop(AF_INET, &bytes, address, INET6_ADDRSTRLEN);
}

static int read_line(struct circuits *circuits, char *line)
{
	struct circuit circuit;
	const char *words[4];
	uint32_t state;
	int r;

	for (size_t i = 0; i < 4; i++) {
		words[i] = text_word(&line);
		if (!words[i])
			return 0;
	}
	if (!parse_end(words[1], circuit.local, &circuit.local_port) ||
	    !parse_end(words[2], circuit.remote, &circuit.remote_port) ||
	    !parse_hex(words[3], 2, &state) || state != ESTABLISHED ||
	    circuits->count == MOST)
		return 0;
	r = array_room(&circuits->items, circuits->count, sizeof(circuit));
	if (r == 0)
		circuits->items[circuits->count++] = circuit;
	return r;
}

static int read_file(struct circuits *circuits, const struct root *root,
		     const char *path)
{
	CLEANUP(cleanup_free) char *text = NULL;
	char *rest, *line;
	int r = text_read(root, path, LIMIT, &text);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	rest = text;
	while (r == 0 && (line = text_line(&rest)))
		r = read_line(circuits, line);
	return r;
}

int circuits_init(struct circuits *circuits, const struct root *root)
{
	int r;

	*circuits = (struct circuits){0};
	r = read_file(circuits, root, "proc/net/tcp");
	return r < 0 ? r : read_file(circuits, root, "proc/net/tcp6");
}

void circuits_fini(struct circuits *circuits)
{
	free(circuits->items);
	*circuits = (struct circuits){0};
}

uint32_t circuits_at(const struct circuits *circuits, const char *address,
		     uint16_t port)
{
	uint32_t count = 0;

	for (size_t i = 0; i < circuits->count; i++)
		count += circuits->items[i].local_port == port &&
			 strcmp(circuits->items[i].local, address) == 0;
	return count;
}

uint32_t circuits_to_servers(const struct circuits *circuits,
			     const char *address)
{
	uint32_t count = 0;

	for (size_t i = 0; i < circuits->count; i++) {
		const struct circuit *circuit = &circuits->items[i];
		uint16_t port = circuit->remote_port;

		if (port != PORT_NFS && port != PORT_SMB &&
		    port != PORT_NETBIOS)
			continue;
		count += strcmp(circuit->local, address) == 0;
	}
	return count;
}
