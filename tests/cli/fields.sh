#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# netmgmt(1) tells the fields that JSON and CSV have, and these have them.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

start_daemon
page=$srcdir/src/cli/netmgmt.1
work=$daemon_folder

sed '1,/^\.\\" fields$/d; /^\.\\" end of fields$/,$d' "$page" >"$work/told"
sh "$srcdir/src/cli/fields.sh" >"$work/had"
check "the page has fields" test -s "$work/told"
check "they are those of src/cli/fields.sh" diff "$work/told" "$work/had"

# Each command that has fields, at each of its levels, with a name if needed:
# the last one of what its noun lists, or of the shares.
netmgmt --commands | awk -F'\t' '$4 ~ /--fields/ {
	name = ""
	list = "netmgmt " ($3 == "WHOSE" ? "share" : $1) " list"
	if ($3 == "PATH")
		list = list " | cut -f 3 | grep ^/"
	if ($3 != "") {
		while ((list | getline line) > 0)
			name = line
		close(list)
		sub(/\t.*/, "", name)
	}
	gsub(/[^0-9]+$/, "", $5)
	count = split($5, levels, /[^0-9]+/)
	for (i = 1; i <= count; i++)
		print $1, $2, name, "--level", levels[i]
	if (!count)
		print $1, $2, name
}' >"$work/lines"
while read -r line; do
	# Word splitting is meant: the words of a command line.
	fields=$(netmgmt --fields $line 2>&1 | paste -sd , -)
	is "CSV of '$line' has its fields" "$fields" \
		"$(netmgmt --csv $line | head -n 1 | tr -d '\r')"
	command -v jq >/dev/null || continue
	case $line in
	disk*) filter='"name"' ;; # names stand without an object
	*) filter='if type == "array" then .[0] else . end | values |
		keys_unsorted | join(",")' ;;
	esac
	found=$(netmgmt --json $line | jq -r "$filter" 2>&1)
	# An empty list has no object, and what is not there is null.
	[ -n "$found" ] && is "so has JSON" "$fields" "$found"
done <"$work/lines"

for word in $(netmgmt --commands | cut -f 1,2 | tr '\t' '\n' | sort -u); do
	check "the page tells of '$word'" grep -q -w -e "$word" "$page"
done
for option in $(netmgmt --help | grep -oE -e '--[a-z-]+' | sort -u) \
	--level --filter --page-bytes --indirect --fields; do
	check "the page tells of $option" grep -q -F -e \
		"$(printf %s "$option" | sed 's/-/\\-/g')" "$page"
done
command -v man >/dev/null && is "the page has no mistakes" "" \
	"$(man --warnings -l "$page" 2>&1 >/dev/null)"
end_daemon
plan
