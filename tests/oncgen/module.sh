#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The tables of each golden/NAME.x and each idl/NAME.x hold what <onc/type.h>
# says of tables: module.c looks at them from the reader's side.
#
# Environment: ONCGEN, CC, srcdir.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
CC=${CC:-cc}
root=${srcdir:-.}
golden=$root/tests/oncgen/golden
tirpc=$(pkg-config --cflags libtirpc 2>/dev/null || echo -I/usr/include/tirpc)
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

mkdir "$work/shared"
for input in "$golden"/shared/*.x; do
	"$ONCGEN" -o "$work/shared" "$input" || exit 99
done
for input in "$golden"/*.x "$root"/idl/*.x; do
	"$ONCGEN" -o "$work" "$input" || exit 99
done

set -- "$golden"/*.x "$root"/idl/*.x
echo "1..$#"
number=0
failed=0
for input; do
	number=$((number + 1))
	name=$(basename "$input" .x)
	types=$(sed -n 's/^extern const struct onc_type \(.*\);$/\&\1,/p' \
		"$work/$name.h" | tr '\n' ' ')
	codecs=$(sed -n 's/^extern const struct onc_codec \(.*\);$/const struct onc_codec \1;/p' \
		"$work/$name.h" | grep -v onc_codec_netbuf | tr '\n' ' ')
	if grep -q onc_codec_netbuf "$work/$name.h"; then
		codecs="$codecs const struct onc_codec onc_codec_netbuf;"
	fi
	if test -z "$types"; then
		echo "ok $number - $name # SKIP no types"
	elif ! $CC -std=gnu11 -I"$root/include" $tirpc -I"$work" \
		-DHEADER="\"$name.h\"" -DTYPES="$types" -DCODECS="$codecs" -o "$work/module" \
		"$root/tests/oncgen/module.c" "$work/${name}_tables.c" \
		>"$work/log" 2>&1 || ! "$work/module" >"$work/log" 2>&1; then
		failed=1
		echo "not ok $number - $name"
		sed 's/^/# /' "$work/log"
	else
		echo "ok $number - $name"
	fi
done
exit $failed
