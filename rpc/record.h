/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_RECORD_H
#define RPC_RECORD_H

/*
 * Records of a stream of bytes (RFC 5531, section 11): put together from any
 * fragmentation, handed on when the last fragment is complete and no earlier.
 *
 * A reader works in memory that is lent to it, and takes memory of its own only
 * for what does not fit, or for what must stay when the lent memory goes.
 * Memory follows the bytes received, never those announced.
 *
 *	record_space(&reader, &at, &size);	where to receive to
 *	record_received(&reader, count);	how much came
 *	while (record_next(&reader, &bytes, &size) == RECORD_READY)
 *		...				until the next record_space()
 *
 * A reader belongs to one thread at a time.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A record mark: the last fragment's flag, and the fragment's size. */
#define RECORD_MARK 4
#define RECORD_LAST 0x80000000u

/* Fragments without content that one record may have. */
#define RECORD_EMPTY_MOST 1024

enum record_progress {
	RECORD_READY,
	RECORD_PARTIAL, /* more bytes are needed */
	RECORD_TOO_BIG, /* announced, or come to, more than the cap */
	RECORD_ENDLESS, /* nothing but empty fragments */
};

struct record_reader {
	uint8_t *bytes; /* the lent memory, or our own */
	size_t room;
	size_t start;  /* of the record that is put together */
	size_t end;    /* of what is put together of it */
	size_t next;   /* first byte that was not looked at yet */
	size_t filled; /* end of what was received */
	size_t left;   /* bytes of the fragment to come */
	size_t cap;    /* of a record */
	size_t retain; /* own memory up to this is kept for the next record */
	unsigned empty;
	bool begun; /* a mark of the record was read */
	bool last;  /* the fragment is the last one */
	bool own;   /* bytes is a mapping of ours */
};

/*
 * record_init() makes a reader without memory. cap bounds a record, retain is
 * the memory that it may keep between records.
 */
void record_init(struct record_reader *reader, size_t cap, size_t retain);

/* record_fini() releases what the reader has; what was lent is the lender's. */
void record_fini(struct record_reader *reader);

/*
 * record_lend() lends memory of at least RECORD_MARK bytes, until
 * record_settle() or record_fini(). A reader with memory of its own goes on
 * using that.
 */
void record_lend(struct record_reader *reader, uint8_t *bytes, size_t size);

/*
 * record_settle() gives lent memory back, and moves what is incomplete into
 * memory of the reader's, of which it keeps a few times as much at most.
 * Records handed out before are gone. False without memory: the stream is lost
 * then.
 */
bool record_settle(struct record_reader *reader);

/*
 * record_space() says where the next bytes are to be received to: at least one
 * byte. False without memory. Records handed out before are gone.
 */
bool record_space(struct record_reader *reader, uint8_t **at, size_t *size);

/* record_received() tells that count bytes came there. */
void record_received(struct record_reader *reader, size_t count);

/*
 * record_next() hands out the next complete record, without its marks, until
 * the next record_space(). After RECORD_TOO_BIG or RECORD_ENDLESS nothing of
 * the stream makes sense any more: it is to be closed.
 */
enum record_progress record_next(struct record_reader *reader, uint8_t **bytes,
				 size_t *size);

/*
 * record_peek() gives the first word of the record that is put together, even
 * if the record is refused; false if it has not come.
 */
bool record_peek(const struct record_reader *reader, uint32_t *word);

/*
 * record_take() hands over the reader's own memory with the records in it, to
 * be given back or to be freed by mapping_free(). False if there is none of its
 * own, or more in it than records handed out.
 */
bool record_take(struct record_reader *reader, uint8_t **mapping, size_t *room);

/* record_give() gives memory back, which is kept or freed. */
void record_give(struct record_reader *reader, uint8_t *mapping, size_t room);

/*
 * record_detach() hands the memory of the record that record_next() just gave
 * to the caller, who frees it by mapping_free(), *room bytes of it. What has
 * come behind the record moves into lent memory, as by record_lend(). NULL if
 * the record is not in memory of the reader's own, or the rest does not fit.
 */
uint8_t *record_detach(struct record_reader *reader, uint8_t *lent, size_t size,
		       size_t *room);

/* True if a record has begun and is not complete. */
static inline bool record_is_partial(const struct record_reader *reader)
{
	return reader->begun || reader->filled > reader->next;
}

/*
 * record_is_whole() is true if record_next() will hand out a record, and that
 * has come as one fragment.
 */
bool record_is_whole(const struct record_reader *reader);

/* The bytes of memory that the reader has of its own. */
static inline size_t record_memory(const struct record_reader *reader)
{
	return reader->own ? reader->room : 0;
}

#endif
