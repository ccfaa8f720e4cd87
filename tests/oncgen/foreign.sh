#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Types that a file does not define: where they are looked for, and what is
# said if they are found nowhere.
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

exits() { # STATUS ARGUMENTS...
	wanted=$1
	shift
	"$ONCGEN" -o out "$@" >log 2>&1
	test $? -eq "$wanted"
}

mkdir out here here/dir apart
cat >here/clock.x <<'X'
%#include <time.h>
%#include "zone.h"
struct a { stamp x; stamp y<>; };
struct b { struct stamp *z; zone w; };
X

echo 1..15

exits 0 here/clock.x; report "takes a type that C alone can know"
grep -c "warning: the type 'stamp'" log >count && test "$(cat count)" -eq 1
report "warns of it once"
grep -q '^here/clock.x:3:12: warning: ' log; report "says where it is used"
grep -q 'const struct onc_codec onc_codec_stamp' log &&
	grep -q -e '--codec=stamp' log
report "says what to write"
! grep -q "is it 'stamp'" log && grep -q '^here/clock.x:1:1: note: .*: <time.h>, "zone.h"$' log
report "says which headers are included"
echo '%#include "far.h"' >far.x
printf '#include "far.x"\n%%#include <time.h>\nstruct a { stamp x; };\n' >near.x
exits 0 near.x && grep -q '^near.x:2:1: note: .*: <time.h>$' log
report "and not those of included files, which the header does not have"
exits 0 --codec=stamp --codec=zone here/clock.x && ! test -s log
report "is silent of types with --codec"
printf '%%#include <time.h>\nunion u switch (stamp s) { case 1: int x; };\n' \
	>switched.x
exits 0 switched.x && grep -q "'stamp' .* integer of 4 bytes" log &&
	exits 1 --codec=stamp switched.x && grep -q 'a union switches on' log
report "takes what a union switches on for an integer, unless it has a codec"
(echo '/*@codec stamp*/ /*@codec zone*/' && cat here/clock.x) >here/noted.x
exits 0 here/noted.x && ! test -s log
report "is silent of types with a comment"
printf 'struct a { stamp x; };\n' >wrong.x
exits 1 wrong.x && grep -q "the type 'stamp' is not defined" log
report "refuses a type that nothing can declare"

echo 'typedef int zone; struct stamp { hyper t; };' >here/zone.x
exits 0 here/clock.x && ! test -s log && ! grep -q codec out/clock.h
report "finds a type in the .x file of a header beside it"
mv here/zone.x apart
exits 0 -I apart here/clock.x && ! test -s log
report "finds it by -I"
echo 'struct stamp { hyper t; }; typedef int zone; struct oops {' >here/zone.x
exits 0 here/clock.x &&
	grep -q '^here/clock.x:2:1: note: the .x file of this header has err' log
report "does not use a .x file that has errors, and says so"
rm here/zone.x
printf '%%#include <dir/types.h>\nstruct a { zone x; };\n' >here/dir/user.x
echo 'typedef int zone;' >here/dir/types.x
exits 0 here/dir/user.x && ! test -s log
report "finds <dir/foo.h> beside a file that is in dir"
printf '%%#include "loop.h"\nstruct loop { loop *x; gone *y; };\n' >loop.x
exits 0 loop.x && grep -q "'gone'" log
report "does not read itself by its own header"
exit $failed
