/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_SMBCONF_H
#define NETMGMTD_PROVIDER_SMBCONF_H

/*
 * What Samba is configured to share: the words of testparm, which knows the
 * registry as well, or else of smb.conf and the files that it includes.
 *
 * Sections and keys are compared without regard to case and blanks. Of keys
 * with several names one is used: path, guest ok, read only, browseable,
 * printable.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

/* More sections than this, and deeper includes, are left out. */
#define SMBCONF_MOST_SECTIONS 4096

struct smbconf_value;

struct smbconf_section {
	char *name; /* as written, blanks trimmed */
	struct smbconf_value *values;
	size_t count;
};

struct smbconf {
	struct smbconf_section *sections; /* the first one is [global] */
	size_t count;
	bool is_partial; /* the registry or a file not read holds more */
};

/*
 * smbconf_init() reads it; no Samba is no sections but [global]. Unreadable is
 * -errno. The caller calls smbconf_fini(), after failure too.
 */
__attribute__((warn_unused_result)) int smbconf_init(struct smbconf *conf,
						     const struct root *root);
void smbconf_fini(struct smbconf *conf);

/*
 * smbconf_get() gives a value of a section, else what [global] has as the
 * default for all, else NULL. It lives as long as conf.
 */
const char *smbconf_get(const struct smbconf *conf,
			const struct smbconf_section *section, const char *key);

/* The same for yes and no, and for numbers; fallback for anything else. */
bool smbconf_flag(const struct smbconf *conf,
		  const struct smbconf_section *section, const char *key,
		  bool fallback);
uint32_t smbconf_number(const struct smbconf *conf,
			const struct smbconf_section *section, const char *key,
			uint32_t fallback);

#endif
