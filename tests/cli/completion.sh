#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Completion: what netmgmt says may come next is what its table has, and the
# shells that are here offer it.
. "$srcdir/tests/support/tap.sh"
. "$srcdir/tests/netmgmt/daemon.sh"

start_daemon
folder=$srcdir/src/cli/completion
users=$(netmgmt user list | wc -l)

# may_follow WORD...: what netmgmt says of the words so far, options apart
may_follow()
{
	netmgmt --complete "$@" | cut -f 1 | grep -v '^-' | LC_ALL=C sort -u |
		tr '\n' ' ' | sed 's/ $//'
}

# -- the program -----------------------------------------------------------

netmgmt --commands >"$daemon_folder/commands"
is "all nouns of the table may come first" "" \
	"$(cut -f 1 "$daemon_folder/commands" | while read -r noun; do
		case " $(may_follow) " in
		*" $noun "*) ;;
		*) echo "$noun" ;;
		esac
	done)"
is "all verbs of the table follow their noun" "" \
	"$(awk -F'\t' '$2 != "" { print $1, $2 }' "$daemon_folder/commands" |
		while read -r noun verb; do
			case " $(may_follow "$noun") " in
			*" $verb "*) ;;
			*) echo "$noun $verb" ;;
			esac
		done)"
own=$(cut -f 4 "$daemon_folder/commands" | tr ' ' '\n' | sort -u |
	sed -n 's/^--//p' | paste -sd '|' -)
is "a command has its options and no others" "" \
	"$(awk -F'\t' '{ print $1 " " $2 "|" $4 }' "$daemon_folder/commands" |
		while IFS='|' read -r words options; do
			found=$(netmgmt --complete $words x x | cut -f 1 |
				grep -xE -e "--($own)" |
				tr '\n' ' ' | sed 's/ $//')
			[ "$found" = "$options" ] || echo "$words: $found"
		done)"
is "words of Windows are there" "server workstation" "$(may_follow config)"
is "what shows a name gets those of the list" "$users" \
	"$(may_follow user show | wc -w)"
is "so does whom a session is of" "$(netmgmt session list | cut -f 1 |
	LC_ALL=C sort -u | tr '\n' ' ' | sed 's/ $//')" \
	"$(may_follow session show)"
is "connections are of a share" "$(may_follow share show)" \
	"$(may_follow connection list)"
is "a path is not guessed" "" "$(may_follow share check)"
is "what lists takes no name" "" "$(may_follow user list)"
is "a name is not looked for over a network" "" \
	"$(may_follow -S "127.0.0.1:$daemon_port" user show)"
verbs=$(awk -F'\t' '$1 == "user" { print $2 }' "$daemon_folder/commands" |
	LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')
is "options between words do not matter" "$verbs" "$(may_follow --json user)"

# levels NOUN VERB: as the table has them
levels()
{
	awk -F'\t' -v noun="$1" -v verb="$2" \
		'$1 == noun && $2 == verb { print $5 }' \
		"$daemon_folder/commands" | grep -oE '[0-9]+' |
		LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//'
}

is "levels are those of the command" "$(levels user list)" \
	"$(may_follow user list --level)"
is "there are some" yes \
	"$(levels user list | grep -q '^0 1 .*23' && echo yes)"
is "so they are behind an equals sign" "$(levels server info)" \
	"$(may_follow server info --level =)"
is "so they are of a noun alone" "$(levels workstation info)" \
	"$(may_follow workstation --level)"
is "filters are words" "all normal system" "$(may_follow user list --filter)"
is "a number is not guessed" "" "$(may_follow disk list --page-bytes)"
is "nothing follows a number" "" \
	"$(netmgmt --complete disk list --page-bytes 3 | grep -v '^-')"
is "without a daemon there are no names, and no complaint" "" \
	"$(NETMGMT_LOCAL=unix:///nonexistent netmgmt --complete user show 2>&1 |
		grep -v '^-')"

# -- bash ------------------------------------------------------------------

# in_bash WORD...: what bash makes of the last word
in_bash()
{
	bash --norc -c '. "$1"; shift
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_netmgmt
		printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$folder/netmgmt.bash" netmgmt "$@" |
		LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//'
}

if command -v bash >/dev/null; then
	is "bash: a noun" "workstation" "$(in_bash wo)"
	is "bash: verbs, no options unless begun" "$verbs" "$(in_bash user '')"
	is "bash: options" "--json" "$(in_bash user list --js)"
	is "bash: names" "alice" "$(in_bash user show al)"
	is "bash: levels" "100 101 102" "$(in_bash workstation info --level 1)"
	is "bash: it is registered" "complete -F _netmgmt netmgmt" \
		"$(bash --norc -c '. "$1"; complete -p netmgmt' bash \
			"$folder/netmgmt.bash")"
else
	skip "bash" "no bash"
fi

# -- zsh -------------------------------------------------------------------

# in_zsh WORD...: what _netmgmt describes, in place of a terminal
in_zsh()
{
	zsh -f -c 'file=$1; shift
		words=("$@") CURRENT=$# PREFIX=$words[-1]
		_hosts() { print -l hosts; }
		_describe() { print -l -- "${(P@)argv[-1]%%:*}"; }
		. $file' zsh "$folder/_netmgmt" netmgmt "$@" |
		LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//'
}

if command -v zsh >/dev/null; then
	check "zsh: it is zsh" zsh -n "$folder/_netmgmt"
	is "zsh: verbs, no options unless begun" "$verbs" "$(in_zsh user '')"
	is "zsh: options" yes "$(in_zsh user list --j |
		grep -q -e '--json' && echo yes)"
	is "zsh: names" "$users" "$(in_zsh user show '' | wc -w)"
	is "zsh: hosts" hosts "$(in_zsh -S '')"
	is "zsh: it says whose it is" "#compdef netmgmt" \
		"$(head -n 1 "$folder/_netmgmt")"
else
	skip "zsh" "no zsh"
fi

# -- fish ------------------------------------------------------------------

# in_fish LINE: what fish offers for it
in_fish()
{
	HOME=$daemon_folder fish --no-config -c \
		"source '$folder/netmgmt.fish'; complete -C '$1'" 2>&1 |
		cut -f 1 | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//'
}

if command -v fish >/dev/null; then
	is "fish: a noun" "workstation" "$(in_fish 'netmgmt wo')"
	is "fish: verbs, no options unless begun" "$verbs" \
		"$(in_fish 'netmgmt user ')"
	is "fish: options" "--json" "$(in_fish 'netmgmt user list --js')"
	is "fish: names" "alice" "$(in_fish 'netmgmt user show al')"
	is "fish: levels" "$(levels server info)" \
		"$(in_fish 'netmgmt server info --level ')"
else
	skip "fish" "no fish"
fi

# -- installed -------------------------------------------------------------

stage=$builddir/tests/examples/stage
share=$stage$(cat "$stage.prefix")/share
is "bash finds it by the command's name" "$folder/netmgmt.bash" "$(
	cmp "$share/bash-completion/completions/netmgmt" \
		"$folder/netmgmt.bash" && echo "$folder/netmgmt.bash")"
check "zsh finds it" test -f "$share/zsh/site-functions/_netmgmt"
check "fish finds it" \
	test -f "$share/fish/vendor_completions.d/netmgmt.fish"

end_daemon
plan
