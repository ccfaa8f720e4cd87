/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/provider/domain.h"
#include "tests/netmgmtd/machine.h"
#include "tests/netmgmtd/scarce.h"

static struct domain domain_of(const struct root *root)
{
	struct domain domain;

	CU_ASSERT_EQUAL_FATAL(domain_init(&domain, root), 0);
	return domain;
}

/* Asserts names, given with a blank between them. */
static void check_names(const struct domain_names *names, const char *expected)
{
	char all[4096] = "";

	for (size_t i = 0; i < names->count; i++) {
		strcat(all, i ? " " : "");
		strcat(all, names->items[i]);
	}
	CU_ASSERT_STRING_EQUAL(all, expected);
}

static void is_none_where_accounts_are_local(void)
{
	struct root root;
	struct domain domain;

	machine_open(&root);
	domain = domain_of(&root);
	CU_ASSERT_EQUAL(domain.member, DOMAIN_NONE);
	CU_ASSERT_STRING_EQUAL(domain.name, "");
	CU_ASSERT_STRING_EQUAL(domain.netbios, "EXAMPLEGRP");
	CU_ASSERT_STRING_EQUAL(domain.realm, "EXAMPLE.NET");
	check_names(&domain.controllers,
		    "first.example.net kdc1.example.net kdc2.example.net");
	CU_ASSERT_EQUAL(domain.others.count, 0);
	domain_fini(&domain);
	root_fini(&root);
}

static void make_sssd(struct machine *machine)
{
	machine_init(machine);
	machine_put(machine, "etc/nsswitch.conf", "passwd: files sss\n");
	machine_put(
		machine, "etc/sssd/sssd.conf",
		"[sssd]\ndomains = ad.example.com, second,third\n"
		"[domain/ad.example.com]\nid_provider = ad\n"
		"ad_server = _srv_, dc1.ad.example.com, dc1.ad.example.com\n"
		"ldap_uri = ldaps://dc2.ad.example.com:636/, "
		"ldap://[2001:db8::5]:389\n"
		"ad_backup_server = backup.ad.example.com:88\n");
}

static void knows_what_sssd_is_configured_for(void)
{
	struct machine machine;
	struct domain domain;

	make_sssd(&machine);
	machine_remove(&machine, "etc/krb5.conf");
	domain = domain_of(&machine.root);
	CU_ASSERT_EQUAL(domain.member, DOMAIN_SSSD);
	CU_ASSERT_STRING_EQUAL(domain.name, "ad.example.com");
	CU_ASSERT_STRING_EQUAL(domain.realm, "AD.EXAMPLE.COM");
	check_names(&domain.others, "second third");
	check_names(&domain.controllers,
		    "dc1.ad.example.com dc2.ad.example.com 2001:db8::5 "
		    "backup.ad.example.com");
	domain_fini(&domain);
	machine_put(&machine, "etc/sssd/conf.d/10-ours",
		    "[domain/ad.example.com]\nad_domain = real.example.com\n"
		    "krb5_realm = OTHER\n");
	machine_put(&machine, "etc/sssd/conf.d/20-ours",
		    "[domain/ad.example.com]\nkrb5_realm = REAL\n"
		    "ad_server =\n");
	machine_put(&machine, "etc/krb5.conf",
		    "[realms]\nREAL = {\nkdc=dc9\n}\nOTHER={\nkdc=no\n}\n");
	domain = domain_of(&machine.root);
	CU_ASSERT_STRING_EQUAL(domain.name, "real.example.com");
	CU_ASSERT_STRING_EQUAL(domain.realm, "REAL");
	check_names(&domain.controllers,
		    "dc2.ad.example.com 2001:db8::5 backup.ad.example.com "
		    "dc9");
	domain_fini(&domain);
	machine_fini(&machine);
}

static void knows_what_winbind_is_configured_for(void)
{
	struct machine machine;
	struct domain domain;

	machine_init(&machine);
	machine_put(&machine, "etc/nsswitch.conf", "passwd: files winbind\n");
	machine_put(&machine, "etc/samba/smb.conf",
		    "[global]\nworkgroup = EXAMPLE\nsecurity = ads\n"
		    "realm = Example.NET\npassword server = dc1, *\n");
	domain = domain_of(&machine.root);
	CU_ASSERT_EQUAL(domain.member, DOMAIN_WINBIND);
	CU_ASSERT_STRING_EQUAL(domain.name, "example.net");
	CU_ASSERT_STRING_EQUAL(domain.netbios, "EXAMPLE");
	CU_ASSERT_STRING_EQUAL(domain.realm, "Example.NET");
	check_names(&domain.controllers, "dc1");
	domain_fini(&domain);
	machine_put(&machine, "etc/samba/smb.conf",
		    "[global]\nworkgroup = EXAMPLE\nsecurity = domain\n");
	domain = domain_of(&machine.root);
	CU_ASSERT_STRING_EQUAL(domain.name, "EXAMPLE");
	CU_ASSERT_STRING_EQUAL(domain.realm, "EXAMPLE.NET");
	domain_fini(&domain);
	machine_fini(&machine);
}

static void is_none_where_no_directory_is_asked(void)
{
	static const char *const sources[] = {
		"passwd: files\n", "passwd: files ldap\n",
		"passwd: files sssx xsss\n", "group: sss\n", ""};
	struct machine machine;
	struct domain domain;

	make_sssd(&machine);
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
		machine_put(&machine, "etc/nsswitch.conf", sources[i]);
		domain = domain_of(&machine.root);
		CU_ASSERT_EQUAL(domain.member, DOMAIN_NONE);
		domain_fini(&domain);
	}
	/* The directory is asked, but nobody knows which. */
	machine_put(&machine, "etc/nsswitch.conf", "passwd: sss winbind\n");
	machine_put(&machine, "etc/sssd/sssd.conf", "[sssd]\ndomains =\n");
	domain = domain_of(&machine.root);
	CU_ASSERT_EQUAL(domain.member, DOMAIN_NONE);
	domain_fini(&domain);
	machine_put(&machine, "etc/sssd/sssd.conf", "[sssd]\ndomains = , ,\n");
	domain = domain_of(&machine.root);
	CU_ASSERT_STRING_EQUAL(domain.name, "");
	domain_fini(&domain);
	machine_fini(&machine);
}

static void says_nothing_in_an_empty_tree(void)
{
	struct machine machine;
	struct domain domain;

	machine_init_empty(&machine);
	domain = domain_of(&machine.root);
	CU_ASSERT_EQUAL(domain.member, DOMAIN_NONE);
	CU_ASSERT_STRING_EQUAL(domain.name, "");
	CU_ASSERT_STRING_EQUAL(domain.realm, "");
	CU_ASSERT_STRING_EQUAL(domain.netbios, "");
	CU_ASSERT_EQUAL(domain.controllers.count, 0);
	domain_fini(&domain);
	machine_fini(&machine);
}

static void survives_garbage_and_files_that_include_themselves(void)
{
	size_t size = 1 << 16;
	char *text = malloc(size), *at;
	struct machine machine;
	struct domain domain;

	machine_init_empty(&machine);
	for (size_t i = 0; i < size; i++)
		text[i] = "[]{}=\nk "[i * 2654435761U >> 9 & 7];
	machine_write(&machine, "etc/krb5.conf", text, size, 0);
	domain = domain_of(&machine.root);
	domain_fini(&domain);
	machine_put(&machine, "etc/krb5.conf",
		    "}\n}\ninclude /etc/krb5.conf\nincludedir /etc\n"
		    "include\ninclude relative\n[libdefaults\n"
		    "default_realm = R\n[realms]\nR = {\nkdc = a\n"
		    "x = {\nkdc = deep\n}\nkdc = b\nkdc\n= c\n");
	domain = domain_of(&machine.root);
	CU_ASSERT_STRING_EQUAL(domain.realm, "R");
	check_names(&domain.controllers, "a b");
	domain_fini(&domain);
	at = text + sprintf(text, "[libdefaults]\ndefault_realm=R\n[realms]\n"
				  "R={\n");
	for (int i = 0; i < 4000; i++)
		at += sprintf(at, "kdc = k%d\n", i);
	machine_put(&machine, "etc/krb5.conf", text);
	domain = domain_of(&machine.root);
	CU_ASSERT_EQUAL(domain.controllers.count, 64);
	domain_fini(&domain);
	free(text);
	machine_fini(&machine);
}

struct fixture {
	struct machine machine;
	struct domain domain;
};

static int make(void *context)
{
	struct fixture *fixture = context;
	int r = domain_init(&fixture->domain, &fixture->machine.root);

	if (r == 0) {
		CU_ASSERT_EQUAL(fixture->domain.controllers.count, 7);
		CU_ASSERT_EQUAL(fixture->domain.others.count, 2);
	}
	return r;
}

static void drop(void *context)
{
	struct fixture *fixture = context;

	domain_fini(&fixture->domain);
}

static void leaves_nothing_behind_when_memory_ends(void)
{
	struct fixture fixture;

	make_sssd(&fixture.machine);
	machine_put(&fixture.machine, "etc/sssd/conf.d/10-ours",
		    "[domain/ad.example.com]\nad_domain = real.example.com\n");
	scarce_memory(make, drop, &fixture);
	machine_fini(&fixture.machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(is_none_where_accounts_are_local),
		TAP_CASE(knows_what_sssd_is_configured_for),
		TAP_CASE(knows_what_winbind_is_configured_for),
		TAP_CASE(is_none_where_no_directory_is_asked),
		TAP_CASE(says_nothing_in_an_empty_tree),
		TAP_CASE(survives_garbage_and_files_that_include_themselves),
		TAP_CASE(leaves_nothing_behind_when_memory_ends),
	};

	return tap_run("domain", cases, TAP_COUNT(cases));
}
