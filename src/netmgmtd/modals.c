/* SPDX-License-Identifier: BSD-3-Clause */
/* What holds for all accounts, the callee's side of idl/modals.x. */
#include <lmaccess.h>
#include <lmerr.h>
#include <netmgmt/modals.h>

#include "src/netmgmtd/daemon.h"
#include "src/netmgmtd/info.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/clock.h"
#include "src/netmgmtd/provider/host.h"
#include "src/netmgmtd/provider/policy.h"

enum { NO_MAXIMUM = 99999 };

static uint32_t count(long number)
{
	return clock_saturate(number);
}

static void fill_0(const struct subject *s, void *entry)
{
	const struct policy *policy = s->item;
	bool forever = policy->max_days < 0 || policy->max_days >= NO_MAXIMUM;

	*(USER_MODALS_INFO_0 *)entry = (USER_MODALS_INFO_0){
		.usrmod0_min_passwd_len = count(policy->shortest),
		.usrmod0_max_passwd_age =
			forever ? TIMEQ_FOREVER
				: clock_saturate(clock_days(policy->max_days)),
		.usrmod0_min_passwd_age =
			clock_saturate(clock_days(policy->min_days)),
		.usrmod0_force_logoff = TIMEQ_FOREVER,
		.usrmod0_password_hist_len = count(policy->remembered),
	};
}

static void fill_1(const struct subject *s, void *entry)
{
	const struct host *host = s->source;

	*(USER_MODALS_INFO_1 *)entry = (USER_MODALS_INFO_1){
		.usrmod1_role = host->is_domain_member ? UAS_ROLE_MEMBER
						       : UAS_ROLE_STANDALONE,
		.usrmod1_primary = reply_constant(""),
	};
}

static void fill_2(const struct subject *s, void *entry)
{
	const struct host *host = s->source;

	*(USER_MODALS_INFO_2 *)entry = (USER_MODALS_INFO_2){
		.usrmod2_domain_name = reply_text(s->reply, host->langroup),
	};
}

static void fill_3(const struct subject *s, void *entry)
{
	const struct policy *policy = s->item;

	*(USER_MODALS_INFO_3 *)entry = (USER_MODALS_INFO_3){
		.usrmod3_lockout_duration = policy->unlock > 0
						    ? count(policy->unlock)
						    : TIMEQ_FOREVER,
		.usrmod3_lockout_observation_window = count(policy->interval),
		.usrmod3_lockout_threshold = count(policy->deny),
	};
}

enum needs { POLICY = 1, HOST = 2, DOMAIN = 4 };

static const struct level table[] = {
	LEVEL(0, USER_MODALS_INFO_0, fill_0, POLICY),
	LEVEL(1, USER_MODALS_INFO_1, fill_1, HOST),
	LEVEL(2, USER_MODALS_INFO_2, fill_2, HOST | DOMAIN),
	LEVEL(3, USER_MODALS_INFO_3, fill_3, POLICY),
};
static const struct levels levels = LEVELS(table);

static void get(struct info *info, const struct root *root)
{
	CLEANUP(host_fini) struct host host = {0};
	unsigned int needs = info->level->needs;
	struct policy policy;

	if ((needs & HOST && host_init(&host, root) < 0) ||
	    (needs & POLICY && policy_read(&policy, root) < 0))
		info->status = ERROR_NOT_ENOUGH_MEMORY;
	else if (!(needs & DOMAIN) || host.is_domain_member)
		info_make(info, &host, &policy);
}

bool_t modals_get_1_svc(const modals_get_args *args, modals_get_reply *result,
			struct onc_request *req)
{
	const struct daemon *daemon = onc_context(req);
	struct info info;

	if (info_begin(&info, &levels, args->level, req))
		get(&info, &daemon->root);
	return info_end(&info, INFO_REPLY(result));
}
