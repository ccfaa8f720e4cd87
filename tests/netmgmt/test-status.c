/* SPDX-License-Identifier: BSD-3-Clause */
/* Every status of <lmerr.h> has a sentence, and every sentence one status. */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lmerr.h>

#include "tests/support/tap.h"

enum { MOST = 1000 };

struct list {
	NET_API_STATUS status[MOST];
	size_t count;
};

static void add(struct list *list, NET_API_STATUS status)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->status[i] == status)
			return;
	CU_ASSERT_FATAL(list->count < MOST);
	list->status[list->count++] = status;
}

/* The header itself says which numbers there are. */
static void read_header(struct list *list)
{
	const char *srcdir = getenv("srcdir");
	char path[4096], line[256], name[128];
	unsigned int status;
	FILE *header;

	snprintf(path, sizeof(path), "%s/include/lmerr.h",
		 srcdir ? srcdir : ".");
	header = fopen(path, "r");
	CU_ASSERT_PTR_NOT_NULL_FATAL(header);
	while (fgets(line, sizeof(line), header))
		if (sscanf(line, "#define %127s %u", name, &status) == 2 &&
		    strcmp(name, "NERR_BASE"))
			add(list, status);
	fclose(header);
	CU_ASSERT(list->count > 300);
}

static void every_status_has_a_sentence(void)
{
	struct list list = {.count = 0};

	read_header(&list);
	for (size_t i = 0; i < list.count; i++) {
		const char *text = NetApiStatusText(list.status[i]);
		size_t size = strlen(text);

		if (!strcmp(text, "Unknown error."))
			printf("# %u has no text\n", list.status[i]);
		CU_ASSERT_STRING_NOT_EQUAL(text, "Unknown error.");
		CU_ASSERT(size > 10 && size < 70);
		CU_ASSERT(isupper((unsigned char)text[0]));
		CU_ASSERT_EQUAL(text[size - 1], '.');
		CU_ASSERT_EQUAL(strchr(text, '.'), text + size - 1);
		for (size_t j = 0; j < size; j++)
			CU_ASSERT(isprint((unsigned char)text[j]));
	}
}

static void no_two_statuses_share_a_sentence(void)
{
	struct list list = {.count = 0};

	read_header(&list);
	for (size_t i = 0; i < list.count; i++)
		for (size_t j = 0; j < i; j++)
			CU_ASSERT_STRING_NOT_EQUAL(
				NetApiStatusText(list.status[i]),
				NetApiStatusText(list.status[j]));
}

/* What the documentation has, whatever the header says. */
static void every_documented_status_has_its_number_and_a_sentence(void)
{
	static const struct {
		const char *name;
		NET_API_STATUS status, number;
	} codes[] = {
#define CODE(name, number) {#name, name, number},
#include "tests/netmgmt/codes.def"
#undef CODE
	};

	for (size_t i = 0; i < TAP_COUNT(codes); i++) {
		const char *text = NetApiStatusText(codes[i].number);

		if (codes[i].status != codes[i].number ||
		    !strcmp(text, "Unknown error."))
			printf("# %s is %u: %s\n", codes[i].name,
			       codes[i].status, text);
		CU_ASSERT_EQUAL(codes[i].status, codes[i].number);
		CU_ASSERT_STRING_NOT_EQUAL(text, "Unknown error.");
	}
}

static void any_other_number_is_unknown(void)
{
	struct list list = {.count = 0};
	size_t known = 0;

	read_header(&list);
	for (NET_API_STATUS status = 0; status < 20000; status++)
		if (strcmp(NetApiStatusText(status), "Unknown error."))
			known++;
	CU_ASSERT_EQUAL(known, list.count);
	CU_ASSERT_STRING_EQUAL(NetApiStatusText((NET_API_STATUS)-1),
			       "Unknown error.");
}

static void the_words_are_those_of_the_number(void)
{
	CU_ASSERT_STRING_EQUAL(NetApiStatusText(NERR_UserNotFound),
			       "The user name could not be found.");
	CU_ASSERT_STRING_EQUAL(NetApiStatusText(0), "The call succeeded.");
	CU_ASSERT_STRING_EQUAL(NetApiStatusText(RPC_S_SERVER_UNAVAILABLE),
			       "No server answers there.");
	CU_ASSERT_STRING_EQUAL(NetApiStatusText(DNS_ERROR_INVALID_NAME_CHAR),
			       "The DNS name has a character that it cannot "
			       "have.");
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(every_status_has_a_sentence),
		TAP_CASE(no_two_statuses_share_a_sentence),
		TAP_CASE(every_documented_status_has_its_number_and_a_sentence),
		TAP_CASE(any_other_number_is_unknown),
		TAP_CASE(the_words_are_those_of_the_number),
	};

	return tap_run("status", cases, TAP_COUNT(cases));
}
