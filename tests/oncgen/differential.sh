#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
#
# Old code goes on with the new types: for every .x file that a system brings
# along, and for our own, rpcgen and oncgen agree on each size, offset and
# enumerator, on how xdr_T is declared, on the bytes of each value, and on what
# the bytes mean.
#
# Environment: ONCGEN, RPCGEN, CC, TIRPC_CFLAGS, TIRPC_LIBS, srcdir, builddir;
# VALUES, how many of each type (200).
#
# What differs by intent is left out, and no more than that:
#
#   a long below zero     libtirpc reads it without its sign; such values are
#                         encoded by both and decoded by ours, not by rpcgen's
#                         (VALUE_LONG_UNSIGNED of tests/support/value.h)
#   an unsigned long above 2^32-1, a bool other than 0 and 1, a value that an
#   enum or union has not, a NUL inside of a string, padding that is not zero
#                         ours refuses them and libtirpc does not: never made
#   a type that a codec of the user's has, not the tables
#                         its values cannot be made
#   @nullable             a pointer less in C: such types are compared by their
#                         bytes alone
#   a type that has libtirpc's name
#                         it has no xdr_T: onc_xdr() stands in
#   struct t { t x<>; }   rpcgen's output is `struct struct`; the way round it,
#                         by a typedef, is compared
#   single files          as why_not_theirs() tells

. "$srcdir/tests/support/tap.sh"

[ -n "$RPCGEN" ] && command -v "$RPCGEN" >/dev/null || skip_all "no rpcgen"
harness=$builddir/tests/oncgen/differential
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# Why rpcgen or the compiler of its output cannot take a file. Whatever is named
# here is compared all the same, should it compile.
why_not_theirs()
{
	case $1 in
	a-b.c) echo "rpcgen takes ASCII only" ;;
	codecs) echo "libtirpc's headers have types of these names" ;;
	conditions) echo "rpcgen's output defines a type of a % line twice" ;;
	dialects) echo "rpcgen has no namespaces" ;;
	foreign) echo "its types are C's, and so are their codecs" ;;
	include) echo "rpcgen has no #ident" ;;
	inplace) echo "rpcgen has no types in place" ;;
	order | unions) echo "rpcgen has no uses before the definition" ;;
	program) echo "rpcgen has no arrays as arguments" ;;
	scalars) echo "libtirpc has no quadruple and no longlong_t" ;;
	values) echo "rpcgen loses the lines after a spliced % line" ;;
	nis_callback) echo "nis_clnt.h, which is to declare xdr_T, is nowhere" ;;
	nis) echo "rpcgen loses the lines after a spliced % line" ;;
	rpcb_prot) echo "libtirpc's header has the guard of this one" ;;
	esac
}

# What a file of the system includes and no package brings: its client was to
# include what rpcgen once made of nis.x.
supply()
{
	case $1 in
	nis_callback) : >"$2/nis_clnt.h" ;;
	esac
}

# -- the two sides ----------------------------------------------------------

# The .x files of a folder whose headers a header includes, without the suffix.
included()
{
	sed -n 's/^#include "\(.*\)\.h"$/\1/p' "$2" | while read -r other; do
		[ ! -f "$1/$other.x" ] || echo "$other"
	done
}

# generate_ours FILE FOLDER: with the headers of what it includes.
generate_ours()
{
	mkdir -p "$2" && "$ONCGEN" -o "$2" "$1" || return 1
	included "$(dirname "$1")" "$2/$(basename "$1" .x).h" |
		while read -r other; do
			generate_ours "$(dirname "$1")/$other.x" \
				"$2/$(dirname "$other")" || exit 1
		done
}

# Spellings of our own files that rpcgen has not, and that mean no more.
plain()
{
	case $1 in
	"$srcdir"/*)
		sed -i -e 's,//.*,,' -e 's/,[[:space:]]*}/ }/' -e '/^;$/d' \
			-e '/^#pragma/d' "$2"
		;;
	esac
}

# rpcgen writes the name it was given into the #include: it must be in place.
generate_theirs()
{
	folder=$(dirname "$1")
	cp "$folder"/*.x "$2" && plain "$1" "$2/$3.x" || return 1
	included "$folder" "$work/ours/$3.h" | while read -r other; do
		mkdir -p "$2/$(dirname "$other")" &&
			cp "$folder/$other.x" "$2/$other.x" || exit 1
	done &&
		(cd "$2" && "$RPCGEN" -N -h -o "$3.h" "$3.x" &&
			"$RPCGEN" -N -c -o "$3_xdr.c" "$3.x" &&
			test -s "$3.h")
}

# build FOLDER OBJECT SOURCE FLAG...
build()
{
	folder=$1 object=$2 source=$3
	shift 3
	$CC -w -std=gnu11 -D_GNU_SOURCE -D'__FBSDID(text)=' -fPIC -shared \
		-I"$folder" -I"$srcdir/include" $TIRPC_CFLAGS "$@" \
		-o "$object" "$source"
}

# FILE NAME: the shared object of each side.
prepare_ours()
{
	generate_ours "$1" "$work/ours" && supply "$2" "$work/ours" &&
		build "$work/ours" "$work/ours.so" "$work/ours/${2}_tables.c"
}

# rpcgen's output has the type bool, and a function xdr_bool_t: nobody else has.
prepare_theirs()
{
	mkdir "$work/theirs" &&
		generate_theirs "$1" "$work/theirs" "$2" &&
		build "$work/theirs" "$work/theirs.so" \
			"$work/theirs/${2}_xdr.c" \
			-Dbool=bool_t -Dxdr_bool_t=xdr_bool
}

# -- layouts ----------------------------------------------------------------

# The types of our header; arguments that travel in a structure are some.
types_of()
{
	sed -n -e 's/^extern const struct onc_type \(.*\)_type_*;$/\1/p' \
		-e 's/^bool_t xdr_\(.*_argument\)(XDR.*/\1/p' "$1" | sort -u
}

# What C can be asked of our header: an expression on a line for each member,
# those of structures without a name too, and for each enumerator. Types of
# % lines are not ours.
members_of()
{
	awk -v types="$(tr '\n' ' ' <"$work/types")" '
	BEGIN {
		count = depth = 0
		n = split(types, list, " ")
		for (i = 1; i <= n; i++)
			is_ours[list[i]] = 1
	}
	function close_inner(name,   i) {
		for (i = start[depth]; i < count; i++)
			member[i] = name "." member[i]
		member[count++] = name
		depth--
	}
	function close_outer(name,   i) {
		for (i = 0; i < count && is_ours[name]; i++)
			printf "offsetof(%s, %s)\nsizeof(((%s *)0)->%s)\n", \
				name, member[i], name, member[i]
		depth = count = 0
	}
	/^extern const struct onc_type / { exit }
	{ sub(/[ \t]*\/\*.*\*\/[ \t]*$/, "") }
	depth == 0 && !is_enum && /^(typedef )?struct( [A-Za-z_0-9]+)? \{$/ {
		depth = 1
		tag = /^struct / ? $2 : ""
		next
	}
	depth == 0 && /^enum [A-Za-z_0-9]+ \{$/ { is_enum = 1; next }
	is_enum && /^\}/ { is_enum = 0; next }
	is_enum && /^\t[A-Za-z_]/ { printf "(size_t)%s\n", $1; next }
	depth == 0 { next }
	/^\t+(struct|union) \{$/ { start[++depth] = count; next }
	/^\t*\}/ {
		name = $2
		sub(/[;[].*/, "", name)
		if (depth > 1)
			close_inner(name)
		else
			close_outer(tag == "" ? name : tag)
		next
	}
	/^\t+[A-Za-z_].*;$/ {
		sub(/(\[[^]]*\])?;$/, "")
		sub(/.*[ \t*]/, "")
		member[count++] = $0
	}' "$1"
}

# measure FOLDER NAME: the value of each expression.
measure()
{
	{
		printf '#include "%s.h"\n' "$2"
		printf '#include <stddef.h>\n#include <stdio.h>\n'
		printf 'int main(void) {\n'
		sed 's/.*/printf("& = %zu\\n", &);/' "$work/expressions"
		printf 'return 0; }\n'
	} >"$1/measure.c"
	$CC -w -std=gnu11 -D_GNU_SOURCE -D'__FBSDID(text)=' -I"$1" -I"$srcdir/include" \
		$TIRPC_CFLAGS -o "$1/measure" "$1/measure.c" && "$1/measure"
}

compare_layouts()
{
	{
		sed 's/.*/sizeof(&)\n_Alignof(&)/' "$work/types"
		members_of "$work/ours/$1.h"
	} >"$work/expressions"
	measure "$work/ours" "$1" >"$work/ours.layout" &&
		measure "$work/theirs" "$1" >"$work/theirs.layout" &&
		diff "$work/ours.layout" "$work/theirs.layout"
}

# -- prototypes -------------------------------------------------------------

# compatible NAME: rpcgen's declarations of xdr_T repeat what our header says,
# which libtirpc's own headers may follow or come before.
compatible()
{
	sed -n 's/^extern *\(bool_t xdr_[A-Za-z_0-9]* *(XDR .*);\)$/\1/p' \
		"$work/theirs/$1.h" | sort -u >"$work/prototypes"
	[ -s "$work/prototypes" ] || return 1
	{
		printf '#include "%s.h"\n#include <rpc/rpc.h>\n' "$1"
		cat "$work/prototypes"
	} >"$work/before.c"
	{
		printf '#include <rpc/rpc.h>\n#include "%s.h"\n' "$1"
		cat "$work/prototypes"
	} >"$work/behind.c"
	$CC -w -std=gnu11 -D_GNU_SOURCE -D'__FBSDID(text)=' -I"$work/ours" \
		-I"$srcdir/include" $TIRPC_CFLAGS -fsyntax-only \
		"$work/before.c" "$work/behind.c"
}

# -- all files --------------------------------------------------------------

files=0
types=0
values=0
places=0
found=0
left_out=

compare_values()
{
	"$harness" "$work/ours.so" "$work/theirs.so" "${VALUES:-200}" \
		$(cat "$work/types") >"$work/log" 2>&1
	grep '^#' "$work/log"
	grep -E '^(not )?ok ' "$work/log" >"$work/verdicts"
	while read -r verdict sentence; do
		case $verdict in
		ok) ok "$1: $sentence" ;;
		*) not_ok "$1: ${sentence#ok }" ;;
		esac
	done <"$work/verdicts"
	if [ "$(wc -l <"$work/verdicts")" -ne 3 ]; then
		not_ok "$1: the comparison came to its end"
		sed 's/^/# /' "$work/log"
		return
	fi
	values=$((values + $(sed -n 's/.*covered: .* \(.*\) values/\1/p' \
		"$work/log")))
}

# leave_out FILE NAME REASON
leave_out()
{
	skip "$2" "$3"
	case $1 in
	"$srcdir"/*) return ;;
	esac
	left_out="$left_out# left out: $1: $3
"
}

fail_to_prepare()
{
	not_ok "$1: it can be had from $2"
	head -n 20 "$work/log" | sed 's/^/#   /'
}

# is_prepared FILE NAME: if not, that is a case.
is_prepared()
{
	case $1 in
	"$srcdir"/*) ;;
	*) found=$((found + 1)) ;;
	esac
	if ! prepare_ours "$1" "$2" >"$work/log" 2>&1; then
		case $1 in
		*/ntirpc/*)
			leave_out "$1" "$2" "libntirpc has an XDR of its own"
			return 1
			;;
		esac
		fail_to_prepare "$2" oncgen
		return 1
	fi
	prepare_theirs "$1" "$2" >"$work/log" 2>&1 && return
	why=$(why_not_theirs "$2")
	if [ -n "$why" ]; then
		leave_out "$1" "$2" "$why"
	else
		fail_to_prepare "$2" rpcgen
	fi
	return 1
}

compare_file()
{
	name=$(basename "$1" .x)
	rm -rf "$work"/*
	is_prepared "$1" "$name" || return
	types_of "$work/ours/$name.h" >"$work/types"
	if [ ! -s "$work/types" ]; then
		leave_out "$1" "$name" "it has no types"
		return
	fi
	check "$name: sizes and offsets agree" compare_layouts "$name"
	check "$name: prototypes agree" compatible "$name"
	compare_values "$name"
	files=$((files + 1))
	types=$((types + $(wc -l <"$work/types")))
	places=$((places + $(wc -l <"$work/expressions")))
}

for file in "$srcdir"/tests/oncgen/golden/*.x \
	"$srcdir"/tests/oncgen/constructs.x "$srcdir"/tests/wire/shapes.x \
	"$srcdir"/idl/*.x \
	$(find /usr/include/rpcsvc /usr/include/tirpc /usr/include/ntirpc \
		-name '*.x' 2>/dev/null | LC_ALL=C sort); do
	compare_file "$file"
done
# In the name of a case: a log of `make check` shows nothing else.
check "covered: $files files, $types types, $places sizes, offsets and \
enumerators, $values values" test "$files" -ge 20
ok "of the system's $found files $(printf %s "$left_out" | grep -c .) are left out"
printf %s "$left_out"
plan
