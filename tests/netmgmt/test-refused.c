/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The functions that this system does not have: each checks what it was given
 * as contract 2.3 orders it, leaves nothing in its outputs, and says 50. No
 * daemon is asked, there is none.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/support/tap.h"

enum {
	TAKES_SERVER = 1,
	TAKES_LEVEL = 2, /* 0 and 1 */
	TAKES_TEXT = 4,	 /* a required string */
	TAKES_DATA = 8,	 /* a required buffer */
	GIVES_BLOCK = 16,
	GIVES_NUMBER = 32,
	IS_ENUM = 64, /* block, two counts and a resume value */
};

struct asking {
	LMCSTR server;
	DWORD level;
	LMCSTR text;
	LPBYTE data;
	LPBYTE *block;
	LPDWORD number;
	LPDWORD total;
	LPDWORD resume;
};

struct refused {
	const char *name;
	unsigned int flags;
	NET_API_STATUS (*call)(const struct asking *a);
};

#define CALL(name, ...)                                                        \
	static NET_API_STATUS call_##name(const struct asking *a)              \
	{                                                                      \
		return name(__VA_ARGS__);                                      \
	}
#define LINE(name, flags)                                                      \
	{                                                                      \
#name, flags, call_##name                                      \
	}

/* clang-format off */
CALL(NetAddAlternateComputerName, a->server, a->text, NULL, NULL, 0)
CALL(NetAlertRaise, a->text, a->data, 4)
CALL(NetAlertRaiseEx, a->text, a->data, 4, "service")
CALL(NetGetJoinableOUs, a->server, a->text, NULL, NULL, a->number,
     (LMSTR **)a->block)
CALL(NetJoinDomain, a->server, a->text, NULL, NULL, NULL, 0)
CALL(NetMessageBufferSend, a->server, a->text, NULL, a->data, 4)
CALL(NetMessageNameAdd, a->server, a->text)
CALL(NetMessageNameDel, a->server, a->text)
CALL(NetMessageNameEnum, a->server, a->level, a->block, 100, a->number,
     a->total, a->resume)
CALL(NetMessageNameGetInfo, a->server, a->text, a->level, a->block)
CALL(NetProvisionComputerAccount, a->text, "machine", NULL, NULL, 0, a->block,
     a->number, NULL)
CALL(NetRemoteComputerSupports, a->server, SUPPORTS_ANY, a->number)
CALL(NetRemoveAlternateComputerName, a->server, a->text, NULL, NULL, 0)
CALL(NetRenameMachineInDomain, a->server, NULL, NULL, NULL, 0)
CALL(NetRequestOfflineDomainJoin, a->data, 4, 0, "/")
CALL(NetScheduleJobAdd, a->server, a->data, a->number)
CALL(NetScheduleJobDel, a->server, 0, 9)
CALL(NetScheduleJobEnum, a->server, a->block, 100, a->number, a->total,
     a->resume)
CALL(NetScheduleJobGetInfo, a->server, 1, a->block)
CALL(NetSetPrimaryComputerName, a->server, a->text, NULL, NULL, 0)
CALL(NetUnjoinDomain, a->server, NULL, NULL, 0)
CALL(NetValidateName, a->server, a->text, NULL, NULL, NetSetupMachine)
CALL(NetValidatePasswordPolicy, a->server, NULL, NetValidateAuthentication,
     a->data, (LPVOID *)a->block)

static const struct refused functions[] = {
	LINE(NetAddAlternateComputerName, TAKES_SERVER | TAKES_TEXT),
	LINE(NetAlertRaise, TAKES_TEXT | TAKES_DATA),
	LINE(NetAlertRaiseEx, TAKES_TEXT | TAKES_DATA),
	LINE(NetGetJoinableOUs,
	     TAKES_SERVER | TAKES_TEXT | GIVES_BLOCK | GIVES_NUMBER),
	LINE(NetJoinDomain, TAKES_SERVER | TAKES_TEXT),
	LINE(NetMessageBufferSend, TAKES_SERVER | TAKES_TEXT | TAKES_DATA),
	LINE(NetMessageNameAdd, TAKES_SERVER | TAKES_TEXT),
	LINE(NetMessageNameDel, TAKES_SERVER | TAKES_TEXT),
	LINE(NetMessageNameEnum, TAKES_SERVER | TAKES_LEVEL | GIVES_BLOCK |
	     GIVES_NUMBER | IS_ENUM),
	LINE(NetMessageNameGetInfo,
	     TAKES_SERVER | TAKES_LEVEL | TAKES_TEXT | GIVES_BLOCK),
	LINE(NetProvisionComputerAccount,
	     TAKES_TEXT | GIVES_BLOCK | GIVES_NUMBER),
	LINE(NetRemoteComputerSupports, TAKES_SERVER | GIVES_NUMBER),
	LINE(NetRemoveAlternateComputerName, TAKES_SERVER | TAKES_TEXT),
	LINE(NetRenameMachineInDomain, TAKES_SERVER),
	LINE(NetRequestOfflineDomainJoin, TAKES_DATA),
	LINE(NetScheduleJobAdd, TAKES_SERVER | TAKES_DATA | GIVES_NUMBER),
	LINE(NetScheduleJobDel, TAKES_SERVER),
	LINE(NetScheduleJobEnum,
	     TAKES_SERVER | GIVES_BLOCK | GIVES_NUMBER | IS_ENUM),
	LINE(NetScheduleJobGetInfo, TAKES_SERVER | GIVES_BLOCK),
	LINE(NetSetPrimaryComputerName, TAKES_SERVER | TAKES_TEXT),
	LINE(NetUnjoinDomain, TAKES_SERVER),
	LINE(NetValidateName, TAKES_SERVER | TAKES_TEXT),
	LINE(NetValidatePasswordPolicy,
	     TAKES_SERVER | TAKES_DATA | GIVES_BLOCK),
};
/* clang-format on */

/* Not a pointer, and not a count. */
#define UNTOUCHED ((LPBYTE)8)
#define COUNT 4711u

struct outputs {
	BYTE data[4];
	LPBYTE block;
	DWORD number;
	DWORD total;
	DWORD resume;
};

static struct asking ask(struct outputs *out)
{
	*out = (struct outputs){{0}, UNTOUCHED, COUNT, COUNT, COUNT};
	return (struct asking){NULL,	    0,		 "name",
			       out->data,   &out->block, &out->number,
			       &out->total, &out->resume};
}

/* Outputs that the function has are as zeroed as these, the others as left. */
static void check(const struct refused *function, const struct asking *a,
		  const struct outputs *out, NET_API_STATUS status)
{
	NET_API_STATUS got = function->call(a);

	if (got != status)
		printf("# %s: %u\n", function->name, got);
	CU_ASSERT_EQUAL(got, status);
	CU_ASSERT_PTR_EQUAL(out->block,
			    function->flags & GIVES_BLOCK ? NULL : UNTOUCHED);
	CU_ASSERT_EQUAL(out->number,
			function->flags & GIVES_NUMBER ? 0 : COUNT);
	CU_ASSERT_EQUAL(out->total, function->flags & IS_ENUM ? 0 : COUNT);
	CU_ASSERT_EQUAL(out->resume, COUNT);
}

static void visit(unsigned int flag, void (*visitor)(const struct refused *))
{
	for (size_t i = 0; i < TAP_COUNT(functions); i++)
		if (!flag || functions[i].flags & flag)
			visitor(&functions[i]);
}

static void check_refusal(const struct refused *function)
{
	struct outputs out;
	struct asking a = ask(&out);

	check(function, &a, &out, ERROR_NOT_SUPPORTED);
	a = ask(&out);
	a.server = "\\\\other";
	a.level = 1;
	check(function, &a, &out, ERROR_NOT_SUPPORTED);
	a = ask(&out);
	a.resume = NULL;
	check(function, &a, &out, ERROR_NOT_SUPPORTED);
}

static void each_says_50_and_gives_nothing(void)
{
	visit(0, check_refusal);
}

static void untouched(const struct refused *function, const struct asking *a,
		      const struct outputs *out, NET_API_STATUS status)
{
	CU_ASSERT_EQUAL(function->call(a), status);
	CU_ASSERT(!out->block || out->block == UNTOUCHED);
	CU_ASSERT_EQUAL(out->resume, COUNT);
}

static void check_without_block(const struct refused *function)
{
	struct outputs out;
	struct asking a = ask(&out);

	a.server = "\\";
	a.block = NULL;
	untouched(function, &a, &out, ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(out.number, COUNT);
}

static void a_place_for_the_block_must_be_there(void)
{
	visit(GIVES_BLOCK, check_without_block);
}

static void check_without_number(const struct refused *function)
{
	struct outputs out;
	struct asking a = ask(&out);

	a.server = "\\";
	a.number = NULL;
	untouched(function, &a, &out, ERROR_INVALID_PARAMETER);
	CU_ASSERT(out.block == UNTOUCHED);
}

static void a_place_for_the_number_must_be_there(void)
{
	visit(GIVES_NUMBER, check_without_number);
}

static void check_without_total(const struct refused *function)
{
	struct outputs out;
	struct asking a = ask(&out);

	a.total = NULL;
	untouched(function, &a, &out, RPC_X_NULL_REF_POINTER);
	CU_ASSERT_EQUAL(out.number, COUNT);
}

static void a_place_for_the_total_must_be_there(void)
{
	visit(IS_ENUM, check_without_total);
}

static void check_server(const struct refused *function)
{
	struct outputs out;
	struct asking a = ask(&out);

	a.server = " x";
	a.level = 2;
	a.text = NULL;
	check(function, &a, &out, ERROR_INVALID_NAME);
}

static void a_server_name_is_looked_at_first(void)
{
	visit(TAKES_SERVER, check_server);
}

static void check_level(const struct refused *function)
{
	struct outputs out;
	struct asking a = ask(&out);

	a.level = 2;
	a.text = NULL;
	check(function, &a, &out, ERROR_INVALID_LEVEL);
}

static void then_the_level(void)
{
	visit(TAKES_LEVEL, check_level);
}

static void check_text(const struct refused *function)
{
	struct outputs out;
	struct asking a = ask(&out);

	a.text = NULL;
	check(function, &a, &out, ERROR_INVALID_PARAMETER);
}

static void check_data(const struct refused *function)
{
	struct outputs out;
	struct asking a = ask(&out);

	a.data = NULL;
	check(function, &a, &out, ERROR_INVALID_PARAMETER);
}

static void then_what_must_be_given(void)
{
	visit(TAKES_TEXT, check_text);
	visit(TAKES_DATA, check_data);
}

static void no_policy_is_given_so_none_is_freed(void)
{
	LPVOID output = NULL;

	CU_ASSERT_EQUAL(NetValidatePasswordPolicyFree(&output), NERR_Success);
	CU_ASSERT_EQUAL(NetValidatePasswordPolicyFree(NULL), NERR_Success);
}

/* Either the data or the text of a provisioning, MS Learn says. */
static void a_provisioning_gives_data_or_text(void)
{
	PBYTE data = UNTOUCHED;
	DWORD size = COUNT;
	LMSTR text = (LMSTR)UNTOUCHED;

	CU_ASSERT_EQUAL(NetProvisionComputerAccount("d", "m", NULL, NULL, 0,
						    &data, &size, &text),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(NetProvisionComputerAccount("d", "m", NULL, NULL, 0,
						    NULL, NULL, NULL),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_PTR_EQUAL(data, UNTOUCHED);
	CU_ASSERT_EQUAL(NetProvisionComputerAccount("d", "m", NULL, NULL, 0,
						    NULL, NULL, &text),
			ERROR_NOT_SUPPORTED);
	CU_ASSERT_PTR_NULL(text);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(each_says_50_and_gives_nothing),
		TAP_CASE(a_place_for_the_block_must_be_there),
		TAP_CASE(a_place_for_the_number_must_be_there),
		TAP_CASE(a_place_for_the_total_must_be_there),
		TAP_CASE(a_server_name_is_looked_at_first),
		TAP_CASE(then_the_level),
		TAP_CASE(then_what_must_be_given),
		TAP_CASE(no_policy_is_given_so_none_is_freed),
		TAP_CASE(a_provisioning_gives_data_or_text),
	};

	setenv("NETMGMT_LOCAL", "unix:///nonexistent/netmgmtd.sock", 1);
	return tap_run("refused", cases, TAP_COUNT(cases));
}
