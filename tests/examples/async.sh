#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# examples/async: one thread asks 200 servers, and some of them are not there.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/examples/stage.sh"

$MAKE --version 2>/dev/null | grep -q '^GNU Make' ||
	skip_all "no GNU make"
take async
cd "$work/async" || exit 99
check "it builds" quietly $MAKE -j2 CC="$CC" CFLAGS="$CFLAGS"
[ -x fleet ] || plan

# Eight programs of 25 sockets each.
pids=
trap 'kill $pids 2>/dev/null; rm -rf "$work"' EXIT
sockets=
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
	sockets="$sockets tcp://127.0.0.1:0"
done
for name in ada ben cleo dan eve finn gus hal; do
	./server $name $sockets >"$name.log" 2>&1 &
	pids="$pids $!"
done
tries=0
until [ "$(cat ./*.log | grep -c '^listening on')" -eq 200 ]; do
	tries=$((tries + 1))
	[ $tries -lt 200 ] || break
	sleep 0.05
done
uris=$(cat ./*.log | sed -n 's/^listening on //p')
is "200 servers listen" 200 "$(echo "$uris" | wc -l)"

./fleet $uris >answers 2>&1
is "all of them answer" "0 200 200 asked, 0 failed" \
	"$? $(grep -c 'asked [0-9]* times before$' answers) $(tail -n 1 answers)"
is "each of them once" 200 "$(sed -n 's/: .*before$//p' answers | sort -u | wc -l)"

kill ${pids##* } && wait ${pids##* }
pids=${pids% *}
./fleet $uris "unix://$work/nowhere" >answers 2>&1
is "those that are gone are told of, the others answer" \
	"1 175 25 1 201 asked, 26 failed" \
	"$? $(grep -c 'before$' answers) $(
		grep -c '^tcp:.*Connection refused' answers) $(
		grep -c '^unix:.*No such file' answers) $(tail -n 1 answers)"
plan
