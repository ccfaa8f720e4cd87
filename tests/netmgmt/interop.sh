#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# A client that rpcgen makes of idl/user.x sees what our own library sees.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

[ -x "$builddir/tests/netmgmt/peer-user" ] || skip_all "no rpcgen"
start_daemon

theirs=$("$builddir/tests/netmgmt/peer-user" "$daemon_port" alice)
is "rpcgen's client is served" 0 $?
ours=$("$builddir/tests/netmgmt/print-user" "127.0.0.1:$daemon_port" alice)
is "our library is served" 0 $?
is "both see the same accounts" "$ours" "$theirs"
check "there are accounts to see" test "$(printf '%s\n' "$ours" | wc -l)" -gt 5
ours=$("$builddir/tests/netmgmt/print-user" "" alice)
is "and so does the local socket" "$ours" "$theirs"
end_daemon
plan
