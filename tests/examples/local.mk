# SPDX-License-Identifier: BSD-3-Clause
# Programs as a user writes them; made with all the rest, run by make check.

noinst_PROGRAMS += %reldir%/one-block

%canon_reldir%_one_block_SOURCES = %reldir%/one-block.c
%canon_reldir%_one_block_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
%canon_reldir%_one_block_LDADD = tests/libheap.la \
	src/netmgmt/libnetmgmt.la rpc/libonc.la

$(%canon_reldir%_one_block_OBJECTS): $(idl_headers)

TESTS += %reldir%/one-block.sh
EXTRA_DIST += %reldir%/one-block.sh
