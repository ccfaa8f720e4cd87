#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# clang-format decides what the sources look like.
. "$srcdir/tests/support/tap.sh"

command -v clang-format >/dev/null || skip_all "no clang-format"
clang-format --version | grep -q 'version 14\.' ||
	skip_all "clang-format is not version 14, and others differ"

formatted()
{
	clang-format --style=file --dry-run -Werror "$1"
}

cd "$srcdir" || exit 1
for folder in examples include rpc src tests; do
	# What bison and flex write is in a tarball, and is not ours to format.
	for file in $(find "$folder" -name '*.[ch]' ! -path '*/golden/*' \
		! -name 'parse.[ch]' ! -name scan.c | LC_ALL=C sort); do
		formatted "$file" >/dev/null 2>&1 || bad="$bad $file"
	done
	is "all of $folder/ is as clang-format has it" "" "$bad"
	bad=
done
plan
