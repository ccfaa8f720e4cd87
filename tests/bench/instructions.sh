#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Instructions, not seconds: those of one decode and one encode are counted and
# held against what instructions.txt has for this compiler. They repeat to the
# digit, whatever else the machine does; 5 % more is a regression.
#
# After a change that is worth it, put the counts that this prints there.
. "$srcdir/tests/support/tap.sh"

stored=$srcdir/tests/bench/instructions.txt
message=$builddir/tests/bench/instructions.message
program=$builddir/tests/bench/instructions.program

command -v valgrind >/dev/null || skip_all "no valgrind"
[ -z "$SANITIZE" ] || skip_all "sanitizers count as well"
# -g, warnings and the like change no instruction.
for flag in $LIBRARY_CFLAGS; do
	case $flag in
	-O2) optimized=yes ;;
	-O* | -m* | -f*) skip_all "compiled with $flag" ;;
	esac
done
[ "$optimized" ] || skip_all "compiled without -O2"
grep -qw avx2 /proc/cpuinfo 2>/dev/null ||
	skip_all "no AVX2: the counts are of another path"

predefined=$($CC -dM -E -x c /dev/null)
major()
{
	printf '%s\n' "$predefined" | sed -n "s/^#define $1 \([0-9]*\)$/\1/p"
}
if [ "$(major __clang_major__)" ]; then
	compiler=clang-$(major __clang_major__)
else
	compiler=gcc-$(major __GNUC__)
fi
compiler=$compiler-$($CC -dumpmachine | sed 's/-.*//')
grep -q "^$compiler " "$stored" || skip_all "no counts are stored of $compiler"

# valgrind cannot read what every compiler says of its lines.
strip -g -o "$program" "$builddir/tests/bench/way-onc" ||
	skip_all "no strip"

# count LOOP N: instructions of the whole program
count()
{
	valgrind --tool=callgrind --callgrind-out-file=/dev/null \
		"$program" "$name" "$message" "$1" "$2" \
		2>&1 | sed -n 's/.*Collected : \([0-9]*\)$/\1/p'
}

grep "^$compiler " "$stored" |
	while read -r _ work name items before; do
		"$builddir/tests/bench/make-message" "$name" "$items" \
			"$message" || exit
		loop=loop
		[ "$work" = decode ] || loop=loop-encode
		one=$(count $loop 1)
		three=$(count $loop 3)
		now=$(((three - one) / 2))
		echo "$compiler $work $name $items $now $before"
	done >"$builddir/tests/bench/instructions.now"
rm -f "$message" "$program"

while read -r _ work name items now before; do
	what="$work of $name $items takes no more instructions than it did"
	if [ "$now" -gt 0 ] && [ "$now" -le $((before / 100 * 105)) ]; then
		ok "$what"
	else
		not_ok "$what"
	fi
	echo "# $compiler $work $name $items $now (stored: $before)"
done <"$builddir/tests/bench/instructions.now"
plan
