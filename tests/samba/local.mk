# SPDX-License-Identifier: BSD-3-Clause

if HAVE_CUNIT
samba_tests = %reldir%/test-context
check_PROGRAMS += $(samba_tests)
TESTS += $(samba_tests)
valgrind_tests += $(samba_tests)
endif

samba_test_libs = tests/libsupport.la src/samba/libnetmgmt-samba.la \
	src/netmgmt/libnetmgmt.la rpc/libonc.la

%canon_reldir%_test_context_SOURCES = %reldir%/test-context.c
%canon_reldir%_test_context_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_context_LDADD = $(samba_test_libs) -lpthread

$(%canon_reldir%_test_context_OBJECTS): $(idl_headers)
