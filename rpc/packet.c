/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Packets. Invariant: size <= room, and bytes is small unless more was asked
 * for.
 */
#include <stdlib.h>

#include "rpc/packet.h"

bool packet_init(struct packet *packet, size_t size)
{
	packet->size = 0;
	packet->room = sizeof(packet->small);
	packet->bytes = packet->small;
	if (size <= packet->room)
		return true;
	packet->bytes = malloc(size);
	packet->room = size;
	return packet->bytes != NULL;
}

void packet_fini(struct packet *packet)
{
	if (packet->bytes != packet->small)
		free(packet->bytes);
	packet->bytes = packet->small;
}

void packet_begin(struct packet *packet, uint32_t xid, uint32_t program,
		  uint32_t version, uint32_t procedure)
{
	message_write_call(packet->bytes + RECORD_MARK, xid, program, version,
			   procedure);
	packet->size = PACKET_HEAD;
}
