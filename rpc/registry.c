/* SPDX-License-Identifier: BSD-3-Clause */
/* Few entries, looked through in order: the first added wins. */
#include <stdbool.h>

#include "rpc/registry.h"

bool registry_add(struct registry *registry, const struct onc_program *program,
		  void *context)
{
	if (registry->count == REGISTRY_MOST)
		return false;
	registry->entries[registry->count++] = (struct registry_entry){
		.program = program,
		.context = context,
	};
	return true;
}

enum onc_status registry_find(const struct registry *registry, uint32_t number,
			      uint32_t version,
			      const struct registry_entry **entry,
			      uint32_t *low, uint32_t *high)
{
	bool known = false;

	for (size_t i = 0; i < registry->count; i++) {
		const struct onc_program *program =
			registry->entries[i].program;

		if (program->number != number)
			continue;
		*entry = &registry->entries[i];
		if (program->version == version)
			return ONC_OK;
		if (!known || program->version < *low)
			*low = program->version;
		if (!known || program->version > *high)
			*high = program->version;
		known = true;
	}
	return known ? ONC_NO_VERSION : ONC_NO_PROGRAM;
}

/* oncgen numbers procedures from 1, or from 0: most stand where one expects. */
static const struct onc_handler *at(const struct onc_program *program,
				    uint32_t procedure, size_t place)
{
	const struct onc_handler *handler = &program->handlers[place];

	return place < program->count && handler->procedure->number == procedure
		       ? handler
		       : NULL;
}

const struct onc_handler *registry_handler(const struct registry_entry *entry,
					   uint32_t procedure)
{
	const struct onc_program *program = entry->program;
	const struct onc_handler *found;

	found = procedure > 0 ? at(program, procedure, procedure - 1) : NULL;
	for (size_t i = 0; !found && i < program->count; i++)
		found = at(program, procedure, i);
	return found;
}
