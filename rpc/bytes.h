/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef RPC_BYTES_H
#define RPC_BYTES_H

/*
 * The wire's units: big-endian words, each item padded to four bytes (RFC
 * 4506, section 3). No address needs alignment.
 */

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* BYTES_PORTABLE: what other machines do, for tests on this one. */
#if defined(__x86_64__) && !defined(BYTES_PORTABLE)
#define BYTES_X86 1
#include <immintrin.h>
#else
#define BYTES_X86 0
#endif

static inline uint32_t bytes_load32(const void *at)
{
	uint32_t word;

	memcpy(&word, at, sizeof(word));
	return be32toh(word);
}

static inline void bytes_store32(void *at, uint32_t value)
{
	const uint32_t word = htobe32(value);

	memcpy(at, &word, sizeof(word));
}

/* Copies count words of 4 bytes, each turned round where this host's are. */
static inline void bytes_swap32(void *to, const void *from, size_t count)
{
	char *out = to;
	const char *in = from;
	/* None may have no address. */
	const char *const end = count > 0 ? in + 4 * count : in;
	uint64_t pair;
	uint32_t word;

	/* Two at a time: turned round together, they change places as well. */
	for (; end - in >= 8; in += 8, out += 8) {
		memcpy(&pair, in, sizeof(pair));
		pair = htobe64(pair);
		if (htobe32(1) != 1)
			pair = pair << 32 | pair >> 32;
		memcpy(out, &pair, sizeof(pair));
	}
	if (in != end) {
		memcpy(&word, in, sizeof(word));
		word = htobe32(word);
		memcpy(out, &word, sizeof(word));
	}
}

/* The same for words of 8 bytes. */
static inline void bytes_swap64(void *to, const void *from, size_t count)
{
	char *out = to;
	const char *in = from;
	const char *const end = count > 0 ? in + 8 * count : in;
	uint64_t word;

	for (; in != end; in += 8, out += 8) {
		memcpy(&word, in, sizeof(word));
		word = htobe64(word);
		memcpy(out, &word, sizeof(word));
	}
}

/*
 * Strings are short: up to 16 bytes are copied and searched in two words that
 * may overlap, without a call. Neither reads nor writes beyond count.
 */
static inline void bytes_copy(void *to, const void *from, size_t count)
{
	const char *in = from;
	char *out = to;

	if (count > 16) {
		memcpy(out, in, count);
	} else if (count >= 8) {
		uint64_t first, last;

		memcpy(&first, in, 8);
		memcpy(&last, in + count - 8, 8);
		memcpy(out, &first, 8);
		memcpy(out + count - 8, &last, 8);
	} else if (count >= 4) {
		uint32_t first, last;

		memcpy(&first, in, 4);
		memcpy(&last, in + count - 4, 4);
		memcpy(out, &first, 4);
		memcpy(out + count - 4, &last, 4);
	} else {
		for (size_t i = 0; i < count; i++)
			out[i] = in[i];
	}
}

/* Not zero if a byte of the word is: only then does a high bit stay. */
static inline uint64_t bytes_zero_in(uint64_t word)
{
	return (word - 0x0101010101010101) & ~word & 0x8080808080808080;
}

/* True if one of the bytes is 0. */
static inline bool bytes_have_zero(const void *bytes, size_t count)
{
	const char *at = bytes;
	uint64_t first, last;

	if (count > 16)
		return memchr(at, 0, count) != NULL;
	if (count >= 8) {
		memcpy(&first, at, 8);
		memcpy(&last, at + count - 8, 8);
		return bytes_zero_in(first) || bytes_zero_in(last);
	}
	for (size_t i = 0; i < count; i++)
		if (at[i] == 0)
			return true;
	return false;
}

/* What is looked at and copied at once, where there is room for it. */
#define BYTES_AT_ONCE 32

/* Bit i is set if byte i of the BYTES_AT_ONCE that are copied is 0. */
#if BYTES_X86
static inline uint32_t bytes_copy_zero_mask(void *to, const void *from)
{
	const __m128i zero = _mm_setzero_si128();
	const __m128i low = _mm_loadu_si128((const __m128i *)from);
	const __m128i high = _mm_loadu_si128((const __m128i *)from + 1);

	_mm_storeu_si128((__m128i *)to, low);
	_mm_storeu_si128((__m128i *)to + 1, high);
	return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(low, zero)) |
	       (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(high, zero)) << 16;
}
#else
static inline uint32_t bytes_copy_zero_mask(void *to, const void *from)
{
	uint32_t mask = 0;

	memcpy(to, from, BYTES_AT_ONCE);
	for (unsigned i = 0; i < BYTES_AT_ONCE; i++)
		mask |= (uint32_t)(((const uint8_t *)from)[i] == 0) << i;
	return mask;
}
#endif

/* The same without the copy. */
static inline uint32_t bytes_zero_mask(const void *from)
{
	char copy[BYTES_AT_ONCE];

	return bytes_copy_zero_mask(copy, from);
}

/*
 * Of a string of count bytes, at most BYTES_AT_ONCE: the bits of its bytes and
 * its padding, and those of the padding alone, which has to be zero.
 */
#define BYTES_TEXT(count)                                                      \
	{                                                                      \
		(uint32_t)(((uint64_t)1 << (((count) + 3) & ~3)) - 1),         \
			(uint32_t)((((uint64_t)1 << (((count) + 3) & ~3)) -    \
				    1) &                                       \
				   ~(((uint64_t)1 << (count)) - 1))            \
	}
#define BYTES_TEXTS(n)                                                         \
	BYTES_TEXT(n), BYTES_TEXT(n + 1), BYTES_TEXT(n + 2), BYTES_TEXT(n + 3)

static const struct {
	uint32_t all;
	uint32_t padding;
} bytes_text[BYTES_AT_ONCE + 1] = {
	BYTES_TEXTS(0),	 BYTES_TEXTS(4),  BYTES_TEXTS(8),
	BYTES_TEXTS(12), BYTES_TEXTS(16), BYTES_TEXTS(20),
	BYTES_TEXTS(24), BYTES_TEXTS(28), BYTES_TEXT(32),
};

/*
 * Given the mask of what starts with a string of count bytes: true if it has
 * no zero among its bytes, and nothing but in its padding.
 */
static inline bool bytes_mask_is_text(uint32_t mask, uint32_t count)
{
	return (mask & bytes_text[count].all) == bytes_text[count].padding;
}

/*
 * What a function is compiled for that is chosen where the processor has it.
 * The choice is a look at what the compiler's runtime has found out when the
 * program started.
 */
#if BYTES_X86
#define BYTES_WIDE __attribute__((target("avx2")))
static inline bool bytes_are_wide(void)
{
	return __builtin_cpu_supports("avx2");
}

BYTES_WIDE static inline uint32_t bytes_copy_zero_mask_wide(void *to,
							    const void *from)
{
	const __m256i all = _mm256_loadu_si256((const __m256i *)from);
	const __m256i zero = _mm256_setzero_si256();

	_mm256_storeu_si256((__m256i *)to, all);
	return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(all, zero));
}

/*
 * Copies count bytes, at most BYTES_AT_ONCE, and writes zeros behind them up
 * to that many. Whole units are read at once, and the last one from where it
 * ends, so that there is no branch that depends on the length but for fewer
 * than four, and nothing is read that is not among the bytes.
 */
BYTES_WIDE static inline void
bytes_copy_padded_wide(uint8_t *to, const void *from, size_t count)
{
	static const int32_t units[16] = {-1, -1, -1, -1, -1, -1, -1, -1};
	static const uint8_t zeros[4] = {0};
	const uint8_t *in = from;
	const int32_t *some = units + 8 - count / 4;
	const __m256i mask = _mm256_loadu_si256((const __m256i *)some);
	const size_t last = count >= 4 ? count - 4 : 0;
	uint32_t unit;

	_mm256_storeu_si256((__m256i *)to,
			    _mm256_maskload_epi32((const int *)in, mask));
	memcpy(&unit, count >= 4 ? in + last : zeros, sizeof(unit));
	memcpy(to + last, &unit, sizeof(unit));
	if (count - 1 < 3)
		for (size_t i = 0; i < count; i++)
			to[i] = in[i];
}
#else
#define BYTES_WIDE
static inline bool bytes_are_wide(void)
{
	return false;
}

static inline uint32_t bytes_copy_zero_mask_wide(void *to, const void *from)
{
	return bytes_copy_zero_mask(to, from);
}

static inline void bytes_copy_padded_wide(uint8_t *to, const void *from,
					  size_t count)
{
	memset(to, 0, BYTES_AT_ONCE);
	bytes_copy(to, from, count);
}
#endif

/* The bytes of padding behind size bytes: 0 to 3. */
static inline size_t bytes_padding(size_t size)
{
	return -size & 3;
}

/*
 * True if the padding behind size bytes is zero. It is the end of the unit that
 * starts at or before the last byte, so a whole word can be looked at.
 */
static inline bool bytes_padding_is_zero(const uint8_t *end_of_unit,
					 size_t size)
{
	const size_t padding = bytes_padding(size);
	const uint32_t mask = ((uint32_t)1 << 8 * padding) - 1;

	return padding == 0 || !(bytes_load32(end_of_unit - 4) & mask);
}

#endif
