#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# examples/make, and the promises of onc.mk: one run of oncgen for one file, in
# parallel too; headers first; made anew when an included file changes.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/examples/stage.sh"

$MAKE --version 2>/dev/null | grep -q '^GNU Make' ||
	skip_all "no GNU make"

is "pkg-config knows the generator" "$prefix/bin/oncgen" \
	"$(pkg-config --variable=oncgen libonc)"
take make
cd "$work/make" || exit 99
check "it builds" quietly $MAKE -j4 CC="$CC" CFLAGS="$CFLAGS"
is "oncgen ran once" 1 "$(grep -c '/oncgen ' "$work/log")"
check "what it wrote is kept" ls inventory.h inventory_tables.c \
	inventory_client.c inventory_server.c
talk "make" "$work/make"
is "nothing is left to do" 1 "$($MAKE -j4 CC="$CC" CFLAGS="$CFLAGS" |
	grep -c "Nothing to be done for 'all'")"
check "it cleans up" $MAKE clean
is "and only the sources are left" "Makefile client.c inventory.x server.c" \
	"$(ls -A | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')"

# An object on its own, in a clean tree: the header still comes first.
check "one object can be asked for" quietly $MAKE client.o CC="$CC"
$MAKE clean >/dev/null

# A file that includes another from a folder of -I, which includes one beside it.
mkdir -p "$work/nested/shared" "$work/nested/sub" && cd "$work/nested" || exit 99
echo 'struct inner { int x; };' >shared/inner.x
printf '#include "inner.x"\nstruct outer { inner i; };\n' >shared/outer.x
printf '#include "outer.x"\nstruct top { outer o; };\n' >top.x
printf '#ifdef ALSO\nstruct also { int x; };\n#endif\nstruct s { int x; };\n' \
	>sub/flags.x
cat >Makefile <<'END'
all_OBJECTS = top_tables.o sub/flags_tables.o \
	shared/inner_tables.o shared/outer_tables.o
CPPFLAGS = -Ishared -Isub $(shell pkg-config --cflags libonc)
all: $(all_OBJECTS)
ONC_FILES = top.x sub/flags.x shared/inner.x shared/outer.x
ONCGENFLAGS = -I shared
flags_ONCGENFLAGS = -DALSO
include $(shell pkg-config --variable=onc_mk libonc)
END
check "included files build" quietly $MAKE -j4 CC="$CC"
is "each is compiled by oncgen once" 4 "$(grep -c '/oncgen ' "$work/log")"
check "flags of one file reach it" grep -q also sub/flags.h
check "and no other" sh -c '! grep -q DALSO.*top.x "$1"' sh "$work/log"
echo 'struct inner { int y; };' >shared/inner.x
check "an included file changes" quietly $MAKE -j4 CC="$CC"
is "and what includes it is compiled by oncgen, once" 3 \
	"$(grep -c '/oncgen ' "$work/log")"
is "which are not compiled again" 0 "$($MAKE CC="$CC" | grep -c '/oncgen ')"
# What one file includes by a macro, by another's %#include or by -D is found.
printf '%%#include "notes.h"\n#if ALSO\n#include "more.x"\n#endif\n%s\n' \
	'struct flags { note x; };' >sub/flags.x
echo 'typedef int note;' >sub/notes.x
cp sub/notes.x sub/notes.h
echo 'struct more { int x; };' >sub/more.x
cp sub/more.x sub/more.h
check "a file includes others in ways of oncgen's own" \
	quietly $MAKE -j4 CC="$CC"
for file in notes more; do
	sleep 1
	touch sub/$file.x
	is "$file.x changes, and oncgen runs" 1 \
		"$($MAKE CC="$CC" sub/flags.h | grep -c '/oncgen ')"
done
rm sub/more.x
echo 'struct flags { int x; };' >sub/flags.x
check "an included file that is gone does not stop it" \
	quietly $MAKE -j4 CC="$CC"
is "and is forgotten" 0 "$(grep -c more sub/flags.x.d)"
rm sub/flags.x.d
is "without a note of the inputs oncgen runs" 1 \
	"$($MAKE CC="$CC" | grep -c '/oncgen ')"

# No -I, no header asked for, files that include one another.
mkdir "$work/circle" && cd "$work/circle" || exit 99
printf '#include "b.x"\n#include "c.x"\nstruct a { int x; };\n' >a.x
printf '#include "a.x"\n#include "c.x"\nstruct b { int x; };\n' >b.x
printf '#include "a.x"\n#include "b.x"\nstruct c { int x; };\n' >c.x
printf '%s\n' 'all: a_tables.o' 'ONC_FILES = a.x missing.x' \
	'include $(shell pkg-config --variable=onc_mk libonc)' >Makefile
$MAKE CC="$CC" >"$work/log" 2>&1
is "a circle ends, told of by oncgen" "2 yes" \
	"$? $(grep -q '\.x:[0-9]*:[0-9]*: error: ' "$work/log" && echo yes)"
is "a file that is missing is named" "2 yes" "$(
	$MAKE missing.h >"$work/log" 2>&1
	echo $? $(grep -q "No rule.*'missing\.x'" "$work/log" && echo yes))"
plan
