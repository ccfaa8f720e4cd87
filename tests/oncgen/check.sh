#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# --check: each lint/NAME.x says in its first lines, "// expect LINE:COLUMN:
# warning: TEXT [NAME]", what is found in it, no more and no less. The status
# is 3 with findings and 0 without; nothing is ever written.
#
# Environment: ONCGEN, srcdir.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
inputs=${srcdir:-.}/tests/oncgen/lint
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

case $ONCGEN in
*/*) ONCGEN=$(cd "$(dirname "$ONCGEN")" && pwd)/$(basename "$ONCGEN") ;;
esac
cp -R "$inputs" "$work/inputs" && chmod -R u+w "$work/inputs" &&
	cd "$work/inputs" || exit 99
log=$work/log

number=0
failed=0
report() { # CASE; the last status decides
	status=$?
	number=$((number + 1))
	if test $status -eq 0; then
		echo "ok $number - $1"
	else
		failed=1
		echo "not ok $number - $1"
		sed 's/^/# /' "$log"
	fi
}

exits() {
	wanted=$1
	shift
	"$ONCGEN" "$@" >"$work/said" 2>"$log"
	test $? -eq "$wanted" && ! test -s "$work/said"
}

# finds NAMES...: each at least once, and nothing else
finds() {
	printf '%s\n' "$@" >"$work/wanted"
	sed -n 's/.*: warning: .* \[\([a-z-]*\)\]$/\1/p' "$log" | sort -u |
		cmp -s - "$work/wanted"
}

before=$(ls -A)
for input in *.x; do
	name=${input%.x}
	sed -n "s|^// expect |$input:|p" "$input" | LC_ALL=C sort \
		>"$work/expected"
	wanted=3
	test -s "$work/expected" || wanted=0
	exits $wanted --check "$input"
	status=$?
	grep -E '^[^:]+:[0-9]+:[0-9]+: (warning|error): ' "$log" |
		LC_ALL=C sort >"$work/found"
	rm -f "$work/diff"
	test $status -eq 0 && diff "$work/expected" "$work/found" >"$work/diff"
	status=$?
	test -f "$work/diff" && cat "$work/diff" >>"$log"
	test $status -eq 0
	report "$name"
done
test "$before" = "$(ls -A)"; report "nothing was written"

exits 3 --check names.x && grep -q '^	int	class;$' "$log" &&
	grep -q '^	   	^~~~~$' "$log"
report "shows the line and a caret"
exits 3 --check versions.x && grep -q 'versions.x:16:8: note: it is here' "$log"
report "shows both places of a number"

exits 3 --check=unused-type use.x && finds unused-type
report "--check=NAME is for that alone"
exits 3 --check=unused-type,unused-constant use.x &&
	finds unused-constant unused-type
report "--check takes several names"
exits 3 --check=unused-type --check=unused-constant use.x &&
	finds unused-constant unused-type
report "several --check add up"
exits 3 --check --no-check=unused-type use.x && finds unused-constant
report "--no-check=NAME is for all others"
exits 0 --no-check=unused-type,unused-constant use.x && ! test -s "$log"
report "--no-check does without --check, and 0 is the status of silence"
exits 0 --check=version-gap names.x && ! test -s "$log"
report "usual warnings are told only if they are wanted"

echo 'struct s { nothing x; int class; };' >"$work/wrong.x"
exits 1 --check "$work/wrong.x" && grep -q 'error: ' "$log"
report "errors come first, with status 1"
exits 2 --check no-such-file.x; report "a missing file is status 2"
exits 2 --check=nonsense use.x &&
	grep -q "no check 'nonsense'; there are language, .*unused-type" "$log"
report "a check that does not exist is refused, and those that do are told"
exits 2 --check=unused-type, use.x; report "an empty name is refused"
exits 2 --no-check=nonsense use.x; report "so it is by --no-check"
exits 2 --check=version-gap --no-check=version-gap use.x
report "no check at all is refused"
for option in '-o x' --types -a --deps --deps=x --samples --force; do
	exits 2 --check $option use.x && grep -q 'no files' "$log"
	report "--check and $option exclude each other"
done
exits 1 --check -DX=1 "$work/wrong.x" && exits 3 --check -I shared use.x
report "takes -D and -I"
echo "1..$number"
exit $failed
