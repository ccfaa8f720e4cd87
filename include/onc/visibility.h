/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ONC_VISIBILITY_H
#define ONC_VISIBILITY_H

/*
 * The attributes that public prototypes carry, each empty where the compiler
 * does not know it. They let the compiler see what the documentation says:
 * what is exported, what must be looked at, who frees what. A prototype opens
 * with ONC_PUBLIC(), the other attributes between its parentheses.
 */

#if defined(__GNUC__)
#define ONC_PUBLIC(...) __attribute__((visibility("default"))) __VA_ARGS__
#define ONC_MUST_USE __attribute__((warn_unused_result))
#define ONC_NONNULL(...) __attribute__((nonnull(__VA_ARGS__)))
#define ONC_ALLOC_SIZE(n) __attribute__((alloc_size(n)))
#define ONC_MALLOC __attribute__((malloc))
#define ONC_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define ONC_PUBLIC(...)
#define ONC_MUST_USE
#define ONC_NONNULL(...)
#define ONC_ALLOC_SIZE(n)
#define ONC_MALLOC
#define ONC_PRINTF(f, a)
#endif

/* clang knows neither access nor the deallocator form of malloc. */
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 11
#define ONC_WRITES(n) __attribute__((access(write_only, n)))
#define ONC_UPDATES(n) __attribute__((access(read_write, n)))
#define ONC_FREED_BY(f, n) __attribute__((malloc(f, n)))
#else
#define ONC_WRITES(n)
#define ONC_UPDATES(n)
#define ONC_FREED_BY(f, n)
#endif

#endif
