#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# netmgmt against a daemon that serves the host of tests/netmgmtd/root: what a
# program reads from a pipe, what people see on a terminal, and the JSON.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

start_daemon
tab=$(printf '\t')

# -- plain -----------------------------------------------------------------

# line NAME EXPECTED WORD ARGUMENT...: the line of the output that WORD starts
line()
{
	name=$1 expected=$2 word=$3
	shift 3
	is "$name" "$expected" \
		"$(netmgmt "$@" 2>&1 | grep "^$word\($tab\|\$\)")"
}

line "a user is a line of columns" \
	"chloe${tab}1002${tab}user${tab}password expired${tab}Chloé Ünïcode" \
	chloe user list
line "an empty column is empty" "bob${tab}1001${tab}user${tab}no expiry${tab}" \
	bob user list
line "level 0 is the name alone" "alice" alice user list --level 0
line "level 23 has the SID" \
	"alice${tab}S-1-22-1-1000${tab}Alice Example${tab}Runs the place${tab}password expired" \
	alice user list --level 23
for level in 0 1 2 3 4 10 11 20 23 9000; do
	is "level $level lists all 26 accounts" 26 \
		"$(netmgmt user list --level $level | wc -l)"
	is "level $level has as many columns in each line" 1 \
		"$(netmgmt user list --level $level |
			awk -F'\t' '{ print NF }' | sort -u | wc -l)"
	is "level $level shows an account" alice \
		"$(netmgmt user show alice --level $level |
			sed -n "s/^name$tab//p")"
done
is "the order is that of the uid" "" \
	"$(netmgmt user list | cut -f 2 | sort -nc 2>&1)"
is "normal accounts are those of people" "alice" \
	"$(netmgmt user list --filter normal | cut -f 1 | head -n 1)"
is "system accounts are the others" "root daemon sync nobody" \
	"$(netmgmt user list --filter system --level 0 | tr '\n' ' ' |
		sed 's/ $//')"
for bytes in 300 1000 100000; do
	is "pages of $bytes bytes make the same list" \
		"$(netmgmt user list)" \
		"$(netmgmt user list --page-bytes $bytes)"
done
is "small pages make the same disks" "$(netmgmt disk list)" \
	"$(netmgmt disk list --page-bytes 17)"

line "level 9000 has the account as Linux has it" \
	"dora${tab}20001${tab}30000${tab}Dora Directory,Annex${tab}/home/dora${tab}/bin/bash${tab}directory${tab}unknown" \
	dora user list --level 9000
line "a user has groups of a directory" \
	"research${tab}mandatory, by default, enabled" research \
	user groups alice --level 1
is "and local ones" "sudo lpadmin alice" \
	"$(netmgmt user localgroups alice | tr '\n' ' ' | sed 's/ $//')"
is "with its primary group, where nothing names it" "sudo" \
	"$(netmgmt user localgroups primary --indirect)"
is "global groups are those of the directory" "staff dept-é research" \
	"$(netmgmt group list --level 0 | tr '\n' ' ' | sed 's/ $//')"
line "a group has number and comment" \
	"staff${tab}30000${tab}Everyone${tab}mandatory, by default, enabled" \
	staff group list
line "it is shown by itself" "sid${tab}S-1-22-2-30000" sid \
	group show staff --level 3
is "its users are those named, and those whose primary group it is" \
	"alice dora emil phantom" \
	"$(netmgmt group members staff | tr '\n' ' ' | sed 's/ $//')"
line "a local group has its comment" "sudo${tab}May do anything" sudo \
	localgroup list
line "it is shown by itself, too" "comment${tab}May do anything" comment \
	localgroup show sudo
line "and as Linux has it" "listed${tab}1200" listed \
	localgroup show crowd --level 9000
line "a member has host and SID" \
	"fixture\\alice${tab}user${tab}S-1-22-1-1000" 'fixture\\alice' \
	localgroup members sudo
line "a member may have it as primary group" \
	"fixture\\primary${tab}user${tab}S-1-22-1-1011" 'fixture\\primary' \
	localgroup members sudo
line "a member may be nobody" "ghost${tab}unknown${tab}none" ghost \
	localgroup members sudo --level 1
for level in 0 1 2 3; do
	is "small pages make the same members at level $level" \
		"$(netmgmt localgroup members crowd --level $level)" \
		"$(netmgmt localgroup members crowd --level $level \
			--page-bytes 4096)"
done
line "passwords have a shortest length" "shortest password${tab}10" \
	"shortest password" accounts
line "failures lock" "failures that lock${tab}5" "failures that lock" \
	accounts --level 3
line "the host stands alone" "role${tab}standalone" role accounts --level 1
is "and has joined no domain" "0 " \
	"$(netmgmt accounts --level 2; echo "$? ")"
is "the display has users in the order of their names" "" \
	"$(netmgmt display | cut -f 1 | LC_ALL=C sort -c 2>&1)"
is "small pages make the same display" "$(netmgmt display)" \
	"$(netmgmt display --page-bytes 300)"
is "there are no computers" "" "$(netmgmt display --level 2)"
is "global groups are displayed, too" "dept-é research staff" \
	"$(netmgmt display --level 3 | cut -f 1 | tr '\n' ' ' | sed 's/ $//')"

line "who is an admin is said in words" "privilege${tab}admin" privilege \
	user show alice
line "so is what one operates" "operator of${tab}print, accounts" \
	"operator of" user show alice
line "what never ends is never" "expires${tab}never" expires user show alice
line "what nobody knows is unknown" "logons${tab}unknown" logons \
	user show alice
line "hours that are all allowed are always" "logon hours${tab}always" \
	"logon hours" user show alice
line "a date is a local time" "expires${tab}2024-10-03 00:00:00 +0000" \
	expires user show gone
line "an age is in days" "password age${tab}0 days" "password age" \
	user show fresh
line "a share has its kind and path" \
	"public${tab}disk${tab}/srv/public${tab}2${tab}Files for everybody" \
	public share list
line "what is special is said so" "type${tab}endpoint, special" type \
	share show 'ipc$'
line "what may be kept offline is in words" \
	"offline${tab}nothing, dfs, dfs root" offline share show dfs --level 1005
line "level 9000 has who shares it" "backend${tab}nfs" backend \
	share show data --level 9000
line "a path is a share of some kind" "type${tab}disk" type share check /srv/dfs
for level in 0 1 2 501 502 503 9000; do
	is "level $level lists all 15 shares" 15 \
		"$(netmgmt share list --level $level | wc -l)"
done
is "pages of 300 bytes make the same shares" "$(netmgmt share list)" \
	"$(netmgmt share list --page-bytes 300)"
is "a share has clients, a client has shares" "192.0.2.10 public" \
	"$(netmgmt connection list public | cut -f 2 | grep 192) $(netmgmt \
		connection list '\\192.0.2.10' | cut -f 2)"
is "an open file has user and path" \
	"read, write, create${tab}2${tab}alice${tab}/srv/public/plans/tower.odt" \
	"$(netmgmt file list | grep alice.*odt | cut -f 2-)"
line "calls come in by the socket" \
	"local${tab}$daemon_folder/socket${tab}000000000000${tab}0${tab}EXAMPLEGRP" \
	local transport list
line "a use has mount point, remote name and status" \
	"/mnt/nfs${tab}\\\\server.example.net\\export${tab}works${tab}${tab}" \
	/mnt/nfs use list
line "it is found by its remote name" "mount point${tab}/mnt/cifs" \
	"mount point" use show //server.example.net/share --level 3
line "the server has its version in one" "version${tab}6.1" version server info
line "the server's type is in words" \
	"type${tab}workstation, time source, unix" type server info
line "the server's comment is the host's" "comment${tab}The Fixture Machine" \
	comment server info
line "no limit is unlimited" "users at a time${tab}unlimited" \
	"users at a time" server info
line "level 100 is short" "" comment server info --level 100
line "the workstation has its domain" "domain${tab}EXAMPLEGRP" domain \
	workstation info
line "the time zone is that of Greenwich" "time zone${tab}UTC+00:00" \
	"time zone" time
check "the time is a time" sh -c "netmgmt time |
	grep -E '^UTC	20[0-9]{2}-[01][0-9]-[0-3][0-9] [0-9:]{8}\.[0-9]{2}$'"
is "a disk is a line, blanks and all" "/srv/with space" \
	"$(netmgmt disk list | grep with)"

# -- JSON ------------------------------------------------------------------

# json NAME EXPECTED FILTER ARGUMENT...
json()
{
	name=$1 expected=$2 filter=$3
	shift 3
	is "$name" "$expected" "$(netmgmt --json "$@" | jq -c "$filter" 2>&1)"
}

if command -v jq >/dev/null; then
	json "a list is an array" 26 'length' user list
	json "a share has the names of SHARE_INFO_502" \
		'["current_uses","max_uses","netname","path","permissions","remark","type"]' \
		'keys' share show public --level 502
	json "what is shown is an object" '"object"' 'type' user show alice
	json "disks are an array of names" '"/"' '.[0]' disk list
	json "numbers are numbers" '[1000,2,9,4294967295]' \
		'[.user_id, .priv, .auth_flags, .acct_expires]' user show alice
	json "names are UTF-8" '"Chloé Ünïcode"' '.full_name' user show chloe
	json "a SID is a string" '"S-1-22-1-1000"' '.user_sid' \
		user show alice --level 4
	json "hours are hex digits" 42 '.logon_hours | length' user show alice
	json "no password is told" 'null' '.password' user show alice
	json "a list has all members, as an object has" 'true' \
		'(.[3] | keys) == ["acct_expires","auth_flags","bad_pw_count",
		"code_page","comment","country_code","flags","full_name",
		"home_dir","home_dir_drive","last_logoff","last_logon",
		"logon_hours","logon_server","max_storage","name",
		"num_logons","parms","password_age","password_expired",
		"primary_group_id","priv","profile","script_path",
		"units_per_week","user_id","usr_comment","workstations"]' \
		user list
	json "the server has the names of SERVER_INFO_102" \
		'["anndelta","announce","comment","disc","hidden","licenses","name","platform_id","type","userpath","users","version_major","version_minor"]' \
		'keys' server info
	json "the workstation has those of WKSTA_INFO_102" \
		'["computername","langroup","lanroot","logged_on_users","platform_id","ver_major","ver_minor"]' \
		'keys' workstation info
	json "the time has those of TIME_OF_DAY_INFO" \
		'["day","elapsedt","hours","hunds","mins","month","msecs","secs","timezone","tinterval","weekday","year"]' \
		'keys' time
	json "days are numbers" '[19990,90,-1]' \
		'[.changed, .maximum, .expires]' user show alice --level 9000
	json "a record that there is not is null" 'null' . accounts --level 2
	json "a member without account has no SID" 'null' '.[2].sid' \
		localgroup members sudo
	json "no idle time is -1" '-1' '.disc' server info
	# A password's age is not the same in the next second.
	is "JSON does not depend on the pages" \
		"$(netmgmt --json user list | jq 'map(del(.password_age))')" \
		"$(netmgmt --json user list --page-bytes 500 |
			jq 'map(del(.password_age))')"
else
	skip "JSON" "no jq"
fi

# -- a terminal ------------------------------------------------------------

# drawn COLUMNS ARGUMENT...: what a terminal of that width shows
drawn()
{
	columns=$1
	shift
	script -qec "stty cols $columns; netmgmt $*" /dev/null </dev/null |
		tr -d '\r'
}

if command -v script >/dev/null && command -v stty >/dev/null &&
	[ "$(drawn 120 user list | head -n 1 | cut -c 1-4)" = NAME ]; then
	is "a terminal gets a header" "NAME UID PRIVILEGE FLAGS FULL NAME" \
		"$(drawn 120 user list | head -n 1 | tr -s ' ' | sed 's/ $//')"
	# The full names stand behind comments with and without umlauts.
	is "columns line up behind letters beyond ASCII" \
		"$(drawn 120 user list --level 10 |
			sed -n 's/Alice Example.*//p' | wc -m)" \
		"$(drawn 120 user list --level 10 |
			sed -n 's/Chloé.*//p' | wc -m)"
	is "a narrow terminal cuts nothing" "" \
		"$(drawn 60 user show alice | tr -d ' \n' |
			grep -q 'Room12,555-0100,555-0101,firstfloor' ||
			echo cut)"
	is "what is shown has no header" "platform NT (500)" \
		"$(drawn 80 workstation info | head -n 1 | tr -s ' ')"
	check "JSON is JSON there too" sh -c "$(command -v script) -qec \
		'netmgmt --json disk list' /dev/null </dev/null | grep -q '^\['"
else
	skip "on a terminal" "no script(1), or no libsmartcols"
fi

# -- failures --------------------------------------------------------------

# fails NAME MESSAGE ARGUMENT...: exit status 1, the message, and no output
fails()
{
	name=$1 message=$2
	shift 2
	said=$(netmgmt "$@" 2>&1)
	is "$name" "1 netmgmt: $message" "$? $said"
}

fails "a user who is not there is 2221" \
	"The user name could not be found. (2221)" user show nemo
fails "so it is in JSON" "The user name could not be found. (2221)" \
	--json user show nemo
fails "a share that is not there is 2310" "The share does not exist. (2310)" \
	share show nemo
fails "a file that is not open is 2" \
	"The file or object does not exist. (2)" file show 1
fails "a file has a number" "An argument of the call is wrong. (87)" \
	file show x
fails "connections to what is no share are 2310" \
	"The share does not exist. (2310)" connection list nemo
fails "a client that is not there is 2312" \
	"There is no session with this computer. (2312)" session show nemo
fails "a use that is not there is 2250" \
	"This connection does not exist. (2250)" use show /srv/data
fails "a path that is not shared is 2311" "The device is not shared. (2311)" \
	share check /srv
fails "a page that holds nothing is 2123" \
	"Not even one entry fits the size that was asked for. (2123)" \
	user list --page-bytes 1
fails "a user without a name is 87" "An argument of the call is wrong. (87)" \
	user show ""
netmgmt user list >/dev/full 2>/dev/null
is "output that cannot be written is a failure" 1 $?
netmgmt --json user list >/dev/full 2>/dev/null
is "so it is for JSON" 1 $?

# -- the way there ---------------------------------------------------------

for server in "127.0.0.1:$daemon_port" "\\\\127.0.0.1:$daemon_port" \
	"localhost:$daemon_port" "unix:$daemon_folder/socket" \
	"unix://$daemon_folder/socket" "$(hostname)" "\\\\$(hostname)" ""; do
	is "server '$server' answers" fixture \
		"$(netmgmt -S "$server" workstation info | sed -n "s/^name$tab//p")"
done
NETMGMT_LOCAL=tcp://127.0.0.1:$daemon_port
is "so does this host when the environment names a port" fixture \
	"$(netmgmt workstation info | sed -n "s/^name$tab//p")"
# -- what a call carries ----------------------------------------------------

said=$(ONC_DEBUG=1 netmgmt user show alice 2>&1 >/dev/null)
case $said in
*'onc: USER_GET_INFO call'*'name = "alice"'*) ok "ONC_DEBUG=1 shows the call" ;;
*) not_ok "ONC_DEBUG=1 shows the call" ;;
esac
case $said in
*'info.level_3.usri3_name = "alice"'*) ok "ONC_DEBUG=1 shows the result" ;;
*) not_ok "ONC_DEBUG=1 shows the result" ;;
esac
is "nothing is shown without it" "" \
	"$(ONC_DEBUG=0 netmgmt user show alice 2>&1 >/dev/null)"
is "all of the host may use the socket" srw-rw-rw- \
	"$(ls -l "$daemon_folder/socket" | cut -c 1-10)"

end_daemon
stop_daemon
start_daemon --all-groups-global
is "all groups can be global" "sudo staff" "$(netmgmt group list --level 0 |
	grep -E '^(sudo|staff)$' | tr '\n' ' ' | sed 's/ $//')"
is "local ones stay local then" "sudo" \
	"$(netmgmt localgroup list --level 0 | grep -E '^(sudo|staff)$')"
end_daemon
plan
