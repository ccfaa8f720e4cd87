/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_SIGNATURE_H
#define ONCGEN_SIGNATURE_H

/*
 * How a procedure looks in C: what its argument and its result travel as, and
 * the functions of client and server.
 */

#include "ast.h"

enum passing {
	PASS_NOTHING,
	PASS_SCALAR,   /* by value; results through a pointer */
	PASS_STRING,   /* char * */
	PASS_ARRAY,    /* an argument: a fixed array decays */
	PASS_BLOCK,    /* by pointer; results as a block of their own */
	PASS_ENVELOPE, /* a result in the caller's storage */
};

struct signature {
	enum passing argument, result;
	const char *argument_type, *result_type;
	/* What the parameters are called: no type or constant of the file. */
	const char *arg, *args, *out, *block, *clnt, *req;
};

struct signature signature_of(const struct unit *unit,
			      const struct procedure *procedure);

/* Prototypes without the semicolon, broken to fit a line of 80 columns. */
const char *signature_client(struct arena *arena,
			     const struct signature *signature,
			     const char *name);
const char *signature_server(struct arena *arena,
			     const struct signature *signature,
			     const char *name);

/* The numbers of the client's parameters that are never NULL, as "1, 2". */
const char *signature_nonnull(struct arena *arena,
			      const struct signature *signature);

#endif
