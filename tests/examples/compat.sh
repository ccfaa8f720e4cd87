#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Programs as written for Samba's libnetapi and for the Windows SDK: they build
# against the installed headers and libraries, with another include line, and
# do against a daemon what they did there.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/examples/stage.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

start_daemon
trap 'stop_daemon; rm -rf "$work"' EXIT
at=127.0.0.1:$daemon_port

# make NAME PACKAGE: as C, and as C++ where that says the same
make_both()
{
	flags="$(pkg-config --cflags --libs "$2")"
	check "$1 builds without a warning" $CC -std=gnu11 $CFLAGS -o \
		"$work/$1" "$srcdir/tests/examples/compat/$1.c" $flags
	check "it builds as C++, too" $CXX -x c++ $CFLAGS -o "$work/$1++" \
		"$srcdir/tests/examples/compat/$1.c" -x none $flags
}

# says NAME EXPECTED COMMAND...: exit status 0, and this output
says()
{
	name=$1 expected=$2
	shift 2
	said=$("$@" 2>&1)
	is "$name" "0 $expected" "$? $said"
}

make_both samba-users libnetmgmt-samba
says "Samba's program lists users and shows one" \
	"$(netmgmt user list --filter normal --level 20 |
		awk -F'\t' '{ print "user " $1 " " $2 }')
sid of alice: S-1-22-1-1000
password is not told" "$work/samba-users" "$at" alice
said=$("$work/samba-users" "$at" nemo 2>&1)
is "it tells a failure in words" \
	"1 NetUserGetInfo failed with: The user name could not be found." \
	"$? $(printf '%s\n' "$said" | tail -n 1)"

make_both samba-host libnetmgmt-samba
says "Samba's program tells of a server" "platform id: 500
server name: fixture
workgroup: EXAMPLEGRP
the year is in this century" "$work/samba-host" "\\\\$at"
says "so it does at another level" "server name: fixture
comment: The Fixture Machine
workgroup: EXAMPLEGRP
the year is in this century" "$work/samba-host" "$at" 101
said=$("$work/samba-host" "$at" 7)
is "a level that is none is told" \
	"1 GetInfo failed with: The call does not have this information level." \
	"$? $said"
is "without a server it asks this host" "server name: fixture" \
	"$("$work/samba-host" | sed -n 2p)"

make_both windows-users libnetmgmt
says "a Windows program lists users and loops over levels" \
	"$(netmgmt user list --filter normal --level 0 |
		awk '{ print "\t-- " $1 } END { print "Total of " NR \
			" entries enumerated" }')
level 0
level 1, flags $(printf %x "$(netmgmt user show alice --csv --level 1 |
		tr -d '\r' | sed -n 2p | cut -d, -f 6)")
level 2
level 3
level 4
level 10
level 11
level 20
level 23" "$work/windows-users" "\\\\$at" alice
says "an empty server is this host" \
	"$("$work/windows-users" "$at" alice)" \
	"$work/windows-users" "" alice
is "a failure has the number that Windows has" \
	"NetUserGetInfo: a system error has occurred: 2221" \
	"$("$work/windows-users" "$at" nemo 2>&1 >/dev/null)"

make_both windows-host libnetmgmt
says "a Windows program tells of a host" "Name:     fixture
Version:  6.1
It is a Unix server
Comment:  The Fixture Machine
Domain:   EXAMPLEGRP
It lies in one block
Disk:     /
Disk:     /srv/with space
Disk:     /srv/data
Disk:     /home
Named:    fixture
The month is one" "$work/windows-host" "\\\\$at"
is "a server that is not there is 1722" \
	"A system error has occurred: 1722" \
	"$("$work/windows-host" unix:/nonexistent)"
for name in samba-users samba-host windows-users windows-host; do
	is "$name says the same as C++" \
		"$("$work/$name" "$at" alice 2>&1)" \
		"$("$work/$name++" "$at" alice 2>&1)"
done

if command -v cmake >/dev/null; then
	mkdir "$work/cmake" && cat >"$work/cmake/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.16)
project(compat C)
find_package(libonc REQUIRED)
add_executable(users "$srcdir/tests/examples/compat/samba-users.c")
target_link_libraries(users onc::netmgmt-samba)
END
	check "CMake knows the library for Samba's programs" quietly sh -c \
		"cd '$work/cmake' && cmake . && cmake --build ."
	is "what it builds says the same" \
		"$("$work/samba-users" "$at" alice 2>&1)" \
		"$("$work/cmake/users" "$at" alice 2>&1)"
else
	skip "CMake" "no cmake"
fi

printf '#define UNICODE\n#include <netmgmt/windows.h>\n' >"$work/wide.c"
is "a build with wide strings says why not" yes \
	"$($CC -fsyntax-only $(pkg-config --cflags libnetmgmt) \
		"$work/wide.c" 2>&1 | grep -q 'build without UNICODE' &&
		echo yes)"
end_daemon
plan
