/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bytes to a value: measure, allocate once, place.
 *
 * Invariant: the one allocation stands between all checking and all building,
 * so that a failure has nothing to undo.
 */
#include <stdbool.h>
#include <string.h>

#include "rpc/buffer.h"
#include "rpc/measure.h"
#include "rpc/place.h"
#include "rpc/quick.h"
#include "rpc/table.h"

/* Says why; where, if the message itself is to blame. */
static enum onc_status fail(struct onc_fault *fault, enum onc_status status)
{
	*fault = (struct onc_fault){.status = status};
	return status;
}

/*
 * One decode: the block that it makes starts with own bytes of the value
 * itself, none if value is given.
 */
struct decode {
	const struct onc_type *type;
	const void *bytes;
	size_t size;
	size_t own;
	void *value;
	void **block;
};

/* False: the careful way has to be gone. */
static bool decode_quickly(const struct decode *d, struct quick_early *early,
			   struct onc_fault *fault)
{
	void *draft;
	size_t room;

	if (!quick_measure(d->type, d->bytes, early, &room)) {
		if (early->draft)
			buffer_drop(early->draft);
		return false;
	}
	fault->status = ONC_OK;
	fault->offset = d->size;
	fault->path[0] = '\0';
	draft = early->draft;
	if (!draft && (room > 0 || !d->value)) {
		draft = buffer_draft(room + QUICK_SLACK);
		if (!draft)
			return fail(fault, ONC_NO_MEMORY), true;
	}
	quick_place(d->type, d->bytes, early, d->value ? d->value : draft,
		    draft, room);
	if (draft)
		buffer_seal(draft, room, BUFFER_REPLY);
	*d->block = draft;
	return true;
}

static enum onc_status decode(const struct decode *d,
			      const struct onc_options *options,
			      struct onc_fault *fault)
{
	const struct measure_rules rules = measure_rules(options);
	struct quick_early early = {
		.size = d->size,
		.cap = rules.cap,
		.start = d->own,
	};
	struct onc_fault unasked;
	size_t room;

	*d->block = NULL;
	if (!fault)
		fault = &unasked;
	if (!rules.tolerant && decode_quickly(d, &early, fault))
		return fault->status;
	if (measure_value(d->type, d->bytes, d->size, &rules, d->own, &room,
			  fault) != ONC_OK)
		return fault->status;
	if (early.failed)
		return fail(fault, ONC_NO_MEMORY);
	if (room > 0 || !d->value) {
		*d->block = buffer_new(room, BUFFER_REPLY);
		if (!*d->block)
			return fail(fault, ONC_NO_MEMORY);
	}
	place_value(d->type, d->bytes, d->size, d->value ? d->value : *d->block,
		    *d->block, d->own, room);
	return ONC_OK;
}

enum onc_status onc_decode(const struct onc_type *type, const void *bytes,
			   size_t size, const struct onc_options *options,
			   void **value, struct onc_fault *fault)
{
	const struct decode d = {
		.type = type,
		.bytes = bytes,
		.size = size,
		.own = table_layout(type->module, type->layout)->size,
		.block = value,
	};

	return decode(&d, options, fault);
}

enum onc_status onc_decode_envelope(const struct onc_type *type,
				    const void *bytes, size_t size,
				    const struct onc_options *options,
				    void *envelope, void **block,
				    struct onc_fault *fault)
{
	const struct decode d = {
		.type = type,
		.bytes = bytes,
		.size = size,
		.value = envelope,
		.block = block,
	};

	memset(envelope, 0, table_layout(type->module, type->layout)->size);
	return decode(&d, options, fault);
}
