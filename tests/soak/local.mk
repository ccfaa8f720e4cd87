# SPDX-License-Identifier: BSD-3-Clause
# Peers that come, call and die, for a while. `make check` has a few seconds of
# it, `make soak` SOAK_SECONDS.

if HAVE_CUNIT
check_PROGRAMS += tests/soak/test-soak
TESTS += tests/soak/test-soak
tests_soak_test_soak_SOURCES = %reldir%/test-soak.c \
	%reldir%/doomed.c %reldir%/doomed.h
tests_soak_test_soak_CPPFLAGS = $(rpc_test_cppflags)
tests_soak_test_soak_LDADD = tests/rpc/libsiege.la $(hostile_test_ldadd)
tests_soak_test_soak_LDFLAGS = $(AM_LDFLAGS) -static
$(tests_soak_test_soak_OBJECTS): $(hostile_generated)

soak: tests/soak/test-soak$(EXEEXT)
	@SOAK_SECONDS=$${SOAK_SECONDS:-600} SOAK_IDLE=$${SOAK_IDLE:-5000} \
		tests/soak/test-soak$(EXEEXT)
endif
.PHONY: soak
