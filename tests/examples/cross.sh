#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# A cross build of this tree runs the generator that it is given, never its own.
# The other host is this one by another name: configure runs nothing there.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/examples/stage.sh"

cat >"$work/oncgen" <<END
#!/bin/sh
echo ran >>"$work/ran"
exec "$prefix/bin/oncgen" "\$@"
END
chmod +x "$work/oncgen"
mkdir "$work/cross" && cd "$work/cross" || exit 99
unset CFLAGS LDFLAGS
other="--build=x86_64-pc-linux-gnu --host=x86_64-other-linux-gnu"

cross()
{
	quietly "$srcdir/configure" -q $other CC="$CC" CXX="$CXX" "$@"
}

is "without a generator it ends, and says so" \
	"configure: error: a cross build needs ONCGEN=, an oncgen of this host" \
	"$(cross -C | tail -n 1)"
check "with one it is configured" cross -C ONCGEN="$work/oncgen"
check "generated sources are made" quietly $MAKE -j2 \
	idl/netmgmt/user_client.c idl/netmgmt/server_tables.c
check "by that one" test -s "$work/ran"
check "its own was not even built" test ! -e src/oncgen/oncgen
is "they are what the own one makes" "" \
	"$(diff idl/netmgmt/user_client.c "$builddir/idl/netmgmt/" 2>&1)"
plan
