#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# --deps: the rule names all outputs and all inputs, in words that make takes
# for the names they are, and a build by make or ninja runs again when needed.
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

exits() {
	wanted=$1
	shift
	"$ONCGEN" "$@" >said 2>log
	test $? -eq "$wanted"
}

mkdir out inc "two words"
echo 'struct a { int x; };' >inc/a.x
printf '#include "b.x"\nstruct c { b y; };\n' >c.x
printf '#include "a.x"\nstruct b { a x; };\n' >b.x
echo 'program P { version V { int F(int) = 1; } = 1; } = 1;' >calls.x

cat >expected <<'END'
c.h \
c_tables.c: \
 c.x \
 b.x \
 inc/a.x

b.x:

inc/a.x:
END
exits 0 --deps -I inc c.x && cmp expected said >log 2>&1 && ! test -e c.h
report "prints the rule, all inputs in it, and writes nothing else"
exits 0 --deps -o out calls.x && printf '%s\n' 'out/calls.h \' \
	'out/calls_tables.c \' 'out/calls_client.c \' \
	'out/calls_server.c: \' ' calls.x' >expected &&
	cmp expected said >log 2>&1
report "targets stand in their folder"
cp expected expected.calls
exits 0 --deps -h -o x.h calls.x && printf '%s\n' 'x.h: \' ' calls.x' \
	>expected && cmp expected said >log 2>&1
report "a target has the name that -o gives"
exits 0 --deps -a -o out calls.x && cmp expected.calls said >log 2>&1
report "samples are no targets: they are written once"
exits 0 --deps=out/c.d -o out -I inc c.x && ! test -s said &&
	test -f out/c.h && grep -q '^out/c.h ' out/c.d
report "--deps=FILE writes the file beside the outputs"
rm -f out/*
echo 'struct s { nothing x; };' >bad.x
exits 1 --deps=out/bad.d -o out bad.x && test -z "$(ls -A out)"
report "no rule is left behind after an error"
exits 1 --deps bad.x && ! test -s said
report "no rule is printed after an error"
exits 2 --deps --deps=x calls.x; report "refuses both forms at once"
exits 2 --deps= calls.x; report "refuses a file without a name"
exits 2 --deps=x -h calls.x && ! test -e x
report "refuses a rule about standard output"
exits 2 --deps=no/such/x -o out calls.x && test -z "$(ls -A out)"
report "writes nothing if the rule cannot be written"

# Names that make would read otherwise; make itself says what it reads.
echo 'struct a { int x; };' >'two words/a #$b.x'
printf '#include "a #$b.x"\nstruct b { a x; };\n' >'two words/b c.x'
exits 0 --deps='two words/d' -o 'two words' 'two words/b c.x' && {
	printf 'again:\n\t@exit 1\n'
	printf 'include two\\ words/d\n'
	printf 'two\\ words/b\\ c.h two\\ words/b\\ c_tables.c:\n\t@echo made\n'
} >names.mk && make -s -f names.mk 'two words/b c.h' >log 2>&1 &&
	! grep -q made log
report "blanks, # and \$ come out as they went in"
sleep 1
touch 'two words/a #$b.x'
make -s -f names.mk 'two words/b c.h' >log 2>&1 && grep -q made log
report "an included file with such a name is seen to change"

cat >build.mk <<END
c.h c_tables.c: c.x
	@"$ONCGEN" --deps=c.d -I inc c.x && echo run
-include c.d
END
make -s -f build.mk c.h >log 2>&1 && grep -q run log &&
	make -s -f build.mk c.h >log 2>&1 && ! grep -q run log
report "make runs it once"
sleep 1
touch inc/a.x
make -s -f build.mk c.h >log 2>&1 && grep -q run log
report "make runs it again for a file included by an included one"
echo 'struct b { int x; };' >b.x && rm inc/a.x
make -s -f build.mk c.h >log 2>&1 && grep -q run log
report "make goes on when an included file is gone"

if command -v ninja >/dev/null 2>&1; then
	echo 'struct a { int x; };' >inc/a.x
	printf '#include "a.x"\nstruct b { a x; };\n' >b.x
	cat >build.ninja <<END
rule oncgen
  command = "$ONCGEN" --deps=\$out_d -o out -I inc \$in
  depfile = \$out_d
  deps = gcc
build out/c.h out/c_tables.c: oncgen c.x
  out_d = out/c.d
END
	ninja >log 2>&1 && ninja >log 2>&1 && grep -q 'no work' log &&
		sleep 1 && touch inc/a.x && ninja >log 2>&1 &&
		! grep -q 'no work' log
	report "ninja takes the rule"
else
	number=$((number + 1))
	echo "ok $number - ninja takes the rule # SKIP no ninja"
fi
echo "1..$number"
exit $failed
