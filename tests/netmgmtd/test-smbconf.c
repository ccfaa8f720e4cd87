/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/smbconf.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static struct smbconf conf_of(struct machine *machine, const char *text)
{
	struct smbconf conf;

	machine_put(machine, "etc/samba/smb.conf", text);
	CU_ASSERT_EQUAL_FATAL(smbconf_init(&conf, &machine->root), 0);
	CU_ASSERT_TRUE_FATAL(conf.count > 0);
	return conf;
}

static void check(const struct smbconf *conf, size_t section, const char *key,
		  const char *expected)
{
	const char *value;

	CU_ASSERT_TRUE_FATAL(section < conf->count);
	value = smbconf_get(conf, &conf->sections[section], key);
	if (!expected)
		CU_ASSERT_PTR_NULL(value);
	if (expected && !value)
		CU_FAIL("no value");
	if (expected && value)
		CU_ASSERT_STRING_EQUAL(value, expected);
}

static void has_global_alone_without_samba(void)
{
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	CU_ASSERT_EQUAL(smbconf_init(&conf, &machine.root), 0);
	CU_ASSERT_EQUAL(conf.count, 1);
	CU_ASSERT_FALSE(conf.is_partial);
	check(&conf, 0, "workgroup", NULL);
	smbconf_fini(&conf);
	machine_fini(&machine);
}

static void lets_the_last_assignment_win_in_sections_of_one_name(void)
{
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	conf = conf_of(&machine, "guest ok = yes\n[Work Files]\npath=/a\n"
				 "[other]\n[workfiles]\n PATH = \"/b c\" \n"
				 "noassignment\n= x\n[global]\ncomment = all");
	CU_ASSERT_EQUAL_FATAL(conf.count, 3);
	CU_ASSERT_STRING_EQUAL(conf.sections[1].name, "Work Files");
	check(&conf, 1, "path", "/b c");
	check(&conf, 1, "comment", "all");
	check(&conf, 1, "guest ok", "yes");
	check(&conf, 2, "path", NULL);
	smbconf_fini(&conf);
	machine_fini(&machine);
}

static void joins_lines_and_knows_aliases(void)
{
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	conf = conf_of(&machine, "[a]\r\nvalid users = x \\\r\n y\\\n  z\r\n"
				 "writeable = no\npublic = TRUE\n[b]\n"
				 "write ok = 1\nmax connections = 12\n"
				 "print ok = maybe\n# x \\\n[not read]\n[c\\");
	CU_ASSERT_EQUAL_FATAL(conf.count, 4);
	check(&conf, 1, "valid users", "x     y    z");
	CU_ASSERT_TRUE(
		smbconf_flag(&conf, &conf.sections[1], "read only", false));
	CU_ASSERT_TRUE(
		smbconf_flag(&conf, &conf.sections[1], "guest ok", false));
	CU_ASSERT_FALSE(
		smbconf_flag(&conf, &conf.sections[2], "read only", true));
	CU_ASSERT_FALSE(
		smbconf_flag(&conf, &conf.sections[2], "printable", false));
	CU_ASSERT_TRUE(
		smbconf_flag(&conf, &conf.sections[2], "printable", true));
	CU_ASSERT_EQUAL(
		smbconf_number(&conf, &conf.sections[2], "max connections", 0),
		12);
	CU_ASSERT_EQUAL(smbconf_number(&conf, &conf.sections[2], "print ok", 7),
			7);
	smbconf_fini(&conf);
	machine_fini(&machine);
}

static void goes_on_in_files_that_it_includes(void)
{
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	machine_put(&machine, "etc/samba/one", "comment = one\ninclude = two");
	machine_put(&machine, "etc/samba/two", "[b]\npath = /b\n");
	conf = conf_of(&machine, "[a]\ninclude = /etc/samba/one\n"
				 "comment = of b\ninclude = /none\n");
	CU_ASSERT_EQUAL_FATAL(conf.count, 3);
	check(&conf, 1, "comment", "one");
	check(&conf, 2, "path", "/b");
	check(&conf, 2, "comment", "of b");
	CU_ASSERT_FALSE(conf.is_partial);
	smbconf_fini(&conf);
	machine_fini(&machine);
}

static void says_when_there_is_more_than_it_can_read(void)
{
	static const char *const texts[] = {
		"include = registry",
		"config backend = registry",
		"registry shares = yes",
		"include = /etc/samba/%m.conf",
		"include = /etc/samba/smb.conf", /* for ever */
		"include = /etc/samba",
	};
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		conf = conf_of(&machine, texts[i]);
		CU_ASSERT_TRUE(conf.is_partial);
		smbconf_fini(&conf);
	}
	conf = conf_of(&machine, "registry shares = no");
	CU_ASSERT_FALSE(conf.is_partial);
	smbconf_fini(&conf);
	machine_fini(&machine);
}

static void copies_sections_that_came_before(void)
{
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	conf = conf_of(&machine, "[a]\npath = /a\ncomment = a\n[b]\n"
				 "comment = b\ncopy = A\n[c]\ncopy = c\n"
				 "copy = none\ncopy = global\n");
	CU_ASSERT_EQUAL_FATAL(conf.count, 4);
	check(&conf, 2, "path", "/a");
	check(&conf, 2, "comment", "b");
	check(&conf, 3, "path", NULL);
	smbconf_fini(&conf);
	machine_fini(&machine);
}

static void believes_testparm_first(void)
{
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	machine_put(&machine, "captured/testparm",
		    "# Global parameters\n[global]\n\tregistry shares = Yes\n"
		    "\tworkgroup = EXAMPLE\n\n\n[inregistry]\n\tpath = /r\n");
	conf = conf_of(&machine, "[a]\n[b]\n[c]\n");
	CU_ASSERT_EQUAL_FATAL(conf.count, 2);
	check(&conf, 1, "path", "/r");
	CU_ASSERT_FALSE(conf.is_partial);
	smbconf_fini(&conf);
	machine_fini(&machine);
}

static void fails_on_what_is_there_but_unreadable(void)
{
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	machine_put(&machine, "etc/samba/smb.conf/x", "");
	CU_ASSERT_EQUAL(smbconf_init(&conf, &machine.root), -EINVAL);
	smbconf_fini(&conf);
	machine_fini(&machine);
}

static void survives_garbage_and_bounds_everything(void)
{
	size_t size = (1 << 20) - 1;
	char *text = malloc(size + 1), *at = text;
	struct machine machine;
	struct smbconf conf;

	machine_init_empty(&machine);
	for (size_t i = 0; i < size; i++)
		text[i] = (char)(i * 2654435761U >> 16);
	machine_write(&machine, "etc/samba/smb.conf", text, size, 0);
	CU_ASSERT_EQUAL(smbconf_init(&conf, &machine.root), 0);
	smbconf_fini(&conf);
	for (int i = 0; i < 60000; i++)
		at += sprintf(at, "[s%d]\n", i);
	conf = conf_of(&machine, text);
	CU_ASSERT_EQUAL(conf.count, SMBCONF_MOST_SECTIONS);
	CU_ASSERT_TRUE(conf.is_partial);
	smbconf_fini(&conf);
	at = text;
	for (int i = 0; i < 60000; i++)
		at += sprintf(at, "k%d=\n", i);
	conf = conf_of(&machine, text);
	CU_ASSERT_EQUAL(conf.count, 1);
	smbconf_fini(&conf);
	memset(text, 'x', size);
	text[size] = '\0';
	conf = conf_of(&machine, text);
	CU_ASSERT_EQUAL(conf.count, 1);
	smbconf_fini(&conf);
	free(text);
	machine_fini(&machine);
}

struct fixture {
	struct root root;
	struct smbconf conf;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = smbconf_init(&fixture->conf, &fixture->root);

	if (r == 0)
		CU_ASSERT_EQUAL(fixture->conf.count, 9);
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	smbconf_fini(&fixture->conf);
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
		TAP_CASE(has_global_alone_without_samba),
		TAP_CASE(lets_the_last_assignment_win_in_sections_of_one_name),
		TAP_CASE(joins_lines_and_knows_aliases),
		TAP_CASE(goes_on_in_files_that_it_includes),
		TAP_CASE(says_when_there_is_more_than_it_can_read),
		TAP_CASE(copies_sections_that_came_before),
		TAP_CASE(believes_testparm_first),
		TAP_CASE(fails_on_what_is_there_but_unreadable),
		TAP_CASE(survives_garbage_and_bounds_everything),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("smbconf", cases, TAP_COUNT(cases));
}
