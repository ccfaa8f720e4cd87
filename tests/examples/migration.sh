#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# examples/migration: before, over rpcgen, and after, over oncgen, do the same
# and talk to each other; and MIGRATING.md shows nothing but what is built there.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/examples/stage.sh"

# A fenced block whose first line is "/* FILE */" or "# FILE" stands in that
# file of examples/migration, line by line and in one piece.
blocks=$(awk -v folder="$work" '
	/^```/ {
		if (inside) { close(file); inside = 0; next }
		inside = 1; file = sprintf("%s/block-%02d", folder, ++n)
		printf "" >file; next
	}
	inside { print >file }
	END { print n + 0 }
' "$srcdir/MIGRATING.md")
check "MIGRATING.md shows code" test "$blocks" -ge 8
for block in "$work"/block-*; do
	name=$(sed -n '1s,^[/*# ]*\([a-z]*/[A-Za-z.]*\)[ */]*$,\1,p' "$block")
	is "what is shown of ${name:-$(sed 1q "$block")} is there" found "$(
		[ -n "$name" ] && sed 1d "$block" >"$work/wanted" &&
		[ -s "$work/wanted" ] && awk '
			NR == FNR { wanted = wanted $0 "\n"; next }
			{ all = all $0 "\n" }
			END { if (index("\n" all, "\n" wanted)) print "found" }
		' "$work/wanted" "$srcdir/examples/migration/$name")"
done

$MAKE --version 2>/dev/null | grep -q '^GNU Make' || { plan; exit; }
take migration
cd "$work/migration" || exit 99
check "after: it builds" quietly $MAKE -C after -j4 CC="$CC" CFLAGS="$CFLAGS"
if [ -n "$RPCGEN" ]; then
	check "before: it builds" quietly env LDFLAGS= $MAKE -C before -j4 \
		CC="$CC" RPCGEN="$RPCGEN" CFLAGS="-g -w"
fi

# said FOLDER URI: what that client says
said()
{
	address=${2#tcp://}
	case $1 in
	after) after/client "$2" ;;
	before) before/client "${address%:*}" "${address#*:}" ;;
	esac 2>&1
}

said_by_all="1 in the book
alice has 100
alice 100"
for server in before after; do
	if [ ! -x $server/server ]; then
		skip "$server: all of it" "no rpcgen"
		continue
	fi
	# before/server takes no URI, and minds none.
	start_server $server/server tcp://127.0.0.1:0
	uri=$(cat "$work/uris")
	for client in before after; do
		[ -x $client/client ] || continue
		is "$server/server serves $client/client" "$said_by_all" \
			"$(said $client "$uri")"
	done
	address=${uri#tcp://}
	is "$server/server serves after/more" "1 kept" \
		"$(after/more "${address%:*}" "${address#*:}" 2>&1)"
	kill $server_pid
	wait $server_pid
	server_pid=
done
plan
