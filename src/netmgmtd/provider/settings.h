/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_SETTINGS_H
#define NETMGMTD_PROVIDER_SETTINGS_H

/*
 * Single settings of the small text files below etc/. In all of them # starts
 * a comment line, and the last assignment of a key wins.
 */

#include <stdbool.h>

#include "src/netmgmtd/provider/root.h"

enum settings_syntax {
	SETTINGS_SHELL,	   /* KEY="value", as os-release */
	SETTINGS_WORDS,	   /* KEY value, as login.defs */
	SETTINGS_SECTIONS, /* [section] key = value, as smb.conf */
};

/*
 * settings_get() gives a key's value. section is NULL for lines before the
 * first [section]; sections and keys of SETTINGS_SECTIONS are compared without
 * regard to case and blanks. *value is the caller's to free, NULL after
 * failure. -ENOENT when the file or the key is missing; a key without a value
 * has "".
 */
__attribute__((warn_unused_result)) int
settings_get(const struct root *root, const char *path,
	     enum settings_syntax syntax, const char *section, const char *key,
	     char **value);

/*
 * settings_number() gives a decimal value, fallback where there is none.
 * -ENOMEM alone is a failure: nobody knows then what the file says.
 */
__attribute__((warn_unused_result)) int
settings_number(const struct root *root, const char *path,
		enum settings_syntax syntax, const char *key, long fallback,
		long *number);

#endif
