# SPDX-License-Identifier: BSD-3-Clause

if HAVE_CUNIT
netmgmt_tests = \
	%reldir%/test-arguments \
	%reldir%/test-binding \
	%reldir%/test-lies \
	%reldir%/test-reply \
	%reldir%/test-status

# What calls.sh runs, with a daemon to ask.
netmgmt_calls = \
	%reldir%/test-calls \
	%reldir%/test-heap

check_PROGRAMS += $(netmgmt_tests) $(netmgmt_calls)
TESTS += $(netmgmt_tests)
endif

TESTS += %reldir%/calls.sh
EXTRA_DIST += %reldir%/calls.sh %reldir%/daemon.sh

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

%canon_reldir%_test_calls_SOURCES = %reldir%/test-calls.c \
	%reldir%/layout.c %reldir%/layout.h
%canon_reldir%_test_calls_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_calls_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_heap_SOURCES = %reldir%/test-heap.c
%canon_reldir%_test_heap_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_heap_LDADD = tests/libheap.la $(netmgmt_test_libs)

%canon_reldir%_test_lies_SOURCES = %reldir%/test-lies.c
nodist_%canon_reldir%_test_lies_SOURCES = $(idl_tables)
%canon_reldir%_test_lies_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_lies_LDADD = tests/libheap.la $(netmgmt_test_libs)

%canon_reldir%_test_reply_SOURCES = %reldir%/test-reply.c \
	src/netmgmt/reply.c
%canon_reldir%_test_reply_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_reply_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_status_SOURCES = %reldir%/test-status.c
%canon_reldir%_test_status_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_status_LDADD = $(netmgmt_test_libs)

$(%canon_reldir%_test_arguments_OBJECTS) $(%canon_reldir%_test_binding_OBJECTS) \
$(%canon_reldir%_test_calls_OBJECTS) $(%canon_reldir%_test_heap_OBJECTS) \
$(%canon_reldir%_test_lies_OBJECTS) $(%canon_reldir%_test_reply_OBJECTS) \
$(%canon_reldir%_test_status_OBJECTS): $(idl_headers)
