#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# The libraries export what their .sym files say, no more and no less.
. "$srcdir/tests/support/tap.sh"

listed()
{
	sed -n '/global:/,/local:/s/^[[:space:]]*\([A-Za-z_0-9]*\);$/\1/p' "$1" |
		LC_ALL=C sort
}

exported()
{
	nm -D --defined-only "$1" |
		sed -n 's/^[0-9a-f]* [BDRTVW] \([A-Za-z_0-9]*\).*/\1/p' |
		grep -vE '^LIB(ONC|NETMGMT|NETMGMT_SAMBA)_' | LC_ALL=C sort
}

for pair in rpc/libonc src/netmgmt/libnetmgmt src/samba/libnetmgmt-samba; do
	library=$(dirname "$pair")/.libs/$(basename "$pair").so
	if [ ! -e "$builddir/$library" ]; then
		skip "$library exports what its .sym lists" "no shared library"
		continue
	fi
	is "$library exports what its .sym lists" \
		"$(listed "$srcdir/$pair.sym")" "$(exported "$builddir/$library")"
done
plan
