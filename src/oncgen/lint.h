/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_LINT_H
#define ONCGEN_LINT_H

/*
 * What is right and yet worth a second look. The unit is one in which
 * check_unit() found no error; only what stands in the main file is judged.
 */

#include "ast.h"
#include "diag.h"

void lint_unit(struct unit *unit, struct diag *diag);

#endif
