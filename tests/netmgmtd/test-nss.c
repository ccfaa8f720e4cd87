/* SPDX-License-Identifier: BSD-3-Clause */
#include <grp.h>

#include "src/netmgmtd/provider/faillock.h"
#include "src/netmgmtd/provider/lastlog.h"
#include "src/netmgmtd/provider/nss.h"
#include "src/netmgmtd/provider/wtmp.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/heap.h"
#include "tests/support/tap.h"

static const struct account *find(const struct accounts *accounts,
				  const char *name)
{
	for (size_t i = 0; i < accounts->count; i++)
		if (strcmp(accounts->items[i].name, name) == 0)
			return &accounts->items[i];
	return NULL;
}

static struct accounts *read_all(void)
{
	struct accounts *accounts;
	struct root root;

	machine_open(&root);
	CU_ASSERT_EQUAL_FATAL(nss_accounts_new(&root, NSS_ALL, &accounts), 0);
	root_fini(&root);
	return accounts;
}

static void lists_accounts_in_order_of_uid(void)
{
	struct accounts *accounts = read_all();

	CU_ASSERT_EQUAL(accounts->count, 26);
	CU_ASSERT_STRING_EQUAL(accounts->items[0].name, "root");
	CU_ASSERT_STRING_EQUAL(accounts->items[accounts->count - 1].name,
			       "last");
	for (size_t i = 1; i < accounts->count; i++)
		CU_ASSERT_TRUE(accounts->items[i - 1].uid <=
			       accounts->items[i].uid);
	nss_accounts_free(accounts);
}

static void keeps_two_names_of_one_uid_in_the_order_of_the_file(void)
{
	struct accounts *accounts = read_all();
	const struct account *twin = find(accounts, "twin-a");

	CU_ASSERT_PTR_NOT_NULL_FATAL(twin);
	CU_ASSERT_STRING_EQUAL(twin[1].name, "twin-b");
	CU_ASSERT_EQUAL(twin[0].uid, 1100);
	CU_ASSERT_EQUAL(twin[1].uid, 1100);
	nss_accounts_free(accounts);
}

static void tells_the_accounts_of_a_directory_from_those_of_the_host(void)
{
	struct accounts *accounts = read_all();

	CU_ASSERT_FALSE(find(accounts, "dora")->is_local);
	CU_ASSERT_TRUE(find(accounts, "alice")->is_local);
	/* Both have him: the host's own comes first. */
	CU_ASSERT_TRUE(find(accounts, "bob")->is_local);
	CU_ASSERT_EQUAL(find(accounts, "bob")->uid, 1001);
	CU_ASSERT_PTR_EQUAL(nss_account_find(accounts, "dora"),
			    find(accounts, "dora"));
	CU_ASSERT_PTR_NULL(nss_account_find(accounts, "ghost"));
	nss_accounts_free(accounts);
}

static void reads_only_what_is_needed(void)
{
	struct accounts *accounts;
	struct root root;

	machine_open(&root);
	CU_ASSERT_EQUAL_FATAL(nss_accounts_new(&root, 0, &accounts), 0);
	CU_ASSERT_EQUAL(accounts->count, 26);
	CU_ASSERT_FALSE(find(accounts, "alice")->password.aged);
	CU_ASSERT_EQUAL(find(accounts, "alice")->roles, 0);
	nss_accounts_free(accounts);
	root_fini(&root);
}

static void lets_the_first_of_a_repeated_name_win(void)
{
	struct accounts *accounts = read_all();
	const struct account *alice = find(accounts, "alice");

	CU_ASSERT_PTR_NOT_NULL_FATAL(alice);
	CU_ASSERT_EQUAL(alice->uid, 1000);
	CU_ASSERT_EQUAL(alice->password.state, PASSWORD_SET);
	CU_ASSERT_EQUAL(alice->password.changed, 19990);
	nss_accounts_free(accounts);
}

static void passes_over_lines_that_are_no_accounts(void)
{
	struct accounts *accounts = read_all();

	CU_ASSERT_PTR_NULL(find(accounts, "shortline"));
	CU_ASSERT_PTR_NULL(find(accounts, "notanumber"));
	CU_ASSERT_PTR_NULL(find(accounts, "no colons at all"));
	CU_ASSERT_PTR_NULL(find(accounts, "+nisuser"));
	CU_ASSERT_PTR_NULL(find(accounts, "+"));
	nss_accounts_free(accounts);
}

static void knows_the_largest_uid_and_none_beyond(void)
{
	struct accounts *accounts = read_all();

	CU_ASSERT_PTR_NOT_NULL(find(accounts, "last"));
	CU_ASSERT_EQUAL(find(accounts, "last")->uid, 4294967294u);
	CU_ASSERT_PTR_NULL(find(accounts, "beyond"));
	nss_accounts_free(accounts);
}

static void splits_gecos_at_its_first_comma(void)
{
	struct accounts *accounts = read_all();
	const struct account *alice = find(accounts, "alice");
	const struct account *chloe = find(accounts, "chloe");
	const struct account *bob = find(accounts, "bob");

	CU_ASSERT_STRING_EQUAL(alice->full_name, "Alice Example");
	CU_ASSERT_STRING_EQUAL(alice->details,
			       "Room 12,555-0100,555-0101,first floor");
	CU_ASSERT_STRING_EQUAL(chloe->full_name, "Chloé Ünïcode");
	CU_ASSERT_STRING_EQUAL(chloe->details, "Zürich");
	CU_ASSERT_STRING_EQUAL(bob->full_name, "");
	CU_ASSERT_STRING_EQUAL(bob->details, "");
	CU_ASSERT_STRING_EQUAL(bob->shell, "");
	CU_ASSERT_STRING_EQUAL(bob->home, "/home/bob");
	nss_accounts_free(accounts);
}

static void reads_the_state_of_passwords(void)
{
	struct accounts *accounts = read_all();

	CU_ASSERT_EQUAL(find(accounts, "locked")->password.state,
			PASSWORD_LOCKED);
	CU_ASSERT_EQUAL(find(accounts, "starred")->password.state,
			PASSWORD_LOCKED);
	CU_ASSERT_EQUAL(find(accounts, "open")->password.state, PASSWORD_EMPTY);
	CU_ASSERT_EQUAL(find(accounts, "fresh")->password.changed, 0);
	CU_ASSERT_EQUAL(find(accounts, "gone")->password.expires, 19999);
	CU_ASSERT_EQUAL(find(accounts, "forever")->password.longest, 99999);
	CU_ASSERT_EQUAL(find(accounts, "unbound")->password.longest, -1);
	CU_ASSERT_EQUAL(find(accounts, "oldstyle")->password.state,
			PASSWORD_SET);
	CU_ASSERT_FALSE(find(accounts, "oldstyle")->password.aged);
	CU_ASSERT_EQUAL(find(accounts, "unlisted")->password.state,
			PASSWORD_UNKNOWN);
	CU_ASSERT_FALSE(find(accounts, "unlisted")->password.aged);
	nss_accounts_free(accounts);
}

static void finds_roles_by_member_list_and_by_primary_group(void)
{
	struct accounts *accounts = read_all();

	CU_ASSERT_EQUAL(find(accounts, "alice")->roles,
			MEMBER_ADMIN | MEMBER_PRINT);
	/* The second line of sudo, which lists bob, does not count. */
	CU_ASSERT_EQUAL(find(accounts, "bob")->roles, MEMBER_PRINT);
	CU_ASSERT_EQUAL(find(accounts, "primary")->roles, MEMBER_ADMIN);
	CU_ASSERT_EQUAL(find(accounts, "chloe")->roles, 0);
	CU_ASSERT_PTR_NULL(find(accounts, "ghost"));
	nss_accounts_free(accounts);
}

static void looks_up_one_name(void)
{
	struct accounts *accounts;
	struct root root;

	machine_open(&root);
	CU_ASSERT_EQUAL_FATAL(
		nss_account_new(&root, "alice", NSS_ALL, &accounts), 0);
	CU_ASSERT_EQUAL_FATAL(accounts->count, 1);
	CU_ASSERT_EQUAL(accounts->items[0].uid, 1000);
	CU_ASSERT_EQUAL(accounts->items[0].password.changed, 19990);
	CU_ASSERT_EQUAL(accounts->items[0].roles, MEMBER_ADMIN | MEMBER_PRINT);
	nss_accounts_free(accounts);
	CU_ASSERT_EQUAL_FATAL(
		nss_account_new(&root, "ghost", NSS_ALL, &accounts), 0);
	CU_ASSERT_EQUAL(accounts->count, 0);
	nss_accounts_free(accounts);
	CU_ASSERT_EQUAL_FATAL(nss_account_new(&root, "", NSS_ALL, &accounts),
			      0);
	CU_ASSERT_EQUAL(accounts->count, 0);
	nss_accounts_free(accounts);
	CU_ASSERT_EQUAL_FATAL(nss_account_new(&root, "+", NSS_ALL, &accounts),
			      0);
	CU_ASSERT_EQUAL(accounts->count, 0);
	nss_accounts_free(accounts);
	root_fini(&root);
}

static void knows_nothing_without_its_files(void)
{
	struct machine machine;
	struct accounts *accounts;

	machine_init(&machine);
	machine_remove(&machine, "etc/shadow");
	machine_remove(&machine, "etc/group");
	machine_remove(&machine, "etc/login.defs");
	CU_ASSERT_EQUAL_FATAL(
		nss_accounts_new(&machine.root, NSS_ALL, &accounts), 0);
	CU_ASSERT_EQUAL(accounts->count, 26);
	CU_ASSERT_EQUAL(accounts->uid_min, 1000);
	CU_ASSERT_EQUAL(find(accounts, "alice")->password.state,
			PASSWORD_UNKNOWN);
	CU_ASSERT_EQUAL(find(accounts, "alice")->roles, 0);
	nss_accounts_free(accounts);
	machine_remove(&machine, "etc/passwd");
	machine_remove(&machine, "var/lib/extrausers");
	CU_ASSERT_EQUAL_FATAL(
		nss_accounts_new(&machine.root, NSS_ALL, &accounts), 0);
	CU_ASSERT_EQUAL(accounts->count, 0);
	nss_accounts_free(accounts);
	machine_fini(&machine);
}

/* A line of size bytes for an account, and a short one behind it. */
static void write_long_line(struct machine *machine, size_t size)
{
	static const char end[] = ":/home/long:/bin/sh\n"
				  "after:x:1001:1001::/home/after:/bin/sh\n";
	static const char start[] = "long:x:1000:1000:";
	char *text = malloc(size + sizeof(end));

	memset(text, 'g', size);
	memcpy(text, start, sizeof(start) - 1);
	strcpy(text + size, end);
	machine_put(machine, "etc/passwd", text);
	free(text);
}

static void reads_long_lines_and_passes_over_absurd_ones(void)
{
	struct machine machine;
	struct accounts *accounts;

	machine_init_empty(&machine);
	write_long_line(&machine, 1 << 20);
	CU_ASSERT_EQUAL_FATAL(
		nss_accounts_new(&machine.root, NSS_ALL, &accounts), 0);
	CU_ASSERT_EQUAL_FATAL(accounts->count, 2);
	CU_ASSERT_TRUE(strlen(accounts->items[0].full_name) > 1000000);
	CU_ASSERT_STRING_EQUAL(accounts->items[1].name, "after");
	nss_accounts_free(accounts);
	write_long_line(&machine, 1 << 25);
	CU_ASSERT_EQUAL_FATAL(
		nss_accounts_new(&machine.root, NSS_ALL, &accounts), 0);
	CU_ASSERT_EQUAL_FATAL(accounts->count, 1);
	CU_ASSERT_STRING_EQUAL(accounts->items[0].name, "after");
	nss_accounts_free(accounts);
	machine_fini(&machine);
}

static void finds_root_on_this_host(void)
{
	struct accounts *accounts;
	struct root root;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	CU_ASSERT_EQUAL_FATAL(nss_accounts_new(&root, NSS_ALL, &accounts), 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(find(accounts, "root"));
	CU_ASSERT_EQUAL(find(accounts, "root")->uid, 0);
	nss_accounts_free(accounts);
	CU_ASSERT_EQUAL_FATAL(
		nss_account_new(&root, "root", NSS_ALL, &accounts), 0);
	CU_ASSERT_EQUAL_FATAL(accounts->count, 1);
	CU_ASSERT_EQUAL(accounts->items[0].uid, 0);
	nss_accounts_free(accounts);
	root_fini(&root);
}

/* In a process without rights: 0 if root's password is unknown there. */
static int look_as_nobody(const struct root *root)
{
	struct accounts *accounts;

	if (setgroups(0, NULL) < 0 || setresgid(65534, 65534, 65534) < 0 ||
	    setresuid(65534, 65534, 65534) < 0)
		return 2;
	if (nss_account_new(root, "root", NSS_ALL, &accounts) < 0)
		return 3;
	return accounts->count != 1 || accounts->items[0].password.aged ||
	       accounts->items[0].password.state != PASSWORD_UNKNOWN;
}

static void *count_often(void *argument)
{
	const struct root *root = argument;
	struct accounts *accounts;
	size_t count = 0;

	for (int i = 0; i < 50; i++) {
		if (nss_accounts_new(root, NSS_ALL, &accounts) < 0)
			return NULL;
		if (count && accounts->count != count)
			count = SIZE_MAX;
		else
			count = accounts->count;
		nss_accounts_free(accounts);
	}
	return (void *)count;
}

static void gives_all_of_this_host_to_each_of_several_threads(void)
{
	pthread_t threads[4];
	struct root root;
	void *alone, *beside;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	alone = count_often(&root);
	for (int i = 0; i < 4; i++)
		CU_ASSERT_EQUAL_FATAL(
			pthread_create(&threads[i], NULL, count_often, &root),
			0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], &beside);
		CU_ASSERT_PTR_EQUAL(beside, alone);
	}
	root_fini(&root);
}

static void knows_no_passwords_without_the_right_to(void)
{
	struct root root;
	struct stat shadow;
	int status = 0;
	pid_t pid;

	if (geteuid() != 0 || stat("/etc/shadow", &shadow) < 0 ||
	    shadow.st_mode & S_IROTH)
		return;
	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	pid = fork();
	if (pid == 0)
		_exit(look_as_nobody(&root));
	CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
	CU_ASSERT_EQUAL(status, 0);
	root_fini(&root);
}

static void leaves_nothing_behind_when_memory_ends(void)
{
	struct accounts *accounts = read_all(); /* libc keeps some for itself */
	bool failed = heap_counts();
	struct root root;
	unsigned long n;
	long before;

	nss_accounts_free(accounts);
	machine_open(&root);
	before = heap_mark().blocks;
	for (n = 1; failed; n++) {
		int r;

		heap_fail_at(n);
		r = nss_accounts_new(&root, NSS_ALL, &accounts);
		failed = heap_failed();
		heap_fail_at(0);
		/* libc can do without some of its own. */
		CU_ASSERT_TRUE(r == -ENOMEM || r == 0);
		CU_ASSERT_EQUAL(accounts == NULL, r != 0);
		if (r == 0)
			CU_ASSERT_EQUAL(accounts->count, 26);
		nss_accounts_free(accounts);
		CU_ASSERT_EQUAL(heap_mark().blocks, before);
	}
	CU_ASSERT_TRUE(n > 50 || !heap_counts());
	root_fini(&root);
}

static void write_wtmp(struct machine *machine, int at, int16_t type,
		       const char *user, uint32_t time)
{
	char record[384] = {0};

	memcpy(record, &type, sizeof(type));
	memcpy(record + 44, user, strnlen(user, 32));
	memcpy(record + 340, &time, sizeof(time));
	machine_write(machine, "var/log/wtmp", record, sizeof(record),
		      at * (off_t)sizeof(record));
}

static void finds_the_newest_logon_in_wtmp(void)
{
	static const char longest[] = "a-name-of-exactly-thirty-two-chr";
	struct machine machine;
	struct wtmp wtmp;

	machine_init(&machine);
	CU_ASSERT_EQUAL(wtmp_init(&wtmp, &machine.root), 0);
	CU_ASSERT_EQUAL(wtmp_time(&wtmp, "alice"), 0);
	wtmp_fini(&wtmp);
	write_wtmp(&machine, 0, 7, "alice", 1700000000);
	write_wtmp(&machine, 1, 7, "bob", 1600000000);
	write_wtmp(&machine, 2, 7, "alice", 1800000000);
	write_wtmp(&machine, 3, 7, "alice", 1750000000);
	write_wtmp(&machine, 4, 8, "bob", 1900000000); /* he left */
	write_wtmp(&machine, 5, 7, longest, UINT32_MAX);
	machine_write(&machine, "var/log/wtmp", "cut", 3, 6 * 384);
	CU_ASSERT_EQUAL(wtmp_init(&wtmp, &machine.root), 0);
	CU_ASSERT_EQUAL(wtmp_time(&wtmp, "alice"), 1800000000);
	CU_ASSERT_EQUAL(wtmp_time(&wtmp, "bob"), 1600000000);
	CU_ASSERT_EQUAL(wtmp_time(&wtmp, longest), UINT32_MAX - 1);
	CU_ASSERT_EQUAL(wtmp_time(&wtmp, ""), 0);
	wtmp_fini(&wtmp);
	machine_fini(&machine);
}

static void write_lastlog(struct machine *machine, uint32_t uid, uint32_t time)
{
	char record[292] = {0};

	memcpy(record, &time, sizeof(time));
	machine_write(machine, "var/log/lastlog", record, sizeof(record),
		      (off_t)uid * (off_t)sizeof(record));
}

static void reads_the_last_logon_by_uid(void)
{
	struct machine machine;
	struct lastlog_file file;

	machine_init_empty(&machine);
	lastlog_open(&file, &machine.root);
	CU_ASSERT_EQUAL(lastlog_time(&file, 1000), 0);
	write_lastlog(&machine, 1000, 1700000000);
	write_lastlog(&machine, 1002, UINT32_MAX);
	lastlog_open(&file, &machine.root);
	CU_ASSERT_EQUAL(lastlog_time(&file, 1000), 1700000000);
	CU_ASSERT_EQUAL(lastlog_time(&file, 1001), 0);
	CU_ASSERT_EQUAL(lastlog_time(&file, 1002), UINT32_MAX - 1);
	CU_ASSERT_EQUAL(lastlog_time(&file, 4294967294u), 0);
	lastlog_close(&file);
	machine_fini(&machine);
}

static void write_failure(struct machine *machine, const char *name, int index,
			  uint16_t status, int64_t when)
{
	char path[64], record[64] = {0};
	uint64_t time = (uint64_t)when;

	memcpy(record + 54, &status, sizeof(status));
	memcpy(record + 56, &time, sizeof(time));
	snprintf(path, sizeof(path), "run/faillock/%s", name);
	machine_write(machine, path, record, sizeof(record), index * 64);
}

static struct faillock_tally tally(struct machine *machine, const char *name,
				   uint32_t uid, int64_t now)
{
	struct faillock faillock;
	struct faillock_tally got;

	CU_ASSERT_EQUAL_FATAL(faillock_open(&faillock, &machine->root), 0);
	got = faillock_tally(&faillock, name, uid, now);
	faillock_close(&faillock);
	return got;
}

static void counts_valid_failures_and_tells_who_is_locked(void)
{
	struct machine machine;

	machine_init(&machine);
	CU_ASSERT_EQUAL(tally(&machine, "bob", 1001, MACHINE_NOW).failures,
			FAILLOCK_UNKNOWN);
	for (int i = 0; i < 3; i++)
		write_failure(&machine, "bob", i, 1, MACHINE_NOW - 100 + i);
	write_failure(&machine, "bob", 3, 0, MACHINE_NOW);
	CU_ASSERT_EQUAL(tally(&machine, "bob", 1001, MACHINE_NOW).failures, 3);
	CU_ASSERT_TRUE(tally(&machine, "bob", 1001, MACHINE_NOW).locked);
	CU_ASSERT_FALSE(tally(&machine, "bob", 0, MACHINE_NOW).locked);
	CU_ASSERT_FALSE(tally(&machine, "bob", 1001, MACHINE_NOW + 600).locked);
	CU_ASSERT_EQUAL(tally(&machine, "alice", 1000, MACHINE_NOW).failures,
			0);
	machine_put(&machine, "etc/security/faillock.conf",
		    "deny=3\nunlock_time = never\neven_deny_root\n");
	CU_ASSERT_TRUE(tally(&machine, "bob", 0, MACHINE_NOW + 9999).locked);
	machine_fini(&machine);
}

static void forgets_failures_outside_the_interval(void)
{
	struct machine machine;

	machine_init(&machine);
	write_failure(&machine, "bob", 0, 1, MACHINE_NOW - 2000);
	write_failure(&machine, "bob", 1, 1, MACHINE_NOW - 10);
	write_failure(&machine, "bob", 2, 1, MACHINE_NOW);
	CU_ASSERT_EQUAL(tally(&machine, "bob", 1001, MACHINE_NOW).failures, 3);
	CU_ASSERT_FALSE(tally(&machine, "bob", 1001, MACHINE_NOW).locked);
	machine_fini(&machine);
}

static void lets_no_name_lead_out_of_the_directory(void)
{
	struct machine machine;

	machine_init(&machine);
	write_failure(&machine, "bob", 0, 1, MACHINE_NOW);
	CU_ASSERT_EQUAL(
		tally(&machine, "../faillock/bob", 1001, MACHINE_NOW).failures,
		FAILLOCK_UNKNOWN);
	CU_ASSERT_EQUAL(tally(&machine, "..", 1001, MACHINE_NOW).failures,
			FAILLOCK_UNKNOWN);
	machine_fini(&machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(lists_accounts_in_order_of_uid),
		TAP_CASE(keeps_two_names_of_one_uid_in_the_order_of_the_file),
		TAP_CASE(
			tells_the_accounts_of_a_directory_from_those_of_the_host),
		TAP_CASE(reads_only_what_is_needed),
		TAP_CASE(lets_the_first_of_a_repeated_name_win),
		TAP_CASE(passes_over_lines_that_are_no_accounts),
		TAP_CASE(knows_the_largest_uid_and_none_beyond),
		TAP_CASE(splits_gecos_at_its_first_comma),
		TAP_CASE(reads_the_state_of_passwords),
		TAP_CASE(finds_roles_by_member_list_and_by_primary_group),
		TAP_CASE(looks_up_one_name),
		TAP_CASE(knows_nothing_without_its_files),
		TAP_CASE(reads_long_lines_and_passes_over_absurd_ones),
		TAP_CASE(finds_root_on_this_host),
		TAP_CASE(gives_all_of_this_host_to_each_of_several_threads),
		TAP_CASE(knows_no_passwords_without_the_right_to),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
		TAP_CASE(reads_the_last_logon_by_uid),
		TAP_CASE(counts_valid_failures_and_tells_who_is_locked),
		TAP_CASE(forgets_failures_outside_the_interval),
		TAP_CASE(finds_the_newest_logon_in_wtmp),
		TAP_CASE(lets_no_name_lead_out_of_the_directory),
	};

	return tap_run("nss", cases, TAP_COUNT(cases));
}
