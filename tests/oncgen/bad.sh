#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Inputs that must fail: each says in its first lines, "// expect LINE:COLUMN:
# error: TEXT" (or "FILE:LINE:COLUMN:" for a file that it includes), which
# errors it has. No more and no fewer may come, nothing may be written.
#
# Environment: ONCGEN, srcdir.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
bad=${srcdir:-.}/tests/oncgen/bad
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

case $ONCGEN in
*/*) ONCGEN=$(cd "$(dirname "$ONCGEN")" && pwd)/$(basename "$ONCGEN") ;;
esac
cd "$bad" || exit 99

set -- *.x
echo "1..$#"
number=0
failed=0
for input; do
	number=$((number + 1))
	name=${input%.x}
	rm -rf "$work/out"
	mkdir "$work/out"
	sed -n "s|^// expect \([0-9]\)|$input:\1|p; s|^// expect ||p" "$input" |
		LC_ALL=C sort >"$work/expected"
	"$ONCGEN" -o "$work/out" "$input" 2>"$work/stderr"
	status=$?
	grep -aE '^[^:]+:[0-9]+:[0-9]+: error: ' "$work/stderr" |
		LC_ALL=C sort >"$work/found"

	if test $status -ne 1; then
		failed=1
		echo "not ok $number - $name: exit status $status"
	elif ! cmp -s "$work/expected" "$work/found"; then
		failed=1
		echo "not ok $number - $name: other errors than expected"
		diff "$work/expected" "$work/found" | sed 's/^/# /'
	elif test -n "$(ls -A "$work/out")"; then
		failed=1
		echo "not ok $number - $name: left output behind"
	else
		echo "ok $number - $name"
	fi
done
exit $failed
