/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Packets. Invariant: size <= room.
 */
#include <stdlib.h>

#include "rpc/packet.h"

bool packet_init(struct packet *packet, uint8_t *lent, size_t lent_size,
		 size_t size)
{
	*packet = (struct packet){.bytes = lent, .room = lent_size};
	if (size <= lent_size)
		return true;
	packet->own = true;
	packet->bytes = malloc(size);
	packet->room = size;
	return packet->bytes != NULL;
}

void packet_fini(struct packet *packet)
{
	if (packet->own)
		free(packet->bytes);
	*packet = (struct packet){0};
}

void packet_begin(struct packet *packet, uint32_t xid, uint32_t program,
		  uint32_t version, uint32_t procedure)
{
	message_write_call(packet->bytes + RECORD_MARK, xid, program, version,
			   procedure);
	packet->size = PACKET_HEAD;
}
