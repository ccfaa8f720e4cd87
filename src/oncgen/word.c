/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: the lists hold no word of the .x language, which is no name. */

#include "word.h"

#include <stdbool.h>
#include <string.h>

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
	"alignas",	 "alignof",	"and",	    "asm",
	"catch",	 "char16_t",	"char32_t", "class",
	"constexpr",	 "const_cast",	"decltype", "delete",
	"dynamic_cast",	 "explicit",	"export",   "false",
	"friend",	 "mutable",	"new",	    "noexcept",
	"not",		 "nullptr",	"operator", "or",
	"private",	 "protected",	"public",   "reinterpret_cast",
	"static_assert", "static_cast", "template", "this",
	"thread_local",	 "throw",	"true",	    "try",
	"typeid",	 "typename",	"using",    "virtual",
	"wchar_t",	 "xor",
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
