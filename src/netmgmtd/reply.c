/* SPDX-License-Identifier: BSD-3-Clause */
#include "src/netmgmtd/reply.h"
#include "src/netmgmtd/utf8.h"

LMSTR reply_constant(const char *text)
{
	/* The generated structures have no const; encoding only reads. */
	return (LMSTR)text;
}

LMSTR reply_text(struct reply *reply, const char *text)
{
	char *copy;

	if (*text == '\0')
		return reply_constant("");
	copy = reply_alloc(reply, utf8_size(text));
	if (!copy)
		return reply_constant("");
	utf8_copy(copy, text);
	return copy;
}

void *reply_alloc(struct reply *reply, size_t size)
{
	void *memory = onc_alloc(reply->request, size);

	if (!memory)
		reply->failed = true;
	return memory;
}
