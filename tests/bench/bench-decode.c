/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of `make bench`: decode + free and encode of each message by each
 * way, as ratios to rpcgen and libtirpc.
 *
 * A round runs every way once, each in a process of its own; a ratio divides
 * two figures of one round, and the median of the rounds' ratios is printed.
 * Machines are noisy, neighbours in time much less.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define ROUNDS 7
#define COLD_ROUNDS 15
/* No figure: the way does not have the message. */
#define NONE (-1.0)

enum way { ONC, RPCGEN, PROTOBUF, MEMCPY, WAYS };

static const char *const programs[WAYS] = {"way-onc", "way-rpcgen",
					   "way-protobuf", "way-memcpy"};

/* What is to be reached, at most; NONE where nothing was set. */
struct target {
	double decode;
	double to_memcpy; /* the same work, against malloc, memcpy and free */
	double encode;
	double cold;
	double heap; /* bytes for each byte of wire */
};

struct message {
	const char *title;
	const char *name;
	unsigned count;
	struct target target;
};

/* Nothing may be slower than rpcgen's, whatever it is: 1 if nothing is set. */
static const struct message messages[] = {
	{"1 user", "users", 1, {.20, NONE, 1, 1, NONE}},
	{"100 users", "users", 100, {.06, NONE, 1, 1, 1.7}},
	{"10,000 users", "users", 10000, {.05, NONE, .38, 1, 1.7}},
	{"100,000 users", "users", 100000, {.05, NONE, 1, .24, 1.7}},
	{"1M ints", "ints", 1000000, {.016, NONE, 1, 1, 1.7}},
	{"1 MiB opaque", "blob", 1 << 20, {1, 1.05, 1, 1, 1.7}},
	{"list of 10,000", "list", 10000, {1, NONE, 1, 1, NONE}},
	{"list of 100,000", "list", 100000, {.02, NONE, 1, 1, NONE}},
	{"folder of 1,000", "listing", 1000, {.15, NONE, 1, 1, 1.7}},
	{"unions, 8 deep", "document", 8, {.15, NONE, 1, 1, 1.7}},
};

#define MESSAGES (sizeof(messages) / sizeof(*messages))

/* Where the programs and the messages are. */
struct place {
	const char *folder;
	char message[512];
};

/* -- running ------------------------------------------------------------- */

static double run(const struct place *place, const char *program,
		  const struct message *message, const char *what,
		  double *second)
{
	char command[1200];
	double first = NONE;
	FILE *output;

	snprintf(command, sizeof(command), "exec %s/%s %s %s %s", place->folder,
		 program, message->name, place->message, what);
	output = popen(command, "r");
	if (!output)
		return NONE;
	if (fscanf(output, "%lf %lf", &first, second) < 1)
		first = NONE;
	pclose(output);
	return first;
}

static bool make(struct place *place, const struct message *message)
{
	char command[1200];

	snprintf(place->message, sizeof(place->message), "%s/data/%s-%u",
		 place->folder, message->name, message->count);
	snprintf(command, sizeof(command), "%s/make-message %s %u %s",
		 place->folder, message->name, message->count, place->message);
	if (system(command) == 0)
		return true;
	fprintf(stderr, "cannot make %s\n", place->message);
	return false;
}

/* -- ratios -------------------------------------------------------------- */

static int ascending(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), ascending);
	return values[count / 2];
}

/* Each way's ratio to rpcgen's, and ours to memcpy's. */
struct ratios {
	double way[WAYS];
	double to_memcpy;
	double stock; /* nanoseconds */
};

static struct ratios compare(const struct place *place,
			     const struct message *message, const char *what,
			     int rounds)
{
	double to_stock[WAYS][COLD_ROUNDS], to_memcpy[COLD_ROUNDS];
	double stock[COLD_ROUNDS], unused;
	struct ratios ratios;

	for (int r = 0; r < rounds; r++) {
		double time[WAYS];

		for (int way = 0; way < WAYS; way++)
			time[way] = run(place, programs[way], message, what,
					&unused);
		for (int way = 0; way < WAYS; way++)
			to_stock[way][r] =
				time[way] < 0 ? NONE : time[way] / time[RPCGEN];
		to_memcpy[r] = time[ONC] / time[MEMCPY];
		stock[r] = time[RPCGEN];
	}
	for (int way = 0; way < WAYS; way++)
		ratios.way[way] = median(to_stock[way], (size_t)rounds);
	ratios.to_memcpy = median(to_memcpy, (size_t)rounds);
	ratios.stock = median(stock, (size_t)rounds);
	return ratios;
}

/* -- the table ----------------------------------------------------------- */

static bool has_protobuf(const struct place *place)
{
	char path[600];
	struct stat stat_of;

	snprintf(path, sizeof(path), "%s/%s", place->folder,
		 programs[PROTOBUF]);
	return stat(path, &stat_of) == 0;
}

/* The figure, what it should be, and whether it is. */
static void show(double figure, double target)
{
	char text[24] = "";

	if (target >= 0)
		snprintf(text, sizeof(text), "%.3g", target);
	printf(" %9.3f %6s %-7s", figure, text,
	       target < 0	  ? ""
	       : figure <= target ? "met"
				  : "NOT MET");
}

static void show_other(double figure)
{
	if (figure < 0)
		printf(" %9s", "-");
	else
		printf(" %9.3f", figure);
}

static void show_decode(struct place *place, const struct message *message)
{
	const struct target *target = &message->target;
	const struct ratios warm = compare(place, message, "decode", ROUNDS);

	printf("%-16s", message->title);
	show(warm.way[ONC], target->decode);
	show_other(warm.way[MEMCPY]);
	show_other(warm.way[PROTOBUF]);
	show(warm.to_memcpy, target->to_memcpy);
	printf(" %12.0f\n", warm.stock);
}

static void show_encode(struct place *place, const struct message *message)
{
	const struct ratios warm = compare(place, message, "encode", ROUNDS);

	printf("%-16s", message->title);
	show(warm.way[ONC], message->target.encode);
	/* What memcpy copies here is a structure's first bytes, no message. */
	show_other(NONE);
	show_other(warm.way[PROTOBUF]);
	printf(" %36.0f\n", warm.stock);
}

static void show_cold(struct place *place, const struct message *message)
{
	const struct ratios cold = compare(place, message, "cold", COLD_ROUNDS);

	printf("%-16s", message->title);
	show(cold.way[ONC], message->target.cold);
	show_other(cold.way[MEMCPY]);
	show_other(cold.way[PROTOBUF]);
	printf(" %36.0f\n", cold.stock);
}

static void show_heap(struct place *place, const struct message *message)
{
	double ours = 0, stock = 0, calls, stock_calls;
	struct stat wire = {0};

	calls = run(place, "heap-onc", message, "heap", &ours);
	stock_calls = run(place, "heap-rpcgen", message, "heap", &stock);
	if (stat(place->message, &wire) < 0 || wire.st_size == 0)
		return;
	printf("%-16s", message->title);
	show(calls, 1);
	show(ours / (double)wire.st_size, message->target.heap);
	printf(" %9.0f %9.3f %11jd\n", stock_calls,
	       stock / (double)wire.st_size, (intmax_t)wire.st_size);
}

static const struct {
	const char *name;
	const char *heading;
	void (*show)(struct place *place, const struct message *message);
} tables[] = {
	{"decode",
	 "decode + free      libonc target            memcpy  protobuf"
	 "  x memcpy target            rpcgen ns",
	 show_decode},
	{"encode",
	 "encode             libonc target            memcpy  protobuf"
	 "                            rpcgen ns",
	 show_encode},
	{"cold",
	 "first decode       libonc target            memcpy  protobuf"
	 "                            rpcgen ns",
	 show_cold},
	{"heap",
	 "heap               blocks target           x wire target"
	 "            rpcgen:   x wire  wire bytes",
	 show_heap},
};

/* Names of tables and of messages choose them; none means all. */
static bool is_wanted(int argc, char **argv, const char *table,
		      const struct message *message)
{
	bool of_table = true, of_message = true;

	for (int i = 2; i < argc; i++) {
		bool is_table = false;

		for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++)
			is_table |= strcmp(argv[i], tables[t].name) == 0;
		if (is_table)
			of_table = false;
		else
			of_message = false;
	}
	for (int i = 2; i < argc; i++) {
		of_table |= strcmp(argv[i], table) == 0;
		of_message |= strcmp(argv[i], message->title) == 0;
	}
	return of_table && of_message;
}

static void show_table(struct place *place, size_t t, int argc, char **argv)
{
	bool headed = false;

	for (size_t i = 0; i < MESSAGES; i++) {
		if (!is_wanted(argc, argv, tables[t].name, &messages[i]))
			continue;
		if (!headed)
			printf("\n%s\n", tables[t].heading);
		headed = true;
		if (make(place, &messages[i]))
			tables[t].show(place, &messages[i]);
		fflush(stdout);
	}
}

int main(int argc, char **argv)
{
	/* rpcgen's decoder of a list takes a stack frame for each node. */
	const struct rlimit stack = {(rlim_t)128 << 20, RLIM_INFINITY};
	struct place place;

	if (argc < 2)
		return 2;
	place.folder = argv[1];
	setrlimit(RLIMIT_STACK, &stack);
	puts("Ratios; rpcgen and libtirpc in the same round are 1. memcpy is "
	     "malloc, memcpy\nand free of the wire's bytes.");
	if (!has_protobuf(&place))
		puts("protobuf-c: not installed");
	for (size_t t = 0; t < sizeof(tables) / sizeof(*tables); t++)
		show_table(&place, t, argc, argv);
	return 0;
}
