/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_COUNTERS_H
#define NETMGMTD_PROVIDER_COUNTERS_H

/*
 * What the kernel has counted since it started: as a server of NFS, and as a
 * client of NFS and SMB. What is not counted is 0. The daemon adds its own
 * counts to those of the server.
 */

#include <stdbool.h>
#include <stdint.h>

#include "src/netmgmtd/provider/root.h"

/* proc/net/rpc/nfsd */
struct counters_server {
	uint64_t opens;	      /* NFSv4 alone has such an operation */
	uint64_t connections; /* TCP, accepted */
	uint64_t calls;
	uint64_t bad_calls; /* all of them, the two below included */
	uint64_t bad_format;
	uint64_t bad_authentication;
	uint64_t bytes_sent; /* read by clients */
	uint64_t bytes_received;
};

/* proc/self/mountstats, proc/net/rpc/nfs, proc/fs/cifs/Stats, proc/net/dev */
struct counters_wksta {
	int64_t boot_time;	 /* seconds since 1970 */
	uint64_t bytes_received; /* by mounts; without any, by interfaces */
	uint64_t bytes_sent;
	uint64_t calls; /* of RPC, and SMB requests; as many replies */
	uint64_t retransmissions;
	/* Of mounts of NFS: by programs, past the cache, over the network. */
	uint64_t cache_bytes_read;
	uint64_t cache_bytes_written;
	uint64_t direct_bytes_read;
	uint64_t direct_bytes_written;
	uint64_t network_bytes_read;
	uint64_t network_bytes_written;
	uint64_t reads; /* operations sent */
	uint64_t writes;
	uint64_t failed_operations; /* all kinds; kernels before 5.3 none */
	uint64_t timeouts;
	uint64_t sessions;   /* connections to servers, made so far */
	uint64_t reconnects; /* of SMB: sessions and shares */
	uint64_t nfs_mounts;
	uint64_t smb_mounts;
	bool has_mounts; /* bytes are those of mounts, not of interfaces */
};

/*
 * Both read what there is; what is missing, unreadable or malformed counts
 * nothing. -ENOMEM.
 */
__attribute__((warn_unused_result)) int
counters_read_server(struct counters_server *counters, const struct root *root);
__attribute__((warn_unused_result)) int
counters_read_wksta(struct counters_wksta *counters, const struct root *root);

#endif
