#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Every .x file that is installed on this machine is taken, and what comes of
# it compiles: all of it as C11, the header as C++17 too. (On Debian:
# rpcsvc-proto, libnsl-dev, libtirpc-dev, libntirpc-dev.)
#
# Environment: ONCGEN, CC, CXX, srcdir; CORPUS, folders to look into instead of
# /usr/include.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
CC=${CC:-cc}
CXX=${CXX:-c++}
root=${srcdir:-.}
corpus=${CORPUS:-/usr/include}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# %#pragma lines are the file's own, for a compiler that knew them.
warnings='-Wall -Wextra -Wpedantic -Wconversion -Wno-unknown-pragmas -Werror'
tirpc=$(pkg-config --cflags-only-I libtirpc 2>/dev/null ||
	echo -I/usr/include/tirpc)
tirpc=$(echo "$tirpc" | sed 's/-I */-isystem /g')

# What a file needs that its package does not bring, if anything: the word that
# the compiler stumbles over, and a file of that content in its place.
lacks() { # FILE
	case $1 in
	# A macro of FreeBSD's <sys/cdefs.h>, in lines that are copied.
	*/rpcsvc/crypt.x) echo '__FBSDID' ;;
	# Its client is to include what rpcgen once made of nis.x.
	*/rpcsvc/nis_callback.x) echo 'nis_clnt.h' ;;
	esac
}

supply() { # WORD FOLDER; prints options for the compiler
	case $1 in
	*.h) : >"$2/$1" ;;
	*) echo "-D$1(text)=_Static_assert(1,text)" ;;
	esac
}

# Why C has no place for a file: the type that the compiler finds declared twice.
# libntirpc is another library in place of libtirpc, with an XDR of its own; code
# for the one must not compile with the headers of the other.
excludes() { # FILE
	case $1 in
	*/ntirpc/*) echo XDR ;;
	esac
}

# Its headers want all that libc has, and are no ISO C themselves.
dialect() { # FILE
	case $1 in
	*/ntirpc/*) echo "-std=gnu11 -isystem ${1%/ntirpc/*}/ntirpc" ;;
	*) echo "-std=c11 $tirpc" ;;
	esac
}

compile() { # INPUT FOLDER NAME OPTION
	for source in "$2/$3"_*.c; do
		test -f "$source" || continue
		$CC $(dialect "$1") $warnings ${4:+"$4"} -I"$root/include" \
			-I"$2" -c -o "$work/object.o" "$source" || return 1
	done
}

compile_header() { # INPUT FOLDER NAME OPTION
	printf '#include "%s.h"\n' "$3" >"$work/alone.cc"
	command -v "${CXX%% *}" >/dev/null 2>&1 || return 0
	$CXX $(dialect "$1" | sed 's/-std=[a-z0-9]*/-std=c++17/') $warnings \
		-I"$root/include" -I"$2" -c -o "$work/object.o" "$work/alone.cc"
}

# Headers of neighbours are made where theirs are.
generate() { # INPUT FOLDER
	"$ONCGEN" -o "$2" "$1" || return 1
	for other in $(sed -n 's/^#include "\(.*\.x\)".*/\1/p' "$1"); do
		"$ONCGEN" -o "$2" "$(dirname "$1")/$other" || return 1
	done
}

find $corpus -name '*.x' -type f 2>/dev/null | LC_ALL=C sort >"$work/list"
if ! test -s "$work/list"; then
	echo "1..0 # SKIP no .x files are installed"
	exit 0
fi
echo "1..$(wc -l <"$work/list")"
number=0
failed=0
while read -r input; do
	number=$((number + 1))
	name=$(basename "$input" .x)
	out=$work/$number
	mkdir "$out"
	missing=$(lacks "$input")
	double=$(excludes "$input")
	option=
	reason=
	if ! generate "$input" "$out" >"$work/log" 2>&1; then
		reason="is refused"
	elif test -n "$missing"; then
		if compile "$input" "$out" "$name" >"$work/log" 2>&1; then
			reason="compiles without $missing"
		elif ! grep -q "$missing" "$work/log"; then
			reason="stumbles over something else than $missing"
		fi
		option=$(supply "$missing" "$out")
	fi
	if test -z "$reason" && test -n "$double"; then
		compile "$input" "$out" "$name" >"$work/log" 2>&1 &&
			reason="compiles with another library's $double"
		grep -q "error: .*$double" "$work/log" ||
			reason="stumbles over something else than $double"
		test -n "$reason" ||
			echo "ok $number - $input (taken; C has another $double)"
		test -n "$reason" || continue
	fi
	if test -z "$reason"; then
		compile "$input" "$out" "$name" "$option" >"$work/log" 2>&1 ||
			reason="does not compile"
	fi
	if test -z "$reason"; then
		compile_header "$input" "$out" "$name" >"$work/log" 2>&1 ||
			reason="does not compile as C++"
	fi
	if test -z "$reason"; then
		echo "ok $number - $input${missing:+ (given $missing)}"
	else
		failed=1
		echo "not ok $number - $input $reason"
		sed 's/^/# /' "$work/log" | head -n 20
	fi
done <"$work/list"
exit $failed
