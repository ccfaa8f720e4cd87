#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# seeds.sh FOLDER: puts there what fuzzing starts from, the inputs of our own
# tests, each alone and each as a change of itself; and the pairs of --diff.
: "${srcdir:?}"
mkdir -p "$1" || exit
for file in "$srcdir"/tests/oncgen/golden/*.x "$srcdir"/tests/oncgen/bad/*.x \
	"$srcdir"/tests/oncgen/lint/*.x "$srcdir"/tests/oncgen/*.x \
	"$srcdir"/tests/wire/*.x "$srcdir"/idl/*.x; do
	[ -f "$file" ] || continue
	name=$(basename "$file")
	cp "$file" "$1/seed-$name" || exit
	{ cat "$file" && printf '\f' && cat "$file"; } >"$1/same-$name" || exit
done
for pair in "before after" "after before"; do
	compare=$srcdir/tests/oncgen/compare
	{
		cat "$compare/${pair% *}.x" && printf '\f' &&
			cat "$compare/${pair#* }.x"
	} >"$1/pair-${pair% *}" || exit
done
