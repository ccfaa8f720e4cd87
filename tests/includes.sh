#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# Who may include whom: the walks of ARCHITECTURE.md, as a rule.
. "$srcdir/tests/support/tap.sh"
cd "$srcdir" || exit 1

# obeys FOLDER DENIED: no file of the folder includes what DENIED matches.
obeys()
{
	! grep -rHnE --include='*.[chly]' \
		"^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($2)" "$1"
}

check "include/ includes neither rpc/ nor src/ nor libtirpc" \
	obeys include 'rpc/|src/|tirpc|tests/'
check "rpc/ knows nothing of users, shares and the daemon" \
	obeys rpc 'src/|netmgmt/|lm\.h|lmaccess|lmserver|lmwksta|tests/'
check "oncgen includes only libc" \
	obeys src/oncgen 'rpc/|onc/|lm|netmgmt/|tests/|event|jansson'
check "src/netmgmt knows nothing of XDR tables and the engine" \
	obeys src/netmgmt '"?rpc/(buffer|measure|place|encode|table|stream|call)|tests/'
check "the layer for Samba's programs is the API's customer" \
	obeys src/samba 'onc/|rpc/|src/|tests/'
check "the daemon knows nothing of the engine, nor of libtirpc" \
	obeys src/netmgmtd 'rpc/|tests/'
check "providers know neither onc/ nor generated code" \
	obeys src/netmgmtd/provider 'onc/|netmgmt/|rpc/|lm'
check "the command is the API's customer: <lm.h> only" \
	obeys src/cli 'onc/|rpc/|netmgmt/|src/netmgmt|lm[a-z]+\.h'
plan
