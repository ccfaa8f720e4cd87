#!/bin/sh
# SPDX-License-Identifier: BSD-3-Clause
# RPCSEC_GSS with a realm of its own: KDC on loopback, all of it in one folder.
. "$srcdir/tests/support/tap.sh"

PATH=$PATH:/usr/sbin:/sbin
for tool in krb5kdc kdb5_util kadmin.local kinit; do
	command -v $tool >/dev/null || skip_all "no $tool: no private KDC"
done
[ -x "$builddir/tests/rpc/test-gss" ] || skip_all "test-gss was not built"

work=$(mktemp -d) || exit 99
kdc_pid= server_pid=
trap '[ -z "$server_pid" ] || kill $server_pid
	[ -z "$kdc_pid" ] || kill $kdc_pid
	rm -rf "$work"' EXIT

realm=ONC.TEST
port=$((20000 + $$ % 20000))
cat >"$work/krb5.conf" <<END
[libdefaults]
	default_realm = $realm
	dns_lookup_kdc = false
	dns_lookup_realm = false
	dns_canonicalize_hostname = false
	rdns = false
[realms]
	$realm = {
		kdc = 127.0.0.1:$port
	}
END
cat >"$work/kdc.conf" <<END
[kdcdefaults]
	kdc_listen = 127.0.0.1:$port
	kdc_tcp_listen = 127.0.0.1:$port
[realms]
	$realm = {
		database_name = $work/principal
		key_stash_file = $work/stash
		acl_file = $work/acl
	}
[logging]
	kdc = FILE:$work/kdc.log
END
export KRB5_CONFIG="$work/krb5.conf" KRB5_KDC_PROFILE="$work/kdc.conf"
export KRB5CCNAME="FILE:$work/tickets" KRB5_KTNAME="FILE:$work/keytab"

make_realm()
{
	kdb5_util create -s -r $realm -P secret &&
		kadmin.local -q "addprinc -randkey onc/localhost" &&
		kadmin.local -q "addprinc -pw secret alice" &&
		kadmin.local -q "ktadd onc/localhost"
}

get_ticket()
{
	tries=0
	until echo secret | kinit alice >>"$work/log" 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 50 ] && kill -0 $kdc_pid || return 1
		sleep 0.1
	done
}

make_realm >"$work/log" 2>&1 || skip_all "no realm: $(tail -n 1 "$work/log")"
krb5kdc -n </dev/null >>"$work/log" 2>&1 &
kdc_pid=$!
get_ticket || skip_all "no ticket: $(tail -n 1 "$work/log")"

mkfifo "$work/input"
"$builddir/tests/rpc/gss-server" <"$work/input" >"$work/port" \
	2>>"$work/log" &
server_pid=$!
exec 9>"$work/input" # the server ends when this does
tries=0
until [ -s "$work/port" ]; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || skip_all "the server does not start"
	sleep 0.05
done
GSS_PORT=$(cat "$work/port") "$builddir/tests/rpc/test-gss" 9>&-
status=$?
exec 9>&-
wait $server_pid
server_pid=
exit $status
