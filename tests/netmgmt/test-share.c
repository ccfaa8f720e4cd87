/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shares, as the host of tests/netmgmtd/root has them. calls.sh starts the
 * daemon and names it in NETMGMT_LOCAL.
 */

#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/support/tap.h"

static LPBYTE get(const char *name, DWORD level)
{
	LPBYTE share;

	CU_ASSERT_EQUAL_FATAL(NetShareGetInfo(NULL, name, level, &share),
			      NERR_Success);
	return share;
}

static void a_share_of_samba_is_as_it_is_configured(void)
{
	LPSHARE_INFO_503 share = (LPSHARE_INFO_503)get("PUBLIC", 503);

	CU_ASSERT_STRING_EQUAL(share->shi503_netname, "public");
	CU_ASSERT_EQUAL(share->shi503_type, STYPE_DISKTREE);
	CU_ASSERT_STRING_EQUAL(share->shi503_remark, "Files for everybody");
	CU_ASSERT_EQUAL(share->shi503_permissions, 0);
	CU_ASSERT_EQUAL(share->shi503_max_uses, 25);
	CU_ASSERT_EQUAL(share->shi503_current_uses, 2);
	CU_ASSERT_STRING_EQUAL(share->shi503_path, "/srv/public");
	CU_ASSERT_PTR_NULL(share->shi503_passwd);
	CU_ASSERT_STRING_EQUAL(share->shi503_servername, "*");
	CU_ASSERT_EQUAL(share->shi503_reserved, 0);
	CU_ASSERT_PTR_NULL(share->shi503_security_descriptor);
	NetApiBufferFree(share);
}

static void an_export_is_a_share_that_tells_its_clients(void)
{
	LPSHARE_INFO_2 share = (LPSHARE_INFO_2)get("with space", 2);
	LPSHARE_INFO_9000 native = (LPSHARE_INFO_9000)get("data", 9000);

	CU_ASSERT_EQUAL(strncmp(share->shi2_remark, "NFS export: ", 12), 0);
	CU_ASSERT_EQUAL(share->shi2_max_uses, SHI_USES_UNLIMITED);
	CU_ASSERT_STRING_EQUAL(share->shi2_path, "/srv/with space");
	CU_ASSERT_STRING_EQUAL(native->shi9000_backend, "nfs");
	CU_ASSERT_STRING_EQUAL(native->shi9000_path, "/mnt/data");
	CU_ASSERT(native->shi9000_flags & NETMGMT_SHARE_READ_ONLY);
	CU_ASSERT_EQUAL(native->shi9000_current_uses, 1);
	NetApiBufferFree(share);
	NetApiBufferFree(native);
}

static void types_tell_what_is_shared(void)
{
	static const struct {
		const char *name;
		DWORD type;
	} cases[] = {
		{"IPC$", STYPE_IPC | STYPE_SPECIAL},
		{"Hidden$", STYPE_DISKTREE | STYPE_SPECIAL},
		{"quiet", STYPE_DISKTREE},
		{"Laser", STYPE_PRINTQ},
		{"Music", STYPE_DISKTREE},
		{"data~2", STYPE_DISKTREE},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		LPSHARE_INFO_1 share = (LPSHARE_INFO_1)get(cases[i].name, 1);

		CU_ASSERT_EQUAL(share->shi1_type, cases[i].type);
		NetApiBufferFree(share);
	}
}

static void flags_tell_what_may_be_kept_offline(void)
{
	static const struct {
		const char *name;
		DWORD listed; /* level 501 */
		DWORD flags;  /* level 1005 */
	} cases[] = {
		{"public", CSC_CACHE_AUTO_REINT, CSC_CACHE_AUTO_REINT},
		{"quiet", CSC_CACHE_MANUAL_REINT, CSC_CACHE_MANUAL_REINT},
		{"data", CSC_CACHE_NONE, CSC_CACHE_NONE},
		{"dfs", CSC_CACHE_NONE,
		 CSC_CACHE_NONE | SHI1005_FLAGS_DFS | SHI1005_FLAGS_DFS_ROOT},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		LPSHARE_INFO_501 listed =
			(LPSHARE_INFO_501)get(cases[i].name, 501);
		LPSHARE_INFO_1005 share =
			(LPSHARE_INFO_1005)get(cases[i].name, 1005);

		CU_ASSERT_EQUAL(listed->shi501_flags, cases[i].listed);
		CU_ASSERT_EQUAL(share->shi1005_flags, cases[i].flags);
		NetApiBufferFree(listed);
		NetApiBufferFree(share);
	}
}

static void level_9000_tells_who_may(void)
{
	LPSHARE_INFO_9000 share = (LPSHARE_INFO_9000)get("Hidden$", 9000);

	CU_ASSERT_STRING_EQUAL(share->shi9000_backend, "samba");
	CU_ASSERT(share->shi9000_flags & NETMGMT_SHARE_HIDDEN);
	CU_ASSERT(!(share->shi9000_flags & NETMGMT_SHARE_GUESTS));
	CU_ASSERT_PTR_NOT_NULL(
		strstr(share->shi9000_access, "valid users = @staff"));
	NetApiBufferFree(share);
	share = (LPSHARE_INFO_9000)get("music", 9000);
	CU_ASSERT_STRING_EQUAL(share->shi9000_backend, "usershare");
	CU_ASSERT_STRING_EQUAL(share->shi9000_access, "Everyone:R,");
	NetApiBufferFree(share);
}

static NET_API_STATUS fail_to_get(const char *name)
{
	LPBYTE buffer = (LPBYTE)8;
	NET_API_STATUS status = NetShareGetInfo(NULL, name, 2, &buffer);

	CU_ASSERT_PTR_NULL(buffer);
	return status;
}

static void a_share_that_is_not_there_is_2310(void)
{
	CU_ASSERT_EQUAL(fail_to_get("nemo"), NERR_NetNameNotFound);
	CU_ASSERT_EQUAL(fail_to_get("homes"), NERR_NetNameNotFound);
	CU_ASSERT_EQUAL(fail_to_get(""), ERROR_INVALID_PARAMETER);
}

static void a_path_is_checked_for_a_share(void)
{
	DWORD type = 77;

	CU_ASSERT_EQUAL(NetShareCheck(NULL, "/srv/hidden", &type),
			NERR_Success);
	CU_ASSERT_EQUAL(type, STYPE_DISKTREE | STYPE_SPECIAL);
	CU_ASSERT_EQUAL(NetShareCheck(NULL, "/var/spool/samba", &type),
			NERR_Success);
	CU_ASSERT_EQUAL(type, STYPE_PRINTQ);
	CU_ASSERT_EQUAL(NetShareCheck(NULL, "/srv/hidden/below", &type),
			NERR_DeviceNotShared);
	CU_ASSERT_EQUAL(type, 0);
	CU_ASSERT_EQUAL(NetShareCheck(NULL, "", &type),
			ERROR_INVALID_PARAMETER);
}

static void a_check_tells_its_arguments_in_order(void)
{
	DWORD type = 77;

	CU_ASSERT_EQUAL(NetShareCheck("\\", NULL, NULL),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(NetShareCheck("\\", NULL, &type), ERROR_INVALID_NAME);
	CU_ASSERT_EQUAL(type, 0);
	type = 77;
	CU_ASSERT_EQUAL(NetShareCheck("no host", NULL, &type),
			ERROR_INVALID_PARAMETER);
	CU_ASSERT_EQUAL(type, 0);
	CU_ASSERT_EQUAL(NetShareCheck("no host", "/", &type),
			ERROR_BAD_NETPATH);
}

/* All shares, in pages of a size. */
static DWORD list(DWORD page_bytes, char names[32][64])
{
	DWORD resume = 0, read, total, count = 0, pages = 0;
	NET_API_STATUS status;

	do {
		LPSHARE_INFO_502 shares;

		status = NetShareEnum(NULL, 502, (LPBYTE *)&shares, page_bytes,
				      &read, &total, &resume);
		CU_ASSERT_FATAL(!status || status == ERROR_MORE_DATA);
		CU_ASSERT_FATAL(count + read <= 32);
		for (DWORD i = 0; i < read; i++)
			strncpy(names[count++], shares[i].shi502_netname, 63);
		NetApiBufferFree(shares);
		pages++;
	} while (status == ERROR_MORE_DATA);
	CU_ASSERT(page_bytes == MAX_PREFERRED_LENGTH ? pages == 1 : pages > 1);
	return count;
}

static void small_pages_make_the_same_list(void)
{
	char all[32][64] = {{0}}, paged[32][64] = {{0}};

	CU_ASSERT_EQUAL(list(MAX_PREFERRED_LENGTH, all), 15);
	for (DWORD bytes = 300; bytes < 900; bytes += 97) {
		memset(paged, 0, sizeof(paged));
		CU_ASSERT_EQUAL(list(bytes, paged), 15);
		CU_ASSERT_EQUAL(memcmp(all, paged, sizeof(all)), 0);
	}
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(a_share_of_samba_is_as_it_is_configured),
		TAP_CASE(an_export_is_a_share_that_tells_its_clients),
		TAP_CASE(types_tell_what_is_shared),
		TAP_CASE(flags_tell_what_may_be_kept_offline),
		TAP_CASE(level_9000_tells_who_may),
		TAP_CASE(a_share_that_is_not_there_is_2310),
		TAP_CASE(a_path_is_checked_for_a_share),
		TAP_CASE(a_check_tells_its_arguments_in_order),
		TAP_CASE(small_pages_make_the_same_list),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("share", cases, TAP_COUNT(cases));
}
