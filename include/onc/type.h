/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_TYPE_H
#define ONC_TYPE_H

/*
 * Types as tables, and what can be done with a value of one: decode it into
 * one block, encode it, print it.
 *
 * oncgen writes the tables; they are constant and hold no code. The comments
 * here say enough to write one by hand. All functions may be called from any
 * thread at any time; none keeps anything.
 */

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <onc/status.h>
#include <onc/visibility.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Generated code refuses to compile against another version. */
#define ONC_TABLE_VERSION 2

/* The C types of XDR that C itself lacks; as <rpc/types.h> has them. */
typedef int32_t bool_t;
#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif

/* RFC 4506, section 4.8: 16 bytes that C has no portable type for. */
typedef struct {
	unsigned char bytes[16];
} onc_quadruple;

/* -- tables ------------------------------------------------------------ */

/*
 * What one step over a value does. "count" is the op's own member; "in place"
 * means inside the C structure, "out of line" means behind a pointer in it.
 */
enum onc_kind {
	/* count scalars side by side, in C and on the wire alike */
	ONC_WORD,  /* 4 bytes, any value: int, unsigned, float */
	ONC_HYPER, /* 8 bytes, any value: hyper, double */
	ONC_BOOL,  /* bool_t, 4 bytes on the wire, 0 or 1 */
	ONC_ENUM,  /* int, 4 bytes on the wire, a value of layout `type` */

	/* count scalars whose C type is not their wire's 4 bytes */
	ONC_CHAR, /* char: -128 to 255 on the wire, as peers differ */
	ONC_INT8,
	ONC_UINT8, /* also unsigned char */
	ONC_INT16, /* also short */
	ONC_UINT16,
	ONC_LONG, /* C's long from a signed 4-byte wire */
	ONC_ULONG,

	/* bytes */
	ONC_OPAQUE, /* count bytes in place */
	ONC_BYTES,  /* counted, at most count: struct onc_counted */
	ONC_STRING, /* char *, at most count bytes and a NUL */

	/* other layouts */
	ONC_STRUCT,   /* one of layout `type` in place */
	ONC_VECTOR,   /* count of layout `type` in place */
	ONC_ARRAY,    /* counted, at most count: struct onc_counted */
	ONC_OPTIONAL, /* pointer to one of layout `type`, or NULL */

	/* optional-data that C sees as one pointer, with no node between */
	ONC_NULLABLE_STRING, /* char * or NULL, at most count bytes */
	ONC_NULLABLE_OPAQUE, /* pointer to count bytes, or NULL */

	/* a type that C alone knows: codec `type` of the module has it */
	ONC_EXTERNAL,

	ONC_KIND_COUNT
};

/* No bound: `string s<>`. */
#define ONC_UNBOUNDED UINT32_MAX

/* The C form of BYTES and ARRAY: rpcgen's NAME_len and NAME_val. */
struct onc_counted {
	unsigned int count;
	void *items;
};

/* One step. Sixteen bytes. */
struct onc_op {
	uint8_t kind; /* enum onc_kind */
	uint8_t reserved[3];
	uint32_t type;	 /* index of a layout or codec; 0 if it has none */
	uint32_t offset; /* of the member in the C structure */
	uint32_t count;	 /* how many, or at most how many: see the kind */
};

/* What a layout is. */
enum onc_form {
	ONC_FORM_STRUCT, /* ops, one after the other */
	ONC_FORM_UNION,	 /* first op: the discriminant; then one arm */
	ONC_FORM_ENUM,	 /* no ops; values */
};

enum {
	/* ONC_FORM_ENUM: the values ascend by one from the first. */
	ONC_DENSE = 1,
};

/* An arm's op when the arm is void, and `fallback` for `default: void`. */
#define ONC_VOID UINT32_MAX
/* `fallback` of a union without a default. */
#define ONC_NO_DEFAULT (UINT32_MAX - 1)

/* One case label of a union. */
struct onc_arm {
	int32_t value;
	uint32_t op; /* absolute index of an op, or ONC_VOID */
};

/*
 * One type: a struct, a union, an enum, or a scalar or array on its own (a
 * struct of one member at offset 0, as typedefs and array elements need).
 */
struct onc_layout {
	uint32_t size;	/* sizeof in C */
	uint32_t wire;	/* the fewest bytes it takes on the wire */
	uint16_t align; /* _Alignof in C */
	uint8_t form;	/* enum onc_form */
	uint8_t flags;
	uint32_t first;	   /* index of the first op, or enum value */
	uint32_t count;	   /* number of ops, or of enum values */
	uint32_t arms;	   /* union: index of the first label */
	uint32_t labels;   /* union: number of labels */
	uint32_t fallback; /* union: op of the default arm, see above */
	uint32_t name;	   /* of the type, for printing */
	uint32_t fields;   /* index of the first field, for printing */
};

/* How a field prints. Walking bytes needs none of it. */
enum onc_style {
	ONC_PRINT_SIGNED,
	ONC_PRINT_UNSIGNED,
	ONC_PRINT_FLOAT,
	ONC_PRINT_OTHER, /* as its kind says */
};

/*
 * The name of a member. A layout's fields stand in the order of its members:
 * an op that covers count scalars has as many fields as add up to its count,
 * any other op has one. In a union, field 0 is the discriminant and field k
 * belongs to op first + k.
 */
struct onc_field {
	uint32_t name;	/* offset in the module's names */
	uint16_t style; /* enum onc_style */
	uint16_t reserved;
	uint32_t count; /* scalars it covers: n for `int x[n]`, else 1 */
};

struct onc_codec;

/* All tables of one .x file. They refer to one another by index. */
struct onc_module {
	const struct onc_layout *layouts;
	const struct onc_op *ops;
	const struct onc_arm *arms;
	const int32_t *values;	     /* of enums */
	const uint32_t *value_names; /* of enums, beside values */
	const struct onc_field *fields;
	const char *names; /* NUL-terminated, one after the other */
	const struct onc_codec *const *codecs; /* <onc/codec.h> */
};

/* A type that functions can be asked to handle: oncgen's NAME_type. */
struct onc_type {
	const struct onc_module *module; /* NULL: void */
	uint32_t layout;
};

/* -- values ------------------------------------------------------------ */

/* The cap on a record and on a block where nothing else is said: 64 MiB. */
#define ONC_DEFAULT_CAP ((size_t)64 << 20)
/* The largest cap there is: sizes of blocks are 32-bit numbers. */
#define ONC_MAX_CAP ((size_t)UINT32_MAX - 4096)

enum {
	/*
	 * Admit undeclared enum values and padding that is not zero, for a
	 * peer that cannot be mended. Nothing else becomes lax.
	 */
	ONC_TOLERANT = 1,
	/*
	 * onc_connect(): look the server up, and leave connecting to the
	 * first call.
	 */
	ONC_CONNECT_LATER = 2,
};

/* How to handle one value. All zero, or a NULL pointer, is the default. */
struct onc_options {
	size_t cap; /* bytes of record and of block; 0: default */
	unsigned int flags;
	unsigned int timeout; /* calls: milliseconds; 0: the handle's */
	/*
	 * Calls end with ONC_CANCELLED soon after this becomes other than 0:
	 * for a signal handler to set. NULL: nothing.
	 */
	const volatile sig_atomic_t *cancelled;
};

/*
 * onc_decode() makes one block of a value's bytes: the structure at its
 * start, whatever that points to behind it.
 *
 * On success *value is the block, which the caller frees with
 * NetApiBufferFree(). On failure *value is NULL, nothing is kept, and *fault,
 * if it was given, says why and where. All size bytes must belong to the
 * value. options may be NULL.
 *
 * Errors: every cause a message can have, ONC_TOO_BIG, ONC_NO_MEMORY.
 * Source: RFC 4506; the block is the contract of MS NetApiBufferFree.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 5))
enum onc_status onc_decode(const struct onc_type *type, const void *bytes,
			   size_t size, const struct onc_options *options,
			   void **value, struct onc_fault *fault);

/*
 * onc_decode_envelope() fills the caller's structure and puts only what it
 * points to into the block, in the order in which the pointers stand.
 *
 * envelope has the type's C size. *block is NULL when the value points to
 * nothing; else the caller frees it with NetApiBufferFree(). On failure *block
 * is NULL and the envelope holds zeros. Else as onc_decode().
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 5, 6))
enum onc_status onc_decode_envelope(const struct onc_type *type,
				    const void *bytes, size_t size,
				    const struct onc_options *options,
				    void *envelope, void **block,
				    struct onc_fault *fault);

/*
 * onc_encode() writes a value's bytes into a new block, *size of them.
 *
 * On success the caller frees *bytes with NetApiBufferFree(). On failure
 * *bytes is NULL and *size 0.
 *
 * Errors: ONC_BAD_COUNT for what exceeds its bound, ONC_BAD_POINTER for a
 * NULL where the type has a value, ONC_BAD_BOOL, ONC_BAD_ENUM, ONC_BAD_ARM,
 * ONC_BAD_VALUE for what the wire cannot hold, ONC_TOO_DEEP and ONC_TOO_BIG
 * (a list that runs in a circle ends in one of them), ONC_NO_MEMORY.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2, 4, 5))
enum onc_status onc_encode(const struct onc_type *type, const void *value,
			   const struct onc_options *options, void **bytes,
			   size_t *size, struct onc_fault *fault);

/*
 * onc_footprint() gives the bytes a value takes in C: its structure, and all
 * that it points to, strings with their NUL, without padding between them.
 *
 * *size is 0 on failure. Errors as for onc_encode(), without ONC_NO_MEMORY.
 */
ONC_PUBLIC(ONC_MUST_USE ONC_NONNULL(1, 2, 3))
enum onc_status onc_footprint(const struct onc_type *type, const void *value,
			      size_t *size);

/*
 * onc_print() writes a value as text, one line for each item, such as
 * `users[3].name = "alice"`. At most size bytes are written, the NUL included;
 * the length that the whole text has is returned, as snprintf() does.
 *
 * Bytes that are neither printable ASCII nor UTF-8 come as \xNN. A value that
 * could not be encoded prints as far as it can be followed. The length of a
 * list that passes size is not counted to its end.
 */
ONC_PUBLIC(ONC_NONNULL(1, 2))
size_t onc_print(const struct onc_type *type, const void *value, char *text,
		 size_t size);

#ifdef __cplusplus
}
#endif

#endif
