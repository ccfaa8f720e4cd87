#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# What one-block says of a daemon's answer: one block, one allocation, one free.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

start_daemon

# says NAME LINE: the program printed such a line
says()
{
	printf '%s\n' "$said" | grep -q "^$2\$" && ok "$1" || {
		not_ok "$1"
		printf '%s\n' "$said" | sed 's/^/# /'
	}
}

said=$("$builddir/tests/examples/one-block" "127.0.0.1:$daemon_port")
is "it ends with 0" 0 $?
says "there is a block" 'block             0x[0-9a-f]*, [0-9]* bytes'
says "there are users in it" 'holds             [0-9]* users and [0-9]* strings'
says "all lies inside" 'outside of it     nothing'
says "one free is enough" 'NetApiBufferFree  → 0'
if [ -z "$SANITIZE" ]; then
	says "decoding allocates once" 'decoding took     1 allocation'
	says "nothing is left" 'left on the heap  0 bytes'
else
	skip "decoding allocates once" "the sanitizer has its own allocator"
	skip "nothing is left" "the sanitizer has its own allocator"
fi
is "it fits 80 columns" "" "$(printf '%s\n' "$said" | awk 'length >= 80')"
said=$("$builddir/tests/examples/one-block" unix:/nonexistent 2>&1)
is "a failure is told" "1 one-block: No server answers there. (1722)" \
	"$? $said"
end_daemon
plan
