#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Each public header compiles alone, as C11 and as C++17, without a warning.
. "$srcdir/tests/support/tap.sh"

alone()
{
	printf '#include <%s>\nint alone;\n' "$1" |
		$2 -x "$3" -std="$4" -Wall -Wextra -Wpedantic -Werror \
			-I"$srcdir/include" -I"$builddir/idl" -fsyntax-only -
}

headers=$(cd "$srcdir/include" && find . -name '*.h' | sed 's,^\./,,' | sort)
generated=$(cd "$builddir/idl" && find . -name '*_info.h' -o -name lmtypes.h |
	sed 's,^\./,,' | sort)
for header in $headers $generated; do
	check "$header compiles alone as C11" alone "$header" "$CC" c c11
	check "$header compiles alone as C++17" \
		alone "$header" "$CXX" c++ c++17
done
plan
