#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The fuzzer's target builds, and takes its seeds and all that it ever found.
. "$srcdir/tests/support/tap.sh"

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
sh "$srcdir/tests/fuzz/seeds.sh" "$work" || exit 99
check "there are seeds" test "$(ls "$work" | wc -l)" -ge 100
check "the fuzzer's target takes its seeds" \
	"$builddir/tests/fuzz/replay" "$work"/*
for file in "$srcdir"/tests/fuzz/found/*; do
	[ ! -f "$file" ] ||
		check "the fuzzer's target takes $(basename "$file")" \
			"$builddir/tests/fuzz/replay" "$file"
done
plan
