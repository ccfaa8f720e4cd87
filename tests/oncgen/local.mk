# SPDX-License-Identifier: BSD-3-Clause
# They run $(ONCGEN), or the generator of this tree where that is not set, and
# find their inputs under $(srcdir); EXTRA_DIST takes the inputs' folders whole.

TESTS += \
	%reldir%/bad.sh \
	%reldir%/check.sh \
	%reldir%/cli.sh \
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
