/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_WORD_H
#define ONCGEN_WORD_H

/* Words that mean something to the readers of the generated C. */

#include "diag.h"
#include "near.h"

/* A keyword of C is refused, one of C++ and a usual macro are warned of. */
void word_check(struct diag *diag, const char *name, const struct place *place);

/* The keyword of the .x language that looks most like it, or NULL. */
const char *word_near(const char *name);

/* Tries the types that need no definition. */
void word_try_types(struct near *near);

/* What somebody calls so who knows another language; NULL: nothing. */
const char *word_translate(const char *name);

#endif
