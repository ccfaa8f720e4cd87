/* SPDX-License-Identifier: BSD-3-Clause */
/* Groups, comments, PAM and the policy, as the fixture has them. */
#include <string.h>

#include "src/netmgmtd/provider/comments.h"
#include "src/netmgmtd/provider/groups.h"
#include "src/netmgmtd/provider/policy.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/tap.h"

static const struct group_entry *find(const struct groups *groups,
				      const char *name)
{
	for (size_t i = 0; i < groups->count; i++)
		if (strcmp(groups->items[i].name, name) == 0)
			return &groups->items[i];
	return NULL;
}

static void read_all(struct groups *groups)
{
	struct root root;

	machine_open(&root);
	CU_ASSERT_EQUAL_FATAL(groups_init(groups, &root, NULL), 0);
	root_fini(&root);
}

static void lists_groups_in_order_of_gid(void)
{
	struct groups groups;

	read_all(&groups);
	CU_ASSERT_TRUE(groups.count > 10);
	for (size_t i = 1; i < groups.count; i++)
		CU_ASSERT_TRUE(groups.items[i - 1].gid <= groups.items[i].gid);
	groups_fini(&groups);
}

static void tells_local_groups_from_those_of_a_directory(void)
{
	struct groups groups;

	read_all(&groups);
	CU_ASSERT_TRUE(find(&groups, "sudo")->is_local);
	CU_ASSERT_EQUAL(find(&groups, "sudo")->gid, 27);
	CU_ASSERT_FALSE(find(&groups, "staff")->is_local);
	groups_fini(&groups);
}

static void keeps_members_as_the_line_names_them(void)
{
	const struct group_entry *group;
	struct groups groups;

	read_all(&groups);
	group = find(&groups, "staff");
	CU_ASSERT_EQUAL_FATAL(group->member_count, 3);
	CU_ASSERT_STRING_EQUAL(group->members[0], "alice");
	CU_ASSERT_STRING_EQUAL(group->members[2], "phantom");
	CU_ASSERT_TRUE(groups_has_member(group, "phantom"));
	CU_ASSERT_FALSE(groups_has_member(group, "phanto"));
	CU_ASSERT_EQUAL(find(&groups, "empty")->member_count, 0);
	CU_ASSERT_TRUE(find(&groups, "crowd")->member_count > 1000);
	groups_fini(&groups);
}

static void finds_one_group_or_none(void)
{
	struct groups groups;
	struct root root;

	machine_open(&root);
	CU_ASSERT_EQUAL(groups_init(&groups, &root, "sudo"), 0);
	CU_ASSERT_EQUAL(groups.count, 1);
	CU_ASSERT_EQUAL(groups.items->gid, 27);
	groups_fini(&groups);
	CU_ASSERT_EQUAL(groups_init(&groups, &root, "staff"), 0);
	CU_ASSERT_EQUAL(groups.count, 1);
	CU_ASSERT_FALSE(groups.items->is_local);
	groups_fini(&groups);
	CU_ASSERT_EQUAL(groups_init(&groups, &root, "nothing"), 0);
	CU_ASSERT_EQUAL(groups.count, 0);
	groups_fini(&groups);
	root_fini(&root);
}

static void has_the_first_comment_of_a_name(void)
{
	struct comments comments;
	struct root root;

	machine_open(&root);
	CU_ASSERT_EQUAL_FATAL(comments_init(&comments, &root, COMMENTS_USERS),
			      0);
	CU_ASSERT_STRING_EQUAL(comments_get(&comments, "alice"),
			       "Runs the place");
	CU_ASSERT_STRING_EQUAL(comments_get(&comments, "emil"),
			       "On leave: until May");
	CU_ASSERT_STRING_EQUAL(comments_get(&comments, "bob"), "");
	CU_ASSERT_STRING_EQUAL(comments_get(&comments, ""), "");
	CU_ASSERT_STRING_EQUAL(comments_get(&comments, "nocolon"), "");
	comments_fini(&comments);
	CU_ASSERT_EQUAL(comments_init(&comments, &root, "no/such/file"), 0);
	CU_ASSERT_STRING_EQUAL(comments_get(&comments, "alice"), "");
	comments_fini(&comments);
	root_fini(&root);
}

static void lets_pam_arguments_win_over_files(void)
{
	struct machine machine;
	struct policy policy;

	machine_init(&machine);
	CU_ASSERT_EQUAL(policy_read(&policy, &machine.root), 0);
	CU_ASSERT_EQUAL(policy.shortest, 10);
	CU_ASSERT_EQUAL(policy.max_days, 99999);
	CU_ASSERT_EQUAL(policy.min_days, 0);
	CU_ASSERT_EQUAL(policy.remembered, 7);
	CU_ASSERT_EQUAL(policy.deny, 5);
	CU_ASSERT_EQUAL(policy.interval, 900);
	CU_ASSERT_EQUAL(policy.unlock, 600);
	machine_put(&machine, "etc/pam.d/common-password",
		    "password requisite /lib/pam_pwquality.so minlen=14\n"
		    "password required pam_pwhistory.so\n");
	machine_put(&machine, "etc/security/pwhistory.conf", "remember = 3\n");
	CU_ASSERT_EQUAL(policy_read(&policy, &machine.root), 0);
	CU_ASSERT_EQUAL(policy.shortest, 14);
	CU_ASSERT_EQUAL(policy.remembered, 3);
	machine_remove(&machine, "etc/pam.d");
	machine_remove(&machine, "etc/security/pwquality.conf");
	machine_put(&machine, "etc/security/faillock.conf",
		    "unlock_time = never\n");
	CU_ASSERT_EQUAL(policy_read(&policy, &machine.root), 0);
	CU_ASSERT_EQUAL(policy.shortest, 8);
	CU_ASSERT_EQUAL(policy.deny, 0);
	CU_ASSERT_EQUAL(policy.unlock, 0);
	machine_fini(&machine);
}

static void knows_nothing_without_its_files(void)
{
	struct machine machine;
	struct groups groups;
	struct policy policy;

	machine_init_empty(&machine);
	CU_ASSERT_EQUAL(groups_init(&groups, &machine.root, NULL), 0);
	CU_ASSERT_EQUAL(groups.count, 0);
	groups_fini(&groups);
	CU_ASSERT_EQUAL(policy_read(&policy, &machine.root), 0);
	CU_ASSERT_EQUAL(policy.shortest, 0);
	CU_ASSERT_EQUAL(policy.max_days, -1);
	CU_ASSERT_EQUAL(policy.deny, 0);
	machine_fini(&machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(lists_groups_in_order_of_gid),
		TAP_CASE(tells_local_groups_from_those_of_a_directory),
		TAP_CASE(keeps_members_as_the_line_names_them),
		TAP_CASE(finds_one_group_or_none),
		TAP_CASE(has_the_first_comment_of_a_name),
		TAP_CASE(lets_pam_arguments_win_over_files),
		TAP_CASE(knows_nothing_without_its_files),
	};

	return tap_run("groups", cases, TAP_COUNT(cases));
}
