/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_WORD_H
#define ONCGEN_WORD_H

/* Words that mean something to the readers of the generated C. */

#include "diag.h"

/* A keyword of C is refused, one of C++ and a usual macro are warned of. */
void word_check(struct diag *diag, const char *name, const struct place *place);

#endif
