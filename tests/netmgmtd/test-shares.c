/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/key.h"
#include "src/netmgmtd/provider/shares.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static struct shares shares_of(const struct root *root)
{
	struct shares shares;

	CU_ASSERT_EQUAL_FATAL(shares_init(&shares, root), 0);
	return shares;
}

static const struct share *find(const struct shares *shares, const char *name)
{
	const struct share *share = shares_find(shares, name);

	if (!share) {
		fprintf(stderr, "# no share %s\n", name);
		CU_FAIL_FATAL("a share is missing");
	}
	return share;
}

static void has_the_endpoint_on_a_host_that_shares_nothing(void)
{
	struct machine machine;
	struct shares shares;

	machine_init_empty(&machine);
	shares = shares_of(&machine.root);
	CU_ASSERT_EQUAL_FATAL(shares.count, 1);
	CU_ASSERT_EQUAL(shares.unread, 0);
	CU_ASSERT_FALSE(shares.is_partial);
	CU_ASSERT_STRING_EQUAL(shares.items[0].name, "IPC$");
	CU_ASSERT_EQUAL(shares.items[0].kind, SHARE_ENDPOINT);
	CU_ASSERT_TRUE(shares.items[0].is_special);
	CU_ASSERT_STRING_EQUAL(shares.items[0].path, "");
	shares_fini(&shares);
	machine_fini(&machine);
}

static void lists_all_backends_in_order_of_key(void)
{
	static const char *const names[] = {
		"IPC$",	       "public", "Hidden$", "quiet",	   "dfs",
		"second copy", "Laser",	 "Inkjet",  "Music",	   "old",
		"data",	       "data~2", "root",    "with escape", "with space",
	};
	struct root root;
	struct shares shares;

	machine_open(&root);
	shares = shares_of(&root);
	CU_ASSERT_EQUAL(shares.count, sizeof(names) / sizeof(names[0]));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		CU_ASSERT_EQUAL(find(&shares, names[i])->key, key_of(names[i]));
	for (size_t i = 1; i < shares.count; i++)
		CU_ASSERT_TRUE(shares.items[i - 1].key <= shares.items[i].key);
	CU_ASSERT_PTR_NULL(shares_find(&shares, "off"));
	CU_ASSERT_PTR_NULL(shares_find(&shares, "homes"));
	shares_fini(&shares);
	root_fini(&root);
}

static void knows_what_samba_is_told(void)
{
	struct root root;
	struct shares shares;
	const struct share *share;

	machine_open(&root);
	shares = shares_of(&root);
	share = find(&shares, "PUBLIC");
	CU_ASSERT_EQUAL(share->backend, SHARE_SAMBA);
	CU_ASSERT_EQUAL(share->kind, SHARE_DISK);
	CU_ASSERT_STRING_EQUAL(share->path, "/srv/public");
	CU_ASSERT_STRING_EQUAL(share->comment, "Files for everybody");
	CU_ASSERT_STRING_EQUAL(share->access, "hosts deny = 192.0.2.");
	CU_ASSERT_EQUAL(share->max_users, 25);
	CU_ASSERT_EQUAL(share->caching, SHARE_CACHES_DOCUMENTS);
	CU_ASSERT_TRUE(share->has_guests && !share->is_read_only);
	CU_ASSERT_FALSE(share->is_hidden || share->is_special);
	share = find(&shares, "second copy");
	CU_ASSERT_STRING_EQUAL(share->path, "/srv/public");
	CU_ASSERT_STRING_EQUAL(share->comment, "Copied");
	CU_ASSERT_STRING_EQUAL(share->access, "");
	share = find(&shares, "hidden$");
	CU_ASSERT_TRUE(share->is_special && share->is_hidden);
	CU_ASSERT_TRUE(share->is_read_only && !share->has_guests);
	CU_ASSERT_PTR_NOT_NULL(strstr(share->access, "valid users = @staff"));
	CU_ASSERT_EQUAL(share->max_users, SHARE_UNLIMITED);
	share = find(&shares, "quiet");
	CU_ASSERT_STRING_EQUAL(share->path, "/srv/quiet place");
	CU_ASSERT_TRUE(share->is_hidden && !share->is_special);
	share = find(&shares, "dfs");
	CU_ASSERT_TRUE(share->is_dfs_root);
	CU_ASSERT_EQUAL(share->caching, SHARE_CACHES_NOTHING);
	CU_ASSERT_STRING_EQUAL(share->comment, "said in another file");
	shares_fini(&shares);
	root_fini(&root);
}

static void knows_printers_and_shares_of_users(void)
{
	struct root root;
	struct shares shares;
	const struct share *share;

	machine_open(&root);
	shares = shares_of(&root);
	share = find(&shares, "laser");
	CU_ASSERT_EQUAL(share->kind, SHARE_PRINTER);
	CU_ASSERT_STRING_EQUAL(share->comment, "Laser on the first floor");
	CU_ASSERT_STRING_EQUAL(share->path, "/var/spool/samba");
	CU_ASSERT_STRING_EQUAL(find(&shares, "inkjet")->comment, "");
	share = find(&shares, "music");
	CU_ASSERT_EQUAL(share->backend, SHARE_USERSHARE);
	CU_ASSERT_STRING_EQUAL(share->name, "Music");
	CU_ASSERT_STRING_EQUAL(share->path, "/home/alice/music");
	CU_ASSERT_STRING_EQUAL(share->access, "Everyone:R,");
	CU_ASSERT_TRUE(share->has_guests && share->is_read_only);
	share = find(&shares, "old");
	CU_ASSERT_FALSE(share->has_guests || share->is_read_only);
	shares_fini(&shares);
	root_fini(&root);
}

static void names_exports_by_their_last_component(void)
{
	struct root root;
	struct shares shares;
	const struct share *share;

	machine_open(&root);
	shares = shares_of(&root);
	share = find(&shares, "data");
	CU_ASSERT_EQUAL(share->backend, SHARE_NFS);
	CU_ASSERT_STRING_EQUAL(share->path, "/mnt/data");
	CU_ASSERT_STRING_EQUAL(share->comment,
			       "NFS export: client.example.net(ro)");
	CU_ASSERT_TRUE(share->is_read_only);
	CU_ASSERT_STRING_EQUAL(find(&shares, "data~2")->path, "/srv/data");
	CU_ASSERT_FALSE(find(&shares, "data~2")->is_read_only);
	CU_ASSERT_STRING_EQUAL(find(&shares, "root")->path, "/");
	CU_ASSERT_STRING_EQUAL(find(&shares, "with space")->path,
			       "/srv/with space/");
	shares_fini(&shares);
	root_fini(&root);
}

static void gives_no_name_twice(void)
{
	struct machine machine;
	struct shares shares;

	machine_init_empty(&machine);
	machine_put(&machine, "etc/samba/smb.conf",
		    "[ipc$]\npath=/x\n[Data]\npath=/y\n[]\n[data~3]\n");
	machine_put(&machine, "var/lib/samba/usershares/data",
		    "#VERSION 2\npath=/z\n");
	machine_put(&machine, "etc/exports", "/a/data\n/b/DATA\n/c/data\n");
	shares = shares_of(&machine.root);
	CU_ASSERT_EQUAL(shares.count, 6);
	CU_ASSERT_EQUAL(find(&shares, "ipc$")->kind, SHARE_ENDPOINT);
	CU_ASSERT_STRING_EQUAL(find(&shares, "data")->path, "/y");
	CU_ASSERT_STRING_EQUAL(find(&shares, "data~2")->path, "/a/data");
	CU_ASSERT_STRING_EQUAL(find(&shares, "data~4")->path, "/b/DATA");
	CU_ASSERT_STRING_EQUAL(find(&shares, "data~5")->path, "/c/data");
	shares_fini(&shares);
	machine_fini(&machine);
}

static void finds_shares_by_path(void)
{
	struct root root;
	struct shares shares;

	machine_open(&root);
	shares = shares_of(&root);
	CU_ASSERT_PTR_EQUAL(shares_find_path(&shares, "/srv/dfs"),
			    find(&shares, "dfs"));
	CU_ASSERT_PTR_NULL(shares_find_path(&shares, "/srv/dfs/x"));
	CU_ASSERT_PTR_NULL(shares_find_path(&shares, ""));
	CU_ASSERT_PTR_EQUAL(
		shares_find_around(&shares, SHARE_NFS, "/srv/data/x"),
		find(&shares, "data~2"));
	CU_ASSERT_PTR_EQUAL(
		shares_find_around(&shares, SHARE_NFS, "/srv/database"),
		find(&shares, "root"));
	CU_ASSERT_PTR_EQUAL(
		shares_find_around(&shares, SHARE_NFS, "/srv/with space"),
		find(&shares, "with space"));
	CU_ASSERT_PTR_NULL(
		shares_find_around(&shares, SHARE_SAMBA, "/elsewhere"));
	shares_fini(&shares);
	root_fini(&root);
}

static void goes_on_where_one_source_is_unreadable(void)
{
	struct machine machine;
	struct shares shares;

	machine_init(&machine);
	machine_remove(&machine, "etc/samba/smb.conf");
	machine_put(&machine, "etc/samba/smb.conf/x", "");
	shares = shares_of(&machine.root);
	CU_ASSERT_EQUAL(shares.unread, -EINVAL);
	CU_ASSERT_PTR_NOT_NULL(shares_find(&shares, "data~2"));
	CU_ASSERT_PTR_NOT_NULL(shares_find(&shares, "music"));
	shares_fini(&shares);
	machine_fini(&machine);
}

static void takes_no_malformed_usershare(void)
{
	static const char *const texts[] = {
		"",
		"#VERSION 3\npath=/x\n",
		"#VERSION 2\npath=x\n",
		"path=/x\n",
		"\1\2\n",
		"#VERSION 2\npath=/x\nsharename=y\n"};
	char *text = calloc(1, 20000);
	struct machine machine;
	struct shares shares;

	machine_init_empty(&machine);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		machine_put(&machine, "var/lib/samba/usershares/x", texts[i]);
		shares = shares_of(&machine.root);
		CU_ASSERT_EQUAL(shares.count, 1);
		shares_fini(&shares);
	}
	memset(text, 'x', 19999);
	memcpy(text, "#VERSION 2\npath=/x\n", 19);
	machine_put(&machine, "var/lib/samba/usershares/x", text);
	shares = shares_of(&machine.root);
	CU_ASSERT_EQUAL(shares.count, 1);
	shares_fini(&shares);
	machine_put(&machine, "var/lib/samba/usershares/x",
		    "#VERSION 2\npath=/x\n");
	machine_put(&machine, "etc/samba/smb.conf", "usershare max shares = 0");
	shares = shares_of(&machine.root);
	CU_ASSERT_EQUAL(shares.count, 1);
	shares_fini(&shares);
	free(text);
	machine_fini(&machine);
}

static void reads_the_shares_of_this_host(void)
{
	struct root root;
	struct shares shares;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	shares = shares_of(&root);
	CU_ASSERT_TRUE(shares.count >= 1);
	shares_fini(&shares);
	root_fini(&root);
}

struct fixture {
	struct root root;
	struct shares shares;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = shares_init(&fixture->shares, &fixture->root);

	if (r == 0)
		CU_ASSERT_EQUAL(fixture->shares.count, 15);
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	shares_fini(&fixture->shares);
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
		TAP_CASE(has_the_endpoint_on_a_host_that_shares_nothing),
		TAP_CASE(lists_all_backends_in_order_of_key),
		TAP_CASE(knows_what_samba_is_told),
		TAP_CASE(knows_printers_and_shares_of_users),
		TAP_CASE(names_exports_by_their_last_component),
		TAP_CASE(gives_no_name_twice),
		TAP_CASE(finds_shares_by_path),
		TAP_CASE(goes_on_where_one_source_is_unreadable),
		TAP_CASE(takes_no_malformed_usershare),
		TAP_CASE(reads_the_shares_of_this_host),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("shares", cases, TAP_COUNT(cases));
}
