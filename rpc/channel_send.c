/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sending. One thread at a time is in send(), and takes along what others have
 * queued meanwhile.
 *
 * Invariant: the queue is sent in its order; only its first entry can be sent
 * in part, and stays first until the rest has left.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

#include "rpc/channel.h"

/* Messages of one send. */
#define TOGETHER 64

void channel_enqueue(struct channel *channel, struct outgoing *output)
{
	output->next = NULL;
	output->sent = 0;
	output->queued = true;
	output->busy = false;
	*channel->unsent_end = output;
	channel->unsent_end = &output->next;
}

void channel_dequeue(struct channel *channel, struct outgoing *output)
{
	struct outgoing **at = &channel->unsent;

	while (*at != output)
		at = &(*at)->next;
	*at = output->next;
	if (!output->next)
		channel->unsent_end = at;
	output->queued = false;
}

bool channel_disown(struct channel *channel, struct outgoing *output)
{
	const size_t rest = output->size - output->sent;
	struct outgoing *orphan = malloc(sizeof(*orphan) + rest);

	if (!orphan)
		return false;
	memcpy(orphan + 1, output->bytes + output->sent, rest);
	*orphan = (struct outgoing){
		.next = output->next,
		.bytes = (uint8_t *)(orphan + 1),
		.size = rest,
		.queued = true,
		.orphan = true,
	};
	/* What is sent in part is the first. */
	channel->unsent = orphan;
	if (!orphan->next)
		channel->unsent_end = &orphan->next;
	output->queued = false;
	return true;
}

static size_t gather(struct channel *channel, struct iovec *parts)
{
	size_t count = 0;

	for (struct outgoing *output = channel->unsent;
	     output && count < TOGETHER; output = output->next) {
		parts[count++] = (struct iovec){
			(void *)(uintptr_t)(output->bytes + output->sent),
			output->size - output->sent,
		};
		output->busy = true;
	}
	return count;
}

/* One message, which is the rule, does without a header of the kernel's. */
static ssize_t send_parts(int fd, struct iovec *parts, size_t count)
{
	const int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
	struct msghdr message = {.msg_iov = parts, .msg_iovlen = count};

	if (count == 1)
		return send(fd, parts[0].iov_base, parts[0].iov_len, flags);
	return sendmsg(fd, &message, flags);
}

/* Takes what has left off the queue; says whether all of it has. */
static bool advance(struct channel *channel, size_t sent, size_t count)
{
	struct outgoing *output = channel->unsent;

	for (size_t i = 0; i < count; i++, output = output->next)
		output->busy = false;
	while (count-- > 0) {
		const size_t rest =
			channel->unsent->size - channel->unsent->sent;

		output = channel->unsent;
		if (sent < rest) {
			output->sent += sent;
			return false;
		}
		sent -= rest;
		output->sent = output->size;
		channel_dequeue(channel, output);
		if (output->orphan)
			free(output);
	}
	return true;
}

/*
 * The connection will not take anything any more. There may still be replies
 * to be read, and behind them the reader meets the end.
 */
static void fail(struct channel *channel, int error)
{
	channel->choked = true;
	channel->failed = error;
	shutdown(channel->fd, SHUT_RDWR);
}

static void send_some(struct channel *channel)
{
	struct iovec parts[TOGETHER];
	const size_t count = gather(channel, parts);
	const int fd = channel->fd;
	ssize_t sent;
	int error;

	channel->sending = true;
	channel->users++;
	channel_unlock(channel);
	sent = send_parts(fd, parts, count);
	error = sent < 0 ? errno : 0;
	channel_lock(channel);
	channel->users--;
	channel->sending = false;
	if (!advance(channel, sent > 0 ? (size_t)sent : 0, count))
		channel->choked = sent >= 0 || error != EINTR;
	if (sent < 0 && error != EAGAIN && error != EINTR)
		fail(channel, error);
}

void channel_flush(struct channel *channel)
{
	while (channel->unsent && channel->state == CHANNEL_OPEN &&
	       !channel->sending && !channel->choked)
		send_some(channel);
}
