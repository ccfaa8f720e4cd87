/* SPDX-License-Identifier: BSD-3-Clause */
/* Each number has a list of places; a later one that has it wins. */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/pam.h"
#include "src/netmgmtd/provider/policy.h"
#include "src/netmgmtd/provider/settings.h"

static const char login_defs[] = "etc/login.defs";
static const char pwquality[] = "etc/security/pwquality.conf";
static const char pwhistory[] = "etc/security/pwhistory.conf";
static const char faillock[] = "etc/security/faillock.conf";

/* Where one number comes from; NULL: not from there. */
struct places {
	const char *defs_key;
	const char *path;
	const char *path_key;
	const char *module; /* of PAM, with an argument of the name path_key */
};

static int find(const struct root *root, const struct places *places,
		long fallback, long *number, bool *used)
{
	int r = 0;

	*number = fallback;
	*used = false;
	if (places->defs_key)
		r = settings_number(root, login_defs, SETTINGS_WORDS,
				    places->defs_key, *number, number);
	if (r == 0 && places->path)
		r = settings_number(root, places->path, SETTINGS_SECTIONS,
				    places->path_key, *number, number);
	if (r == 0 && places->module)
		r = pam_find(root, places->module, places->path_key, used,
			     number);
	return r;
}

static int read_passwords(struct policy *policy, const struct root *root)
{
	static const struct places length = {"PASS_MIN_LEN", pwquality,
					     "minlen", "pam_pwquality.so"};
	static const struct places most = {"PASS_MAX_DAYS", NULL, NULL, NULL};
	static const struct places least = {"PASS_MIN_DAYS", NULL, NULL, NULL};
	static const struct places history = {NULL, pwhistory, "remember",
					      "pam_pwhistory.so"};
	bool used;
	int r = find(root, &length, 0, &policy->shortest, &used);

	if (r == 0)
		r = find(root, &most, -1, &policy->max_days, &used);
	if (r == 0)
		r = find(root, &least, 0, &policy->min_days, &used);
	if (r == 0)
		r = find(root, &history, 0, &policy->remembered, &used);
	return r;
}

/* "never" is 0, as it is for pam_faillock. */
static int read_unlock(struct policy *policy, const struct root *root)
{
	static const struct places places = {NULL, faillock, "unlock_time",
					     "pam_faillock.so"};
	CLEANUP(cleanup_free) char *value = NULL;
	bool used;
	int r = settings_get(root, faillock, SETTINGS_SECTIONS, NULL,
			     "unlock_time", &value);
	bool never = r == 0 && strcmp(value, "never") == 0;

	if (r == -ENOMEM)
		return r;
	return find(root, &places, never ? 0 : 600, &policy->unlock, &used);
}

static int read_lockout(struct policy *policy, const struct root *root)
{
	static const struct places deny = {NULL, faillock, "deny",
					   "pam_faillock.so"};
	static const struct places interval = {NULL, faillock, "fail_interval",
					       "pam_faillock.so"};
	bool used, locks;
	int r = find(root, &deny, 3, &policy->deny, &locks);

	if (r == 0)
		r = find(root, &interval, 900, &policy->interval, &used);
	if (r == 0)
		r = read_unlock(policy, root);
	if (!locks)
		policy->deny = 0;
	return r;
}

int policy_read(struct policy *policy, const struct root *root)
{
	int r;

	*policy = (struct policy){.max_days = -1};
	r = read_passwords(policy, root);
	return r < 0 ? r : read_lockout(policy, root);
}
