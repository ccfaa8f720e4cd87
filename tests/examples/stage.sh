# SPDX-License-Identifier: BSD-3-Clause
# For tests that build a project as a user does, against what `make install`
# puts into tests/examples/stage. Source it after tap.sh: $work is a folder to
# work in, pkg-config, aclocal and CMake find the stage and not this tree.

stage=$builddir/tests/examples/stage
prefix=$stage$(cat "$stage.prefix")
work=$(mktemp -d) || exit 99
server_pid=
trap '[ -z "$server_pid" ] || kill $server_pid; rm -rf "$work"' EXIT

# This make's own orders are not theirs.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKE_TERMOUT MAKE_TERMERR DESTDIR VPATH
unset ONCGEN ONC_MK V TESTS
: "${MAKE:=make}"
libdir=$(cat "$stage.libdir")
# first FOLDER OTHERS
first()
{
	printf '%s' "$1${2:+:$2}"
}
export PKG_CONFIG_PATH=$(first "$stage$libdir/pkgconfig" "$PKG_CONFIG_PATH")
export ACLOCAL_PATH=$(first "$prefix/share/aclocal" "$ACLOCAL_PATH")
export CMAKE_PREFIX_PATH=$(first "$prefix" "$CMAKE_PREFIX_PATH")
export LD_LIBRARY_PATH=$(first "$stage$libdir" "$LD_LIBRARY_PATH")

# Warnings are errors: what is installed and generated must not give any.
export CFLAGS="-g -O1 -Wall -Wextra -Werror $SANITIZE"
export LDFLAGS="$SANITIZE"

# quietly COMMAND...: its output only if it fails
quietly()
{
	"$@" >"$work/log" 2>&1 || {
		tail -n 40 "$work/log"
		return 1
	}
}

# take FOLDER: a copy of examples/FOLDER in $work/FOLDER, no links left
take()
{
	rm -rf "$work/$1"
	cp -RL "$srcdir/examples/$1" "$work/$1" && chmod -R u+w "$work/$1"
}

# start_server COMMAND...: it prints "listening on URI" as often as it was told
# URIs; $work/uris has them
start_server()
{
	: >"$work/server.log" # now, not when the server gets to run
	"$@" >>"$work/server.log" 2>&1 &
	server_pid=$!
	tries=0
	while [ "$(grep -c '^listening on' "$work/server.log")" -lt $(($# - 1)) ]
	do
		tries=$((tries + 1))
		if [ $tries -gt 100 ] || ! kill -0 $server_pid 2>/dev/null; then
			sed 's/^/# /' "$work/server.log"
			: >"$work/uris"
			return 1
		fi
		sleep 0.05
	done
	sed -n 's/^listening on //p' "$work/server.log" >"$work/uris"
}

# stop_server: 0 if it ended by itself when asked
stop_server()
{
	kill -TERM $server_pid && wait $server_pid
	server_status=$?
	server_pid=
	return $server_status
}

# converse CLIENT URI
converse()
{
	"$1" "$2" part bolt 400 12 m6 steel &&
		"$1" "$2" tool drill 1 alice &&
		"$1" "$2" part nut 300 5 &&
		"$1" "$2" part bolt 380 12 m6 &&
		"$1" "$2" find drill &&
		"$1" "$2" find saw &&
		"$1" "$2" list &&
		"$1" "$2" list n
}

# What converse says, wherever the server is; it is new or has just said so.
conversation()
{
	cat <<-'END'
	in store
	in store
	in store
	in store
	drill           1  with alice
	no saw
	bolt          380  12 g each  aisle 1, shelf 2 #m6
	drill           1  with alice
	nut           300  5 g each  aisle 1, shelf 2
	nut           300  5 g each  aisle 1, shelf 2
	END
}

# talk NAME FOLDER: its server and client, over TCP and over a local socket
talk()
{
	rm -f "$work/uris"
	start_server "$2/server" tcp://127.0.0.1:0 "unix://$work/socket"
	is "$1: the server listens" 2 "$(wc -l <"$work/uris")"
	for uri in $(cat "$work/uris"); do
		is "$1: they talk over ${uri%%:*}" "$(conversation)" "$(
			converse "$2/client" "$uri" 2>&1 |
				sed 's/^[0-9]* in store$/in store/')"
	done
	"$2/client" "unix://$work/nowhere" list >"$work/log" 2>&1
	is "$1: a failure is told, and is 1" 1 $?
	stop_server
	is "$1: the server stops when asked" 0 $?
}
