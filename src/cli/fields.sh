#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Prints the fields of all commands as netmgmt(1) has them, out of the program
# itself. A new noun or level: put what this prints between the two marks of
# netmgmt.1. tests/cli/fields.sh compares them.
exec awk -F'\t' '
function fields(command,	text, line, name)
{
	while ((command | getline name) > 0) {
		if (line != "" && length(line name) > 70) {
			text = text line "\n"
			line = ""
		}
		line = line (line == "" ? "" : " ") name ","
	}
	close(command)
	sub(/,$/, "", line)
	return text line "\n"
}
BEGIN {
	while (("netmgmt --commands" | getline) > 0) {
		if ($4 !~ /--fields/)
			continue
		name = $1 ($2 == "" ? "" : " " $2)
		gsub(/[^0-9]+$/, "", $5)
		count = split($5, levels, /[^0-9]+/)
		text = count ? "" : fields("netmgmt " name " --fields")
		for (i = 1; i <= count; i++)
			text = text ".TP\n.B " levels[i] "\n" \
				fields("netmgmt " name " --fields --level " \
					levels[i])
		if (text in names) {
			names[text] = names[text] ", " name
			continue
		}
		names[text] = name
		order[++last] = text
	}
	for (i = 1; i <= last; i++)
		printf ".SS %s\n%s", names[order[i]], order[i]
}'
