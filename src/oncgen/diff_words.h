/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_DIFF_WORDS_H
#define ONCGEN_DIFF_WORDS_H

/* What --diff calls members, types and numbers. The texts are the arena's. */

#include "diff_types.h"

const struct place *diff_place(const struct member *member);

/* With its quotes, or what one without a name is called at present. */
const char *diff_name(const struct type_diff *diff,
		      const struct member *member);

const char *diff_type_words(const struct type *type);
const char *diff_number_words(const struct type_diff *diff,
			      const struct number *number);

/* As the file says it, without the name: "opaque[4]", "node *". */
const char *diff_words(const struct type_diff *diff,
		       const struct member *member);

#endif
