/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reassembly, in place: a fragment is moved up to the one before it, over the
 * mark between them. A record of one fragment is not moved at all.
 *
 * Invariant: start <= end <= next <= filled <= room, and end - start <= cap.
 */
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/mapping.h"
#include "rpc/record.h"

/* The least that is mapped; what is incomplete is mostly small. */
#define OWN_LEAST ((size_t)4096)
/* Less than one part of so many in use, and memory is given back. */
#define SPARSE 4

void record_init(struct record_reader *reader, size_t cap, size_t retain)
{
	*reader = (struct record_reader){.cap = cap, .retain = retain};
}

static void drop_own(struct record_reader *reader)
{
	if (reader->own)
		mapping_free(reader->bytes, reader->room);
	reader->own = false;
	reader->bytes = NULL;
	reader->room = 0;
}

void record_fini(struct record_reader *reader)
{
	drop_own(reader);
	record_init(reader, reader->cap, reader->retain);
}

/* Nothing received is waiting, and no record is under way. */
static bool is_idle(const struct record_reader *reader)
{
	return !reader->begun && reader->next == reader->filled;
}

static void rewind_all(struct record_reader *reader)
{
	reader->start = 0;
	reader->end = 0;
	reader->next = 0;
	reader->filled = 0;
}

void record_lend(struct record_reader *reader, uint8_t *bytes, size_t size)
{
	if (reader->own)
		return;
	reader->bytes = bytes;
	reader->room = size;
}

/* What is put together of the record under way. */
static size_t put_together(const struct record_reader *reader)
{
	return reader->begun ? reader->end - reader->start : 0;
}

/* Moves all that still matters to the front of to, which may be bytes. */
static void pack(struct record_reader *reader, uint8_t *to)
{
	const size_t have = put_together(reader);
	const size_t rest = reader->filled - reader->next;

	memmove(to, reader->bytes + reader->start, have);
	memmove(to + have, reader->bytes + reader->next, rest);
	reader->start = 0;
	reader->end = have;
	reader->next = have;
	reader->filled = have + rest;
}

static bool move_to_own(struct record_reader *reader, size_t wanted)
{
	size_t room = wanted > OWN_LEAST ? wanted : OWN_LEAST;
	uint8_t *own = mapping_new(&room);

	if (!own)
		return false;
	if (reader->room > 0)
		pack(reader, own);
	reader->bytes = own;
	reader->room = room;
	reader->own = true;
	return true;
}

/* A large record is through, and the next has begun: that is little of it. */
static void shrink(struct record_reader *reader, size_t held)
{
	const size_t least = held > OWN_LEAST ? held : OWN_LEAST;
	uint8_t *const bytes = reader->bytes;
	const size_t room = reader->room;

	if (room > reader->retain && room / SPARSE > least &&
	    move_to_own(reader, held + 1))
		mapping_free(bytes, room);
}

bool record_settle(struct record_reader *reader)
{
	size_t held;

	if (is_idle(reader)) {
		rewind_all(reader);
		if (!reader->own || reader->room > reader->retain)
			drop_own(reader);
		return true;
	}
	held = put_together(reader) + (reader->filled - reader->next);
	if (!reader->own)
		return move_to_own(reader, held + 1);
	shrink(reader, held);
	return true;
}

/* All of bytes is in use: twice as much. */
static bool grow(struct record_reader *reader)
{
	const size_t wanted = 2 * reader->room;
	uint8_t *grown;

	if (!reader->own)
		return move_to_own(reader, wanted);
	grown = mapping_grow(reader->bytes, &reader->room, wanted);
	if (!grown)
		return false;
	reader->bytes = grown;
	return true;
}

bool record_space(struct record_reader *reader, uint8_t **at, size_t *size)
{
	if (is_idle(reader)) {
		rewind_all(reader);
	} else if (reader->filled == reader->room) {
		pack(reader, reader->bytes);
		if (reader->filled > reader->room / 2 && !grow(reader))
			return false;
	}
	if (reader->room == 0 && !move_to_own(reader, OWN_LEAST))
		return false;
	*at = reader->bytes + reader->filled;
	*size = reader->room - reader->filled;
	return true;
}

void record_received(struct record_reader *reader, size_t count)
{
	reader->filled += count;
}

static enum record_progress read_mark(struct record_reader *reader)
{
	uint32_t mark;

	if (reader->filled - reader->next < RECORD_MARK)
		return RECORD_PARTIAL;
	mark = bytes_load32(reader->bytes + reader->next);
	reader->next += RECORD_MARK;
	if (!reader->begun) {
		reader->begun = true;
		reader->empty = 0;
		reader->start = reader->next;
		reader->end = reader->next;
	}
	reader->last = mark & RECORD_LAST;
	reader->left = mark & ~RECORD_LAST;
	if (reader->left > reader->cap - (reader->end - reader->start))
		return RECORD_TOO_BIG;
	if (reader->left == 0 && !reader->last &&
	    ++reader->empty > RECORD_EMPTY_MOST)
		return RECORD_ENDLESS;
	return RECORD_READY;
}

static void take_fragment(struct record_reader *reader)
{
	size_t count = reader->filled - reader->next;

	if (count > reader->left)
		count = reader->left;
	if (reader->end != reader->next)
		memmove(reader->bytes + reader->end,
			reader->bytes + reader->next, count);
	reader->end += count;
	reader->next += count;
	reader->left -= count;
}

bool record_is_whole(const struct record_reader *reader)
{
	const size_t have = reader->filled - reader->next;
	uint32_t mark;

	if (reader->begun || have < RECORD_MARK)
		return false;
	mark = bytes_load32(reader->bytes + reader->next);
	if (!(mark & RECORD_LAST))
		return false;
	mark &= ~RECORD_LAST;
	return mark <= have - RECORD_MARK && mark <= reader->cap;
}

enum record_progress record_next(struct record_reader *reader, uint8_t **bytes,
				 size_t *size)
{
	do {
		if (reader->left == 0) {
			const enum record_progress progress = read_mark(reader);

			if (progress != RECORD_READY)
				return progress;
		}
		take_fragment(reader);
		if (reader->left > 0)
			return RECORD_PARTIAL;
	} while (!reader->last);
	reader->begun = false;
	*bytes = reader->bytes + reader->start;
	*size = reader->end - reader->start;
	return RECORD_READY;
}

bool record_take(struct record_reader *reader, uint8_t **mapping, size_t *room)
{
	if (!reader->own || !is_idle(reader))
		return false;
	*mapping = reader->bytes;
	*room = reader->room;
	record_init(reader, reader->cap, reader->retain);
	return true;
}

void record_give(struct record_reader *reader, uint8_t *mapping, size_t room)
{
	if (reader->bytes || room > reader->retain) {
		mapping_free(mapping, room);
		return;
	}
	reader->bytes = mapping;
	reader->room = room;
	reader->own = true;
}

bool record_peek(const struct record_reader *reader, uint32_t *word)
{
	const size_t have = reader->end - reader->start;

	if (!reader->begun)
		return false;
	if (have >= sizeof(*word))
		*word = bytes_load32(reader->bytes + reader->start);
	else if (have == 0 && reader->filled - reader->next >= sizeof(*word))
		*word = bytes_load32(reader->bytes + reader->next);
	else
		return false;
	return true;
}

uint8_t *record_detach(struct record_reader *reader, uint8_t *lent, size_t size,
		       size_t *room)
{
	const size_t rest = reader->filled - reader->next;
	uint8_t *bytes = reader->bytes;

	if (!reader->own || rest >= size)
		return NULL;
	memcpy(lent, reader->bytes + reader->next, rest);
	*room = reader->room;
	reader->own = false;
	reader->bytes = lent;
	reader->room = size;
	rewind_all(reader);
	reader->filled = rest;
	return bytes;
}
