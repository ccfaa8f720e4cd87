# SPDX-License-Identifier: BSD-3-Clause

cli_scripts = \
	%reldir%/commands.sh \
	%reldir%/usage.sh

TESTS += $(cli_scripts)
EXTRA_DIST += $(cli_scripts)

if HAVE_CUNIT
cli_tests = \
	%reldir%/test-escape \
	%reldir%/test-words

check_PROGRAMS += $(cli_tests)
TESTS += $(cli_tests)
endif

%canon_reldir%_test_escape_SOURCES = %reldir%/test-escape.c src/cli/escape.c
%canon_reldir%_test_escape_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_escape_LDADD = tests/libsupport.la

%canon_reldir%_test_words_SOURCES = %reldir%/test-words.c src/cli/words.c
%canon_reldir%_test_words_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_words_LDADD = tests/libsupport.la \
	src/netmgmt/libnetmgmt.la rpc/libonc.la

$(%canon_reldir%_test_words_OBJECTS): $(idl_headers)
