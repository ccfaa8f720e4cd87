/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_DEPS_H
#define ONCGEN_DEPS_H

/*
 * The rule that tells make, ninja or CMake of which files the outputs are
 * made: every output, a colon, every input. Inputs other than the first also
 * get a rule of their own without prerequisites, so that one that is gone
 * asks for a new run instead of stopping make.
 */

#include "out.h"
#include "reader.h"

/*
 * Adds it to `out`. The targets are the list's files as out_commit() names
 * them, but for those that it would not overwrite.
 */
void deps_write(struct out *out, const struct out_list *targets,
		const struct reader *reader);

#endif
