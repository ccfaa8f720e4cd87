/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * sysfs says what an interface is, the kernel or a file which addresses it
 * has. An interface that only one of them knows is one all the same.
 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <string.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/entries.h"
#include "src/netmgmtd/provider/interfaces.h"
#include "src/netmgmtd/provider/text.h"

static const char folder[] = "sys/class/net";

enum { LIMIT = 4 << 20, LINE_LIMIT = 4096, MOST = 4096, MOST_ADDRESSES = 4096 };

/* -- interfaces ---------------------------------------------------------- */

static void set_flags(struct interface *interface, unsigned long flags)
{
	interface->is_up = (flags & IFF_UP) != 0;
	interface->is_loopback = (flags & IFF_LOOPBACK) != 0;
	interface->is_point_to_point = (flags & IFF_POINTOPOINT) != 0;
}

/* "02:fc:00:00:00:01"; of longer ones, as InfiniBand has, nothing. */
static void set_hardware(struct interface *interface, const char *text)
{
	char digits[13];
	size_t count = 0;

	for (; *text && !text_is_blank(*text); text++) {
		if (*text == ':')
			continue;
		if (!isxdigit((unsigned char)*text) || count == 12)
			return;
		digits[count++] = (char)toupper((unsigned char)*text);
	}
	if (count == 12)
		memcpy(interface->hardware, digits, count);
}

static int find(struct interfaces *interfaces, const char *name,
		struct interface **found)
{
	struct interface made = {.hardware = "000000000000"};
	int r;

	for (size_t i = 0; i < interfaces->count; i++) {
		*found = &interfaces->items[i];
		if (strcmp((*found)->name, name) == 0)
			return 0;
	}
	*found = NULL;
	if (interfaces->count == MOST)
		return 0;
	r = array_room(&interfaces->items, interfaces->count, sizeof(made));
	if (r == 0)
		r = text_copy(name, &made.name);
	if (r < 0)
		return r;
	*found = &interfaces->items[interfaces->count++];
	**found = made;
	return 0;
}

static int read_attribute(const struct root *root, const char *name,
			  const char *attribute, char **text)
{
	CLEANUP(cleanup_free) char *path = NULL;
	int r = text_format(&path, "%s/%s/%s", folder, name, attribute);

	*text = NULL;
	return r < 0 ? r : text_read(root, path, LINE_LIMIT, text);
}

/* Whatever has no flags is no interface: files are in that folder too. */
static int add_interface(struct interfaces *interfaces, const struct root *root,
			 const char *name)
{
	CLEANUP(cleanup_free) char *flags = NULL;
	CLEANUP(cleanup_free) char *address = NULL;
	struct interface *interface;
	int r = read_attribute(root, name, "flags", &flags);

	if (r < 0)
		return r == -ENOMEM ? r : 0;
	r = find(interfaces, name, &interface);
	if (r < 0 || !interface)
		return r;
	set_flags(interface, strtoul(flags, NULL, 16));
	r = read_attribute(root, name, "address", &address);
	if (r == 0)
		set_hardware(interface, address);
	return r == -ENOMEM ? r : 0;
}

static void free_entries(struct entries *entries)
{
	entries_fini(entries);
}

static int read_interfaces(struct interfaces *interfaces,
			   const struct root *root)
{
	CLEANUP(free_entries) struct entries entries;
	int r = entries_init(&entries, root, folder);

	for (size_t i = 0; i < entries.count && r == 0; i++)
		r = add_interface(interfaces, root, entries.names[i]);
	return r;
}

/* -- addresses ----------------------------------------------------------- */

static int add_address(struct interfaces *interfaces, const char *name,
		       const struct interface_address *address)
{
	struct interface *interface;
	int r = find(interfaces, name, &interface);

	if (r < 0 || !interface || interface->address_count == MOST_ADDRESSES)
		return r;
	r = array_room(&interface->addresses, interface->address_count,
		       sizeof(*address));
	if (r == 0)
		interface->addresses[interface->address_count++] = *address;
	return r;
}

/* Makes the one spelling of an address; false if it is none. */
static bool parse_address(const char *text, struct interface_address *address)
{
	unsigned char bytes[sizeof(struct in6_addr)];
	int family = strchr(text, ':') ? AF_INET6 : AF_INET;

	address->is_ipv6 = family == AF_INET6;
	return inet_pton(family, text, bytes) == 1 &&
	       inet_ntop(family, bytes, address->text, sizeof(address->text));
}

static int read_captured(struct interfaces *interfaces, const struct root *root)
{
	CLEANUP(cleanup_free) char *text = NULL;
	struct interface_address address;
	char *rest, *line;
	int r = text_read(root, "captured/addresses", LIMIT, &text);

	if (r < 0)
		return r == -ENOENT ? 0 : r;
	rest = text;
	while (r == 0 && (line = text_line(&rest))) {
		const char *name = text_word(&line);
		const char *word = name ? text_word(&line) : NULL;

		if (word && parse_address(word, &address))
			r = add_address(interfaces, name, &address);
	}
	return r;
}

static void free_list(struct ifaddrs **list)
{
	if (*list)
		freeifaddrs(*list);
}

/* The kernel's own view, where sysfs is not mounted: also of flags. */
static int take_entry(struct interfaces *interfaces,
		      const struct ifaddrs *entry)
{
	struct interface_address address = {.text = ""};
	const struct sockaddr *from = entry->ifa_addr;
	struct interface *interface;
	const void *bytes;
	int r = find(interfaces, entry->ifa_name, &interface);

	if (r < 0 || !interface)
		return r;
	set_flags(interface, entry->ifa_flags);
	if (!from ||
	    (from->sa_family != AF_INET && from->sa_family != AF_INET6))
		return 0;
	address.is_ipv6 = from->sa_family == AF_INET6;
	if (address.is_ipv6)
		bytes = &((const struct sockaddr_in6 *)(const void *)from)
				 ->sin6_addr;
	else
		bytes = &((const struct sockaddr_in *)(const void *)from)
				 ->sin_addr;
	if (!inet_ntop(from->sa_family, bytes, address.text,
		       sizeof(address.text)))
		return 0;
	return add_address(interfaces, entry->ifa_name, &address);
}

static int ask_kernel(struct interfaces *interfaces)
{
	CLEANUP(free_list) struct ifaddrs *list = NULL;
	int r = 0;

	if (getifaddrs(&list) < 0) {
		list = NULL;
		return -errno;
	}
	for (struct ifaddrs *entry = list; entry && r == 0;
	     entry = entry->ifa_next)
		r = take_entry(interfaces, entry);
	return r;
}

/* -- the whole ----------------------------------------------------------- */

static int by_name(const void *left, const void *right)
{
	const struct interface *a = left, *b = right;

	return strcmp(a->name, b->name);
}

int interfaces_init(struct interfaces *interfaces, const struct root *root)
{
	int r;

	*interfaces = (struct interfaces){0};
	r = read_interfaces(interfaces, root);
	if (r == 0)
		r = root->host ? ask_kernel(interfaces)
			       : read_captured(interfaces, root);
	array_sort(interfaces->items, interfaces->count,
		   sizeof(*interfaces->items), by_name);
	return r;
}

void interfaces_fini(struct interfaces *interfaces)
{
	for (size_t i = 0; i < interfaces->count; i++) {
		free(interfaces->items[i].name);
		free(interfaces->items[i].addresses);
	}
	free(interfaces->items);
	*interfaces = (struct interfaces){0};
}

const struct interface *
interfaces_find_address(const struct interfaces *interfaces,
			const char *address)
{
	for (size_t i = 0; i < interfaces->count; i++) {
		const struct interface *interface = &interfaces->items[i];

		for (size_t j = 0; j < interface->address_count; j++)
			if (strcmp(interface->addresses[j].text, address) == 0)
				return interface;
	}
	return NULL;
}
