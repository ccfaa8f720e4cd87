# SPDX-License-Identifier: BSD-3-Clause

bin_PROGRAMS += %reldir%/oncgen
dist_man_MANS += %reldir%/oncgen.1

# The grammar is bison's; what POSIX yacc lacks is no news.
AM_YFLAGS += -Wno-yacc

%canon_reldir%_oncgen_CPPFLAGS = $(AM_CPPFLAGS) \
	-I$(srcdir)/%reldir% -I$(builddir)/%reldir%
%canon_reldir%_oncgen_SOURCES = \
	%reldir%/arena.c %reldir%/arena.h \
	%reldir%/ast.c %reldir%/ast.h \
	%reldir%/change.c %reldir%/change.h \
	%reldir%/check.c %reldir%/check.h \
	%reldir%/check_names.c \
	%reldir%/check_programs.c \
	%reldir%/check_sizes.c \
	%reldir%/check_types.c \
	%reldir%/condition.c %reldir%/condition.h \
	%reldir%/deps.c %reldir%/deps.h \
	%reldir%/diag.c %reldir%/diag.h \
	%reldir%/diff.c %reldir%/diff.h \
	%reldir%/diff_enums.c \
	%reldir%/diff_lists.c \
	%reldir%/diff_members.c \
	%reldir%/diff_types.c %reldir%/diff_types.h \
	%reldir%/diff_unions.c \
	%reldir%/diff_words.c %reldir%/diff_words.h \
	%reldir%/directive.c \
	%reldir%/emit.c %reldir%/emit.h \
	%reldir%/emit_client.c \
	%reldir%/emit_codecs.c \
	%reldir%/emit_header.c \
	%reldir%/emit_server.c \
	%reldir%/emit_tables.c \
	%reldir%/emit_types.c \
	%reldir%/foreign.c %reldir%/foreign.h \
	%reldir%/finding.c %reldir%/finding.h \
	%reldir%/layout.c %reldir%/layout.h \
	%reldir%/lint.c %reldir%/lint.h \
	%reldir%/macro.c %reldir%/macro.h \
	%reldir%/main.c \
	%reldir%/map.c %reldir%/map.h \
	%reldir%/near.c %reldir%/near.h \
	%reldir%/node.c %reldir%/node.h \
	%reldir%/options.c %reldir%/options.h \
	%reldir%/order.c %reldir%/order.h \
	%reldir%/out.c %reldir%/out.h \
	%reldir%/parse.y \
	%reldir%/parser.c %reldir%/parser.h \
	%reldir%/range.c %reldir%/range.h \
	%reldir%/reader.c %reldir%/reader.h \
	%reldir%/sample.c %reldir%/sample.h \
	%reldir%/sample_client.c \
	%reldir%/sample_makefile.c \
	%reldir%/sample_server.c \
	%reldir%/scalar.c %reldir%/scalar.h \
	%reldir%/scan.h %reldir%/scan.l \
	%reldir%/signature.c %reldir%/signature.h \
	%reldir%/source.c %reldir%/source.h \
	%reldir%/symbol.c %reldir%/symbol.h \
	%reldir%/value.c %reldir%/value.h \
	%reldir%/walk.c %reldir%/walk.h \
	%reldir%/wire.c %reldir%/wire.h \
	%reldir%/word.c %reldir%/word.h

BUILT_SOURCES += %reldir%/parse.h
$(%canon_reldir%_oncgen_OBJECTS): %reldir%/parse.h
