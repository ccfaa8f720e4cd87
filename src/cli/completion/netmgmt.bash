# SPDX-License-Identifier: BSD-3-Clause
# bash completion for netmgmt(1), which says itself what may come next.

_netmgmt()
{
	local current=${COMP_WORDS[COMP_CWORD]} line word

	COMPREPLY=()
	case ${COMP_WORDS[COMP_CWORD - 1]} in
	-S | --server)
		mapfile -t COMPREPLY < <(compgen -A hostname -- "$current")
		return
		;;
	esac
	[ "$current" = "=" ] && current=
	while IFS= read -r line; do
		word=${line%%$'\t'*}
		# Options only when one was begun: they follow every word.
		case $word in
		-*) [ "${current:0:1}" = - ] || continue ;;
		esac
		[ "${word:0:${#current}}" = "$current" ] || continue
		printf -v word %q "$word"
		COMPREPLY+=("$word")
	done < <("${COMP_WORDS[0]}" --complete \
		"${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}

complete -F _netmgmt netmgmt
