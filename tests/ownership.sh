#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The compiler sees from the public headers who owns what.
. "$srcdir/tests/support/tap.sh"

echo | $CC -dM -E - | grep -q __clang__ && skip_all "gcc's attributes"

# warns NAME WARNING, program on standard input
warns()
{
	if $CC -O2 -Wall -Wextra -Wfree-nonheap-object -I"$srcdir/include" \
		-x c -c -o /dev/null - 2>&1 | grep -q -e "-W$2"; then
		ok "gcc warns of $1"
	else
		not_ok "gcc warns of $1"
	fi
}

warns "an ignored status" unused-result <<'END'
#include <lmapibuf.h>
void *f(void);
void *f(void) { void *p; NetApiBufferAllocate(8, &p); return p; }
END
warns "free() of a block" mismatched-dealloc <<'END'
#include <stdlib.h>
#include <lmapibuf.h>
void f(void);
void f(void) { free(onc_block_new(8)); }
END
warns "NetApiBufferFree() of malloc()" mismatched-dealloc <<'END'
#include <stdlib.h>
#include <lmapibuf.h>
void f(void);
void f(void) { NetApiBufferFree(malloc(8)); }
END
warns "NetApiBufferFree() of an interior pointer" free-nonheap-object <<'END'
#include <lmapibuf.h>
void f(void);
void f(void) { char *p = onc_block_new(8); NetApiBufferFree(p + 1); }
END
warns "use of a block after its free" use-after-free <<'END'
#include <lmapibuf.h>
int f(void);
int f(void) { int *p = onc_block_new(8); NetApiBufferFree(p); return *p; }
END
plan
