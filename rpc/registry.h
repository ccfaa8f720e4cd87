/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_REGISTRY_H
#define RPC_REGISTRY_H

/*
 * The programs of a server, by number and version. Filled before the server
 * runs, and read by all its threads then.
 */

#include <stddef.h>

#include <onc/server.h>

/* A server has a handful of programs. */
#define REGISTRY_MOST 32

struct registry_entry {
	const struct onc_program *program;
	void *context;
};

struct registry {
	struct registry_entry entries[REGISTRY_MOST];
	size_t count;
};

/* False if the registry is full. */
bool registry_add(struct registry *registry, const struct onc_program *program,
		  void *context);

/*
 * registry_find() finds a version of a program. Errors: ONC_NO_PROGRAM, and
 * ONC_NO_VERSION, for which *low and *high are the versions there are.
 */
ONC_MUST_USE
enum onc_status registry_find(const struct registry *registry, uint32_t number,
			      uint32_t version,
			      const struct registry_entry **entry,
			      uint32_t *low, uint32_t *high);

/* registry_handler() finds a procedure, NULL if the program has none such. */
const struct onc_handler *registry_handler(const struct registry_entry *entry,
					   uint32_t procedure);

#endif
