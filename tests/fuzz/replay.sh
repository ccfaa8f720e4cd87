#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The fuzzer's target builds, and takes its seeds. What it finds becomes one of
# them: a case of tests/oncgen.
. "$srcdir/tests/support/tap.sh"

work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
sh "$srcdir/tests/fuzz/seeds.sh" "$work" || exit 99
check "there are seeds" test "$(ls "$work" | wc -l)" -ge 100
check "the fuzzer's target takes its seeds" \
	"$builddir/tests/fuzz/replay" "$work"/*
plan
