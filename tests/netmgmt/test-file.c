/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Open files, as the host of tests/netmgmtd/root has them. calls.sh starts the
 * daemon and names it in NETMGMT_LOCAL.
 */

#include <stdlib.h>
#include <string.h>

#include <lm.h>

#include "tests/support/tap.h"

static LPBYTE list(const char *base, const char *user, DWORD level, DWORD *read)
{
	DWORD total, resume = 0;
	LPBYTE files = (LPBYTE)8;

	CU_ASSERT_EQUAL_FATAL(NetFileEnum(NULL, base, user, level, &files,
					  MAX_PREFERRED_LENGTH, read, &total,
					  &resume),
			      NERR_Success);
	CU_ASSERT_EQUAL(total, *read);
	CU_ASSERT_EQUAL(files != NULL, *read > 0);
	return files;
}

static DWORD count(const char *base, const char *user)
{
	DWORD read;

	NetApiBufferFree(list(base, user, 2, &read));
	return read;
}

static void a_file_of_samba_has_a_user_and_a_path(void)
{
	DWORD read;
	LPFILE_INFO_3 files =
		(LPFILE_INFO_3)list("/srv/public/plans", "alice", 3, &read);

	CU_ASSERT_EQUAL_FATAL(read, 1);
	CU_ASSERT_EQUAL(files->fi3_permissions,
			PERM_FILE_READ | PERM_FILE_WRITE | PERM_FILE_CREATE);
	CU_ASSERT_EQUAL(files->fi3_num_locks, 2);
	CU_ASSERT_STRING_EQUAL(files->fi3_pathname,
			       "/srv/public/plans/tower.odt");
	CU_ASSERT_STRING_EQUAL(files->fi3_username, "alice");
	NetApiBufferFree(files);
}

static void a_file_of_nfs_has_a_client_alone(void)
{
	DWORD read;
	LPFILE_INFO_9000 files = (LPFILE_INFO_9000)list("/srv/data/report.txt",
							NULL, 9000, &read);

	CU_ASSERT_EQUAL_FATAL(read, 1);
	CU_ASSERT_STRING_EQUAL(files->fi9000_backend, "nfs");
	CU_ASSERT_STRING_EQUAL(files->fi9000_client, "192.0.2.20");
	CU_ASSERT_STRING_EQUAL(files->fi9000_username, "");
	CU_ASSERT_EQUAL(files->fi9000_num_locks, 1);
	CU_ASSERT_EQUAL(files->fi9000_permissions,
			PERM_FILE_READ | PERM_FILE_WRITE);
	NetApiBufferFree(files);
}

static void a_base_path_is_of_whole_parts(void)
{
	CU_ASSERT_EQUAL(count(NULL, NULL), 6);
	CU_ASSERT_EQUAL(count("", ""), 6);
	/* One has a path that nobody knows. */
	CU_ASSERT_EQUAL(count("/", NULL), 5);
	CU_ASSERT_EQUAL(count("/srv/public", NULL), 3);
	CU_ASSERT_EQUAL(count("/srv/public/", NULL), 3);
	CU_ASSERT_EQUAL(count("/srv/publi", NULL), 0);
	CU_ASSERT_EQUAL(count("/srv/public/plans/tower.odt", NULL), 2);
	CU_ASSERT_EQUAL(count("/srv/public/plans/tower.odt/x", NULL), 0);
}

static void a_user_is_compared_exactly(void)
{
	CU_ASSERT_EQUAL(count(NULL, "alice"), 2);
	CU_ASSERT_EQUAL(count(NULL, "nobody"), 1);
	CU_ASSERT_EQUAL(count(NULL, "ALICE"), 0);
	CU_ASSERT_EQUAL(count("/srv/data", "alice"), 0);
}

static void one_file_is_what_the_list_says(void)
{
	DWORD read;
	LPFILE_INFO_3 files = (LPFILE_INFO_3)list(NULL, NULL, 3, &read);

	for (DWORD i = 0; i < read; i++) {
		LPFILE_INFO_3 file;

		CU_ASSERT_EQUAL_FATAL(NetFileGetInfo(NULL, files[i].fi3_id, 3,
						     (LPBYTE *)&file),
				      NERR_Success);
		CU_ASSERT_EQUAL(file->fi3_id, files[i].fi3_id);
		CU_ASSERT_EQUAL(file->fi3_num_locks, files[i].fi3_num_locks);
		CU_ASSERT_STRING_EQUAL(file->fi3_pathname,
				       files[i].fi3_pathname);
		CU_ASSERT_STRING_EQUAL(file->fi3_username,
				       files[i].fi3_username);
		NetApiBufferFree(file);
	}
	NetApiBufferFree(files);
}

static void a_file_that_is_not_open_is_2(void)
{
	LPBYTE file = (LPBYTE)8;

	CU_ASSERT_EQUAL(NetFileGetInfo(NULL, 0, 3, &file),
			ERROR_FILE_NOT_FOUND);
	CU_ASSERT_PTR_NULL(file);
	CU_ASSERT_EQUAL(NetFileGetInfo(NULL, 0xffffffff, 3, &file),
			ERROR_FILE_NOT_FOUND);
}

static void pages_are_resumed_by_id(void)
{
	DWORD read, total, resume = 0, all = 0, last = 0;
	NET_API_STATUS status;

	do {
		LPFILE_INFO_2 files;

		/* As many as fit: a structure of 4 bytes each. */
		status = NetFileEnum(NULL, NULL, NULL, 2, (LPBYTE *)&files, 8,
				     &read, &total, &resume);
		CU_ASSERT_FATAL(!status || status == ERROR_MORE_DATA);
		CU_ASSERT_EQUAL(read, 2);
		CU_ASSERT_EQUAL(total, 6 - all);
		CU_ASSERT(files[0].fi2_id > last);
		last = files[1].fi2_id;
		CU_ASSERT_EQUAL(resume, status ? last + 1 : 0);
		all += read;
		NetApiBufferFree(files);
	} while (status);
	CU_ASSERT_EQUAL(all, 6);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(a_file_of_samba_has_a_user_and_a_path),
		TAP_CASE(a_file_of_nfs_has_a_client_alone),
		TAP_CASE(a_base_path_is_of_whole_parts),
		TAP_CASE(a_user_is_compared_exactly),
		TAP_CASE(one_file_is_what_the_list_says),
		TAP_CASE(a_file_that_is_not_open_is_2),
		TAP_CASE(pages_are_resumed_by_id),
	};

	if (!getenv("NETMGMT_LOCAL"))
		tap_skip_all("calls.sh starts the daemon that this asks");
	return tap_run("file", cases, TAP_COUNT(cases));
}
