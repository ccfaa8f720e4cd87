#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# rpcgen's letters: which output they choose and where it goes, what they say
# on stderr, and which of them cannot go together.
#
# Environment: ONCGEN, srcdir.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
case $ONCGEN in
*/*) ONCGEN=$(cd "$(dirname "$ONCGEN")" && pwd)/$(basename "$ONCGEN") ;;
esac
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99

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
		sed 's/^/# /' log
	fi
}

# exits STATUS ARGUMENTS...: stdout goes to `said`, stderr to `log`
exits() {
	wanted=$1
	shift
	"$ONCGEN" "$@" >said 2>log
	test $? -eq "$wanted"
}

echo 'struct s { int x; };' >types.x
echo 'program P { version V { int F(int) = 1; } = 1; } = 1;' >calls.x
mkdir ref out && "$ONCGEN" -o ref calls.x && "$ONCGEN" -o ref types.x || exit 99

for kind in h:.h c:_tables.c l:_client.c m:_server.c; do
	letter=${kind%%:*}
	suffix=${kind#*:}
	exits 0 -$letter calls.x && cmp -s said ref/calls$suffix &&
		! test -s log && ! test -e calls$suffix
	report "-$letter writes to standard output and nowhere else"
	exits 0 -$letter -o "one file" calls.x && ! test -s said &&
		cmp -s "one file" ref/calls$suffix
	report "-$letter -o FILE writes that file"
	rm -rf out/*
	exits 0 -$letter -o out calls.x && test "$(ls out)" = calls$suffix
	report "-$letter -o FOLDER writes into the folder"
done
exits 0 -h -o ./deep.h calls.x && cmp -s deep.h ref/calls.h
report "takes a name with a folder in it"
exits 0 --types -o long.h calls.x && cmp -s long.h ref/calls.h
report "takes -o FILE with a long option"
exits 0 --client -o - calls.x && cmp -s said ref/calls_client.c
report "takes - as standard output"
exits 0 -h -o /dev/null calls.x && test -c /dev/null
report "writes to a device without replacing it"
exits 0 -h && grep -q '^usage: oncgen' said
report "takes -h alone for a call for help"
exits 2 -h -o x.h; report "takes -h with something else for rpcgen's"
exits 2 -h nothing.x && ! test -s said
report "prints nothing of a file that is missing"
exits 0 -l -o none.c types.x && grep -q 'include "types.h"' none.c
report "writes the file that was asked for, though there is no program"

exits 2 -h -l calls.x && grep -q 'OUTDIR' log
report "refuses two letters without a folder"
rm -rf out/*
exits 0 -h -l -o out calls.x && test "$(ls out | tr '\n' ' ')" = "calls.h calls_client.c "
report "takes two letters with a folder"
exits 2 -h -l -o no-such-folder calls.x && ! test -e no-such-folder
report "refuses one file for two outputs"
exits 2 -t calls.x && grep -q 'dispatch table' log
report "refuses -t"
exits 2 -Sx calls.x && grep -q -e '-Sx' log; report "refuses a sample it does not know"

rm -rf out/*
exits 0 -MNCbLk5 -K 30 -i 5 -Y /usr/bin -o out calls.x && ! test -s log &&
	for file in out/*; do
		cmp "$file" "ref/${file#out/}" >log || break
	done && ! test -s log && test "$(ls out | wc -l)" -eq 4
report "is silent about letters that change nothing"
for letter in A T; do
	rm -rf out/*
	exits 0 -$letter -o out calls.x && test "$(wc -l <log)" -eq 1 &&
		grep -q -e "^oncgen: note: -$letter: " log
	report "says of -$letter that it has no effect"
done
for letter in s n; do
	exits 0 -$letter tcp calls.x && cmp -s said ref/calls_server.c &&
		test "$(wc -l <log)" -eq 1 && grep -q "note: -$letter:.*main" log
	report "-$letter NAME is -m, and says that it has no main()"
done
rm -rf out/*
exits 0 -I -K 60 -o out calls.x && grep -q 'note: -I: .*inetd' log
report "takes -I before another letter for inetd's"
exits 0 -o out -I calls.x && grep -q 'note: -I: .*inetd' log
report "takes -I before a file for inetd's"
mkdir -p parts
echo 'struct part { int x; };' >parts/part.x
printf '#include "part.x"\nstruct s { part p; };\n' >whole.x
exits 0 -o out -I parts whole.x && ! test -s log
report "takes -I before a folder for a folder of #include"
exits 0 -DLEVEL=3 -ULEVEL -o out types.x && ! test -s log
report "takes -D and -U as rpcgen spells them"
echo "1..$number"
exit $failed
