#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# The samples of each file compile without a warning, by every compiler that
# is there; the client calls every procedure of the server and both end without
# an error and without a leak. They never overwrite what is there.
#
# Environment: ONCGEN, CC, SANITIZE, TIRPC_CFLAGS, TIRPC_LIBS, builddir, srcdir.

ONCGEN=${ONCGEN:-src/oncgen/oncgen}
case $ONCGEN in
*/*) ONCGEN=$(cd "$(dirname "$ONCGEN")" && pwd)/$(basename "$ONCGEN") ;;
esac
CC=${CC:-cc}
root=$(cd "${srcdir:-.}" && pwd)
libraries=$(cd "${builddir:-.}" && pwd)/rpc/.libs
TIRPC_CFLAGS=${TIRPC_CFLAGS:-$(pkg-config --cflags libtirpc)}
TIRPC_LIBS=${TIRPC_LIBS:-$(pkg-config --libs libtirpc)}
work=$(mktemp -d) || exit 99
server=
trap 'test -n "$server" && kill "$server"; rm -rf "$work"' EXIT
cd "$work" || exit 99

warnings='-Wall -Wextra -Wpedantic -Wconversion -Werror'
sanitize=${SANITIZE:--fsanitize=address,undefined -fno-sanitize-recover=all}
number=0
failed=0
report() { # CASE; the last status decides
	status=$?
	number=$((number + 1))
	if test $status -eq 0; then
		echo "ok $number - $1"
	else
		failed=1
		echo "not ok $number - $1"
		sed 's/^/# /' log
	fi
}

exits() {
	wanted=$1
	shift
	"$ONCGEN" "$@" >said 2>log
	test $? -eq "$wanted"
}

compiles() { # FOLDER NAME
	for compiler in "$CC" gcc clang; do
		command -v "${compiler%% *}" >/dev/null 2>&1 || continue
		for source in "$1/$2"_sample_*.c; do
			$compiler -std=c11 $warnings $TIRPC_CFLAGS \
				-I"$root/include" -I"$1" -c -o object.o \
				"$source" >>log 2>&1 || return 1
		done
	done
}

links() { # FOLDER NAME
	for part in client server; do
		$CC -std=c11 -g $sanitize $TIRPC_CFLAGS -I"$root/include" \
			-I"$1" -o "$1/$part" "$1/$2_sample_$part.c" \
			"$1/$2_$part.c" "$1/$2_tables.c" -L"$libraries" \
			-Wl,-rpath,"$libraries" -lonc $TIRPC_LIBS >>log 2>&1 ||
			return 1
	done
}

# The server says its address when it listens.
serve() { # FOLDER
	rm -f address
	"$1/server" "unix://$work/socket" >address 2>server.log &
	server=$!
	tries=0
	while ! test -s address 2>/dev/null && test $tries -lt 100; do
		sleep 0.1
		tries=$((tries + 1))
	done
}

runs() { # FOLDER PROCEDURES
	serve "$1"
	"$1/client" "unix://$work/socket" >said 2>log
	called=$?
	kill "$server"
	wait "$server"
	ended=$?
	server=
	cat server.log >>log
	test $called -eq 0 && test $ended -eq 0 && ! test -s log &&
		test "$(grep -c '^[A-Z][A-Za-z_0-9]*:$' said)" -eq "$2"
}

cat >all.x <<'END'
/* What has no value of zeros, and names that the samples use themselves. */
const empty = 3;
enum result { FIRST = 5, SECOND = 9 };
struct print { string argument<4>; result clnt; };
union server switch (result stop) {
case SECOND: print text[empty];
case FIRST: struct { string deep<>; enum { ODD = 7 } odd; } value;
};
union picked switch (unsigned int which) {
case 0x80000002: string name<>;
case 7: void;
};
union always switch (result which) { default: string name<>; };
typedef print rows[2];
typedef rows grid[3];
typedef opaque bytes[4];
typedef string word<9>;
typedef result results[2];
typedef server *maybe;
struct holder {
	server s; picked p; always a; rows r; grid g; results e; maybe m;
	union switch (bool has) { case TRUE: int x; case FALSE: word w; } here;
};
program SAMPLES {
	version SAMPLES_1 {
		void NOTHING(void) = 1;
		holder EVERYTHING(holder, print size, word) = 2;
		string JOIN(string) = 3;
		result PICK(result) = 4;
		grid WORDS(grid) = 5;
		bytes RAW(bytes) = 6;
		maybe PERHAPS(maybe) = 7;
		bool FLAG(hyper) = 8;
		float SUM(double) = 9;
		/*@envelope*/
		print LEND(rows) = 10;
		word NAME(results) = 11;
	} = 1;
	version SAMPLES_2 { int NOTHING(void) = 1; } = 2;
} = 0x20000777;
END

if ! test -f "$libraries/libonc.so"; then
	echo "1..0 # SKIP no shared libonc to link with"
	exit 0
fi
echo 'int main(void) { return 0; }' >probe.c
$CC $sanitize -o probe probe.c 2>log && ./probe 2>log || sanitize=

for input in "$work/all.x" "$root/tests/wire/shapes.x" \
	"$root"/tests/oncgen/golden/*.x; do
	name=$(basename "$input" .x)
	rm -rf files
	mkdir files
	: >log
	"$ONCGEN" -a -o files "$input" 2>log
	report "$name: -a"
	test -f "files/${name}_client.c" || continue
	: >log
	mkdir files/shared
	for part in "$root"/tests/oncgen/golden/shared/*.x; do
		"$ONCGEN" -o files/shared "$part" || exit 99
	done
	compiles files "$name"
	report "$name: the samples compile without a warning"
	# A type of C's has a codec that only its program has.
	if grep 'onc_codec_' "files/${name}_tables.c" | grep -qv netbuf; then
		number=$((number + 1))
		echo "ok $number - $name: # SKIP wants a codec of its own"
		continue
	fi
	if grep -q 'only_client' "files/${name}_client.c"; then
		number=$((number + 1))
		echo "ok $number - $name: # SKIP a program for clients alone"
		continue
	fi
	links files "$name" &&
		runs files "$(grep -c '_procedure,' "files/${name}_client.c")"
	report "$name: the client calls every procedure, and nothing leaks"
done

rm -rf out
mkdir out
echo 'struct s { int x; };' >types.x
exits 0 -a -o out types.x && test "$(ls out | wc -l)" -eq 2
report "-a makes no sample of a file without a program"
exits 1 -Sc types.x && grep -q 'no program' log && ! test -s said
report "-Sc refuses a file without a program"

rm -f out/*
exits 0 -Sm -o out all.x && test "$(ls out)" = Makefile.all
report "-Sm writes Makefile.NAME"
exits 1 --samples -o out all.x && grep -q 'Makefile.all is there already' log &&
	test "$(ls out)" = Makefile.all
report "a sample that is there is left alone, and nothing else is written"
echo mine >out/Makefile.all
exits 1 -a -o out all.x && test "$(ls out)" = Makefile.all &&
	test "$(cat out/Makefile.all)" = mine
report "-a writes nothing either, with status 1"
exits 0 -a --force -o out all.x && test "$(ls out | wc -l)" -eq 7 &&
	! grep -q mine out/Makefile.all
report "--force overwrites it"
exits 1 -Ss -o out/all_sample_server.c all.x
report "a sample by -o FILE is left alone as well"
exits 0 -Sc all.x && cmp -s said out/all_sample_client.c
report "-Sc writes to standard output"

# The Makefile with a stand-in for pkg-config: the library is not installed.
rm -f out/*
cat >pkg-config <<END
#!/bin/sh
case \$1 in
--cflags) echo "-I$root/include $TIRPC_CFLAGS" ;;
*) echo "-L$libraries -Wl,-rpath,$libraries -lonc $TIRPC_LIBS" ;;
esac
END
chmod +x pkg-config
mkdir 'in c'
echo 'const empty_too = 3;' >'in c/more.x'
{ printf '#if EXTRA != 2\n#error EXTRA\n#endif\n#include "more.x"\n' &&
	cat all.x; } >out/all.x
exits 0 -I "$work/in c" -DEXTRA=2 --samples -o out out/all.x &&
	exits 0 -o out "in c/more.x" &&
	(cd out && ${MAKE:-make} -f Makefile.all ONCGEN="$ONCGEN" CC="$CC" \
		PKG_CONFIG="$work/pkg-config" \
		CFLAGS="-std=c11 $warnings $SANITIZE") >log 2>&1 &&
	test -x out/all_sample_client && test -x out/all_sample_server
report "the Makefile builds both from the .x file, with its options"
: >log
(cd out && ${MAKE:-make} -f Makefile.all clean) >log 2>&1 &&
	! test -e out/all_sample_client && ! test -e out/all.h &&
	test -f out/all_sample_client.c
report "make clean leaves the samples"
echo "1..$number"
exit $failed
