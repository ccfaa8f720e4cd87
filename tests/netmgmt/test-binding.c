/* SPDX-License-Identifier: BSD-3-Clause */
/* Contract 2.4: what each spelling of a server name means. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lmerr.h>

#include "src/netmgmt/binding.h"
#include "tests/support/tap.h"

#define LOCAL "unix:///tests/local.sock"

static void means(const char *name, const char *uri)
{
	struct binding binding;
	NET_API_STATUS status = binding_parse(&binding, name);

	CU_ASSERT_EQUAL(status, NERR_Success);
	if (status)
		printf("# '%s' is %u, not %s\n", name, status, uri);
	else if (strcmp(binding.uri, uri))
		printf("# '%s' is %s, not %s\n", name, binding.uri, uri);
	CU_ASSERT(!status && !strcmp(binding.uri, uri));
}

static void cannot_be(const char *name)
{
	struct binding binding;
	NET_API_STATUS status = binding_parse(&binding, name);

	if (status != ERROR_INVALID_NAME)
		printf("# '%s' is %u\n", name, status);
	CU_ASSERT_EQUAL(status, ERROR_INVALID_NAME);
}

static void no_name_is_this_host(void)
{
	means(NULL, LOCAL);
	means("", LOCAL);
}

static void the_own_name_is_this_host(void)
{
	char own[256], marked[260], shouted[256];

	CU_ASSERT_EQUAL_FATAL(gethostname(own, sizeof(own)), 0);
	means(own, LOCAL);
	snprintf(marked, sizeof(marked), "\\\\%s", own);
	means(marked, LOCAL);
	strcpy(shouted, own);
	for (char *at = shouted; *at; at++)
		if (*at >= 'a' && *at <= 'z')
			*at -= 'a' - 'A';
	means(shouted, LOCAL);
	shouted[strcspn(shouted, ".")] = '\0';
	means(shouted, LOCAL);
}

static void this_host_has_a_socket_unless_the_environment_says_else(void)
{
	unsetenv("NETMGMT_LOCAL");
	if (access("/run/netmgmtd.sock", F_OK))
		means(NULL, "tcp://127.0.0.1:9445");
	else
		means(NULL, "unix:///run/netmgmtd.sock");
	setenv("NETMGMT_LOCAL", "", 1);
	if (access("/run/netmgmtd.sock", F_OK))
		means(NULL, "tcp://127.0.0.1:9445");
	setenv("NETMGMT_LOCAL", "tcp://127.0.0.1:4711", 1);
	means(NULL, "tcp://127.0.0.1:4711");
	setenv("NETMGMT_LOCAL", LOCAL, 1);
}

static void backslashes_before_a_host_change_nothing(void)
{
	means("fs.example", "tcp://fs.example:9445");
	means("\\\\fs.example", "tcp://fs.example:9445");
	means("FS_1-a", "tcp://FS_1-a:9445");
}

static void addresses_are_hosts(void)
{
	means("192.0.2.7", "tcp://192.0.2.7:9445");
	means("\\\\192.0.2.7", "tcp://192.0.2.7:9445");
	means("2001:db8::7", "tcp://[2001:db8::7]:9445");
	means("\\\\::1", "tcp://[::1]:9445");
	means("[::1]", "tcp://[::1]:9445");
	means("fe80::1%eth0", "tcp://[fe80::1%eth0]:9445");
}

static void a_port_may_follow(void)
{
	means("fs.example:4711", "tcp://fs.example:4711");
	means("\\\\192.0.2.7:1", "tcp://192.0.2.7:1");
	means("[2001:db8::7]:65535", "tcp://[2001:db8::7]:65535");
	cannot_be("fs.example:");
	cannot_be("fs.example:0");
	cannot_be("fs.example:65536");
	cannot_be("fs.example:123456");
	cannot_be("fs.example:-1");
	cannot_be("fs.example:http");
	cannot_be("[::1]:");
	cannot_be("[::1]4711");
	cannot_be(":4711");
}

static void a_path_names_a_socket(void)
{
	char path[200] = "unix:/", uri[220];

	means("unix:/run/x.sock", "unix:///run/x.sock");
	means("unix:///run/x.sock", "unix:///run/x.sock");
	cannot_be("unix:");
	cannot_be("unix:/");
	cannot_be("unix:run/x.sock");
	cannot_be("\\\\unix:/run/x.sock");
	memset(path + 6, 'a', 106);
	snprintf(uri, sizeof(uri), "unix://%s", path + 5);
	means(path, uri);
	path[6 + 106] = 'a';
	cannot_be(path);
}

static void backslashes_alone_are_no_name(void)
{
	cannot_be("\\");
	cannot_be("\\\\");
	cannot_be("\\\\\\");
	cannot_be("\\host");
	cannot_be("\\\\\\host");
	cannot_be("\\\\host\\share");
}

static void blanks_and_control_characters_are_no_name(void)
{
	cannot_be(" host");
	cannot_be("host ");
	cannot_be(" ");
	cannot_be("\\\\ host");
	cannot_be("\\\\host ");
	cannot_be("ho\tst");
	cannot_be("ho\nst");
	cannot_be("ho\x7fst");
	cannot_be("\x01");
}

static void characters_of_paths_and_uris_are_no_name(void)
{
	static const char illegal[] = "\"/\\[]:|<>+=;?*,";

	for (const char *at = illegal; *at; at++) {
		char name[] = {'a', *at, 'b', '\0'};

		cannot_be(name);
	}
	cannot_be("tcp://host:1");
	cannot_be("[::1");
	cannot_be("[host]");
	cannot_be("[]");
	cannot_be("1:2:3");
	cannot_be("fe80::1%");
	cannot_be("fe80::1%a b");
}

static void a_legal_name_that_cannot_exist_is_53_on_the_way(void)
{
	static const char *const names[] = {"\\\\Ba  path", "a b",   "a@b",
					    "a#b",	    "a%41b", "a!"};
	CLIENT *clnt;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct binding binding;

		means(names[i], "");
		CU_ASSERT_EQUAL(binding_parse(&binding, names[i]), 0);
		CU_ASSERT_EQUAL(binding_open(&binding, 1, 1, &clnt),
				ERROR_BAD_NETPATH);
		CU_ASSERT_PTR_NULL(clnt);
	}
}

static void a_name_is_no_longer_than_dns_has_it(void)
{
	char name[260], uri[280];

	memset(name, 'a', sizeof(name));
	name[253] = '\0';
	snprintf(uri, sizeof(uri), "tcp://%s:9445", name);
	means(name, uri);
	memcpy(name + 253, ":65535", 7);
	snprintf(uri, sizeof(uri), "tcp://%s", name);
	means(name, uri);
	memset(name, 'a', sizeof(name));
	name[254] = '\0';
	cannot_be(name);
}

static void a_daemon_that_is_not_there_is_1722(void)
{
	struct binding binding;
	CLIENT *clnt;

	CU_ASSERT_EQUAL(binding_parse(&binding, NULL), 0);
	CU_ASSERT_EQUAL(binding_open(&binding, 1, 1, &clnt),
			RPC_S_SERVER_UNAVAILABLE);
	CU_ASSERT_PTR_NULL(clnt);
	CU_ASSERT_EQUAL(binding_parse(&binding, "no-such-host.invalid"), 0);
	CU_ASSERT_EQUAL(binding_open(&binding, 1, 1, &clnt), ERROR_BAD_NETPATH);
	CU_ASSERT_PTR_NULL(clnt);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(no_name_is_this_host),
		TAP_CASE(the_own_name_is_this_host),
		TAP_CASE(
			this_host_has_a_socket_unless_the_environment_says_else),
		TAP_CASE(backslashes_before_a_host_change_nothing),
		TAP_CASE(addresses_are_hosts),
		TAP_CASE(a_port_may_follow),
		TAP_CASE(a_path_names_a_socket),
		TAP_CASE(backslashes_alone_are_no_name),
		TAP_CASE(blanks_and_control_characters_are_no_name),
		TAP_CASE(characters_of_paths_and_uris_are_no_name),
		TAP_CASE(a_legal_name_that_cannot_exist_is_53_on_the_way),
		TAP_CASE(a_name_is_no_longer_than_dns_has_it),
		TAP_CASE(a_daemon_that_is_not_there_is_1722),
	};

	setenv("NETMGMT_LOCAL", LOCAL, 1);
	return tap_run("binding", cases, TAP_COUNT(cases));
}
