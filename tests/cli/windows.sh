#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# What people who know net(1) of Windows type, against a daemon.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

start_daemon

# same WORDS AS...: both command lines print the same
same()
{
	name="'$1' is '$2'"
	# Word splitting is meant: the words of a command line.
	is "$name" "$(netmgmt $2 2>&1)" "$(netmgmt $1 2>&1)"
}

same "user" "user list"
same "user --level 10" "user list --level 10"
same "user alice" "user show alice"
same "user alice --level 0" "user show alice --level 0"
same "workstation" "workstation info"
same "disk" "disk list"
same "config server" "server info"
same "share" "share list"
same "use" "use list"
same "file" "file list"
same "config workstation --level 100" "workstation info --level 100"
is "an account of a verb's name is shown by the verb" \
	"netmgmt: The user name could not be found. (2221)" \
	"$(netmgmt user show list 2>&1)"

at="127.0.0.1:$daemon_port"
users=$(netmgmt user list | wc -l)
shares=$(netmgmt share list | wc -l)
NETMGMT_LOCAL=unix:///nonexistent
for server in "\\\\$at" "\\$at"; do
	is "'user $server' lists there" "$users" \
		"$(netmgmt user "$server" | wc -l)"
	is "'user list $server' does so" "$users" \
		"$(netmgmt user list "$server" | wc -l)"
	is "'user alice $server' shows there" alice \
		"$(netmgmt user show alice "$server" --csv --level 0 |
			sed -n '2s/.$//p')"
	check "'time $server' asks there" netmgmt time "$server"
	is "'view $server' lists the shares there" "$shares" \
		"$(netmgmt view "$server" | wc -l)"
	check "'config server $server' asks there" \
		netmgmt config server "$server"
done
is "a lone backslash is a word" \
	"netmgmt: '\\' is one word too many" \
	"$(netmgmt time '\' 2>&1 | head -n 1)"
end_daemon
plan
