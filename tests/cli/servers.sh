#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Several servers at once: two that answer, and those that do not.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

start_daemon
tab=$(printf '\t')
one=127.0.0.1:$daemon_port
two=unix:$daemon_folder/socket
none=unix:/nonexistent
users=$(netmgmt user list | wc -l)

is "rows have their server before them" "$one${tab}alice $two${tab}alice" \
	"$(netmgmt -S "$one,$two" user list --level 0 | grep alice |
		tr '\n' ' ' | sed 's/ $//')"
is "all rows of both are there" $((users * 2)) \
	"$(netmgmt -S "$one,$two" user list | wc -l)"
is "the order is that of the command line" "$two $one " \
	"$(netmgmt -S "$two,$one" user list | cut -f 1 | uniq | tr '\n' ' ')"
is "so it is with an option for each" "$two $one " \
	"$(netmgmt -S "$two" --server "$one" user list | cut -f 1 | uniq |
		tr '\n' ' ')"
is "what is shown has a line for each member" \
	"$one${tab}name${tab}fixture $two${tab}name${tab}fixture" \
	"$(netmgmt -S "$one,$two" workstation info | grep "${tab}name$tab" |
		tr '\n' ' ' | sed 's/ $//')"
is "names get a column" "$one${tab}/" \
	"$(netmgmt -S "$one,$two" disk list | head -n 1)"
is "CSV has a column, and one header" "server,name $((users * 2 + 1))" \
	"$(netmgmt -S "$one,$two" --csv user list --level 0 | tr -d '\r' |
		sed -n 1p) $(netmgmt -S "$one,$two" --csv user list |
		grep -c ,)"
is "so it has of what is shown" "server,platform_id,name $one,500,fixture $two,500,fixture" \
	"$(netmgmt -S "$one,$two" --csv server info --level 100 | tr -d '\r' |
		tr '\n' ' ' | sed 's/ $//')"
netmgmt -S "$one,$two" time >/dev/null 2>&1
is "all of them done is 0" 0 $?
is "one server has no column" "alice" \
	"$(netmgmt -S "$one" user list --level 0 | grep alice)"

# -- failures --------------------------------------------------------------

said=$(netmgmt -S "$one,$none,$two,no host" user list 2>&1 >/dev/null)
is "one that fails makes 1" 1 $?
is "each failure is told of its server" \
	"netmgmt: server '$none': No server answers there. (1722)
netmgmt: server 'no host': No computer of this name was found. (53)" "$said"
is "the others are shown" $((users * 2)) \
	"$(netmgmt -S "$one,$none,$two" user list 2>/dev/null | wc -l)"
is "a status that is not about the way is told of its server, too" \
	"netmgmt: server '$one': The user name could not be found. (2221)
netmgmt: server '$two': The user name could not be found. (2221)" \
	"$(netmgmt -S "$one,$two" user show nemo 2>&1)"
is "nothing is printed if all fail" "" \
	"$(netmgmt -S "$none,$none" --csv time 2>/dev/null)"

is "all that fail are told, and that is all" "1 2" \
	"$(netmgmt -S "$one,$none" user list --page-bytes 1 \
		>"$daemon_folder/out" 2>"$daemon_folder/said"
		echo $? $(wc -l <"$daemon_folder/said"))"
is "their table is none" "" "$(cat "$daemon_folder/out")"

# -- JSON ------------------------------------------------------------------

# json NAME EXPECTED SERVERS FILTER ARGUMENT...
json()
{
	name=$1 expected=$2 servers=$3 filter=$4
	shift 4
	is "$name" "$expected" "$(netmgmt --json -S "$servers" "$@" \
		2>/dev/null | jq -c "$filter" 2>&1)"
}

if command -v jq >/dev/null; then
	json "JSON has an object for each" "[[\"$one\",0,$users],[\"$two\",0,$users]]" \
		"$one,$two" '[.[] | [.server, .status, (.data | length)]]' \
		user list
	json "what failed is one as well" \
		"{\"server\":\"$none\",\"status\":1722,\"error\":\"No server answers there.\"}" \
		"$one,$none" '.[1]' user list
	json "so it is if all failed" '[1722,1722]' "$none,$none" \
		'[.[].status]' disk list
	json "a record is an object inside" '"fixture"' "$one,$two" \
		'.[1].data.name' server info
	json "names are an array inside" '"/"' "$one,$two" '.[1].data[0]' disk
else
	skip "JSON" "no jq"
fi

# -- at once ---------------------------------------------------------------

many=$one
for i in 1 2 3 4 5 6 7 8 9; do
	many=$many,$two,$one,$none,$two,$one
done
is "46 servers at once answer all that can" $((users * 37)) \
	"$(netmgmt -S "$many" user list 2>/dev/null | wc -l)"

if command -v script >/dev/null &&
	netmgmt --table user list | head -n 1 | grep -q '^NAME'; then
	is "a table has a column for the server" "SERVER NAME" \
		"$(netmgmt --table -S "$one,$two" user list --level 0 |
			head -n 1 | tr -s ' ' | sed 's/ $//')"
	is "a table of members has three columns" "$two name fixture" \
		"$(netmgmt --table -S "$one,$two" workstation info |
			tr -s ' ' | grep "^$two name ")"
else
	skip "tables" "no libsmartcols"
fi
end_daemon
plan
