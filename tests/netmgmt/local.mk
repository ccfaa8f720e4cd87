# SPDX-License-Identifier: BSD-3-Clause

netmgmt_tests = \
	%reldir%/test-arguments \
	%reldir%/test-binding \
	%reldir%/test-reply \
	%reldir%/test-status

if HAVE_CUNIT
check_PROGRAMS += $(netmgmt_tests)
TESTS += $(netmgmt_tests)
endif

netmgmt_test_libs = tests/libsupport.la src/netmgmt/libnetmgmt.la \
	rpc/libonc.la $(TIRPC_LIBS)

%canon_reldir%_test_arguments_SOURCES = %reldir%/test-arguments.c
%canon_reldir%_test_arguments_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_arguments_LDADD = $(netmgmt_test_libs)

# What the library keeps to itself is compiled into its test.
%canon_reldir%_test_binding_SOURCES = %reldir%/test-binding.c \
	src/netmgmt/binding.c
%canon_reldir%_test_binding_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_binding_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_reply_SOURCES = %reldir%/test-reply.c \
	src/netmgmt/reply.c
%canon_reldir%_test_reply_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_reply_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_status_SOURCES = %reldir%/test-status.c
%canon_reldir%_test_status_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_status_LDADD = $(netmgmt_test_libs)

$(%canon_reldir%_test_arguments_OBJECTS): $(idl_headers)
