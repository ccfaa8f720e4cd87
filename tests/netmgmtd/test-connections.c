/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/connections.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static struct connections connections_of(const struct root *root)
{
	struct shares shares;
	struct connections connections;

	CU_ASSERT_EQUAL_FATAL(shares_init(&shares, root), 0);
	CU_ASSERT_EQUAL_FATAL(connections_init(&connections, root, &shares), 0);
	shares_fini(&shares);
	return connections;
}

static const struct connection *find(const struct connections *connections,
				     const char *share, const char *client)
{
	for (size_t i = 0; i < connections->count; i++)
		if (strcmp(connections->items[i].share, share) == 0 &&
		    strcmp(connections->items[i].client, client) == 0)
			return &connections->items[i];
	fprintf(stderr, "# no connection of %s to %s\n", client, share);
	CU_FAIL_FATAL("a connection is missing");
	return NULL;
}

static void lists_all_backends_in_order_of_id(void)
{
	struct root root;
	struct connections list;

	machine_open(&root);
	list = connections_of(&root);
	CU_ASSERT_EQUAL(list.count, 6);
	CU_ASSERT_EQUAL(list.unread, 0);
	for (size_t i = 1; i < list.count; i++)
		CU_ASSERT_TRUE(list.items[i - 1].id < list.items[i].id);
	CU_ASSERT_EQUAL(connections_count(&list, "Public"), 2);
	CU_ASSERT_EQUAL(connections_count(&list, "data"), 1);
	CU_ASSERT_EQUAL(connections_count(&list, "data~2"), 2);
	CU_ASSERT_EQUAL(connections_count(&list, "none"), 0);
	connections_fini(&list);
	root_fini(&root);
}

static void knows_what_samba_says(void)
{
	struct root root;
	struct connections list;
	const struct connection *connection;

	machine_open(&root);
	list = connections_of(&root);
	connection = find(&list, "public", "192.0.2.10");
	CU_ASSERT_EQUAL(connection->backend, SHARE_SAMBA);
	CU_ASSERT_EQUAL(connection->kind, SHARE_DISK);
	CU_ASSERT_STRING_EQUAL(connection->user, "alice");
	CU_ASSERT_EQUAL(connection->opens, 2);
	CU_ASSERT_EQUAL(connection->users, 1);
	CU_ASSERT_EQUAL(connection->since, 1727996400);
	connection = find(&list, "public", "client.example.net");
	CU_ASSERT_EQUAL(connection->opens, 1);
	CU_ASSERT_EQUAL(connection->since, 0);
	connection = find(&list, "IPC$", "client.example.net");
	CU_ASSERT_EQUAL(connection->kind, SHARE_ENDPOINT);
	CU_ASSERT_EQUAL(connection->opens, 0);
	CU_ASSERT_EQUAL(connection->since, 1727998200);
	connections_fini(&list);
	root_fini(&root);
}

static void makes_connections_of_what_nfs_clients_hold(void)
{
	struct root root;
	struct connections list;
	const struct connection *connection;

	machine_open(&root);
	list = connections_of(&root);
	connection = find(&list, "data~2", "192.0.2.20");
	CU_ASSERT_EQUAL(connection->backend, SHARE_NFS);
	CU_ASSERT_EQUAL(connection->opens, 2);
	CU_ASSERT_EQUAL(connection->users, 2);
	CU_ASSERT_FALSE(connection->is_doubtful);
	connection = find(&list, "data~2", "fe80::1");
	CU_ASSERT_TRUE(connection->is_doubtful);
	CU_ASSERT_EQUAL(connection->opens, 0);
	CU_ASSERT_TRUE(find(&list, "data", "192.0.2.77")->is_doubtful);
	connections_fini(&list);
	root_fini(&root);
}

static void has_none_where_nobody_serves(void)
{
	struct machine machine;
	struct connections list;

	machine_init_empty(&machine);
	list = connections_of(&machine.root);
	CU_ASSERT_EQUAL(list.count, 0);
	connections_fini(&list);
	machine_put(&machine, "captured/smbstatus",
		    "{\"tcons\": [{}, {\"service\": \"homeless\", "
		    "\"machine\": \"m\"}]}");
	machine_put(&machine, "var/lib/nfs/rmtab/x", "");
	list = connections_of(&machine.root);
	CU_ASSERT_EQUAL(list.count, 1);
	CU_ASSERT_STRING_EQUAL(find(&list, "homeless", "m")->user, "");
	CU_ASSERT_EQUAL(list.unread, -EINVAL);
	connections_fini(&list);
	machine_fini(&machine);
}

static void survives_garbage(void)
{
	size_t size = 1 << 18;
	char *text = malloc(size);
	struct machine machine;
	struct connections list;

	machine_init(&machine);
	for (size_t i = 0; i < size; i++)
		text[i] = ":/a0\n;x\\\0"[i * 2654435761U >> 7 & 7];
	machine_write(&machine, "var/lib/nfs/rmtab", text, size, 0);
	list = connections_of(&machine.root);
	CU_ASSERT_TRUE(list.count >= 4);
	connections_fini(&list);
	free(text);
	machine_fini(&machine);
}

struct fixture {
	struct root root;
	struct shares shares;
	struct connections list;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = connections_init(&fixture->list, &fixture->root,
				 &fixture->shares);

	if (r == 0)
		CU_ASSERT_EQUAL(fixture->list.count, 6);
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	connections_fini(&fixture->list);
}

static void leaves_nothing_behind_when_memory_ends(void)
{
	struct fixture fixture;

	machine_open(&fixture.root);
	CU_ASSERT_EQUAL(shares_init(&fixture.shares, &fixture.root), 0);
	scarce_memory(make, drop, &fixture);
	shares_fini(&fixture.shares);
	root_fini(&fixture.root);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(lists_all_backends_in_order_of_id),
		TAP_CASE(knows_what_samba_says),
		TAP_CASE(makes_connections_of_what_nfs_clients_hold),
		TAP_CASE(has_none_where_nobody_serves),
		TAP_CASE(survives_garbage),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("connections", cases, TAP_COUNT(cases));
}
