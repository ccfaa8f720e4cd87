#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# examples/automake: built beside its source and elsewhere, distributed, and
# what onc.m4 finds.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/examples/stage.sh"

command -v autoreconf >/dev/null || skip_all "no autoreconf"
command -v automake >/dev/null || skip_all "no automake"
$MAKE --version 2>/dev/null | grep -q '^GNU Make' ||
	skip_all "no GNU make"

take automake
cd "$work/automake" || exit 99
check "autoreconf takes onc.m4 from where aclocal looks" \
	quietly autoreconf -fi --warnings=all
mkdir build && cd build || exit 99
check "configure finds the generator and the library" \
	quietly ../configure CC="$CC" CFLAGS="$CFLAGS" LDFLAGS="$LDFLAGS" -C
is "it is what pkg-config knows" "$prefix/bin/oncgen" \
	"$(sed -n 's/^ONCGEN = //p' Makefile)"
check "a client alone is built in a clean tree" quietly $MAKE client
check "all is built in a folder of its own" quietly $MAKE -j4 V=1
talk "automake" "$work/automake/build"
check "silent rules name the file" sh -c \
	'touch ../inventory.x && $1 V=0 | grep -q "ONCGEN *inventory.x"' sh $MAKE
check "distcheck" quietly env DISTCHECK_CONFIGURE_FLAGS="CC='$CC'" \
	$MAKE -j4 distcheck
$MAKE dist >/dev/null 2>&1
is "the tarball has the .x and nothing generated" \
	"client.c inventory.x server.c " \
	"$(tar tzf inventory-1.0.tar.gz | sed 's,.*/,,' |
		grep -E '\.(x|c|h)$' | LC_ALL=C sort | tr '\n' ' ')"

# What it must not take.
cat >"$work/old" <<'END'
#!/bin/sh
echo "oncgen (libonc) 0.0.9"
END
chmod +x "$work/old"
mkdir ../other && cd ../other || exit 99
../configure -C ONCGEN="$work/old" >"$work/log" 2>&1
is "a generator that is too old ends configure" 1 $?
check "and why is said" grep -q 'old is version 0.0.9, not 0.1.0' "$work/log"
rm -f config.cache
../configure ONCGEN=/nonexistent/oncgen >"$work/log" 2>&1
is "so does one that does not run" 1 $?

# A cross build runs the generator of PATH: the stage's is not for this host.
mkdir "$work/bin"
printf '#!/bin/sh\nexec %s "$@"\n' "$prefix/bin/oncgen" >"$work/bin/oncgen"
chmod +x "$work/bin/oncgen"
PATH=$work/bin:$PATH
check "a cross build is configured" quietly ../configure CC="$CC" \
	--build=x86_64-pc-linux-gnu --host=i586-pc-gnu PKG_CONFIG=pkg-config
is "with the generator of the build host" "$work/bin/oncgen" \
	"$(sed -n 's/^ONCGEN = //p' Makefile)"
plan
