/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: the lists hold no word of the .x language, which is no name. */

#include "word.h"

#include <stdbool.h>
#include <string.h>

#include "scalar.h"

static const char *const c_keywords[] = {
	"_Alignas",
	"_Alignof",
	"_Atomic",
	"_Bool",
	"_Complex",
	"_Generic",
	"_Imaginary",
	"_Noreturn",
	"_Pragma",
	"_Static_assert",
	"_Thread_local",
	"auto",
	"break",
	"continue",
	"do",
	"else",
	"extern",
	"for",
	"goto",
	"if",
	"inline",
	"register",
	"restrict",
	"return",
	"signed",
	"sizeof",
	"static",
	"volatile",
	"while",
};

static const char *const cxx_keywords[] = {
	"alignas",
	"alignof",
	"and",
	"and_eq",
	"asm",
	"bitand",
	"bitor",
	"catch",
	"char16_t",
	"char32_t",
	"char8_t",
	"class",
	"co_await",
	"co_return",
	"co_yield",
	"compl",
	"concept",
	"const_cast",
	"consteval",
	"constexpr",
	"constinit",
	"decltype",
	"delete",
	"dynamic_cast",
	"explicit",
	"export",
	"false",
	"friend",
	"mutable",
	"new",
	"noexcept",
	"not",
	"not_eq",
	"nullptr",
	"operator",
	"or",
	"or_eq",
	"private",
	"protected",
	"public",
	"reinterpret_cast",
	"requires",
	"static_assert",
	"static_cast",
	"template",
	"this",
	"thread_local",
	"throw",
	"true",
	"try",
	"typeid",
	"typename",
	"using",
	"virtual",
	"wchar_t",
	"xor",
	"xor_eq",
};

static const char *const macros[] = {
	"EOF",	  "NULL",  "errno",  "i386", "linux",
	"stderr", "stdin", "stdout", "unix",
};

#define IS_IN(words, name) is_in(words, sizeof(words) / sizeof(words[0]), name)

static bool is_in(const char *const *words, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++) {
		if (strcmp(words[i], name) == 0)
			return true;
	}
	return false;
}

void word_check(struct diag *diag, const char *name, const struct place *place)
{
	if (IS_IN(c_keywords, name))
		diag_error(diag, place, "'%s' is a keyword of C", name);
	else if (IS_IN(cxx_keywords, name))
		diag_finding(diag, FINDING_RESERVED_NAME, place,
			     "'%s' is a keyword of C++", name);
	else if (IS_IN(macros, name))
		diag_finding(diag, FINDING_RESERVED_NAME, place,
			     "'%s' is a macro in many C programs", name);
}

/* -- guesses --------------------------------------------------------------- */

static const char *const keywords[] = {
	"bool",	  "case",    "char",	"const",    "default", "double",
	"enum",	  "float",   "hyper",	"int",	    "long",    "namespace",
	"opaque", "pragma",  "program", "short",    "string",  "struct",
	"switch", "typedef", "union",	"unsigned", "version", "void",
};

static const char *const types[] = {
	"bool",	 "char",   "double", "float",	 "hyper",  "int",	"long",
	"short", "string", "opaque", "unsigned", "netobj", "des_block",
};

static const struct {
	const char *name;
	const char *type;
} translations[] = {
	{"boolean", "bool"},
	{"byte", "uint8_t"},
	{"bytes", "opaque"},
	{"int16", "int16_t"},
	{"int32", "int"},
	{"int64", "hyper"},
	{"integer", "int"},
	{"signed", "int"},
	{"str", "string"},
	{"uint", "unsigned int"},
	{"uint16", "uint16_t"},
	{"uint32", "unsigned int"},
	{"uint64", "unsigned hyper"},
};

const char *word_near(const char *name)
{
	struct near near = near_start(name);
	size_t i;

	for (i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++)
		near_try(&near, keywords[i]);
	return near.best;
}

void word_try_types(struct near *near)
{
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		near_try(near, types[i]);
	scalar_try_names(near);
}

const char *word_translate(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(translations) / sizeof(translations[0]); i++) {
		if (strcmp(translations[i].name, name) == 0)
			return translations[i].type;
	}
	return NULL;
}
