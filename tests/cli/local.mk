# SPDX-License-Identifier: BSD-3-Clause

cli_tests = \
	%reldir%/commands.sh \
	%reldir%/usage.sh

TESTS += $(cli_tests)
EXTRA_DIST += $(cli_tests)
