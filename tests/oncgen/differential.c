/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two generators' codecs of one .x file, held against one another: values made
 * at random go through the one and through the other, in both directions.
 *
 * Both define xdr_T, so each stands in a shared object of its own, and this
 * program takes their functions by name.
 *
 * usage: differential OURS.so THEIRS.so COUNT TYPE...
 * For each direction it prints a line `ok SENTENCE` or `not ok SENTENCE`, and
 * lines that begin with `#`.
 */
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rpc/rpc.h>

#include <onc/client.h>
#include <onc/xdr.h>

#include "tests/support/heap.h"
#include "tests/support/value.h"

/* Everything that one value can point to, about. */
enum { BUDGET = 60 };

/*
 * Every other value's bytes lie at an odd address: rpcgen's codecs then do
 * without XDR_INLINE(), which is another half of their code.
 */
enum { WIRE_SIZE = 1 << 20 };
static char room[3][WIRE_SIZE + 1];
static char *theirs_wire, *ours_wire, *again;

static void align_wires(unsigned n)
{
	theirs_wire = room[0] + n % 2;
	ours_wire = room[1] + n % 2;
	again = room[2] + n % 2;
}

struct subject {
	const char *name;
	struct onc_type type;
	xdrproc_t ours, theirs; /* ours: NULL where libtirpc has the name */
	bool is_nullable;	/* C's form is not rpcgen's */
};

enum direction {
	ENCODES_ALIKE,
	OURS_DECODES,
	THEIRS_DECODES,
	DIRECTION_COUNT,
};

static unsigned long failures[DIRECTION_COUNT];
static unsigned long values;
static int left_out; /* types */

#define MOST_SHOWN 5

static void fail(enum direction direction, const struct subject *subject,
		 unsigned n, const char *what)
{
	if (failures[direction]++ < MOST_SHOWN)
		printf("# %s, value %u: %s\n", subject->name, n, what);
}

/* -- their codecs and ours ----------------------------------------------- */

static bool_t ours(const struct subject *subject, XDR *xdrs, void *value)
{
	if (subject->ours)
		return subject->ours(xdrs, value);
	return onc_xdr(xdrs, &subject->type, value);
}

static bool_t theirs(const struct subject *subject, XDR *xdrs, void *value)
{
	return subject->theirs(xdrs, value);
}

typedef bool_t codec(const struct subject *subject, XDR *xdrs, void *value);

/* How many bytes were written, which for a failure says nothing. */
static u_int put(codec *by, const struct subject *subject, void *value,
		 char *wire, bool *good)
{
	XDR xdrs;

	xdrmem_create(&xdrs, wire, WIRE_SIZE, XDR_ENCODE);
	*good = by(subject, &xdrs, value);
	return xdr_getpos(&xdrs);
}

/* All of the bytes, into memory that starts as zeros. */
static bool get(codec *by, const struct subject *subject, char *wire,
		u_int size, void *value)
{
	XDR xdrs;

	memset(value, 0, value_size(&subject->type));
	xdrmem_create(&xdrs, wire, size, XDR_DECODE);
	return by(subject, &xdrs, value) && xdr_getpos(&xdrs) == size;
}

static void release(codec *by, const struct subject *subject, void *value)
{
	XDR xdrs = {.x_op = XDR_FREE};

	by(subject, &xdrs, value);
}

static bool is_same_wire(codec *by, const struct subject *subject, void *value,
			 const char *wire, u_int size)
{
	bool good;

	return put(by, subject, value, again, &good) == size && good &&
	       memcmp(again, wire, size) == 0;
}

/* -- one value ----------------------------------------------------------- */

static void encode_alike(const struct subject *subject, unsigned n, void *value,
			 u_int *size)
{
	bool ours_good, theirs_good;
	u_int ours_size;

	*size = put(theirs, subject, value, theirs_wire, &theirs_good);
	ours_size = put(ours, subject, value, ours_wire, &ours_good);
	if (!ours_good || !theirs_good)
		fail(ENCODES_ALIKE, subject, n,
		     ours_good ? "rpcgen's does not encode it"
			       : "ours does not encode it");
	else if (*size != ours_size ||
		 memcmp(ours_wire, theirs_wire, *size) != 0)
		fail(ENCODES_ALIKE, subject, n, "other bytes");
}

static void ours_decodes(const struct subject *subject, unsigned n,
			 const void *value, u_int size, void *back)
{
	const struct heap_mark before = heap_mark();

	if (!get(ours, subject, theirs_wire, size, back)) {
		fail(OURS_DECODES, subject, n, "it is refused");
		return;
	}
	if (!value_is_same(&subject->type, value, back))
		fail(OURS_DECODES, subject, n, "another value");
	if (!subject->is_nullable &&
	    !is_same_wire(theirs, subject, back, theirs_wire, size))
		fail(OURS_DECODES, subject, n,
		     "rpcgen's encodes our block differently");
	release(ours, subject, back);
	if (heap_mark().blocks != before.blocks)
		fail(OURS_DECODES, subject, n, "memory is left");
}

static void theirs_decodes(const struct subject *subject, unsigned n,
			   const void *value, u_int size, void *back)
{
	const struct heap_mark before = heap_mark();

	if (!get(theirs, subject, ours_wire, size, back)) {
		fail(THEIRS_DECODES, subject, n, "it is refused");
		return;
	}
	if (!subject->is_nullable &&
	    (!value_is_same(&subject->type, value, back) ||
	     !is_same_wire(ours, subject, back, ours_wire, size)))
		fail(THEIRS_DECODES, subject, n, "another value");
	if (!is_same_wire(theirs, subject, back, ours_wire, size))
		fail(THEIRS_DECODES, subject, n, "other bytes");
	release(theirs, subject, back);
	if (heap_mark().blocks != before.blocks)
		fail(THEIRS_DECODES, subject, n, "memory is left");
}

static void make(const struct subject *subject, unsigned n, unsigned flags,
		 void *value)
{
	struct value_source source = {
		.state = (uint64_t)n * 7919 + strlen(subject->name),
		.budget = BUDGET,
		.flags = flags,
	};

	values++;
	value_make(&subject->type, &source, value);
}

/* Where the forms in C differ, rpcgen's codec cannot touch our value. */
static void try_nullable(const struct subject *subject, unsigned n, void *value,
			 void *back)
{
	bool good;
	u_int size;

	make(subject, n, VALUE_LONG_UNSIGNED, value);
	size = put(ours, subject, value, ours_wire, &good);
	if (!good)
		fail(ENCODES_ALIKE, subject, n, "ours does not encode it");
	theirs_decodes(subject, n, value, size, back);
	memcpy(theirs_wire, ours_wire, size);
	ours_decodes(subject, n, value, size, back);
	value_release(&subject->type, value);
}

static void try_value(const struct subject *subject, unsigned n, void *value,
		      void *back)
{
	const struct heap_mark before = heap_mark();
	bool good;
	u_int size;

	make(subject, n, 0, value);
	encode_alike(subject, n, value, &size);
	ours_decodes(subject, n, value, size, back);
	/* It was allocated as rpcgen's decoders do it. */
	release(theirs, subject, value);
	if (heap_mark().blocks != before.blocks)
		fail(THEIRS_DECODES, subject, n, "rpcgen's frees not all");

	make(subject, n, VALUE_LONG_UNSIGNED, value);
	size = put(ours, subject, value, ours_wire, &good);
	theirs_decodes(subject, n, value, size, back);
	value_release(&subject->type, value);
}

/* -- types --------------------------------------------------------------- */

__attribute__((format(printf, 2, 3))) static void *find(void *object,
							const char *format, ...)
{
	char name[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(name, sizeof(name), format, arguments);
	va_end(arguments);
	return dlsym(object, name);
}

/* POSIX lets a pointer to an object be one to a function; ISO C does not. */
static xdrproc_t find_codec(void *object, const char *name)
{
	void *const found = find(object, "xdr_%s", name);
	xdrproc_t function;

	memcpy(&function, &found, sizeof(function));
	return function;
}

/* T_type, or another name if the file has that one; or an argument's type. */
static bool find_type(void *object, struct subject *subject)
{
	static const char suffix[] = "_argument";
	const size_t length = strlen(subject->name);
	const struct onc_procedure *procedure;
	const struct onc_type *type;

	type = find(object, "%s_type", subject->name);
	if (!type)
		type = find(object, "%s_type_", subject->name);
	if (type)
		subject->type = *type;
	if (type || length < sizeof(suffix))
		return type;
	procedure = find(object, "%.*s_procedure",
			 (int)(length - strlen(suffix)), subject->name);
	if (procedure)
		subject->type = procedure->argument;
	return procedure;
}

static void try_type(void *our_object, void *their_object, const char *name,
		     unsigned count)
{
	struct subject subject = {.name = name};
	void *value, *back;

	if (!find_type(our_object, &subject)) {
		fail(ENCODES_ALIKE, &subject, 0, "no description");
		return;
	}
	subject.ours = find_codec(our_object, name);
	subject.theirs = find_codec(their_object, name);
	if (!subject.theirs) {
		fail(ENCODES_ALIKE, &subject, 0,
		     "rpcgen has no function of it");
		return;
	}
	if (!subject.ours && !find_codec(RTLD_DEFAULT, name))
		fail(ENCODES_ALIKE, &subject, 0, "ours has no function of it");
	if (!value_is_described(&subject.type)) {
		printf("# %s: a codec's, left out\n", name);
		left_out++;
		return;
	}
	subject.is_nullable =
		value_reaches(&subject.type, ONC_NULLABLE_STRING) ||
		value_reaches(&subject.type, ONC_NULLABLE_OPAQUE);
	value = calloc(1, value_size(&subject.type));
	back = calloc(1, value_size(&subject.type));
	if (!value || !back)
		exit(99);
	for (unsigned n = 0; n < count; n++) {
		align_wires(n);
		if (subject.is_nullable)
			try_nullable(&subject, n, value, back);
		else
			try_value(&subject, n, value, back);
	}
	free(value);
	free(back);
}

static void *open_object(const char *path)
{
	void *object = dlopen(path, RTLD_NOW | RTLD_LOCAL);

	if (object)
		return object;
	printf("# %s\n", dlerror());
	exit(1);
}

int main(int argc, char **argv)
{
	static const char *const sentences[DIRECTION_COUNT] = {
		"values encode to the same bytes",
		"ours decodes what rpcgen's encodes",
		"rpcgen's decodes what ours encodes",
	};
	void *our_object, *their_object;
	unsigned long all = 0;

	if (argc < 4)
		return 2;
	our_object = open_object(argv[1]);
	their_object = open_object(argv[2]);
	for (int i = 4; i < argc; i++)
		try_type(our_object, their_object, argv[i],
			 (unsigned)strtoul(argv[3], NULL, 10));
	for (int i = 0; i < DIRECTION_COUNT; i++) {
		printf("%s %s\n", failures[i] ? "not ok" : "ok", sentences[i]);
		all += failures[i];
	}
	printf("# covered: %d types, %lu values\n", argc - 4 - left_out,
	       values);
	dlclose(our_object);
	dlclose(their_object);
	return all > 0;
}
