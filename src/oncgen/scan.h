/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONCGEN_SCAN_H
#define ONCGEN_SCAN_H

/* What the grammar needs of the scanner. Include "parse.h" before. */

int yylex(YYSTYPE *value, YYLTYPE *place, void *scanner);

#endif
