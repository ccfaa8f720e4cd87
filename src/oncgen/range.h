/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_RANGE_H
#define ONCGEN_RANGE_H

/* The numbers that a type of four bytes can hold: an integer, a bool, an enum.
 */

#include "ast.h"

/* Whether all numbers of the one are some of the other. */
bool range_fits(const struct member *inner, const struct member *outer);

#endif
