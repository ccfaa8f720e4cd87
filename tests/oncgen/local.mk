# SPDX-License-Identifier: BSD-3-Clause
# They run $(ONCGEN), or the generator of this tree where that is not set, and
# find their inputs under $(srcdir); EXTRA_DIST takes the inputs' folders whole.

TESTS += \
	%reldir%/bad.sh \
	%reldir%/check.sh \
	%reldir%/cli.sh \
	%reldir%/differential.sh \
	%reldir%/corpus.sh \
	%reldir%/foreign.sh \
	%reldir%/deps.sh \
	%reldir%/diff.sh \
	%reldir%/golden.sh \
	%reldir%/layout.sh \
	%reldir%/letters.sh \
	%reldir%/module.sh \
	%reldir%/samples.sh

EXTRA_DIST += \
	%reldir%/bad.sh \
	%reldir%/check.sh \
	%reldir%/cli.sh \
	%reldir%/constructs.x \
	%reldir%/differential.sh \
	%reldir%/corpus.sh \
	%reldir%/foreign.sh \
	%reldir%/deps.sh \
	%reldir%/diff.sh \
	%reldir%/golden.sh \
	%reldir%/layout.sh \
	%reldir%/letters.sh \
	%reldir%/module.c \
	%reldir%/module.sh \
	%reldir%/samples.sh \
	%reldir%/bad \
	%reldir%/lint \
	%reldir%/compare \
	%reldir%/golden

# Exports the library to the shared objects that it opens.
check_PROGRAMS += %reldir%/differential
%canon_reldir%_differential_SOURCES = %reldir%/differential.c \
	tests/support/value.c tests/support/value.h
%canon_reldir%_differential_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir) $(TIRPC_CFLAGS)
%canon_reldir%_differential_LDFLAGS = $(AM_LDFLAGS) -export-dynamic
%canon_reldir%_differential_LDADD = tests/libheap.la rpc/libonc.la $(TIRPC_LIBS)
