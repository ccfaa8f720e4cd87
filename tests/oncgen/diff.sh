#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# --diff: what it tells of pairs of files, whom that breaks, and its status.
# Of a file and itself it tells nothing. compare/ has a longer pair, and all that
# is said of it to the byte.
#
# Environment: ONCGEN, srcdir.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
case $ONCGEN in
*/*) ONCGEN=$(cd "$(dirname "$ONCGEN")" && pwd)/$(basename "$ONCGEN") ;;
esac
root=$(cd "${srcdir:-.}" && pwd)
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

both='[breaks: old client and new server; new client and old server]'
old='[breaks: old client and new server]'
new='[breaks: new client and old server]'
any_data='[breaks: old data; new data and old program]'
old_data='[breaks: old data]'
new_data='[breaks: new data and old program]'

# differs CASE STATUS OLD NEW LINE...: these are told, without their places
differs() {
	title=$1
	wanted=$2
	printf '%s\n' "$3" >old.x
	printf '%s\n' "$4" >new.x
	shift 4
	: >expected
	test $# -eq 0 || printf '%s\n' "$@" | LC_ALL=C sort >expected
	"$ONCGEN" --diff old.x new.x >said 2>log
	status=$?
	sed -n '/: note: /d; s/^[a-z]*\.x:[0-9]*:[0-9]*: //p' said |
		LC_ALL=C sort >heads
	diff expected heads >>log && ! test -s log
	same=$?
	echo "status $status, wanted $wanted" >>log
	test $same -eq 0 && test $status -eq $wanted
	report "$title"
}

# argument and result: a program that has a type for one of them
argument() {
	printf '%s\nprogram P { version V { void F(%s) = 1; } = 1; } = 1;\n' \
		"$1" "${2:-s}"
}
result() {
	printf '%s\nprogram P { version V { %s F(void) = 1; } = 1; } = 1;\n' \
		"$1" "${2:-s}"
}

# Bounds, in each role.
ten='struct s { int x<10>; };'
twenty='struct s { int x<20>; };'
differs "a raised bound of an argument: old clients go on" 0 \
	"$(argument "$ten")" "$(argument "$twenty")" \
	"addition: 'x' was int<10>, is int<20> $new"
differs "a lowered bound of an argument: old clients may send more" 4 \
	"$(argument "$twenty")" "$(argument "$ten")" \
	"wire: 'x' was int<20>, is int<10> $old"
differs "a raised bound of a result: old clients may get more" 4 \
	"$(result "$ten")" "$(result "$twenty")" \
	"wire: 'x' was int<10>, is int<20> $old"
differs "a lowered bound of a result: old clients go on" 0 \
	"$(result "$twenty")" "$(result "$ten")" \
	"addition: 'x' was int<20>, is int<10> $new"
differs "a type of both breaks both" 4 \
	"$ten program P { version V { s F(s) = 1; } = 1; } = 1;" \
	"$twenty program P { version V { s F(s) = 1; } = 1; } = 1;" \
	"wire: 'x' was int<10>, is int<20> $both"
differs "data of a file without programs: the new side reads the old" 0 \
	"$ten" "$twenty" "addition: 'x' was int<10>, is int<20> $new_data"
differs "or does not" 4 "$twenty" "$ten" \
	"wire: 'x' was int<20>, is int<10> $old_data"
differs "no bound is the highest" 0 \
	"$(argument 'struct s { string x<7>; };')" \
	"$(argument 'struct s { string x<>; };')" \
	"addition: 'x' was string<7>, is string<> $new"
differs "a bound under another name is the same bound" 0 \
	'const A = 5; struct s { int x<A>; };' \
	'const A = 5; struct s { int x<0x5>; };'
differs "a constant's number shows at its uses" 4 \
	'const A = 5; struct s { int x[A]; };' \
	'const A = 6; struct s { int x[A]; };' \
	"C: 'A' was 5, is 6" "wire: 'x' was int[5], is int[6] $any_data"
differs "bounds of C are compared by their names" 4 \
	"$(printf '%%#define B 1\nstruct s { int x<A>; };')" \
	"$(printf '%%#define B 1\nstruct s { int x<B>; };')" \
	"wire: 'x' was int<A>, is int<B> $any_data"

# Types.
differs "another type" 4 'struct s { int x; };' 'struct s { hyper x; };' \
	"wire: 'x' was int, is int64_t $any_data"
differs "another sign" 4 'struct s { int x; };' 'struct s { unsigned x; };' \
	"wire: 'x' was int, is unsigned int $any_data"
differs "float is no integer" 4 'struct s { int x; };' 'struct s { float x; };' \
	"wire: 'x' was int, is float $any_data"
differs "a wider number takes the narrower's, in another C type" 3 \
	"$(argument 'struct s { short x; };')" \
	"$(argument 'struct s { int x; };')" "C: 'x' was short, is int $new"
differs "a narrower one does not" 4 \
	"$(argument 'struct s { int x; };')" \
	"$(argument 'struct s { short x; };')" "wire: 'x' was int, is short $old"
differs "long is an int on the wire" 3 'struct s { int x; };' \
	'struct s { long x; };' "C: 'x' was int, is long"
differs "two names of one type are one" 0 'struct s { unsigned x; hyper y; };' \
	'struct s { uint32_t x; int64_t y; };'
differs "a bool is an unsigned of 0 and 1" 3 \
	"$(argument 'struct s { bool x; };')" \
	"$(argument 'struct s { unsigned x; };')" \
	"C: 'x' was bool_t, is unsigned int $new"
differs "an enum is an int of few values" 3 \
	"$(argument 'enum e { A, B }; struct s { e x; e y; };')" \
	"$(argument 'enum e { A, B }; struct s { int x; e y; };')" \
	"C: 'x' was e, is int $new"
differs "opaque and string differ by a NUL" 4 'struct s { opaque x<>; };' \
	'struct s { string x<>; };' "wire: 'x' was opaque<>, is string<> $old_data"
differs "optional data is a list of one at most" 3 \
	"$(argument 'struct s { int *x; };')" \
	"$(argument 'struct s { int x<4>; };')" \
	"C: 'x' was int *, is int<4> $new"
differs "bytes are no array of char" 4 'struct s { opaque x<>; };' \
	'struct s { char x<>; };' "wire: 'x' was opaque<>, is char<> $any_data"
differs "fixed is not counted" 4 'struct s { opaque x[4]; };' \
	'struct s { opaque x<4>; };' "wire: 'x' was opaque[4], is opaque<4> $any_data"
differs "elements are compared" 4 'struct s { int x<>; };' \
	'struct s { hyper x<>; };' "wire: 'x' was int, is int64_t $any_data"
differs "a typedef changes where it stands" 4 \
	'typedef int t; struct s { t x; t y; };' \
	'typedef hyper t; struct s { t x; t y; };' \
	"wire: 't' was int, is int64_t $any_data"
differs "a typedef of the same is nothing" 0 'struct s { int x; };' \
	'typedef int t; struct s { t x; };' "addition: 't' is new"
differs "a typedef of an array names its members" 3 'struct s { int x<>; };' \
	'typedef int t<>; struct s { t x; };' "C: 'x' was int<>, is t" \
	"addition: 't' is new"
differs "a struct of another name is another in C" 3 \
	"$(argument 'struct t { int x; }; struct s { t a; };')" \
	"$(argument 'struct u { int x; }; struct s { u a; };')" \
	"C: 'a' was t, is u" "C: 't' is gone" "addition: 'u' is new"

# Members.
differs "a renamed member" 3 'struct s { int a; int b; };' \
	'struct s { int a; int c; };' "C: 'c' was called 'b'"
differs "members that changed places" 4 'struct s { int a; int b; };' \
	'struct s { int b; int a; };' "wire: 'b' is where 'a' was $any_data" \
	"wire: 'a' is where 'b' was $any_data"
differs "a new member" 4 'struct s { int a; };' 'struct s { int a; int b; };' \
	"wire: 'b' is a new member $any_data"
differs "a member that is gone" 4 'struct s { int a; int b; int c; };' \
	'struct s { int a; int c; };' "wire: 'b' is gone $any_data"
differs "only C has a member" 0 'struct s { int a; };' \
	"$(printf '#ifdef RPC_HDR\n#define X\n#endif\nstruct s { int a; };')"
# C's alone. hdr TEXT: a member line that only the header has
hdr() {
	printf '#ifdef RPC_HDR\n%s\n#endif' "$1"
}
differs "C alone gets a member" 3 "$(argument 'struct s { int a; };')" \
	"$(argument "struct s { int a;
$(hdr 'int link;')
};")" "C: 'link' is a new member in C"
differs "C alone loses one" 3 "$(argument "struct s { int a;
$(hdr 'int link;')
};")" "$(argument 'struct s { int a; };')" "C: 'link' is gone from C"
differs "C alone has another type of it" 3 "struct s {
$(hdr 'int link;')
int a; };" "struct s {
$(hdr 'hyper link;')
int a; };" "C: 'link' was int, is int64_t"
differs "or another size" 3 "$(result "struct s {
$(hdr 'opaque link[4];')
int a; };")" "$(result "struct s {
$(hdr 'opaque link[8];')
int a; };")" "C: 'link' was opaque[4], is opaque[8]"
differs "or an array of others" 3 "$(result "struct s {
$(hdr 'int link<>;')
int a; };")" "$(result "struct s {
$(hdr 'hyper link<>;')
int a; };")" "C: 'link' was int, is int64_t"
differs "C alone has it elsewhere" 3 "struct s {
$(hdr 'int link;')
int a; };" "struct s { int a;
$(hdr 'int link;')
};" "C: 'link' has another place in C"
differs "another bound says nothing to C" 0 "$(result "struct s { int a;
$(hdr 'string link<4>;')
};")" "$(result "struct s { int a;
$(hdr 'string link<8>;')
};")"
differs "what stays C's alone is no change" 0 "struct s { int a;
$(hdr 'int link;')
int b; };" "struct s { int a;
$(hdr 'int link;')
int b; };"
differs "what was sent is kept by C" 4 'struct s { int a; int b; };' \
	"struct s { int a;
$(hdr 'int b;')
};" "wire: 'b' is gone $any_data"
differs "C loses what is still sent" 3 'struct s { int a; int b; };' \
	'struct s { int a;
#ifdef RPC_XDR
int b;
#endif
};' "C: 'b' is gone from C"
differs "C alone has another arm" 3 \
	'union s switch (int d) { case 1: int a; default: void; };' \
	"union s switch (int d) { case 1: int a;
$(hdr 'case 2: int b;')
default: void; };" "C: 'b' is a new member in C"
differs "one change in a list that runs in a circle" 4 \
	'struct a { b *x; int n; }; struct b { a *x; a y<>; };' \
	'struct a { b *x; hyper n; }; struct b { a *x; a y<>; };' \
	"wire: 'n' was int, is int64_t $any_data"

# Enums and unions.
differs "a new enumerator of an argument" 0 \
	"$(argument 'enum s { A };')" "$(argument 'enum s { A, B };')" \
	"addition: 'B' is new in the enum $new"
differs "a new enumerator of a result" 4 \
	"$(result 'enum s { A };')" "$(result 'enum s { A, B };')" \
	"wire: 'B' is new in the enum $old"
differs "an enumerator that is gone" 4 'enum s { A, B };' 'enum s { A };' \
	"wire: 'B' is gone $old_data"
differs "another number" 4 'enum s { A, B };' 'enum s { A, B = 2 };' \
	"wire: 'B' was 1, is 2 $any_data"
differs "a renamed enumerator" 3 'enum s { A, B };' 'enum s { A, C };' \
	"C: 'C' was called 'B'"
enum='enum e { A, B, C };'
differs "a new arm" 0 \
	"$(argument "$enum union s switch (e k) { case A: int a; };")" \
	"$(argument "$enum union s switch (e k) { case A: int a; case B: int b; };")" \
	"addition: case B is new $new"
differs "an arm that is gone" 4 \
	"$enum union s switch (e k) { case A: int a; case B: int b; };" \
	"$enum union s switch (e k) { case A: int a; };" \
	"wire: case B is gone $old_data"
differs "an arm instead of the default" 4 \
	"$enum union s switch (e k) { case A: int a; default: void; };" \
	"$enum union s switch (e k) { case A: int a; case B: int b; default: void; };" \
	"wire: 'b' was void, is int $any_data"
differs "a new arm of a new value, beside the default" 0 \
	"$(argument 'enum e { A, B }; union s switch (e k) { case A: int a; default: void; };')" \
	"$(argument 'enum e { A, B, C }; union s switch (e k) { case A: int a; case C: int c; default: void; };')" \
	"addition: 'C' is new in the enum $new" "addition: case C is new $new"
differs "a label of its own that the default said before" 0 \
	"$enum union s switch (e k) { case A: int a; default: void; };" \
	"$enum union s switch (e k) { case A: int a; case B: void; default: void; };"
differs "a new default" 0 \
	"$(argument 'union s switch (int k) { case 1: int a; };')" \
	"$(argument 'union s switch (int k) { case 1: int a; default: void; };')" \
	"addition: the default is new $new"
differs "a default that is gone" 4 \
	'union s switch (int k) { case 1: int a; default: void; };' \
	'union s switch (int k) { case 1: int a; };' \
	"wire: the default is gone $old_data"
differs "a label in other words" 0 'union s switch (int k) { case -1: int a; };' \
	'const MINUS = -1; union s switch (int k) { case MINUS: int a; };' \
	"addition: 'MINUS' is new"
differs "a renamed arm" 3 'union s switch (int k) { case 1: int a; };' \
	'union s switch (int k) { case 1: int b; };' "C: 'b' was called 'a'"

# Programs.
p1='program P { version V { void F(void) = 1; void G(int) = 2; } = 1; } = 1;'
differs "a new procedure" 0 "$p1" \
	'program P { version V { void F(void) = 1; void G(int) = 2; int H(void) = 3; } = 1; } = 1;' \
	"addition: procedure 'H' is new $new"
differs "a new version" 0 "$p1" \
	'program P { version V { void F(void) = 1; void G(int) = 2; } = 1; version W { void F(void) = 1; } = 2; } = 1;' \
	"addition: version 'W' is new $new"
differs "a new program" 0 "$p1" "$p1 program Q { version R { void S(void) = 1; } = 3; } = 2;" \
	"addition: program 'Q' is new $new"
differs "a procedure that is gone" 4 "$p1" \
	'program P { version V { void F(void) = 1; } = 1; } = 1;' \
	"wire: procedure 'G' is gone $old"
differs "a renamed procedure" 3 "$p1" \
	'program P { version V { void F(void) = 1; void H(int) = 2; } = 1; } = 1;' \
	"C: procedure 'H' was called 'G'"
differs "procedures that changed their numbers" 4 "$p1" \
	'program P { version V { void F(void) = 2; void G(int) = 1; } = 1; } = 1;' \
	"wire: procedure 'F' was number 1, is 2 $both" \
	"wire: procedure 'G' was number 2, is 1 $both"
differs "other numbers of version and program" 4 "$p1" \
	'program P { version V { void F(void) = 1; void G(int) = 2; } = 3; } = 4;' \
	"wire: program 'P' was number 1, is 4 $both" \
	"wire: version 'V' was number 1, is 3 $both"
differs "another argument and another result" 4 "$p1" \
	'program P { version V { int F(void) = 1; void G(hyper) = 2; } = 1; } = 1;' \
	"wire: the result of F was void, is int $both" \
	"wire: the argument of G was int, is int64_t $both"
differs "one argument more" 4 "$p1" \
	'program P { version V { void F(void) = 1; void G(int, int) = 2; } = 1; } = 1;' \
	"wire: 'G' takes other arguments $both"
differs "arguments for a struct of the same" 3 \
	'struct s { int a; string b<>; }; program P { version V { void F(s) = 1; } = 1; } = 1;' \
	'program P { version V { void F(int a, string b<>) = 1; } = 1; } = 1;' \
	"C: 'F' takes other arguments" "C: 's' is gone"
differs "the name of a single argument is nobody's" 0 \
	'program P { version V { void F(int a) = 1; } = 1; } = 1;' \
	'program P { version V { void F(int b) = 1; } = 1; } = 1;'
differs "a constant that is gone" 3 'const A = 1; const B = "b";' \
	'const B = "c";' "C: 'A' is gone" "C: 'B' was \"b\", is \"c\""
differs "order, comments and spelling are nothing" 0 \
	'const A = 16; struct s { int x; }; struct t { s y<A>; };' \
	'/* t */ struct t { s y<0x10>; }; struct s { int x; }; const A = 0x10;'

# What is easily taken for something else.
procedures() {
	printf 'program P { version V { %s } = 1; } = 1;\n' "$1"
}
differs "a number that went to another name is no renaming" 4 \
	"$(procedures 'int A(int) = 1; int B(int) = 2;')" \
	"$(procedures 'int B(int) = 1;')" \
	"wire: procedure 'A' is gone $old" \
	"wire: procedure 'B' was number 2, is 1 $both"
differs "members that moved up are not renamed" 4 \
	'struct s { int a; int b; };' 'struct s { int b; int c; };' \
	"wire: 'b' is where 'a' was $any_data" \
	"wire: 'c' is where 'b' was $any_data"
differs "one of two names of a number is gone" 3 \
	'enum s { A = 1, B = 1 };' 'enum s { B = 1 };' \
	"C: 'A' is no longer a name of 1"
differs "a default has nothing of a value that is gone" 4 \
	"$(result 'enum e { A, B };
union s switch (e d) { case A: int x; case B: hyper y; };')" \
	"$(result 'enum e { A };
union s switch (e d) { case A: int x; default: void; };')" \
	"C: 'B' is gone $new" "addition: case B is gone $new" \
	"wire: the default is new $old"
differs "a char takes what an unsigned one had" 3 \
	"$(argument 'struct s { unsigned char x; };')" \
	"$(argument 'struct s { char x; };')" \
	"C: 'x' was unsigned char, is char $new"
differs "an enum does not take all numbers between its own" 4 \
	"$(argument 'struct s { bool x; };')" \
	"$(argument 'enum e { A, B = 5 }; struct s { e x; };')" \
	"addition: 'e' is new" "wire: 'x' was bool_t, is e $both"
differs "a pointer less in C" 3 \
	'typedef string t<>; struct s { t *x; };' \
	'typedef string t<>; struct s { /*@nullable*/ t *x; };' \
	"C: 'x' was t *, is @nullable t *"
echo 'struct moved { int x; };' >common.x
differs "a type that an included file had" 4 '#include "common.x"' \
	'struct moved { hyper x; };' "wire: 'x' was int, is int64_t $any_data"

# A file and itself, all there are.
for input in "$root"/tests/oncgen/golden/*.x "$root"/idl/*.x \
	"$root"/tests/wire/*.x /usr/include/rpcsvc/*.x; do
	"$ONCGEN" "$input" -o . >/dev/null 2>&1 || continue
	name=$(basename "$input")
	"$ONCGEN" --diff "$input" "$input" >log 2>&1 && ! test -s log
	report "no difference between $name and itself"
done

# Places and pictures.
cp "$root"/tests/oncgen/compare/* .
"$ONCGEN" --diff before.x after.x >said 2>log
test $? -eq 4 && diff before-after.expected said >>log
report "tells each difference with both places"
test -n "$UPDATE" && cp said "$root/tests/oncgen/compare/before-after.expected"

: >log
exits() {
	wanted=$1
	shift
	"$ONCGEN" "$@" >said 2>log
	test $? -eq "$wanted" && ! test -s said
}
echo 'struct s { int class; };' >fine.x
echo 'struct s { nothing x; };' >wrong.x
exits 0 --diff fine.x fine.x && ! test -s log
report "warnings are left to a compilation"
exits 1 --diff fine.x wrong.x && grep -q '^wrong.x:1:12: error: ' log
report "an error in the new file is status 1"
exits 1 --diff wrong.x fine.x && grep -q '^wrong.x:1:12: error: ' log
report "an error in the old file is status 1"
exits 2 --diff none.x fine.x && grep -q none.x log
report "a missing old file is status 2"
exits 2 --diff fine.x; report "one file is not enough"
exits 2 --diff fine.x --check fine.x; report "--check does not go with it"
exits 2 --diff fine.x --diff fine.x fine.x; report "nor does another --diff"
exits 2 --diff fine.x -o x fine.x && ! test -e x
report "nor does an output"
if test -c /dev/full; then
	"$ONCGEN" --diff before.x after.x >/dev/full 2>log
	test $? -eq 2
else
	true
fi
report "notices that it could not be written"
echo "1..$number"
exit $failed
