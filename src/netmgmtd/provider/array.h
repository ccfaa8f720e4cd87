/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_ARRAY_H
#define NETMGMTD_PROVIDER_ARRAY_H

/*
 * Arrays that grow while a source is read. How much room there is follows
 * from the count alone: none, 8, and then the next power of two.
 */

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/*
 * array_room() makes room for one more item after count items of size bytes.
 * items points to the array's pointer, NULL at first; -ENOMEM leaves it alone.
 */
__attribute__((warn_unused_result)) static inline int
array_room(void *items, size_t count, size_t size)
{
	size_t room = count ? count * 2 : 8, bytes;
	void *old, *grown;

	if (count != 0 && (count < 8 || (count & (count - 1)) != 0))
		return 0;
	if (__builtin_mul_overflow(room, size, &bytes))
		return -ENOMEM;
	memcpy(&old, items, sizeof(old));
	grown = realloc(old, bytes);
	if (!grown)
		return -ENOMEM;
	memcpy(items, &grown, sizeof(grown));
	return 0;
}

/* array_sort() is qsort() that takes an array of nothing too. */
static inline void array_sort(void *items, size_t count, size_t size,
			      int (*compare)(const void *, const void *))
{
	if (count > 1)
		qsort(items, count, size, compare);
}

#endif
