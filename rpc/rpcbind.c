/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Asking rpcbind: version 4 knows all transports, version 2 TCP over IPv4 and
 * is what old hosts have.
 *
 * Invariant: an answer is as hostile as any other reply. It is read in full
 * and strictly, and gives a port, nothing else.
 */
#include <stdlib.h>
#include <string.h>

#include "rpc/channel.h"
#include "rpc/deadline.h"
#include "rpc/packet.h"
#include "rpc/rpcbind.h"

#define RPCBIND_PROGRAM 100000
enum { PMAP_VERSION = 2, RPCB_VERSION = 4 };
/* Both are procedure 3: PMAPPROC_GETPORT, RPCBPROC_GETADDR. */
#define GET 3
#define TCP 6

/* A universal address: "::ffff:255.255.255.255.255.255" and some more. */
#define ADDRESS_MOST 64
/* No honest answer is longer. */
#define REPLY_MOST 1024

struct question {
	struct channel *channel;
	int64_t deadline;
	const volatile sig_atomic_t *cancelled;
	uint32_t program;
	uint32_t version;
	struct outcome *why;
	struct message_reply reply;
	struct packet packet;
	uint8_t small[PACKET_SMALL];
	uint8_t scratch[REPLY_MOST];
};

static void put_word(struct packet *packet, uint32_t word)
{
	bytes_store32(packet->bytes + packet->size, word);
	packet->size += 4;
}

static void put_string(struct packet *packet, const char *text)
{
	const size_t size = strlen(text);
	const size_t unit = size + bytes_padding(size);

	put_word(packet, (uint32_t)size);
	memset(packet->bytes + packet->size, 0, unit);
	memcpy(packet->bytes + packet->size, text, size);
	packet->size += unit;
}

/* RFC 1833, section 2.1: struct rpcb. */
static void put_rpcb(struct question *question)
{
	const bool is_six = question->channel->peer.any.sa_family == AF_INET6;

	put_string(&question->packet, is_six ? "tcp6" : "tcp");
	put_string(&question->packet, "");
	put_string(&question->packet, "");
}

/* RFC 1833, section 3.1: struct mapping. */
static void put_mapping(struct question *question)
{
	put_word(&question->packet, TCP);
	put_word(&question->packet, 0);
}

static void exchange(struct question *question, uint32_t xid)
{
	struct pending call = {
		.xid = xid,
		.generation = channel_generation(question->channel),
		.deadline = question->deadline,
		.cap = REPLY_MOST,
		.cancelled = question->cancelled,
		.output = {.bytes = question->packet.bytes,
			   .size = question->packet.size},
		.scratch = question->scratch,
		.scratch_size = sizeof(question->scratch),
	};

	channel_call(question->channel, &call, deadline_now());
	*question->why = call.outcome;
	question->reply = (struct message_reply){.status = ONC_OK};
	if (call.outcome.status != ONC_OK)
		return;
	/* It may be anywhere, with all those fragments; here it stays. */
	memmove(question->scratch, call.reply, call.reply_size);
	channel_settle(question->channel, &call);
	message_parse_reply(question->scratch, call.reply_size,
			    &question->reply);
}

/* True if the answer is a success; its results are in reply. */
static bool ask(struct question *question, uint32_t rpcbind_version)
{
	const uint32_t xid = channel_xid(question->channel);

	question->packet = (struct packet){
		.bytes = question->small,
		.room = sizeof(question->small),
	};
	packet_begin(&question->packet, xid, RPCBIND_PROGRAM, rpcbind_version,
		     GET);
	packet_put_no_auth(&question->packet);
	put_word(&question->packet, question->program);
	put_word(&question->packet, question->version);
	if (rpcbind_version == RPCB_VERSION)
		put_rpcb(question);
	else
		put_mapping(question);
	packet_end(&question->packet);
	exchange(question, xid);
	return question->why->status == ONC_OK &&
	       question->reply.status == ONC_OK;
}

/* -- answers --------------------------------------------------------------- */

enum answer { FOUND, NOBODY, NONSENSE };

/* "…h.p1.p2", where p1 and p2 are the bytes of the port (RFC 5665). */
static enum answer read_port(char *text, uint16_t *port)
{
	unsigned bytes[2] = {0};

	for (int i = 1; i >= 0; i--) {
		char *dot = strrchr(text, '.');
		const size_t digits = dot ? strspn(dot + 1, "0123456789") : 0;

		if (digits == 0 || digits > 3 || dot[1 + digits] != '\0')
			return NONSENSE;
		bytes[i] = (unsigned)atoi(dot + 1);
		if (bytes[i] > 255)
			return NONSENSE;
		*dot = '\0';
	}
	*port = (uint16_t)(bytes[0] << 8 | bytes[1]);
	return *port ? FOUND : NOBODY;
}

static enum answer read_address(const struct message_reply *reply,
				uint16_t *port)
{
	char text[ADDRESS_MOST + 1];
	size_t size;

	if (reply->size < 4)
		return NONSENSE;
	size = bytes_load32(reply->results);
	if (size > ADDRESS_MOST ||
	    reply->size != 4 + size + bytes_padding(size) ||
	    bytes_have_zero(reply->results + 4, size))
		return NONSENSE;
	memcpy(text, reply->results + 4, size);
	text[size] = '\0';
	return size == 0 ? NOBODY : read_port(text, port);
}

static enum answer read_number(const struct message_reply *reply,
			       uint16_t *port)
{
	uint32_t number;

	if (reply->size != 4)
		return NONSENSE;
	number = bytes_load32(reply->results);
	*port = (uint16_t)number;
	if (number > UINT16_MAX)
		return NONSENSE;
	return number ? FOUND : NOBODY;
}

/* True if rpcbind is there, but is not that new. */
static bool is_older(const struct question *question)
{
	return question->why->status == ONC_OK &&
	       (question->reply.status == ONC_NO_VERSION ||
		question->reply.status == ONC_NO_PROCEDURE);
}

static enum onc_status conclude(struct question *question, enum answer answer)
{
	static const struct outcome nobody = {
		ONC_NO_PROGRAM, 0, "rpcbind does not know the program"};
	static const struct outcome nonsense = {ONC_BAD_REPLY, 0,
						"rpcbind's answer is none"};

	if (answer != FOUND)
		*question->why = answer == NOBODY ? nobody : nonsense;
	return question->why->status;
}

static enum onc_status find_port(struct question *question, uint16_t *port)
{
	static const struct outcome refused = {ONC_UNREACHABLE, 0,
					       "rpcbind refuses to answer"};

	if (ask(question, RPCB_VERSION))
		return conclude(question, read_address(&question->reply, port));
	if (is_older(question) && ask(question, PMAP_VERSION))
		return conclude(question, read_number(&question->reply, port));
	if (question->why->status == ONC_OK)
		*question->why = refused;
	return question->why->status;
}

enum onc_status rpcbind_find(struct address_list *list, uint32_t program,
			     uint32_t version, int64_t deadline,
			     const volatile sig_atomic_t *cancelled,
			     struct outcome *why)
{
	struct channel channel;
	struct question question = {
		.channel = &channel,
		.deadline = deadline,
		.cancelled = cancelled,
		.program = program,
		.version = version,
		.why = why,
	};
	enum onc_status status;
	uint16_t port;

	*why = (struct outcome){.status = ONC_OK};
	why->status = channel_init(&channel, address_first(list), REPLY_MOST);
	if (why->status != ONC_OK)
		return why->status;
	status = channel_open(&channel, deadline, cancelled);
	if (status == ONC_OK)
		status = find_port(&question, &port);
	else
		*why = channel.refusal;
	channel_fini(&channel);
	if (status == ONC_OK)
		address_set_port(list, port);
	return status;
}
