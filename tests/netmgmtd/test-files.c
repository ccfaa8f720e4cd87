/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/files.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static struct files files_of(const struct root *root)
{
	struct shares shares;
	struct files files;

	CU_ASSERT_EQUAL_FATAL(shares_init(&shares, root), 0);
	CU_ASSERT_EQUAL_FATAL(files_init(&files, root, &shares), 0);
	shares_fini(&shares);
	return files;
}

static const struct file *find(const struct files *files, const char *path,
			       const char *client)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->items[i].path, path) == 0 &&
		    strcmp(files->items[i].client, client) == 0)
			return &files->items[i];
	fprintf(stderr, "# no file %s\n", path);
	CU_FAIL_FATAL("a file is missing");
	return NULL;
}

static void lists_both_backends_in_order_of_id(void)
{
	struct root root;
	struct files files;

	machine_open(&root);
	files = files_of(&root);
	CU_ASSERT_EQUAL_FATAL(files.count, 6);
	for (size_t i = 0; i < files.count; i++) {
		if (i > 0)
			CU_ASSERT_TRUE(files.items[i - 1].id <
				       files.items[i].id);
		CU_ASSERT_PTR_EQUAL(files_find(&files, files.items[i].id),
				    &files.items[i]);
	}
	CU_ASSERT_PTR_NULL(files_find(&files, UINT32_MAX));
	files_fini(&files);
	root_fini(&root);
}

static void knows_what_samba_says(void)
{
	struct root root;
	struct files files;
	const struct file *file;

	machine_open(&root);
	files = files_of(&root);
	file = find(&files, "/srv/public/plans/tower.odt", "192.0.2.10");
	CU_ASSERT_STRING_EQUAL(file->user, "alice");
	CU_ASSERT_EQUAL(file->locks, 2);
	CU_ASSERT_TRUE(file->reads && file->writes && file->creates);
	file = find(&files, "/srv/public/plans/tower.odt",
		    "client.example.net");
	CU_ASSERT_STRING_EQUAL(file->user, "nobody");
	CU_ASSERT_TRUE(file->reads && !file->writes && !file->creates);
	file = find(&files, "/srv/public", "192.0.2.10");
	CU_ASSERT_FALSE(file->reads || file->writes);
	CU_ASSERT_EQUAL(file->locks, 0);
	files_fini(&files);
	root_fini(&root);
}

static void knows_what_the_kernel_says_of_nfs(void)
{
	struct root root;
	struct files files;
	const struct file *file;

	machine_open(&root);
	files = files_of(&root);
	file = find(&files, "/srv/data/report.txt", "192.0.2.20");
	CU_ASSERT_EQUAL(file->backend, SHARE_NFS);
	CU_ASSERT_STRING_EQUAL(file->user, "");
	CU_ASSERT_EQUAL(file->locks, 1);
	CU_ASSERT_TRUE(file->reads && file->writes && !file->creates);
	file = find(&files, "/srv/data/deep/a, \\\"b\\\": {c}.txt",
		    "192.0.2.20");
	CU_ASSERT_EQUAL(file->locks, 0);
	CU_ASSERT_TRUE(file->reads && !file->writes);
	find(&files, "", "192.0.2.20");
	files_fini(&files);
	root_fini(&root);
}

static void has_none_where_nobody_serves(void)
{
	struct machine machine;
	struct files files;

	machine_init_empty(&machine);
	files = files_of(&machine.root);
	CU_ASSERT_EQUAL(files.count, 0);
	files_fini(&files);
	machine_put(&machine, "captured/smbstatus",
		    "{\"open_files\": "
		    "{\"\": {\"opens\": {\"\": {}}}, \"x\": {\"opens\": 5}}}");
	files = files_of(&machine.root);
	CU_ASSERT_EQUAL(files.count, 1);
	CU_ASSERT_EQUAL(files.unread, 0);
	files_fini(&files);
	machine_put(&machine, "captured/smbstatus", "no");
	files = files_of(&machine.root);
	CU_ASSERT_EQUAL(files.count, 0);
	CU_ASSERT_EQUAL(files.unread, -EBADMSG);
	files_fini(&files);
	machine_fini(&machine);
}

static void tells_many_files_apart(void)
{
	struct machine machine;
	struct files files;
	char *text = malloc(4 << 20), *at = text;

	machine_init_empty(&machine);
	at += sprintf(at, "{\"open_files\": {\"/f\": {\"opens\": {");
	for (int i = 0; i < 50000; i++)
		at += sprintf(at, "%s\"1/%d\": {\"server_id\": %d}",
			      i ? "," : "", i, i % 7);
	strcpy(at, "}}}}");
	machine_put(&machine, "captured/smbstatus", text);
	files = files_of(&machine.root);
	CU_ASSERT_EQUAL(files.count, 50000);
	for (size_t i = 1; i < files.count; i++)
		if (files.items[i - 1].id >= files.items[i].id)
			CU_FAIL("two files of one id");
	files_fini(&files);
	free(text);
	machine_fini(&machine);
}

struct fixture {
	struct root root;
	struct shares shares;
	struct files files;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = files_init(&fixture->files, &fixture->root, &fixture->shares);

	if (r == 0)
		CU_ASSERT_EQUAL(fixture->files.count, 6);
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	files_fini(&fixture->files);
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
		TAP_CASE(lists_both_backends_in_order_of_id),
		TAP_CASE(knows_what_samba_says),
		TAP_CASE(knows_what_the_kernel_says_of_nfs),
		TAP_CASE(has_none_where_nobody_serves),
		TAP_CASE(tells_many_files_apart),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("files", cases, TAP_COUNT(cases));
}
