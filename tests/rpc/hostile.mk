# SPDX-License-Identifier: BSD-3-Clause
# Peers that mean harm, on either side; what they share is in tests/support.

EXTRA_DIST += tests/wire/hostile.x
hostile_generated = tests/wire/hostile.h tests/wire/hostile_tables.c \
	tests/wire/hostile_client.c tests/wire/hostile_server.c
tests/wire/hostile.stamp: $(srcdir)/tests/wire/hostile.x $(oncgen_built)
	$(AM_V_at)$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(oncgen) -o $(@D) $(srcdir)/tests/wire/hostile.x
	$(AM_V_at)touch $@
$(hostile_generated): tests/wire/hostile.stamp
	@test -f $@ || { rm -f $<; $(MAKE) $(AM_MAKEFLAGS) $<; }
CLEANFILES += $(hostile_generated) tests/wire/hostile.stamp

EXTRA_LTLIBRARIES += tests/libhostile.la
CLEANFILES += tests/libhostile.la
tests_libhostile_la_SOURCES = \
	tests/support/caller.c tests/support/caller.h \
	tests/support/canary.c tests/support/canary.h \
	tests/support/meter.c tests/support/meter.h \
	tests/support/actor.c tests/support/actor.h \
	tests/support/wire.c tests/support/wire.h
tests_libhostile_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)
tests_libhostile_la_LIBADD = -lpthread

if HAVE_CUNIT
hostile_tests = \
	tests/rpc/test-hostile-client-calls \
	tests/rpc/test-hostile-client-crowd \
	tests/rpc/test-hostile-client-records \
	tests/rpc/test-hostile-client-replies \
	tests/rpc/test-hostile-reply \
	tests/rpc/test-hostile-server \
	tests/rpc/test-hostile-wait
check_PROGRAMS += $(hostile_tests)
TESTS += $(hostile_tests)
hostile_test_ldadd = tests/libheap.la tests/libhostile.la $(rpc_test_ldadd)

check_LTLIBRARIES += tests/rpc/libvictim.la
tests_rpc_libvictim_la_SOURCES = %reldir%/victim.c %reldir%/victim.h
nodist_tests_rpc_libvictim_la_SOURCES = tests/wire/hostile_tables.c
tests_rpc_libvictim_la_CPPFLAGS = $(rpc_test_cppflags)
$(tests_rpc_libvictim_la_OBJECTS): $(hostile_generated)

tests_rpc_test_hostile_server_SOURCES = %reldir%/test-hostile-server.c
tests_rpc_test_hostile_server_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_hostile_server_LDADD = tests/rpc/libvictim.la \
	$(hostile_test_ldadd)
tests_rpc_test_hostile_server_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_hostile_server_OBJECTS): $(hostile_generated)

tests_rpc_test_hostile_reply_SOURCES = %reldir%/test-hostile-reply.c
tests_rpc_test_hostile_reply_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_hostile_reply_LDADD = tests/rpc/libvictim.la \
	$(hostile_test_ldadd)
tests_rpc_test_hostile_reply_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_hostile_reply_OBJECTS): $(hostile_generated)
tests_rpc_test_hostile_wait_SOURCES = %reldir%/test-hostile-wait.c
tests_rpc_test_hostile_wait_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_hostile_wait_LDADD = tests/rpc/libvictim.la \
	$(hostile_test_ldadd)
tests_rpc_test_hostile_wait_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_hostile_wait_OBJECTS): $(hostile_generated)

check_LTLIBRARIES += tests/rpc/libsiege.la
tests_rpc_libsiege_la_SOURCES = %reldir%/siege.c %reldir%/siege.h \
	%reldir%/hostile_svc.c
nodist_tests_rpc_libsiege_la_SOURCES = tests/wire/hostile_tables.c \
	tests/wire/hostile_server.c
tests_rpc_libsiege_la_CPPFLAGS = $(rpc_test_cppflags)
$(tests_rpc_libsiege_la_OBJECTS): $(hostile_generated)

tests_rpc_test_hostile_client_calls_SOURCES = \
	%reldir%/test-hostile-client-calls.c
tests_rpc_test_hostile_client_calls_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_hostile_client_calls_LDADD = tests/rpc/libsiege.la \
	$(hostile_test_ldadd)
tests_rpc_test_hostile_client_calls_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_hostile_client_calls_OBJECTS): $(hostile_generated)

tests_rpc_test_hostile_client_crowd_SOURCES = \
	%reldir%/test-hostile-client-crowd.c
tests_rpc_test_hostile_client_crowd_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_hostile_client_crowd_LDADD = tests/rpc/libsiege.la \
	$(hostile_test_ldadd)
tests_rpc_test_hostile_client_crowd_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_hostile_client_crowd_OBJECTS): $(hostile_generated)

tests_rpc_test_hostile_client_records_SOURCES = \
	%reldir%/test-hostile-client-records.c
tests_rpc_test_hostile_client_records_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_hostile_client_records_LDADD = tests/rpc/libsiege.la \
	$(hostile_test_ldadd)
tests_rpc_test_hostile_client_records_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_hostile_client_records_OBJECTS): $(hostile_generated)

tests_rpc_test_hostile_client_replies_SOURCES = \
	%reldir%/test-hostile-client-replies.c
tests_rpc_test_hostile_client_replies_CPPFLAGS = $(rpc_test_cppflags)
tests_rpc_test_hostile_client_replies_LDADD = tests/rpc/libsiege.la \
	$(hostile_test_ldadd)
tests_rpc_test_hostile_client_replies_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_rpc_test_hostile_client_replies_OBJECTS): $(hostile_generated)
endif
