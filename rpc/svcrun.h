/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_SVCRUN_H
#define RPC_SVCRUN_H

/*
 * Programs that are registered with libtirpc's svc, as rpcgen's are: their
 * calls come from our server, libtirpc authenticates and dispatches them.
 */

#include "rpc/output.h"
#include "rpc/task.h"

struct svc;

/*
 * svcrun_serve() runs one call, and gives its reply: RECORD_MARK bytes of room,
 * then the message. NULL: there is none, or no memory for it. One at a time.
 */
struct output_chunk *svcrun_serve(struct onc_server *server,
				  const struct task *task,
				  request_identify *identify,
				  const void *sender);

#endif
