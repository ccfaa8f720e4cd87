/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One way's program: does one thing with the message in a file, and prints
 * one or two numbers.
 *
 *	decode, encode	nanoseconds of CPU, the median of batches; decode frees,
 *too cold		nanoseconds of the first decode of this process heap
 *allocations of one decode, and bytes of heap it takes loop N
 *nothing; decodes N times, for who counts instructions
 */
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/way.h"

/* Of a batch at least, and of the whole; in nanoseconds. */
#define BATCH 100e3
#define WHOLE 50e6
#define BATCHES 4096

/* There when the program was linked with a heap that counts. */
__attribute__((weak)) unsigned long heap_allocations(void);

struct job {
	const struct way *way;
	const void *bytes;
	void *value; /* to encode */
	size_t size;
};

static void decode(const struct job *job)
{
	void *value = way_decode(job->way, job->bytes, job->size);

	if (!value)
		abort();
	way_release(job->way, value);
}

static void encode(const struct job *job)
{
	if (!way_encode(job->way, job->value, job->size))
		abort();
}

/* -- time ---------------------------------------------------------------- */

/* Of this process: others may have the processor in the meantime. */
static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int ascending(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double time_of(void (*work)(const struct job *), const struct job *job,
		      unsigned long rounds)
{
	const double start = now();

	for (unsigned long i = 0; i < rounds; i++)
		work(job);
	return (now() - start) / (double)rounds;
}

static double median_time(void (*work)(const struct job *),
			  const struct job *job)
{
	static double times[BATCHES];
	unsigned long rounds = 1;
	const double start = now();
	size_t n = 0;

	while (time_of(work, job, rounds) * (double)rounds < BATCH)
		rounds *= 2;
	do
		times[n++] = time_of(work, job, rounds);
	while (n < BATCHES && (n < 5 || now() - start < WHOLE));
	qsort(times, n, sizeof(*times), ascending);
	return times[n / 2];
}

/* -- heap ---------------------------------------------------------------- */

/* What is allocated, with what the allocator puts in front of each. */
static size_t heap_bytes(void)
{
	const struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

static void show_heap(const struct job *job)
{
	const size_t before = heap_bytes();
	const unsigned long calls = heap_allocations ? heap_allocations() : 0;
	void *value = way_decode(job->way, job->bytes, job->size);
	const size_t after = heap_bytes();

	printf("%lu %zu\n", heap_allocations ? heap_allocations() - calls : 0,
	       after - before);
	way_release(job->way, value);
}

/* -- the job ------------------------------------------------------------- */

static const void *read_file(const char *path, size_t *size)
{
	const int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat stat;
	char *bytes;

	if (file < 0 || fstat(file, &stat) < 0) {
		perror(path);
		exit(2);
	}
	*size = (size_t)stat.st_size;
	bytes = malloc(*size);
	for (size_t have = 0; have < *size;) {
		const ssize_t got = read(file, bytes + have, *size - have);

		if (got <= 0)
			exit(2);
		have += (size_t)got;
	}
	close(file);
	return bytes;
}

int main(int argc, char **argv)
{
	struct job job;
	double start;

	if (argc < 4)
		return 2;
	job.way = way_find(argv[1]);
	if (!job.way)
		return 3;
	job.bytes = read_file(argv[2], &job.size);
	way_prepare(job.way, &job.bytes, &job.size);
	if (strcmp(argv[3], "decode") == 0) {
		printf("%.1f\n", median_time(decode, &job));
	} else if (strcmp(argv[3], "encode") == 0) {
		job.value = way_decode(job.way, job.bytes, job.size);
		printf("%.1f\n", median_time(encode, &job));
	} else if (strcmp(argv[3], "cold") == 0) {
		start = now();
		decode(&job);
		printf("%.1f\n", now() - start);
	} else if (strcmp(argv[3], "heap") == 0) {
		show_heap(&job);
	} else if (strcmp(argv[3], "loop-encode") == 0) {
		job.value = way_decode(job.way, job.bytes, job.size);
		for (int i = argc > 4 ? atoi(argv[4]) : 1; i > 0; i--)
			encode(&job);
	} else {
		for (int i = argc > 4 ? atoi(argv[4]) : 1; i > 0; i--)
			decode(&job);
	}
	return 0;
}
