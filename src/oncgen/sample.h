/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_SAMPLE_H
#define ONCGEN_SAMPLE_H

/*
 * Programs to start from: a client that calls every procedure, a server that
 * answers every one with an empty result, and the Makefile of both. They are
 * the user's once they are written, so nothing overwrites them.
 */

#include "emit.h"
#include "options.h"

/* A sample as it is written. */
struct sample {
	struct emit *emit;
	unsigned char *needs; /* by the definition's id: 0 is not yet known */
	struct map written;   /* definitions whose example_NAME() is there */
	const char *empty;    /* the variable that is the empty string */
	bool has_empty;
};

void sample_init(struct sample *sample, struct emit *emit);

void sample_client(struct emit *emit);
void sample_server(struct emit *emit);
void sample_makefile(struct emit *emit, const struct options *options);

/* -- example values ------------------------------------------------------ */

/*
 * Zeros are a value of most types. The others have strings, which must not be
 * NULL, and enums and unions without a 0.
 */
bool sample_needs(struct sample *sample, const struct member *member);

/* Writes the functions that sample_fill() of this member calls. */
void sample_prepare(struct sample *sample, const struct member *member);

/* Statements that make a value of the zeros at that lvalue. */
void sample_fill(struct sample *sample, const struct member *member,
		 const char *lvalue, unsigned int depth);

/* The members of a struct that is C's alone; base is "name." or "name->". */
void sample_prepare_body(struct sample *sample, const struct type *type);
void sample_fill_body(struct sample *sample, const struct type *type,
		      const char *name, const char *base, unsigned int depth);

/* The enumerator that is 0, or else the first; NULL: the type is no enum. */
const char *sample_enumerator(const struct member *member);

/* Whether the argument's fields need more than zeros. */
bool sample_needs_body(struct sample *sample, const struct type *type);

#endif
