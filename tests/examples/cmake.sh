#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# examples/cmake with each of CMake's generators, and what onc_generate() says
# of its arguments.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/examples/stage.sh"

command -v cmake >/dev/null || skip_all "no cmake"
export CC

take cmake
cd "$work/cmake" || exit 99
for generator in "Unix Makefiles" Ninja; do
	if [ "$generator" = Ninja ] && ! command -v ninja >/dev/null; then
		skip "$generator" "no ninja"
		continue
	fi
	rm -rf build
	check "$generator: it is configured" \
		quietly cmake -G "$generator" -S . -B build
	check "$generator: it builds" quietly cmake --build build -j 4
	talk "$generator" "$work/cmake/build"
	quietly cmake --build build
	is "$generator: nothing is left to do" 0 \
		"$(grep -c 'oncgen ' "$work/log")"
done

# project LINES...: a project of the text on standard input
project()
{
	rm -rf "$work/project"
	mkdir "$work/project" && cd "$work/project" || exit 99
	printf '%s\n' 'cmake_minimum_required(VERSION 3.16)' \
		'project(test C)' 'find_package(libonc REQUIRED)' \
		>CMakeLists.txt
	cat >>CMakeLists.txt
	echo 'int main(void) { return 0; }' >main.c
	echo 'struct only { int x; };' >only.x
}

# refuses NAME TEXT: configuring ends with such a line
refuses()
{
	cmake -S . -B build >"$work/log" 2>&1
	is "$1" "1 yes" "$? $(tr -s '\n ' ' ' <"$work/log" |
		grep -q "$2" && echo yes)"
}

project <<'END'
add_executable(main main.c)
onc_generate(main none.x)
END
refuses "a file that is missing is named" "there is no .*/none.x"
project <<'END'
add_executable(main main.c)
onc_generate(main only.x CLEINT)
END
refuses "a word that is none is named" "what is CLEINT"
project <<'END'
onc_generate(main only.x)
END
refuses "so is a target that is none" "main"
project <<'END'
add_executable(main main.c)
onc_generate(main only.x)
END
cmake -S . -B build -DONCGEN_EXECUTABLE=/bin/false >"$work/log" 2>&1
is "a generator that does not run ends it" 1 $?
rm -rf build
check "one named by hand is used" quietly cmake -S . -B build \
	-DONCGEN_EXECUTABLE="$prefix/bin/oncgen"

# The stage's generator is of the host that a cross build is for.
rm -rf build
refuses_cross()
{
	cmake -S . -B build -DCMAKE_SYSTEM_NAME=Linux \
		-DCMAKE_SYSTEM_PROCESSOR=other >"$work/log" 2>&1
	[ $? -eq 1 ] && grep -q 'set ONCGEN_EXECUTABLE' "$work/log"
}
if command -v oncgen >/dev/null; then
	skip "a cross build needs a generator of this host" "there is one"
else
	check "a cross build needs a generator of this host" refuses_cross
fi
rm -rf build
check "and takes the one it is told" quietly cmake -S . -B build \
	-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=other \
	-DONCGEN_EXECUTABLE="$prefix/bin/oncgen"
check "which it runs" quietly cmake --build build

# A library with files that include one another, and a program that uses it.
project <<'END'
add_subdirectory(library)
add_executable(main main.c)
target_link_libraries(main types)
onc_generate(main calls.x)
add_executable(netmgmt netmgmt.c)
target_link_libraries(netmgmt PRIVATE onc::netmgmt)
END
mkdir -p library/shared
cat >library/CMakeLists.txt <<'END'
add_library(types STATIC)
onc_generate(types top.x INCLUDE shared DEFINES DEEP=1)
onc_generate(types shared/inner.x TYPES)
END
echo 'struct inner { int x; };' >library/shared/inner.x
printf '#include "inner.x"\n#if DEEP\nstruct top { inner i; };\n#endif\n' \
	>library/top.x
printf '#include "top.h"\nint main(void) { top t = {{0}}; return t.i.x; }\n' \
	>main.c
printf '%s\n' 'program P {' 'version V { int F(int) = 1; } = 1;' '} = 1;' \
	>calls.x
cat >>main.c <<'END'
#include "calls.h"
bool_t f_1_svc(int arg, int *result, struct onc_request *req)
{
	(void)req;
	*result = arg;
	return TRUE;
}
END
printf '#include <lm.h>\nint main(void) { return NetApiBufferFree(0) != 0; }\n' \
	>netmgmt.c
# builds NAME OPTIONS...: the project of above, and what it does when an input changes
builds()
{
	name=$1
	shift
	rm -rf build
	echo 'struct inner { int x; };' >library/shared/inner.x
	check "$name: a library is configured" quietly cmake "$@" -S . -B build
	check "$name: it and what uses it build" \
		quietly cmake --build build -j 4
	check "$name: a program has both sides, unless one is named" \
		ls build/main_onc/calls_client.c build/main_onc/calls_server.c
	is "$name: oncgen ran for each file" 3 \
		"$(grep -c 'oncgen .*x$' "$work/log")"
	check "$name: onc::netmgmt links" build/netmgmt
	sleep 1
	echo 'struct inner { int x; int y; };' >library/shared/inner.x
	check "$name: it builds after an included file changed" \
		quietly cmake --build build -j 4
	check "$name: which came through" \
		grep -q 'y;' build/library/types_onc/inner.h
	is "$name: to both files" 2 "$(grep -c 'oncgen .*x$' "$work/log")"
	quietly cmake --build build -j 4
	is "$name: nothing is left to do" 0 "$(grep -c 'oncgen ' "$work/log")"

	# The file moves to another folder of the same target.
	sleep 1
	mv library/shared/inner.x library/inner.x
	printf '%s\n' 'add_library(types STATIC)' \
		'onc_generate(types top.x INCLUDE shared DEFINES DEEP=1)' \
		'onc_generate(types inner.x TYPES)' >library/CMakeLists.txt
	check "$name: an included file that is gone does not stop it" \
		quietly cmake --build build -j 4
	mv library/inner.x library/shared/inner.x
	sed -i 's,inner.x,shared/inner.x,' library/CMakeLists.txt
}

builds "Unix Makefiles" -G "Unix Makefiles"
if command -v ninja >/dev/null; then
	builds Ninja -G Ninja
	# What is done for CMake before 3.21, which takes no rules of inputs.
	sed -i 's/^find_package/set(CMAKE_VERSION 3.19.0)\n&/' CMakeLists.txt
	builds "old CMake" -G Ninja
else
	skip "Ninja" "no ninja"
fi
plan
