#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The tests that ask a daemon, all of them of one.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

[ -x "$builddir/tests/netmgmt/test-calls" ] || skip_all "no CUnit"
start_daemon
for program in test-calls test-connection test-file test-heap test-names \
	test-pages test-session test-share test-threads test-transport \
	test-use; do
	if said=$("$builddir/tests/netmgmt/$program"); then
		code=0
	else
		code=$?
	fi
	# Each case of the program is one of this script.
	while IFS= read -r line; do
		case $line in
		"ok "*) ok "${line#* - }" ;;
		"not ok "*) not_ok "${line#* - }" ;;
		"#"*) printf '%s\n' "$line" ;;
		esac
	done <<END
$said
END
	is "$program ends well" 0 "$code"
done
end_daemon
plan
