/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bytes to a value: measure, allocate once, place.
 *
 * Invariant: the one allocation stands between all checking and all building,
 * so that a failure has nothing to undo.
 */
#include <string.h>

#include "rpc/buffer.h"
#include "rpc/measure.h"
#include "rpc/place.h"
#include "rpc/table.h"

/* Says why; where, if the message itself is to blame. */
static enum onc_status fail(struct onc_fault *fault, enum onc_status status)
{
	*fault = (struct onc_fault){.status = status};
	return status;
}

enum onc_status onc_decode(const struct onc_type *type, const void *bytes,
			   size_t size, const struct onc_options *options,
			   void **value, struct onc_fault *fault)
{
	const size_t own = table_layout(type->module, type->layout)->size;
	const struct measure_rules rules = measure_rules(options);
	struct onc_fault unasked;
	enum onc_status status;
	size_t room;

	*value = NULL;
	if (!fault)
		fault = &unasked;
	status = measure_value(type, bytes, size, &rules, own, &room, fault);
	if (status != ONC_OK)
		return status;
	*value = buffer_new(room, BUFFER_REPLY);
	if (!*value)
		return fail(fault, ONC_NO_MEMORY);
	place_value(type, bytes, size, *value, *value, own, room);
	return ONC_OK;
}

enum onc_status onc_decode_envelope(const struct onc_type *type,
				    const void *bytes, size_t size,
				    const struct onc_options *options,
				    void *envelope, void **block,
				    struct onc_fault *fault)
{
	const size_t own = table_layout(type->module, type->layout)->size;
	const struct measure_rules rules = measure_rules(options);
	struct onc_fault unasked;
	enum onc_status status;
	size_t room;

	*block = NULL;
	memset(envelope, 0, own);
	if (!fault)
		fault = &unasked;
	status = measure_value(type, bytes, size, &rules, 0, &room, fault);
	if (status != ONC_OK)
		return status;
	if (room > 0) {
		*block = buffer_new(room, BUFFER_REPLY);
		if (!*block)
			return fail(fault, ONC_NO_MEMORY);
	}
	place_value(type, bytes, size, envelope, *block, 0, room);
	return ONC_OK;
}
