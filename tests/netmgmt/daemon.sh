# SPDX-License-Identifier: BSD-3-Clause
# A daemon for tests: source it after tap.sh, then call start_daemon. It serves
# the host of tests/netmgmtd/root until the script ends.

# start_daemon [OPTION]...: sets NETMGMT_LOCAL, and daemon_port to its port of
# the loopback address; or skips all
start_daemon()
{
	command -v netmgmtd >/dev/null || skip_all "no netmgmtd"
	daemon_folder=$(mktemp -d) || exit 1
	trap stop_daemon EXIT
	netmgmtd --root "$srcdir/tests/netmgmtd/root" --port 0 \
		--socket "$daemon_folder/socket" \
		--ready-file "$daemon_folder/ready" "$@" \
		>"$daemon_folder/log" 2>&1 &
	daemon_process=$!
	wait_for_daemon
	daemon_port=$(sed -n 's/^tcp:.*://p' "$daemon_folder/ready")
	NETMGMT_LOCAL=unix://$daemon_folder/socket
	export NETMGMT_LOCAL
}

wait_for_daemon()
{
	tries=0
	while [ ! -s "$daemon_folder/ready" ]; do
		tries=$((tries + 1))
		if [ $tries -gt 100 ] || ! kill -0 $daemon_process; then
			sed 's/^/# /' "$daemon_folder/log"
			echo "Bail out! netmgmtd does not start"
			exit 1
		fi
		sleep 0.1
	done
}

# end_daemon: a case of its own; a sanitizer's complaint shows in the status
end_daemon()
{
	kill $daemon_process
	wait $daemon_process
	is "the daemon ends with 0" 0 $?
	grep -v '^netmgmtd: ' "$daemon_folder/log" | sed 's/^/# /'
	daemon_process=
}

stop_daemon()
{
	[ -n "$daemon_process" ] || {
		rm -rf "$daemon_folder"
		return
	}
	kill $daemon_process 2>/dev/null && wait $daemon_process
	rm -rf "$daemon_folder"
}
