/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_SMBSTATUS_H
#define NETMGMTD_PROVIDER_SMBSTATUS_H

/*
 * Who is connected to Samba and has what open, as smbstatus --json tells it
 * (4.17 and later; the shape differs between releases). What a release does
 * not say is "" or 0.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

struct smbstatus_session {
	char *id;
	char *server; /* the process that serves it */
	uint64_t uid; /* UINT64_MAX: not told */
	char *user;
	char *client;  /* name or address */
	char *dialect; /* "SMB3_11" */
	int64_t since; /* seconds since 1970 */
	bool is_encrypted;
};

struct smbstatus_connection {
	char *id;
	char *session;
	char *service;
	char *client;
	int64_t since;
};

struct smbstatus_open {
	char *id;
	char *server;
	uint64_t uid;
	char *folder; /* path of the share */
	char *path;   /* whole path of the file */
	uint32_t
		access; /* FILE_READ_DATA 1, WRITE_DATA 2, APPEND_DATA 4, ... */
	uint32_t locks; /* byte ranges of this file, whoever locked them */
};

struct smbstatus {
	struct smbstatus_session *sessions; /* in order of id */
	size_t session_count;
	struct smbstatus_connection *connections;
	size_t connection_count;
	struct smbstatus_open *opens;
	size_t open_count;
	size_t *by_server; /* the sessions in order of server and uid */
};

/*
 * smbstatus_init() asks; Samba not installed, or not captured, is nobody.
 * -ETIMEDOUT, -EIO when smbstatus failed, -EBADMSG when it printed no JSON,
 * else -errno. The caller calls smbstatus_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int smbstatus_init(struct smbstatus *status,
						       const struct root *root);
void smbstatus_fini(struct smbstatus *status);

/*
 * These give a session's index, SIZE_MAX if it is not there. Of an open file
 * only the process and the user are told: when that leaves several sessions,
 * the first is taken.
 */
size_t smbstatus_find(const struct smbstatus *status, const char *session);
size_t smbstatus_find_opener(const struct smbstatus *status,
			     const struct smbstatus_open *open);

#endif
