# SPDX-License-Identifier: BSD-3-Clause
# fish completion for netmgmt(1), which says itself what may come next.

function __netmgmt_complete
	set -l words (commandline -opc)
	set -l current (commandline -ct)
	set -l lines ($words[1] --complete $words[2..-1] 2>/dev/null)

	# Options only when one was begun: they follow every word.
	if not string match -q -- '-*' $current
		set lines (string match -v -- '-*' $lines)
	end
	printf '%s\n' $lines
end

complete -c netmgmt -f -a '(__netmgmt_complete)'
complete -c netmgmt -s S -l server -x -a '(__fish_print_hostnames)' -d 'ask this host'
