#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Each golden/NAME.x gives what golden/NAME.expected/ holds, to the byte, and
# that compiles without a warning: all of it as C11, the header as C++17 too.
#
# Environment: ONCGEN, CC, CXX, srcdir. After a change that is meant to show,
# `UPDATE=1 tests/oncgen/golden.sh` writes the expected files anew: review
# the difference before it is committed.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
CC=${CC:-cc}
CXX=${CXX:-c++}
root=${srcdir:-.}
golden=$root/tests/oncgen/golden
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

tirpc=$(pkg-config --cflags-only-I libtirpc 2>/dev/null ||
	echo -I/usr/include/tirpc)
tirpc=$(echo "$tirpc" | sed 's/-I */-isystem /g')
warnings='-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror'
c_warnings='-Wstrict-prototypes -Wmissing-prototypes'

compile() { # FOLDER NAME
	for source in "$1/$2"*.c; do
		test -f "$source" || continue
		$CC -std=c11 $warnings $c_warnings -I"$root/include" $tirpc \
			-c -o "$work/object.o" "$source" || return 1
	done
	printf '#include "%s.h"\n' "$2" >"$work/alone.c"
	cp "$work/alone.c" "$work/alone.cc"
	$CC -std=c11 $warnings $c_warnings -I"$root/include" $tirpc -I"$1" \
		-c -o "$work/object.o" "$work/alone.c" || return 1
	command -v "${CXX%% *}" >/dev/null 2>&1 || return 0
	$CXX -std=c++17 $warnings -I"$root/include" $tirpc -I"$1" \
		-c -o "$work/object.o" "$work/alone.cc"
}

mkdir "$work/shared"
for input in "$golden"/shared/*.x; do
	"$ONCGEN" -o "$work/shared" "$input" || exit 99
done

set -- "$golden"/*.x
echo "1..$(($# * 2))"
number=0
failed=0
for input; do
	name=$(basename "$input" .x)
	expected=$golden/$name.expected
	out=$work/$name
	mkdir "$out"
	ln -s ../shared "$out/shared"

	number=$((number + 1))
	"$ONCGEN" -o "$out" "$input" >"$work/log" 2>&1
	status=$?
	rm "$out/shared"
	if test -n "$UPDATE"; then
		rm -rf "$expected"
		cp -R "$out" "$expected"
	fi
	if test $status -ne 0; then
		failed=1
		echo "not ok $number - $name: exit status $status"
		sed 's/^/# /' "$work/log"
	elif ! diff -r "$expected" "$out" >"$work/log" 2>&1; then
		failed=1
		echo "not ok $number - $name: not what is expected"
		sed 's/^/# /' "$work/log"
	else
		echo "ok $number - $name"
	fi

	number=$((number + 1))
	ln -s ../shared "$out/shared"
	if compile "$out" "$name" >"$work/log" 2>&1; then
		echo "ok $number - $name compiles"
	else
		failed=1
		echo "not ok $number - $name does not compile"
		sed 's/^/# /' "$work/log"
	fi
done
exit $failed
