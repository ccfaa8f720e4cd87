/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/sessions.h"
#include "src/netmgmtd/provider/smbstatus.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static struct sessions sessions_of(const struct root *root)
{
	struct sessions sessions;

	CU_ASSERT_EQUAL_FATAL(sessions_init(&sessions, root), 0);
	return sessions;
}

static const struct session *find(const struct sessions *sessions,
				  const char *client)
{
	for (size_t i = 0; i < sessions->count; i++)
		if (strcmp(sessions->items[i].client, client) == 0)
			return &sessions->items[i];
	CU_FAIL_FATAL("a session is missing");
	return NULL;
}

static void lists_both_backends_in_order_of_id(void)
{
	struct root root;
	struct sessions sessions, again;

	machine_open(&root);
	sessions = sessions_of(&root);
	again = sessions_of(&root);
	CU_ASSERT_EQUAL_FATAL(sessions.count, 5);
	CU_ASSERT_EQUAL_FATAL(again.count, 5);
	CU_ASSERT_EQUAL(sessions.unread, 0);
	for (size_t i = 0; i < 5; i++) {
		CU_ASSERT_TRUE(sessions.items[i].id <= INT32_MAX);
		CU_ASSERT_EQUAL(sessions.items[i].id, again.items[i].id);
		if (i > 0)
			CU_ASSERT_TRUE(sessions.items[i - 1].id <
				       sessions.items[i].id);
	}
	sessions_fini(&again);
	sessions_fini(&sessions);
	root_fini(&root);
}

static void knows_what_samba_says(void)
{
	struct root root;
	struct sessions sessions;
	const struct session *session;

	machine_open(&root);
	sessions = sessions_of(&root);
	session = find(&sessions, "192.0.2.10");
	CU_ASSERT_EQUAL(session->backend, SESSION_SAMBA);
	CU_ASSERT_STRING_EQUAL(session->native, "3639217376");
	CU_ASSERT_STRING_EQUAL(session->user, "alice");
	CU_ASSERT_STRING_EQUAL(session->kind, "SMB3_11");
	CU_ASSERT_EQUAL(session->opens, 2);
	CU_ASSERT_EQUAL(session->since, 1727996400);
	CU_ASSERT_EQUAL(session->idle, -1);
	CU_ASSERT_TRUE(session->is_encrypted && !session->is_guest);
	session = find(&sessions, "client.example.net");
	CU_ASSERT_EQUAL(session->opens, 1);
	CU_ASSERT_EQUAL(session->since, 0);
	CU_ASSERT_TRUE(session->is_guest && !session->is_encrypted);
	sessions_fini(&sessions);
	root_fini(&root);
}

static void knows_what_the_kernel_says_of_nfs(void)
{
	struct root root;
	struct sessions sessions;
	const struct session *session;

	machine_open(&root);
	sessions = sessions_of(&root);
	session = find(&sessions, "192.0.2.20");
	CU_ASSERT_EQUAL(session->backend, SESSION_NFS);
	CU_ASSERT_STRING_EQUAL(session->native, "3");
	CU_ASSERT_STRING_EQUAL(session->kind, "NFSv4.2");
	CU_ASSERT_STRING_EQUAL(session->state, "confirmed");
	CU_ASSERT_STRING_EQUAL(session->name,
			       "Linux NFSv4.2 client.example.net");
	CU_ASSERT_STRING_EQUAL(session->user, "");
	CU_ASSERT_EQUAL(session->opens, 3);
	CU_ASSERT_EQUAL(session->idle, 11);
	session = find(&sessions, "2001:db8::7");
	CU_ASSERT_STRING_EQUAL(session->kind, "NFSv4.0");
	CU_ASSERT_STRING_EQUAL(session->name, "older client");
	CU_ASSERT_STRING_EQUAL(session->state, "courtesy");
	session = find(&sessions, "192.0.2.30");
	CU_ASSERT_EQUAL(session->opens, 0);
	CU_ASSERT_EQUAL(session->idle, -1);
	CU_ASSERT_STRING_EQUAL(session->state, "");
	sessions_fini(&sessions);
	root_fini(&root);
}

static void has_none_where_nobody_serves(void)
{
	struct machine machine;
	struct sessions sessions;

	machine_init_empty(&machine);
	sessions = sessions_of(&machine.root);
	CU_ASSERT_EQUAL(sessions.count, 0);
	CU_ASSERT_EQUAL(sessions.unread, 0);
	sessions_fini(&sessions);
	machine_put(&machine, "captured/smbstatus", "\n");
	machine_put(&machine, "proc/fs/nfsd/clients/x", "not a directory");
	sessions = sessions_of(&machine.root);
	CU_ASSERT_EQUAL(sessions.count, 0);
	sessions_fini(&sessions);
	machine_fini(&machine);
}

static void reads_any_shape_of_samba(void)
{
	static const struct {
		const char *text;
		size_t count;
		const char *client;
	} shapes[] = {
		{"{}", 0, ""},
		{"{\"sessions\": null}", 0, ""},
		{"{\"sessions\": {\"1\": 5, \"2\": [], \"3\": {}}}", 1, ""},
		{"{\"sessions\": [{\"session_id\": 5, \"hostname\": \"h\"}]}",
		 1, "h"},
		{"{\"sessions\": [{\"hostname\": \"no id\"}]}", 0, ""},
		{"{\"sessions\": {\"9\": {\"server_id\": \"12\", \"uid\": "
		 "\"7\", \"username\": 5, \"remote_machine\": \"m\", "
		 "\"encryption\": \"no\", \"creation_time\": 12}}, "
		 "\"open_files\": {\"/x\": {\"opens\": [{\"server_id\": "
		 "12}]}}}",
		 1, "m"},
	};
	struct machine machine;
	struct sessions sessions;

	machine_init_empty(&machine);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		machine_put(&machine, "captured/smbstatus", shapes[i].text);
		sessions = sessions_of(&machine.root);
		CU_ASSERT_EQUAL(sessions.unread, 0);
		CU_ASSERT_EQUAL(sessions.count, shapes[i].count);
		if (sessions.count == 1)
			CU_ASSERT_STRING_EQUAL(sessions.items[0].client,
					       shapes[i].client);
		sessions_fini(&sessions);
	}
	machine_fini(&machine);
}

static void tells_what_is_no_answer(void)
{
	static const char *const texts[] = {
		"[]", "{", "5", "\1\2", "{} {}", "{\"sessions\": \xff}"};
	struct machine machine;
	struct sessions sessions;
	char *deep = malloc(100001);

	machine_init(&machine);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		machine_put(&machine, "captured/smbstatus", texts[i]);
		sessions = sessions_of(&machine.root);
		CU_ASSERT_EQUAL(sessions.unread, -EBADMSG);
		CU_ASSERT_EQUAL(sessions.count, 3);
		sessions_fini(&sessions);
	}
	memset(deep, '[', 100000);
	deep[100000] = '\0';
	machine_put(&machine, "captured/smbstatus", deep);
	sessions = sessions_of(&machine.root);
	CU_ASSERT_EQUAL(sessions.unread, -EBADMSG);
	sessions_fini(&sessions);
	machine_remove(&machine, "captured/smbstatus");
	machine_remove(&machine, "proc/fs/nfsd/clients");
	machine_put(&machine, "proc/fs/nfsd/clients", "");
	sessions = sessions_of(&machine.root);
	CU_ASSERT_EQUAL(sessions.unread, -ENOTDIR);
	sessions_fini(&sessions);
	free(deep);
	machine_fini(&machine);
}

static void survives_garbage_of_the_kernel(void)
{
	size_t size = 1 << 16;
	char *text = malloc(size + 1);
	struct machine machine;
	struct sessions sessions;

	machine_init_empty(&machine);
	for (size_t i = 0; i < size; i++)
		text[i] = (char)(i * 2654435761U >> 11);
	machine_write(&machine, "proc/fs/nfsd/clients/1/states", text, size, 0);
	memset(text, '"', size);
	memcpy(text, "address: ", 9);
	machine_write(&machine, "proc/fs/nfsd/clients/1/info", text, size, 0);
	machine_put(&machine, "proc/fs/nfsd/clients/2/info",
		    "address:\nname: \"\nminor version: -1\nstatus\n"
		    "seconds from last renew: 99999999999999999999\n");
	machine_put(&machine, "proc/fs/nfsd/clients/2/states",
		    "- 1: { type: open\n- 2: {\n-\n- : type: open, owner: "
		    "\"\\\n- 3: { type: open, superblock: \"::::\" }\n");
	sessions = sessions_of(&machine.root);
	CU_ASSERT_EQUAL(sessions.count, 2);
	CU_ASSERT_EQUAL(find(&sessions, "")->idle, -1);
	CU_ASSERT_EQUAL(find(&sessions, "")->opens, 3);
	sessions_fini(&sessions);
	free(text);
	machine_fini(&machine);
}

static void finds_the_session_of_an_open_file(void)
{
	struct machine machine;
	struct smbstatus status;

	machine_init_empty(&machine);
	machine_put(&machine, "captured/smbstatus",
		    "{\"sessions\": {\"b\": {\"server_id\": 1, \"uid\": 5}, "
		    "\"a\": {\"server_id\": 1, \"uid\": 6}, \"c\": "
		    "{\"server_id\": 2, \"uid\": 5}}, \"open_files\": {\"x\": "
		    "{\"opens\": [{\"server_id\": 1, \"uid\": 6}, "
		    "{\"server_id\": 2, \"uid\": 9}, {\"server_id\": 3, "
		    "\"uid\": 5}]}}}");
	CU_ASSERT_EQUAL(smbstatus_init(&status, &machine.root), 0);
	CU_ASSERT_EQUAL_FATAL(status.session_count, 3);
	CU_ASSERT_EQUAL_FATAL(status.open_count, 3);
	CU_ASSERT_EQUAL(smbstatus_find(&status, "a"), 0);
	CU_ASSERT_EQUAL(smbstatus_find(&status, "c"), 2);
	CU_ASSERT_EQUAL(smbstatus_find(&status, "d"), SIZE_MAX);
	CU_ASSERT_EQUAL(smbstatus_find_opener(&status, &status.opens[0]), 0);
	CU_ASSERT_EQUAL(smbstatus_find_opener(&status, &status.opens[1]), 2);
	CU_ASSERT_EQUAL(smbstatus_find_opener(&status, &status.opens[2]),
			SIZE_MAX);
	smbstatus_fini(&status);
	machine_fini(&machine);
}

static void asks_this_host(void)
{
	struct root root;
	struct sessions sessions;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	sessions = sessions_of(&root);
	sessions_fini(&sessions);
	root_fini(&root);
}

struct fixture {
	struct root root;
	struct sessions sessions;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = sessions_init(&fixture->sessions, &fixture->root);

	if (r == 0)
		CU_ASSERT_EQUAL(fixture->sessions.count, 5);
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	sessions_fini(&fixture->sessions);
}

static void leaves_nothing_behind_when_memory_ends(void)
{
	struct fixture fixture;

	machine_open(&fixture.root);
	scarce_memory(make, drop, &fixture);
	root_fini(&fixture.root);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(lists_both_backends_in_order_of_id),
		TAP_CASE(knows_what_samba_says),
		TAP_CASE(knows_what_the_kernel_says_of_nfs),
		TAP_CASE(has_none_where_nobody_serves),
		TAP_CASE(reads_any_shape_of_samba),
		TAP_CASE(tells_what_is_no_answer),
		TAP_CASE(survives_garbage_of_the_kernel),
		TAP_CASE(finds_the_session_of_an_open_file),
		TAP_CASE(asks_this_host),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("sessions", cases, TAP_COUNT(cases));
}
