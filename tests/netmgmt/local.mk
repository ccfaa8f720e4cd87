# SPDX-License-Identifier: BSD-3-Clause

if HAVE_CUNIT
netmgmt_tests = \
	%reldir%/test-arguments \
	%reldir%/test-binding \
	%reldir%/test-bytes \
	%reldir%/test-lies \
	%reldir%/test-refused \
	%reldir%/test-reply \
	%reldir%/test-sid \
	%reldir%/test-status

# What calls.sh runs, with a daemon to ask.
netmgmt_calls = \
	%reldir%/test-calls \
	%reldir%/test-connection \
	%reldir%/test-file \
	%reldir%/test-heap \
	%reldir%/test-names \
	%reldir%/test-pages \
	%reldir%/test-session \
	%reldir%/test-share \
	%reldir%/test-threads \
	%reldir%/test-transport \
	%reldir%/test-use

check_PROGRAMS += $(netmgmt_tests) $(netmgmt_calls)
TESTS += $(netmgmt_tests)
endif

TESTS += %reldir%/calls.sh
EXTRA_DIST += %reldir%/calls.sh %reldir%/daemon.sh

# The same .x by rpcgen, and what it must agree with.
if HAVE_RPCGEN
TESTS += %reldir%/interop.sh
check_PROGRAMS += %reldir%/peer-user %reldir%/print-user
peer_user_generated = tests/netmgmt/rpcgen/user.h \
	tests/netmgmt/rpcgen/user_xdr.c tests/netmgmt/rpcgen/user_clnt.c
tests/netmgmt/rpcgen.stamp: $(srcdir)/idl/user.x $(srcdir)/idl/user_info.x \
		$(srcdir)/idl/lmtypes.x
	$(AM_V_at)$(MKDIR_P) tests/netmgmt/rpcgen && \
		rm -f $(peer_user_generated)
	$(AM_V_at)cp $(srcdir)/idl/user.x $(srcdir)/idl/user_info.x \
		$(srcdir)/idl/lmtypes.x tests/netmgmt/rpcgen/
	$(AM_V_GEN)cd tests/netmgmt/rpcgen && \
		$(RPCGEN) -M -h -o user.h user.x && \
		$(RPCGEN) -M -c -o user_xdr.c user.x && \
		$(RPCGEN) -M -l -o user_clnt.c user.x
	$(AM_V_at)touch $@
$(peer_user_generated): tests/netmgmt/rpcgen.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
CLEANFILES += $(peer_user_generated) tests/netmgmt/rpcgen.stamp \
	tests/netmgmt/rpcgen/user.x tests/netmgmt/rpcgen/user_info.x \
	tests/netmgmt/rpcgen/lmtypes.x

%canon_reldir%_peer_user_SOURCES = %reldir%/peer-user.c
nodist_%canon_reldir%_peer_user_SOURCES = tests/netmgmt/rpcgen/user_xdr.c \
	tests/netmgmt/rpcgen/user_clnt.c
%canon_reldir%_peer_user_CPPFLAGS = -D_GNU_SOURCE -I$(srcdir)/include \
	-I$(builddir)/tests/netmgmt/rpcgen $(TIRPC_CFLAGS)
%canon_reldir%_peer_user_CFLAGS = -std=gnu11 -w
%canon_reldir%_peer_user_LDFLAGS =
%canon_reldir%_peer_user_LDADD = $(TIRPC_LIBS)
$(%canon_reldir%_peer_user_OBJECTS): $(peer_user_generated)
%canon_reldir%_print_user_SOURCES = %reldir%/print-user.c
%canon_reldir%_print_user_LDADD = src/netmgmt/libnetmgmt.la rpc/libonc.la
$(%canon_reldir%_print_user_OBJECTS): $(idl_headers)
endif
EXTRA_DIST += %reldir%/interop.sh

netmgmt_test_libs = tests/libsupport.la src/netmgmt/libnetmgmt.la \
	rpc/libonc.la $(TIRPC_LIBS)

%canon_reldir%_test_arguments_SOURCES = %reldir%/test-arguments.c
%canon_reldir%_test_arguments_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_arguments_LDADD = $(netmgmt_function_libs)

# The table of functions, for the tests that hold for all of them.
if HAVE_CUNIT
check_LTLIBRARIES += %reldir%/libfunction.la
endif
%canon_reldir%_libfunction_la_SOURCES = \
	%reldir%/function.c %reldir%/function.h \
	%reldir%/layout.c %reldir%/layout.h
nodist_%canon_reldir%_libfunction_la_SOURCES = $(idl_tables)
%canon_reldir%_libfunction_la_CPPFLAGS = $(test_cppflags)
$(%canon_reldir%_libfunction_la_OBJECTS): $(idl_headers)
netmgmt_function_libs = %reldir%/libfunction.la $(netmgmt_test_libs)

# What the library keeps to itself is compiled into its test.
%canon_reldir%_test_binding_SOURCES = %reldir%/test-binding.c \
	src/netmgmt/binding.c
%canon_reldir%_test_binding_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_binding_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_bytes_SOURCES = %reldir%/test-bytes.c \
	tests/support/peer.c tests/support/peer.h
%canon_reldir%_test_bytes_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_bytes_LDADD = tests/libheap.la $(netmgmt_function_libs) \
	-lpthread

%canon_reldir%_test_threads_SOURCES = %reldir%/test-threads.c
%canon_reldir%_test_threads_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_threads_LDADD = $(netmgmt_test_libs) -lpthread

%canon_reldir%_test_calls_SOURCES = %reldir%/test-calls.c
%canon_reldir%_test_calls_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_calls_LDADD = $(netmgmt_function_libs)

%canon_reldir%_test_heap_SOURCES = %reldir%/test-heap.c
%canon_reldir%_test_heap_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_heap_LDADD = tests/libheap.la $(netmgmt_function_libs)

%canon_reldir%_test_lies_SOURCES = %reldir%/test-lies.c \
	tests/support/peer.c tests/support/peer.h
%canon_reldir%_test_lies_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_lies_LDADD = tests/libheap.la $(netmgmt_function_libs) \
	-lpthread

%canon_reldir%_test_names_SOURCES = %reldir%/test-names.c
%canon_reldir%_test_names_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_names_LDADD = tests/libheap.la $(netmgmt_test_libs)

%canon_reldir%_test_pages_SOURCES = %reldir%/test-pages.c
%canon_reldir%_test_pages_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_pages_LDADD = $(netmgmt_function_libs)

%canon_reldir%_test_refused_SOURCES = %reldir%/test-refused.c
%canon_reldir%_test_refused_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_refused_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_sid_SOURCES = %reldir%/test-sid.c
%canon_reldir%_test_sid_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_sid_LDADD = tests/libheap.la $(netmgmt_test_libs)

%canon_reldir%_test_reply_SOURCES = %reldir%/test-reply.c \
	src/netmgmt/reply.c
%canon_reldir%_test_reply_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_reply_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_share_SOURCES = %reldir%/test-share.c
%canon_reldir%_test_share_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_share_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_status_SOURCES = %reldir%/test-status.c \
	%reldir%/codes.def
%canon_reldir%_test_status_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_status_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_use_SOURCES = %reldir%/test-use.c
%canon_reldir%_test_use_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_use_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_session_SOURCES = %reldir%/test-session.c
%canon_reldir%_test_session_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_session_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_connection_SOURCES = %reldir%/test-connection.c
%canon_reldir%_test_connection_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_connection_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_file_SOURCES = %reldir%/test-file.c
%canon_reldir%_test_file_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_file_LDADD = $(netmgmt_test_libs)

%canon_reldir%_test_transport_SOURCES = %reldir%/test-transport.c
%canon_reldir%_test_transport_CPPFLAGS = $(test_cppflags)
%canon_reldir%_test_transport_LDADD = $(netmgmt_test_libs)

$(%canon_reldir%_test_arguments_OBJECTS) \
$(%canon_reldir%_test_binding_OBJECTS) $(%canon_reldir%_test_bytes_OBJECTS) \
$(%canon_reldir%_test_calls_OBJECTS) \
$(%canon_reldir%_test_connection_OBJECTS) $(%canon_reldir%_test_file_OBJECTS) \
$(%canon_reldir%_test_heap_OBJECTS) $(%canon_reldir%_test_lies_OBJECTS) \
$(%canon_reldir%_test_names_OBJECTS) $(%canon_reldir%_test_pages_OBJECTS) \
$(%canon_reldir%_test_refused_OBJECTS) $(%canon_reldir%_test_reply_OBJECTS) \
$(%canon_reldir%_test_session_OBJECTS) $(%canon_reldir%_test_share_OBJECTS) \
$(%canon_reldir%_test_sid_OBJECTS) $(%canon_reldir%_test_status_OBJECTS) \
$(%canon_reldir%_test_threads_OBJECTS) \
$(%canon_reldir%_test_transport_OBJECTS) $(%canon_reldir%_test_use_OBJECTS): $(idl_headers)
