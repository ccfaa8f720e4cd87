/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/key.h"

uint32_t key_of_name(const char *name)
{
	uint32_t hash = 2166136261u;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619u;
	return hash == UINT32_MAX ? UINT32_MAX - 1 : hash;
}
