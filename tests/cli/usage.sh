#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# What netmgmt says of itself, and of a command line that is wrong. No daemon
# is needed: where one would be asked, none is there.
. "$srcdir/tests/support/tap.sh"

NETMGMT_LOCAL=unix:///nonexistent/netmgmtd.sock
export NETMGMT_LOCAL

# wrong NAME MESSAGE ARGUMENT...: exit status 2, and the message on stderr
wrong()
{
	name=$1 message=$2
	shift 2
	said=$(netmgmt "$@" 2>&1 >/dev/null)
	is "$name" "2 netmgmt: $message" "$? $(printf %s "$said" | head -n 1)"
}

# fails NAME MESSAGE ARGUMENT...: exit status 1, the message, and no output
fails()
{
	name=$1 message=$2
	shift 2
	said=$(netmgmt "$@" 2>&1)
	is "$name" "1 netmgmt: $message" "$? $said"
}

# helps NAME WORD ARGUMENT...: exit status 0, and the word on stdout
helps()
{
	name=$1 word=$2
	shift 2
	said=$(netmgmt "$@" 2>/dev/null)
	is "$name" "0 yes" \
		"$? $(printf %s "$said" | grep -q -e "$word" && echo yes)"
}

helps "--version names the package" "^netmgmt (libonc) [0-9]" --version
helps "-V does so too" "^netmgmt (libonc) [0-9]" -V
for command in "user list" "user show NAME" "server info" \
	"workstation info" "disk list" "time"; do
	helps "--help has $command" "^  $command " --help
done
helps "-h is --help" "^Usage: netmgmt " -h
helps "a noun has help" "^  user show NAME " user --help
is "a noun's help is of that noun alone" "" \
	"$(netmgmt user --help | grep '^  server')"
helps "a command has help" "^Usage: .* user list$" user list --help
helps "help may come first" "^Usage: .* user list$" --help user list
helps "a command's help has its options" "--filter WHICH" user list --help
is "a command's help has no other options" "" \
	"$(netmgmt time --help | grep -e --level -e --filter)"
helps "help asks for no operand" "^Usage: .* user show NAME$" user show --help
helps "help is a word, too" "^Usage: .* user list$" help user list
helps "alone it is all help" "^  disk list " help
helps "of a noun it is the noun's" "^  user show NAME " help user
helps "of an alias it is of what it stands for" "^Usage: .* server info$" \
	help config server
helps "what Windows says is listed" "^  config server  *server info$" --help
helps "a lone noun has help of its own" "^Usage: .* time$" time --help
is "help fits 80 columns" "" "$(for command in "" user "user list" "user show" \
	"user groups" "user localgroups" "group list" "localgroup members" \
	accounts display "share list" "share show" "share check" "use list" \
	"session show" "connection list" "file list" "transport list" \
	"server info" "workstation info" "disk list" time; do
	netmgmt $command --help
done | awk 'length > 80')"
is "the last line of help is whole" "2 wrong use." \
	"$(netmgmt --help | tail -n 1 | grep -o '2 wrong use\.')"

# fields NAME EXPECTED ARGUMENT...
fields()
{
	name=$1 expected=$2
	shift 2
	is "$name" "$expected" "$(netmgmt "$@" --fields | tr '\n' ' ')"
}

fields "fields are told without a server" \
	"name comment usr_comment full_name " user list --level 10
fields "so they are without a name" \
	"name comment usr_comment full_name " user show --level 10
fields "what is for people has no field" \
	"elapsedt msecs hours mins secs hunds timezone tinterval day month year weekday " \
	time
fails "no level, no fields" \
	"The call does not have this information level. (124)" \
	user list --level 5 --fields

wrong "a command is needed" "a command is missing"
wrong "an unknown command is told" "'frobnicate' is not a command" frobnicate
wrong "an unknown verb is told" "'user frobnicate' is not a command" \
	user frobnicate x
wrong "so it is of a noun that shows nothing" \
	"'disk frobnicate' is not a command" disk frobnicate

# meant NAME WORDS ARGUMENT...: the second line of what is wrong
meant()
{
	name=$1 words=$2
	shift 2
	is "$name" "netmgmt: did you mean '$words'?" \
		"$(netmgmt "$@" 2>&1 | sed -n 2p)"
}

meant "a noun with a slip is known" user uesr list
meant "so it is with letters swapped" workstation wrokstation
meant "so it is in the plural" disk disks list
meant "a verb with a slip is known" "user list" user lits x
meant "so it is where a name may stand" "user list" user lst
meant "an option with a slip is known" --json --jsno time
meant "so it is with a value" --filter --fliter=all user list
is "what looks like nothing is no slip" "Try 'netmgmt --help'." \
	"$(netmgmt frobnicate 2>&1 | sed -n 2p)"
is "nor is an option that lacks its value" "Try 'netmgmt --help'." \
	"$(netmgmt user list --level 2>&1 | sed -n 2p)"
is "nor is a name that resembles no verb" "" \
	"$(netmgmt user nemo 2>&1 | sed -n 2p)"

wrong "between commas a server is needed" \
	"--server: between commas, a name is missing" -S a,,b time
wrong "so it is at an end" "--server: between commas, a name is missing" \
	-S a, time
wrong "who has the name of a server twice is told" \
	"'\\\\b' is one word too many" -S a time '\\b'
wrong "help for nothing known is wrong" "'frobnicate' is not a command" \
	frobnicate --help
wrong "a missing name is told" "NAME is missing" user show
wrong "one word too many is told" "'b' is one word too many" user show a b
wrong "a word where none goes is told" "'x' is one word too many" time x
wrong "an unknown option is told" "unrecognized option '--frobnicate'" \
	--frobnicate
wrong "an option without its value is told" \
	"option '--level' requires an argument" user list --level
for number in "" x 3x -3 +3 " 3" 4294967296 99999999999999999999; do
	wrong "level '$number' is no number" \
		"--level: '$number' is not a number from 0 to 4294967295" \
		user list --level "$number"
done
wrong "a filter is one of three" \
	"--filter: 'odd' is not normal, system or all" user list --filter odd
wrong "time has no level" "--level does not apply to 'time'" time --level 3
wrong "show has no filter" "--filter does not apply to 'user show'" \
	user show ada --filter all
wrong "server has no pages" "--page-bytes does not apply to 'server info'" \
	server info --page-bytes 100

fails "a level that does not exist is 124" \
	"The call does not have this information level. (124)" \
	user list --level 5
fails "no daemon here is 1722" "this host: No server answers there. (1722)" \
	user list
fails "so it is for what is shown" \
	"this host: No server answers there. (1722)" user show ada
fails "so it is in JSON" "this host: No server answers there. (1722)" \
	--json time
fails "an empty server name is this host" \
	"this host: No server answers there. (1722)" -S "" disk list
fails "a server that does not answer is named" \
	"server 'unix:/nonexistent/s': No server answers there. (1722)" \
	-S unix:/nonexistent/s server info
fails "a server name that cannot be one is 123" \
	"server '\\\\': The name is not spelled as such a name can be. (123)" \
	-S '\\' workstation info
fails "a host that cannot exist is 53" \
	"server 'no host': No computer of this name was found. (53)" \
	time --server='no host'
plan
