# SPDX-License-Identifier: BSD-3-Clause
# TAP for shell tests: source it, call ok or not_ok for each case, then plan.

tap_number=0
tap_failed=0

ok()
{
	tap_number=$((tap_number + 1))
	echo "ok $tap_number - $*"
}

not_ok()
{
	tap_number=$((tap_number + 1))
	tap_failed=$((tap_failed + 1))
	echo "not ok $tap_number - $*"
}

skip()
{
	tap_number=$((tap_number + 1))
	echo "ok $tap_number - $1 # SKIP $2"
}

skip_all()
{
	echo "1..0 # SKIP $*"
	exit 0
}

# is NAME EXPECTED FOUND
is()
{
	if [ "$2" = "$3" ]; then
		ok "$1"
		return
	fi
	not_ok "$1"
	printf '%s\n' "expected: $2" "found:    $3" | sed 's/^/#   /'
}

# check NAME COMMAND...: ok if the command succeeds; shows its output if not.
check()
{
	tap_name=$1
	shift
	if tap_output=$("$@" 2>&1); then
		ok "$tap_name"
		return
	fi
	not_ok "$tap_name"
	printf '%s\n' "$tap_output" | head -n 40 | sed 's/^/#   /'
}

plan()
{
	echo "1..$tap_number"
	[ "$tap_failed" -eq 0 ]
	exit
}
