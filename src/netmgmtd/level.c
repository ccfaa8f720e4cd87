/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/level.h"

const struct level *level_find(const struct levels *levels, uint32_t level)
{
	for (size_t i = 0; i < levels->count; i++)
		if (levels->items[i].level == level)
			return &levels->items[i];
	return NULL;
}

size_t level_footprint(const struct level *level, const void *entry)
{
	size_t size;

	/* Only what no reply can hold has no size: it must not fit. */
	if (onc_footprint(level->type, entry, &size) != ONC_OK)
		return SIZE_MAX;
	return size;
}
