# SPDX-License-Identifier: BSD-3-Clause

cli_scripts = \
	%reldir%/commands.sh \
	%reldir%/completion.sh \
	%reldir%/fields.sh \
	%reldir%/servers.sh \
	%reldir%/usage.sh \
	%reldir%/windows.sh

TESTS += $(cli_scripts)
EXTRA_DIST += $(cli_scripts)

if HAVE_CUNIT
cli_tests = \
	%reldir%/test-alias \
	%reldir%/test-csv \
	%reldir%/test-escape \
	%reldir%/test-words

check_PROGRAMS += $(cli_tests)
TESTS += $(cli_tests)
endif

%canon_reldir%_test_alias_SOURCES = %reldir%/test-alias.c src/cli/alias.c
%canon_reldir%_test_alias_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_alias_LDADD = tests/libsupport.la

%canon_reldir%_test_csv_SOURCES = %reldir%/test-csv.c src/cli/escape.c \
	src/cli/table.c src/cli/table_csv.c src/cli/table_json.c \
	src/cli/table_plain.c src/cli/table_undrawn.c
%canon_reldir%_test_csv_CPPFLAGS = $(test_cppflags) $(JANSSON_CFLAGS)
%canon_reldir%_test_csv_LDADD = tests/libsupport.la $(JANSSON_LIBS)

%canon_reldir%_test_escape_SOURCES = %reldir%/test-escape.c src/cli/escape.c
%canon_reldir%_test_escape_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_escape_LDADD = tests/libsupport.la

%canon_reldir%_test_words_SOURCES = %reldir%/test-words.c src/cli/words.c
%canon_reldir%_test_words_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_words_LDADD = tests/libsupport.la \
	src/netmgmt/libnetmgmt.la rpc/libonc.la

$(%canon_reldir%_test_words_OBJECTS): $(idl_headers)
