/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/logins.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static struct logins logins_of(const struct root *root)
{
	struct logins logins;

	CU_ASSERT_EQUAL_FATAL(logins_init(&logins, root), 0);
	return logins;
}

static void lists_people_of_logind_alone(void)
{
	struct root root;
	struct logins logins;

	machine_open(&root);
	logins = logins_of(&root);
	CU_ASSERT_EQUAL_FATAL(logins.count, 2);
	CU_ASSERT_EQUAL(logins.unread, 0);
	CU_ASSERT_EQUAL(logins.items[0].key, 2);
	CU_ASSERT_STRING_EQUAL(logins.items[0].id, "2");
	CU_ASSERT_STRING_EQUAL(logins.items[0].user, "alice");
	CU_ASSERT_STRING_EQUAL(logins.items[0].line, "tty1");
	CU_ASSERT_STRING_EQUAL(logins.items[0].host, "");
	CU_ASSERT_EQUAL(logins.items[0].uid, 1000);
	CU_ASSERT_EQUAL(logins.items[0].pid, 812);
	CU_ASSERT_EQUAL(logins.items[0].since, 1727999000);
	CU_ASSERT_STRING_EQUAL(logins.items[1].id, "c7");
	CU_ASSERT_STRING_EQUAL(logins.items[1].host, "client.example.net");
	CU_ASSERT_TRUE(logins.items[1].key <= INT32_MAX);
	CU_ASSERT_EQUAL(logins_count(&root), 2);
	logins_fini(&logins);
	root_fini(&root);
}

static void write_record(struct machine *machine, int index, int16_t type,
			 int32_t pid, const char *user, const char *line,
			 uint32_t seconds)
{
	char record[384] = {0};

	memcpy(record, &type, sizeof(type));
	memcpy(record + 4, &pid, sizeof(pid));
	memcpy(record + 8, line, strnlen(line, 32));
	memcpy(record + 44, user, strnlen(user, 32));
	memset(record + 76, 'h', 256);
	memcpy(record + 340, &seconds, sizeof(seconds));
	machine_write(machine, "run/utmp", record, sizeof(record), index * 384);
}

static void falls_back_to_utmp(void)
{
	static const char wide[] = "a name of exactly 32 characters.";
	struct machine machine;
	struct logins logins;

	machine_init_empty(&machine);
	write_record(&machine, 0, 2, 0, "reboot", "~", 1);
	write_record(&machine, 1, 7, 77, wide, wide, 4000000000U);
	write_record(&machine, 2, 7, -5, "bob", "pts/1", 5);
	write_record(&machine, 3, 7, 78, "", "pts/2", 5);
	machine_write(&machine, "run/utmp", "cut", 3, 4 * 384);
	logins = logins_of(&machine.root);
	CU_ASSERT_EQUAL_FATAL(logins.count, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct login *login = &logins.items[i];
		bool is_bob = strcmp(login->user, "bob") == 0;

		CU_ASSERT_STRING_EQUAL(login->user, is_bob ? "bob" : wide);
		CU_ASSERT_STRING_EQUAL(login->line, is_bob ? "pts/1" : wide);
		CU_ASSERT_EQUAL(strlen(login->host), 256);
		CU_ASSERT_EQUAL(login->since, is_bob ? 5 : 4000000000);
		CU_ASSERT_EQUAL(login->pid, is_bob ? 0 : 77);
		CU_ASSERT_EQUAL(login->uid, UINT32_MAX);
	}
	logins_fini(&logins);
	machine_fini(&machine);
}

static void has_nobody_where_nothing_is_known(void)
{
	struct machine machine;
	struct logins logins;

	machine_init_empty(&machine);
	logins = logins_of(&machine.root);
	CU_ASSERT_EQUAL(logins.count, 0);
	CU_ASSERT_EQUAL(logins.unread, 0);
	logins_fini(&logins);
	machine_put(&machine, "run/systemd/sessions", "");
	machine_put(&machine, "run/utmp/x", "");
	logins = logins_of(&machine.root);
	CU_ASSERT_EQUAL(logins.count, 0);
	CU_ASSERT_EQUAL(logins.unread, -ENOTDIR);
	logins_fini(&logins);
	machine_fini(&machine);
}

static void survives_what_logind_never_wrote(void)
{
	struct machine machine;
	struct logins logins;
	char *text = malloc(70000);

	machine_init_empty(&machine);
	memset(text, 'U', 69999);
	text[69999] = '\0';
	machine_put(&machine, "run/systemd/sessions/1", text);
	machine_put(&machine, "run/systemd/sessions/2", "\1\2USER=x\nUSER");
	machine_put(&machine, "run/systemd/sessions/3", "USER=\nUID=5");
	machine_put(&machine, "run/systemd/sessions/4/x", "");
	machine_put(&machine, "run/systemd/sessions/99999999999",
		    "USER=eve\nUID=99999999999999999999\nLEADER=-1\n"
		    "REALTIME=18446744073709551615\nTTY");
	machine_put(&machine, "run/systemd/sessions/00012",
		    "USER=mallory\nUID=4294967295\n");
	machine_put(&machine, "run/systemd/sessions/12", "USER=carol\n");
	machine_put(&machine, "run/systemd/sessions/12.ref", "USER=nobody\n");
	logins = logins_of(&machine.root);
	CU_ASSERT_EQUAL_FATAL(logins.count, 3);
	CU_ASSERT_EQUAL(logins.unread, -EFBIG);
	CU_ASSERT_EQUAL(logins.items[0].key, 12);
	CU_ASSERT_STRING_EQUAL(logins.items[0].user, "mallory");
	CU_ASSERT_EQUAL(logins.items[1].key, 13);
	CU_ASSERT_STRING_EQUAL(logins.items[1].user, "carol");
	CU_ASSERT_STRING_EQUAL(logins.items[2].user, "eve");
	CU_ASSERT_EQUAL(logins.items[2].uid, UINT32_MAX);
	logins_fini(&logins);
	free(text);
	machine_fini(&machine);
}

static void asks_this_host(void)
{
	struct root root;
	struct logins logins;

	CU_ASSERT_EQUAL_FATAL(root_init(&root, "/"), 0);
	logins = logins_of(&root);
	logins_fini(&logins);
	root_fini(&root);
}

struct fixture {
	struct root root;
	struct logins logins;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = logins_init(&fixture->logins, &fixture->root);

	if (r == 0)
		CU_ASSERT_EQUAL(fixture->logins.count, 2);
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	logins_fini(&fixture->logins);
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
		TAP_CASE(lists_people_of_logind_alone),
		TAP_CASE(falls_back_to_utmp),
		TAP_CASE(has_nobody_where_nothing_is_known),
		TAP_CASE(survives_what_logind_never_wrote),
		TAP_CASE(asks_this_host),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("logins", cases, TAP_COUNT(cases));
}
