#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The command line of oncgen: exit statuses, which files it writes, and that
# it writes none when anything is wrong.
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

# exits STATUS ARGUMENTS...
exits() {
	wanted=$1
	shift
	"$ONCGEN" "$@" >log 2>&1
	test $? -eq "$wanted"
}

# holds FOLDER FILES...
holds() {
	folder=$1
	shift
	echo "$*" >wanted
	(cd "$folder" && ls -A | tr '\n' ' ' | sed 's/ $//' && echo) >held
	cmp -s wanted held
}

fresh() {
	rm -rf out
	mkdir out
}

echo 'struct s { int x; };' >types.x
echo 'program P { version V { int F(int) = 1; } = 1; } = 1;' >calls.x
echo 'struct s { nothing x; };' >wrong.x
mkdir -p deep/folder other
echo 'struct shared { int x; };' >other/shared.x
printf '#include "shared.x"\nstruct s { shared x; };\n' >deep/folder/user.x

echo 1..37

exits 2; report "refuses to run without a file"
exits 2 types.x calls.x; report "refuses two files"
exits 2 --no-such-option types.x; report "refuses an unknown option"
exits 2 -o; report "refuses an option without its value"
exits 2 no-such-file.x; report "says that a file is missing"
grep -q 'no-such-file.x' log; report "names the missing file"
exits 2 deep; report "refuses a folder as input"
exits 2 -o no-such-folder types.x; report "refuses a missing output folder"
exits 0 --help && grep -q '^usage: oncgen' log; report "prints its help"
exits 0 --version && grep -q '^oncgen ' log; report "prints its version"

fresh
exits 0 -o out types.x && holds out types.h types_tables.c
report "writes no stubs for a file without programs"
fresh
exits 0 -o out calls.x &&
	holds out calls.h calls_client.c calls_server.c calls_tables.c
report "writes all four for a file with a program"
for kind in types:.h tables:_tables.c client:_client.c server:_server.c; do
	fresh
	exits 0 -o out --${kind%%:*} calls.x && holds out calls${kind#*:}
	report "writes one file for --${kind%%:*}"
done
fresh
exits 0 --output=out --types --tables calls.x &&
	holds out calls.h calls_tables.c
report "takes several kinds, and long options"
fresh
exits 0 -o out --client types.x && holds out
report "writes nothing for --client without a program"
exits 0 types.x && test -f types.h
report "writes into the current folder by default"

fresh
exits 1 -o out wrong.x && holds out; report "leaves nothing after an error"
fresh
echo old >out/wrong.h
exits 1 -o out wrong.x && holds out wrong.h && grep -q old out/wrong.h
report "does not touch an older output after an error"
fresh
mkdir out/calls_server.c
exits 2 -o out calls.x && test -z "$(ls -A out | grep '^\.')"
report "leaves no temporary file when it cannot finish"

fresh
exits 1 -o out deep/folder/user.x; report "does not guess where includes are"
grep -q 'shared.x.*tried deep/folder' log; report "says where it looked"
exits 0 -o out -I other deep/folder/user.x && holds out user.h user_tables.c
report "finds includes by -I"
cp other/shared.x deep/folder
fresh
exits 0 -o out deep/folder/user.x && holds out user.h user_tables.c
report "finds includes beside the file"

fresh
"$ONCGEN" -o out calls.x && cp -R out first && mkdir -p else/where &&
	cp calls.x else/where && "$ONCGEN" -o out else/where/calls.x &&
	diff -r first out >log
report "writes the same wherever the file is"

printf '%s\n' 'struct empty { };' 'typedef opaque uint8_t[4];' \
	'struct s { string x; int errno; int class; };' >warned.x
fresh
exits 0 -o out warned.x && holds out warned.h warned_tables.c
report "warnings do not fail"
grep -c ': warning: ' log >count && test "$(cat count)" -eq 5
report "warns of what is odd"
printf '#if LEVEL > 2\nstruct a { int x; };\n#endif\nstruct b { a x; };\n' >when.x
exits 1 -o out when.x && exits 0 -D LEVEL=3 -o out when.x &&
	exits 1 -DLEVEL -o out when.x
report "takes macros from -D"
exits 1 -DLEVEL=3 -ULEVEL -o out when.x
report "takes macros back by -U"
awk 'BEGIN { for (i = 0; i < 300; i++)
	printf "typedef s%d t%d;\nstruct s%d { t%d x; };\n", i, i, i, i - 1 }' |
	sed 's/ t-1 / int /' >deep.x
fresh
exits 1 -o out deep.x && grep -q "'s[0-9]*' holds types nested more" log
report "refuses types that are nested too deeply behind typedefs"
awk 'BEGIN { for (i = 200000; i > 0; i--)
	printf "struct s%d { s%d x; };\n", i, i - 1
	print "struct s0 { int x; };" }' >deep.x
fresh
exits 1 -o out deep.x && grep -q 'nested too deeply' log
report "refuses types that are nested without end"
printf '%s\n' 'union arms switch (int d) {' \
	'case 1: opaque a[0x60000000]; case 2: opaque b[0x60000000]; };' \
	'struct half { opaque a[0x60000000];' '#ifdef RPC_XDR' \
	'opaque b[0x60000000];' '#endif' '};' >large.x
fresh
exits 0 -o out large.x
report "counts for the limit of a type what lies side by side in C"
printf '\357\273\277struct s { int x; };\r\n#include "mark2.x"\r\n' >mark.x
printf '\357\273\277struct t { int y; };\n' >mark2.x
fresh
exits 0 -o out mark.x && grep -q 'int x;' out/mark.h
report "takes files that begin with the mark of UTF-8"
umask 022
fresh
"$ONCGEN" -o out types.x && test "$(ls -l out/types.h | cut -c1-10)" = -rw-r--r--
report "writes files that others may read"
if test -c /dev/full; then
	"$ONCGEN" --help >/dev/full 2>log
	test $? -eq 2
else
	true
fi
report "notices that its help could not be written"
exit $failed
