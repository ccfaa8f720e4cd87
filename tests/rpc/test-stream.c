/* SPDX-License-Identifier: BSD-3-Clause */
/* Draining one message from each kind of XDR stream that libtirpc has. */
#include <stdlib.h>
#include <string.h>

#include <rpc/rpc.h>

#include "rpc/bytes.h"
#include "rpc/stream.h"
#include "tests/support/tap.h"

/* What an XDR record stream reads from. */
struct source {
	char *bytes;
	size_t size;
	size_t used;
	size_t most; /* bytes a read gives */
};

static int give(void *cookie, void *to, int wanted)
{
	struct source *source = cookie;
	size_t count = source->size - source->used;

	if (count > (size_t)wanted)
		count = (size_t)wanted;
	if (count > source->most)
		count = source->most;
	memcpy(to, source->bytes + source->used, count);
	source->used += count;
	return count > 0 ? (int)count : -1;
}

static char *pattern(size_t size)
{
	char *bytes = malloc(size + 1);

	for (size_t i = 0; bytes && i < size; i++)
		bytes[i] = (char)(i * 7 + i / 251);
	return bytes;
}

/* Cuts size bytes into fragments of fragment bytes. */
static struct source cut(const char *bytes, size_t size, size_t fragment)
{
	struct source source = {.most = SIZE_MAX};
	size_t done = 0;

	source.bytes = malloc(size + 4 * (size / fragment + 2));
	do {
		const size_t left = size - done;
		const size_t count = left < fragment ? left : fragment;
		const uint32_t last = count == left ? 0x80000000u : 0;

		bytes_store32(source.bytes + source.size,
			      last | (uint32_t)count);
		memcpy(source.bytes + source.size + 4, bytes + done, count);
		source.size += 4 + count;
		done += count;
	} while (done < size);
	return source;
}

static void drains(XDR *xdrs, const char *expected, size_t size)
{
	struct stream stream;

	stream_init(&stream, 100 << 20);
	CU_ASSERT_EQUAL(stream_drain(&stream, xdrs), ONC_OK);
	CU_ASSERT_EQUAL(stream.size, size);
	CU_ASSERT_EQUAL(memcmp(stream.bytes, expected,
			       size < stream.size ? size : stream.size),
			0);
	stream_fini(&stream);
}

static void drains_a_datagram_of_any_size(void)
{
	char *bytes = pattern(9000);
	XDR xdrs;

	for (u_int size = 0; size < 9000; size += size < 70 ? 1 : 977) {
		xdrmem_create(&xdrs, bytes, size, XDR_DECODE);
		drains(&xdrs, bytes, size);
	}
	free(bytes);
}

static void drains_a_record_of_any_fragments(void)
{
	static const size_t sizes[] = {1, 3, 4, 5, 100, 4096, 70001, 1000000};
	static const size_t cuts[] = {1, 2, 3, 4, 7, 100, 4000, 65536, 2000000};
	char *bytes = pattern(1000000);

	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
		for (size_t c = 0; c < sizeof(cuts) / sizeof(cuts[0]); c++) {
			struct source source = cut(bytes, sizes[s], cuts[c]);
			XDR xdrs;

			xdrrec_create(&xdrs, 0, 0, (char *)&source, give, NULL);
			xdrs.x_op = XDR_DECODE;
			CU_ASSERT(xdrrec_skiprecord(&xdrs));
			drains(&xdrs, bytes, sizes[s]);
			XDR_DESTROY(&xdrs);
			free(source.bytes);
		}
	free(bytes);
}

static void drains_what_comes_in_small_reads(void)
{
	char *bytes = pattern(5001);
	struct source source = cut(bytes, 5001, 1000);
	XDR xdrs;

	source.most = 13;
	xdrrec_create(&xdrs, 0, 0, (char *)&source, give, NULL);
	xdrs.x_op = XDR_DECODE;
	CU_ASSERT(xdrrec_skiprecord(&xdrs));
	drains(&xdrs, bytes, 5001);
	XDR_DESTROY(&xdrs);
	free(source.bytes);
	free(bytes);
}

static void stops_at_the_cap(void)
{
	char *bytes = pattern(10000);
	struct stream stream;
	XDR xdrs;

	for (size_t cap = 0; cap < 10000; cap += 999) {
		xdrmem_create(&xdrs, bytes, 10000, XDR_DECODE);
		stream_init(&stream, cap);
		CU_ASSERT_EQUAL(stream_drain(&stream, &xdrs), ONC_TOO_BIG);
		CU_ASSERT(stream.size <= cap);
		stream_fini(&stream);
	}
	xdrmem_create(&xdrs, bytes, 10000, XDR_DECODE);
	stream_init(&stream, 10000);
	CU_ASSERT_EQUAL(stream_drain(&stream, &xdrs), ONC_OK);
	stream_fini(&stream);
	free(bytes);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(drains_a_datagram_of_any_size),
		TAP_CASE(drains_a_record_of_any_fragments),
		TAP_CASE(drains_what_comes_in_small_reads),
		TAP_CASE(stops_at_the_cap),
	};

	return tap_run("stream", cases, TAP_COUNT(cases));
}
