#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Every sizeof and offsetof in oncgen's tables has the same value for the
# structures of rpcgen's header: old code goes on with the new types.
#
# Environment: ONCGEN, CC, RPCGEN, srcdir.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
CC=${CC:-cc}
RPCGEN=${RPCGEN:-rpcgen}
root=${srcdir:-.}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

if ! command -v "$RPCGEN" >/dev/null 2>&1; then
	echo "1..0 # SKIP no rpcgen"
	exit 0
fi
tirpc=$(pkg-config --cflags libtirpc 2>/dev/null || echo -I/usr/include/tirpc)

measure() { # HEADER PREAMBLE OUTPUT
	{
		echo "$2"
		echo '#include <stddef.h>'
		echo '#include <stdio.h>'
		echo "#include \"$1\""
		echo 'int main(void) {'
		cat "$work/lines"
		echo 'return 0; }'
	} >"$work/measure.c"
	$CC -w -std=gnu11 $tirpc -I"$root/include" -o "$work/measure" \
		"$work/measure.c" && "$work/measure" >"$3"
}

set -- "$root"/tests/oncgen/golden/rpcgen.x \
	/usr/include/rpcsvc/mount.x /usr/include/rpcsvc/nfs_prot.x \
	/usr/include/rpcsvc/rquota.x
echo "1..$#"
number=0
failed=0
for input; do
	number=$((number + 1))
	name=$(basename "$input" .x)
	if ! test -f "$input"; then
		echo "ok $number - $name # SKIP no such file"
		continue
	fi
	rm -rf "$work/ours" "$work/theirs"
	mkdir "$work/ours" "$work/theirs"
	"$ONCGEN" -o "$work/ours" "$input" || exit 99
	cp "$input" "$work/theirs"
	(cd "$work/theirs" && "$RPCGEN" -h -o "$name.h" "$name.x") || exit 99
	grep -oE '(sizeof|offsetof)\([A-Za-z_0-9]+(, [A-Za-z_0-9.]+)?\)' \
		"$work/ours/${name}_tables.c" | sort -u |
		sed 's/.*/printf("%s %zu\\n", "&", &);/' >"$work/lines"

	if ! measure "$work/ours/$name.h" '' "$work/a" ||
		! measure "$work/theirs/$name.h" '#include <rpc/rpc.h>' \
			"$work/b"; then
		failed=1
		echo "not ok $number - $name does not compile"
	elif ! diff "$work/a" "$work/b" >"$work/log"; then
		failed=1
		echo "not ok $number - $name: layouts differ"
		sed 's/^/# /' "$work/log"
	else
		echo "ok $number - $name: $(wc -l <"$work/a") values agree"
	fi
done
exit $failed
