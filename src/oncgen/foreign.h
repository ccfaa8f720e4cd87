/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_FOREIGN_H
#define ONCGEN_FOREIGN_H

/*
 * Types that a file uses and does not define: those that were given a codec,
 * libtirpc's, those of another .x file whose header is included by a % line;
 * any other is C's, and its codec the user's to write.
 */

#include "ast.h"
#include "diag.h"

/* Headers of libtirpc that a unit's types come from. */
enum {
	TIRPC_XDR = 1,	/* <rpc/xdr.h> */
	TIRPC_AUTH = 2, /* <rpc/auth.h> */
};

/* The type was given a codec: by --codec, or by a comment. NULL: it was not. */
struct definition *foreign_declared(struct unit *unit, const struct type *type);

/*
 * What the name of a type means that nothing in the unit defines. It is the
 * unit's from then on. NULL: nothing can have defined it.
 */
struct definition *foreign_find(struct unit *unit, struct diag *diag,
				const struct type *type);

/* A type that a union switches on: an integer of 4 bytes that C knows. */
void foreign_switched(struct unit *unit, struct diag *diag,
		      const struct type *type);
bool foreign_is_integer(const struct definition *definition);

#endif
