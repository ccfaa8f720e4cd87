/* SPDX-License-Identifier: BSD-3-Clause */
/* Those of some commands come first, as their help does. */

#include "option.h"

#include <lm.h>

const struct option_entry option_entries[] = {
	{"level", CODE_LEVEL, OPTION_LEVEL, "N", "the information level"},
	{"filter", CODE_FILTER, OPTION_FILTER, "WHICH",
	 "normal, system or all (all unless given)"},
	{"page-bytes", CODE_PAGE_BYTES, OPTION_PAGE_BYTES, "N",
	 "ask for pages of about N bytes, not for all at once"},
	{"indirect", CODE_INDIRECT, OPTION_INDIRECT, NULL,
	 "also groups that count the user in by another one"},
	{"fields", CODE_FIELDS, OPTION_FIELDS, NULL,
	 "print the names that JSON and CSV have, ask nobody"},
	{"server", 'S', 0, "SERVER",
	 "ask this host: a name, an address, host:port,\n"
	 "or unix:/path; several, apart by commas, at once;\n"
	 "without it this host itself"},
	{"json", CODE_JSON, 0, NULL, "print JSON"},
	{"csv", CODE_CSV, 0, NULL,
	 "print comma-separated values with a header"},
	{"table", CODE_TABLE, 0, NULL,
	 "print aligned columns, also into a pipe"},
	{"help", 'h', 0, NULL, "print this help"},
	{"version", 'V', 0, NULL, "print the version"},
	{"commands", CODE_COMMANDS, 0, NULL, NULL},
};

const size_t option_count = sizeof(option_entries) / sizeof(*option_entries);

const struct option_filter option_filters[] = {
	{"all", 0},
	{"normal", FILTER_NORMAL_ACCOUNT},
	{"system", NETMGMT_FILTER_SYSTEM_ACCOUNT},
};

const size_t option_filter_count =
	sizeof(option_filters) / sizeof(*option_filters);
