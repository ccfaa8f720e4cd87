/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The grammar of RFC 4506 and RFC 5531, with the types that C has besides.
 * An action makes nodes and nothing else; what they mean is check.c's.
 *
 * Every definition and member is reduced at its ";" without a look at what
 * follows. So a comment or a % line behind it finds it complete.
 *
 * Long, because a third of it is the messages: what may follow is known here
 * alone, to the code that bison puts around.
 */

%define api.pure full
%define api.location.type {struct place}
%define parse.error custom
%define parse.lac full
%locations
%expect 0

%lex-param {void *scanner}
%parse-param {void *scanner} {struct parser *parser}

%code requires {
#include "parser.h"
}

%code {
#include <string.h>

#include "node.h"
#include "scan.h"
#include "word.h"

#define YYLLOC_DEFAULT(current, rhs, n)                                        \
	((current) = (n) ? node_span(&YYRHSLOC(rhs, 1), &YYRHSLOC(rhs, n))     \
			 : node_behind(&YYRHSLOC(rhs, 0)))

#define APPEND(list, node)                                                     \
	((list).last = *((list).first ? &(list).last->next                     \
				      : &(list).first) = (node))

static void yyerror(const struct place *place, void *scanner,
		    struct parser *parser, const char *text);
}

%union {
	struct name name;
	struct value *value;
	struct type *type;
	struct member *member;
	struct enumerator *enumerator;
	struct procedure *procedure;
	struct version *version;
	struct members members;
	struct enumerators enumerators;
	struct values values;
	struct versions versions;
	struct procedures procedures;
}

%token YYEOF 0 "end of file"
%token BOOL "'bool'" CASE "'case'" CHAR "'char'" CONST "'const'"
%token DEFAULT "'default'" DOUBLE "'double'" ENUM "'enum'" FLOAT "'float'"
%token HYPER "'hyper'" INT "'int'" LONG "'long'" OPAQUE "'opaque'"
%token PROGRAM "'program'" SHORT "'short'" STRING "'string'"
%token STRUCT "'struct'" SWITCH "'switch'" TYPEDEF "'typedef'"
%token UNION "'union'" UNSIGNED "'unsigned'" VERSION "'version'" VOID "'void'"
%token <name> ID "a name" TEXT "a string"
%token <value> NUMBER "a number"

/* A semicolon behind a type is its own, not a stray one. */
%precedence NO_SEMICOLON
%precedence ';'

%type <value> value bound.opt label
%type <type> type union.body struct.body enum.body result
%type <member> switch declaration member arm case default argument
%type <members> members arms cases arguments arguments.list
%type <enumerator> enumerator
%type <enumerators> enumerators
%type <values> labels
%type <procedure> procedure
%type <procedures> procedures procedures.body
%type <version> version
%type <versions> versions versions.body

%%

file:
	%empty
|	file definition
|	file ';'
|	file error ';'		{ yyerrok; }
|	file error '}'		{ yyerrok; }
;

definition:
	CONST ID '=' value ';' {
		node_definition(parser, DEFINE_CONST, &$2, &@$)->value = $4;
	}
|	CONST ID '=' TEXT ';' {
		node_definition(parser, DEFINE_CONST, &$2, &@$)->text = $4.text;
	}
|	TYPEDEF declaration ';' {
		struct name name = {$2->name, $2->name_place};

		$2->place.notes |= @$.notes;
		node_definition(parser, DEFINE_TYPEDEF, &name, &@$)->member = $2;
	}
|	ENUM ID enum.body end {
		node_definition(parser, DEFINE_TYPE, &$2, &@$)->type = $3;
	}
|	STRUCT ID struct.body end {
		node_definition(parser, DEFINE_TYPE, &$2, &@$)->type = $3;
	}
|	UNION ID union.body end {
		node_definition(parser, DEFINE_TYPE, &$2, &@$)->type = $3;
	}
|	PROGRAM ID versions.body '=' value ';' {
		struct definition *program;

		program = node_definition(parser, DEFINE_PROGRAM, &$2, &@$);
		program->versions = $3.first;
		program->value = $5;
	}
;

/* People forget it; the next definition is read all the same. */
end:
	';'
|	%empty %prec NO_SEMICOLON {
		diag_error(parser->diag, &@$, "expected ';' behind the '}'");
	}
;

value:
	NUMBER
|	'-' NUMBER {
		$$ = $2;
		$$->place = @$;
		$$->text = arena_printf(parser->arena, "-%s", $2->text);
		$$->number.negative = $2->number.magnitude != 0;
	}
|	ID {
		$$ = arena_alloc(parser->arena, sizeof(*$$));
		$$->place = @$;
		$$->text = $1.text;
		$$->is_name = true;
	}
;

bound.opt:
	%empty		{ $$ = NULL; }
|	value
;

/* -- types --------------------------------------------------------------- */

type:
	INT		{ $$ = ast_scalar(parser->unit, SCALAR_INT, &@$); }
|	UNSIGNED	{ $$ = ast_scalar(parser->unit, SCALAR_UINT, &@$); }
|	UNSIGNED INT	{ $$ = ast_scalar(parser->unit, SCALAR_UINT, &@$); }
|	HYPER		{ $$ = ast_scalar(parser->unit, SCALAR_HYPER, &@$); }
|	UNSIGNED HYPER	{ $$ = ast_scalar(parser->unit, SCALAR_UHYPER, &@$); }
|	CHAR		{ $$ = ast_scalar(parser->unit, SCALAR_CHAR, &@$); }
|	UNSIGNED CHAR	{ $$ = ast_scalar(parser->unit, SCALAR_UCHAR, &@$); }
|	SHORT int.opt	{ $$ = ast_scalar(parser->unit, SCALAR_SHORT, &@$); }
|	UNSIGNED SHORT int.opt {
		$$ = ast_scalar(parser->unit, SCALAR_USHORT, &@$);
	}
|	LONG int.opt	{ $$ = ast_scalar(parser->unit, SCALAR_LONG, &@$); }
|	UNSIGNED LONG int.opt {
		$$ = ast_scalar(parser->unit, SCALAR_ULONG, &@$);
	}
|	FLOAT		{ $$ = ast_scalar(parser->unit, SCALAR_FLOAT, &@$); }
|	DOUBLE		{ $$ = ast_scalar(parser->unit, SCALAR_DOUBLE, &@$); }
|	BOOL		{ $$ = ast_scalar(parser->unit, SCALAR_BOOL, &@$); }
|	ID		{ $$ = node_reference(parser, TAG_NONE, &$1, &@$); }
|	STRUCT ID	{ $$ = node_reference(parser, TAG_STRUCT, &$2, &@$); }
|	UNION ID	{ $$ = node_reference(parser, TAG_UNION, &$2, &@$); }
|	ENUM ID		{ $$ = node_reference(parser, TAG_ENUM, &$2, &@$); }
|	STRUCT struct.body	{ $$ = $2; }
|	UNION union.body	{ $$ = $2; }
|	ENUM enum.body		{ $$ = $2; }
;

int.opt:
	%empty
|	INT
;

declaration:
	type ID {
		$$ = node_member(parser, $1, SHAPE_PLAIN, &$2, NULL, &@$);
	}
|	type ID '[' value ']' {
		$$ = node_member(parser, $1, SHAPE_FIXED, &$2, $4, &@$);
	}
|	type ID '<' bound.opt '>' {
		$$ = node_member(parser, $1, SHAPE_VARIABLE, &$2, $4, &@$);
	}
|	type '*' ID {
		$$ = node_member(parser, $1, SHAPE_OPTIONAL, &$3, NULL, &@$);
	}
|	OPAQUE ID '[' value ']' {
		$$ = node_member(parser, ast_type(parser->unit, TYPE_OPAQUE, &@1),
			     SHAPE_FIXED, &$2, $4, &@$);
	}
|	OPAQUE ID '<' bound.opt '>' {
		$$ = node_member(parser, ast_type(parser->unit, TYPE_OPAQUE, &@1),
			     SHAPE_VARIABLE, &$2, $4, &@$);
	}
|	STRING ID '<' bound.opt '>' {
		$$ = node_member(parser, ast_type(parser->unit, TYPE_STRING, &@1),
			     SHAPE_VARIABLE, &$2, $4, &@$);
	}
|	STRING ID {
		diag_warning(parser->diag, &@2,
			     "a string is declared as 'string %s<>'", $2.text);
		$$ = node_member(parser, ast_type(parser->unit, TYPE_STRING, &@1),
			     SHAPE_VARIABLE, &$2, NULL, &@$);
	}
;

struct.body:
	'{' members '}' {
		if ($2.last)
			node_last_comment(&@3, &$2.last->place, &$2.last->behind);
		$$ = node_body(parser, TYPE_STRUCT, &@$, $2.first);
	}
|	'{' members error '}' {
		$$ = node_body(parser, TYPE_STRUCT, &@$, $2.first);
		yyerrok;
	}
;

members:
	%empty			{ $$ = (struct members){0}; }
|	members member		{ $$ = $1; APPEND($$, $2); }
|	members error ';'	{ $$ = $1; yyerrok; }
;

member:
	declaration ';' {
		$$ = $1;
		parser->behind = &$$->behind;
	}
|	VOID ';' {
		diag_error(parser->diag, &@1,
			   "only an arm of a union can be void");
		$$ = ast_member(parser->unit,
				ast_type(parser->unit, TYPE_VOID, &@1),
				SHAPE_PLAIN, NULL, &@$);
	}
;

union.body:
	switch '{' arms '}' {
		$$ = node_union(parser, &@$, $1, $3.first);
		if ($3.last)
			node_last_comment(&@4, &$3.last->place, &$3.last->behind);
	}
|	switch '{' cases error '}' {
		$$ = node_union(parser, &@$, $1, $3.first);
		yyerrok;
	}
;

switch:
	SWITCH '(' type ID ')' {
		$$ = node_member(parser, $3, SHAPE_PLAIN, &$4, NULL, &@3);
	}
;

arms:
	cases
|	cases default		{ $$ = $1; APPEND($$, $2); }
;

cases:
	%empty			{ $$ = (struct members){0}; }
|	cases case		{ $$ = $1; APPEND($$, $2); }
|	cases default case {
		diag_error(parser->diag, &@2,
			   "'default' is the last arm of a union");
		$$ = $1;
		APPEND($$, $3);
	}
|	cases default default {
		diag_error(parser->diag, &@3, "a second 'default'");
		diag_note(parser->diag, &@2, "the first is here");
		$$ = $1;
		APPEND($$, $2);
	}
|	cases error ';'		{ $$ = $1; yyerrok; }
;

case:
	labels arm {
		$$ = $2;
		$$->labels = $1.first;
		$$->place.notes |= @1.notes;
		if (!$$->place.doc)
			$$->place.doc = @1.doc;
	}
;

default:
	DEFAULT ':' arm {
		$$ = $3;
		$$->is_default = true;
		$$->place.notes |= @1.notes;
		if (!$$->place.doc)
			$$->place.doc = @1.doc;
	}
;

labels:
	label			{ $$ = (struct values){$1, $1}; }
|	labels label		{ $$ = $1; APPEND($$, $2); }
;

label:
	CASE value ':'		{ $$ = $2; }
;

arm:
	declaration ';' {
		$$ = $1;
		parser->behind = &$$->behind;
	}
|	VOID ';' {
		$$ = ast_member(parser->unit,
				ast_type(parser->unit, TYPE_VOID, &@1),
				SHAPE_PLAIN, NULL, &@$);
		parser->behind = &$$->behind;
	}
;

enum.body:
	'{' enumerators '}' {
		node_last_comment(&@3, &$2.last->place, &$2.last->behind);
		$$ = node_enum(parser, &@$, $2.first);
	}
|	'{' enumerators ',' '}' {
		node_last_comment(&@4, &$2.last->place, &$2.last->behind);
		$$ = node_enum(parser, &@$, $2.first);
	}
|	'{' error '}' {
		$$ = node_enum(parser, &@$, NULL);
		yyerrok;
	}
;

enumerators:
	enumerator		{ $$ = (struct enumerators){$1, $1}; }
|	enumerators ',' enumerator	{ $$ = $1; APPEND($$, $3); }
;

enumerator:
	ID {
		$$ = arena_alloc(parser->arena, sizeof(*$$));
		$$->name = $1.text;
		$$->place = @$;
		parser->behind = &$$->behind;
	}
|	ID '=' value {
		$$ = arena_alloc(parser->arena, sizeof(*$$));
		$$->name = $1.text;
		$$->place = @1;
		$$->value = $3;
		parser->behind = &$$->behind;
	}
;

/* -- programs ------------------------------------------------------------ */

versions.body:
	'{' versions '}'	{ $$ = $2; }
|	'{' versions error '}'	{ $$ = $2; yyerrok; }
;

versions:
	%empty			{ $$ = (struct versions){0}; }
|	versions version	{ $$ = $1; APPEND($$, $2); }
|	versions error ';'	{ $$ = $1; yyerrok; }
;

version:
	VERSION ID procedures.body '=' value ';' {
		$$ = arena_alloc(parser->arena, sizeof(*$$));
		$$->name = $2.text;
		$$->name_place = $2.place;
		$$->place = @$;
		$$->procedures = $3.first;
		$$->number = $5;
		parser->behind = NULL;
	}
;

procedures.body:
	'{' procedures '}'		{ $$ = $2; }
|	'{' procedures error '}'	{ $$ = $2; yyerrok; }
;

procedures:
	%empty			{ $$ = (struct procedures){0}; }
|	procedures procedure	{ $$ = $1; APPEND($$, $2); }
|	procedures error ';'	{ $$ = $1; yyerrok; }
;

procedure:
	result ID '(' arguments ')' '=' value ';' {
		$$ = arena_alloc(parser->arena, sizeof(*$$));
		$$->name = $2.text;
		$$->name_place = $2.place;
		$$->place = @$;
		$$->result = $1;
		$$->arguments = $4.first;
		$$->number = $7;
		parser->behind = &$$->behind;
	}
;

result:
	VOID		{ $$ = ast_type(parser->unit, TYPE_VOID, &@$); }
|	STRING		{ $$ = ast_type(parser->unit, TYPE_STRING, &@$); }
|	type
|	type '*' {
		diag_error(parser->diag, &@2,
			   "a result cannot be optional data; make a typedef "
			   "of it");
		$$ = $1;
	}
;

arguments:
	%empty		{ $$ = (struct members){0}; }
|	VOID		{ $$ = (struct members){0}; }
|	arguments.list
;

arguments.list:
	argument		{ $$ = (struct members){$1, $1}; }
|	arguments.list ',' argument	{ $$ = $1; APPEND($$, $3); }
;

argument:
	declaration
|	type {
		$$ = ast_member(parser->unit, $1, SHAPE_PLAIN, NULL, &@$);
	}
|	type '*' {
		$$ = ast_member(parser->unit, $1, SHAPE_OPTIONAL, NULL, &@$);
	}
|	STRING {
		$$ = ast_member(parser->unit,
				ast_type(parser->unit, TYPE_STRING, &@1),
				SHAPE_VARIABLE, NULL, &@$);
	}
|	STRING '<' bound.opt '>' {
		$$ = ast_member(parser->unit,
				ast_type(parser->unit, TYPE_STRING, &@1),
				SHAPE_VARIABLE, NULL, &@$);
		$$->bound = $3;
	}
;

%%

/* -- messages ------------------------------------------------------------ */

/* Only for a stack that has grown to its limit. */
static void yyerror(const struct place *place, void *scanner,
		    struct parser *parser, const char *text)
{
	(void)scanner;
	(void)text;
	diag_error(parser->diag, place, "types are nested too deeply");
}

static bool is_keyword(yysymbol_kind_t symbol)
{
	return symbol >= YYSYMBOL_BOOL && symbol <= YYSYMBOL_VOID;
}

/* The tokens that may come next. */
struct expected {
	yysymbol_kind_t symbols[YYNTOKENS];
	int count;
};

static bool expects(const struct expected *expected, yysymbol_kind_t symbol)
{
	int i;

	for (i = 0; i < expected->count; i++) {
		if (expected->symbols[i] == symbol)
			return true;
	}
	return false;
}

/* What people mean who know C better than XDR; "" if nobody can tell. */
static const char *advise_type(yysymbol_kind_t found, int last)
{
	if (last == UNSIGNED && (found == YYSYMBOL_FLOAT ||
				 found == YYSYMBOL_DOUBLE ||
				 found == YYSYMBOL_BOOL))
		return "; it has no unsigned form";
	if (last == LONG && found == YYSYMBOL_DOUBLE)
		return "; the type of 128 bits is 'quadruple'";
	if (last == CONST && is_keyword(found))
		return "; a constant has no type";
	if (found == YYSYMBOL_LONG || found == YYSYMBOL_HYPER)
		return "; the type of 64 bits is 'hyper'";
	return "";
}

static const char *advise_bound(yysymbol_kind_t found, int last,
				const struct expected *expected)
{
	bool wants_value = expects(expected, YYSYMBOL_NUMBER);

	if (found == YYTRANSLATE(']') && last == '[' && wants_value)
		return "; an array of any length is written '<>'";
	if (expected->count == 2 && expects(expected, YYTRANSLATE('[')) &&
	    expects(expected, YYTRANSLATE('<')))
		return "; opaque data is '[n]', '<n>' or '<>' bytes";
	if (found == YYTRANSLATE('[') && expects(expected, YYTRANSLATE('<')))
		return "; the bound of a string stands in '<>'";
	if (!expects(expected, YYTRANSLATE(';')) || expected->count != 1)
		return "";
	if ((found == YYTRANSLATE('[') || found == YYTRANSLATE('<')) &&
	    (last == ']' || last == '>'))
		return "; for a second dimension use a typedef";
	if (found == YYTRANSLATE('<') || found == YYTRANSLATE('('))
		return "; a value is a number or a name, no expression";
	return "";
}

static const char *advise_place(const struct parser *parser,
				yysymbol_kind_t found,
				const struct expected *expected)
{
	int last = parser->last_kind;
	bool wants_end = expects(expected, YYTRANSLATE(';'));

	if (found == YYSYMBOL_CONST && expects(expected, YYSYMBOL_UNSIGNED))
		return "; a member has no 'const'";
	if (wants_end && found == YYTRANSLATE(','))
		return "; each declaration takes a type of its own";
	if (wants_end && found == YYTRANSLATE('='))
		return "; a member has no value";
	if (expects(expected, YYTRANSLATE(':')) && found == YYTRANSLATE(','))
		return "; each label has a 'case' of its own";
	if (found == YYTRANSLATE('{') && expects(expected, YYSYMBOL_SWITCH))
		return "; a union says by what its arm is chosen: "
		       "'union NAME switch (int NAME) {'";
	if (found == YYTRANSLATE('(') && expects(expected, YYTRANSLATE('*')))
		return "; a function is no data";
	if (found == YYTRANSLATE('*') && last == '*')
		return "; for a pointer to a pointer use a typedef";
	if (found == YYTRANSLATE('{') && expects(expected, YYSYMBOL_ID) &&
	    last == ID)
		return parser->braces > 1
			       ? "; a type with a name is defined by itself (or "
				 "is a '}' missing before it?)"
			       : "; define the type by itself: its name is a "
				 "type then";
	if (found == YYTRANSLATE(';') && expects(expected, YYTRANSLATE(',')))
		return "; a ',' stands between the values of an enum";
	if (found == YYTRANSLATE(';') && expects(expected, YYTRANSLATE('=')))
		return "; it ends in '= NUMBER'";
	if (found == YYTRANSLATE('*') && last == VOID)
		return "; a pointer needs a type";
	if (found == YYSYMBOL_OPAQUE && expects(expected, YYSYMBOL_UNSIGNED))
		return "; for opaque data use a typedef";
	if (is_keyword(found) && expected->count <= 2 &&
	    expects(expected, YYSYMBOL_ID))
		return "; a keyword cannot be a name";
	return "";
}

/* Words of C that are none here: the one found, or the one before it. */
static const char *advise_c(const struct parser *parser, yysymbol_kind_t found,
			    const struct expected *expected)
{
	static const struct {
		const char *word, *advice;
	} words[] = {
		{"break", "; an arm ends without 'break'"},
		{"signed", "; what is not 'unsigned' has a sign"},
		{"static", "; lines of C begin with '%'"},
		{"extern", "; lines of C begin with '%'"},
		{"inline", "; lines of C begin with '%'"},
		{"volatile", "; a member has no 'volatile'"},
	};
	const char *text = found == YYSYMBOL_ID ? parser->token_text
						: parser->last_text;
	size_t i;

	for (i = 0; text && i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i].word, text) == 0)
			return words[i].advice;
	}
	if (expects(expected, YYSYMBOL_CONST) && is_keyword(found))
		return "; lines of C begin with '%', and a procedure stands in "
		       "a version of a program";
	return "";
}

static const char *advise_colon(const struct parser *parser,
				const struct expected *expected)
{
	const struct source *source = parser->source;
	size_t next = parser->token_offset + 1;

	if (next < source->size && source->text[next] == ':')
		return "; a name has no '::', it is one word";
	return expects(expected, YYTRANSLATE(';')) ? "; there are no bit-fields"
						   : "";
}

/* A keyword that was spelt wrong: the word found, or the one before it. */
static const char *advise_spelling(const struct parser *parser,
				   yysymbol_kind_t found,
				   const struct expected *expected)
{
	const char *near;
	int i;

	if (found == YYSYMBOL_ID && parser->token_text) {
		near = word_near(parser->token_text);
		for (i = 0; near && i < expected->count; i++) {
			if (is_keyword(expected->symbols[i]) &&
			    strstr(yysymbol_name(expected->symbols[i]), near))
				return arena_printf(parser->arena,
						    "; is it '%s'?", near);
		}
	}
	near = parser->last_text ? word_near(parser->last_text) : NULL;
	if (near && strcmp(near, parser->last_text) != 0)
		return arena_printf(parser->arena, "; is '%s' to be '%s'?",
				    parser->last_text, near);
	return "";
}

static const char *advice(const struct parser *parser, yysymbol_kind_t found,
			  const struct expected *expected)
{
	int last = parser->last_kind;
	const char *text = advise_type(found, last);

	if (!*text)
		text = advise_c(parser, found, expected);
	if (!*text && found == YYTRANSLATE(':'))
		text = advise_colon(parser, expected);
	if (!*text)
		text = advise_spelling(parser, found, expected);
	if (!*text)
		text = advise_bound(found, last, expected);
	if (!*text)
		text = advise_place(parser, found, expected);
	return text;
}

static bool starts_type(yysymbol_kind_t symbol)
{
	return is_keyword(symbol) || symbol == YYSYMBOL_ID;
}

static const char *append_expected(struct parser *parser, const char *text,
				   const char *name)
{
	if (!text)
		return name;
	return arena_printf(parser->arena, "%s or %s", text, name);
}

/* The many tokens that open a definition or a type are one thing to people. */
static const char *list_expected(struct parser *parser,
				 const struct expected *expected)
{
	bool wants_type = expects(expected, YYSYMBOL_UNSIGNED);
	const char *text = NULL;
	int i;

	if (expects(expected, YYSYMBOL_CONST))
		return "a definition";
	if (wants_type)
		text = "a type";
	for (i = 0; i < expected->count; i++) {
		if (!wants_type || !starts_type(expected->symbols[i]))
			text = append_expected(
				parser, text,
				yysymbol_name(expected->symbols[i]));
	}
	return text;
}

static const char *describe_found(struct parser *parser,
				  yysymbol_kind_t found)
{
	size_t size = parser->token_size;

	if (found == YYSYMBOL_YYEOF)
		return yysymbol_name(found);
	if (size > 60)
		size = 60;
	return arena_printf(parser->arena, "'%.*s'", (int)size,
			    parser->source->text + parser->token_offset);
}

static int yyreport_syntax_error(const yypcontext_t *context, void *scanner,
				 struct parser *parser)
{
	yysymbol_kind_t found = yypcontext_token(context);
	const struct place *place = yypcontext_location(context);
	struct expected expected;
	const char *list;

	(void)scanner;
	parser->is_lost = found != YYTRANSLATE(';') &&
			  found != YYTRANSLATE('}') &&
			  parser->braces == (found == YYTRANSLATE('{'));
	if (found == YYTRANSLATE('{') && parser->braces > 1)
		parser->lost_from = parser->braces;
	expected.count = yypcontext_expected_tokens(context, expected.symbols,
						    YYNTOKENS);
	if (expected.count < 0)
		return expected.count;
	if (diag_is_full(parser->diag))
		return 0;
	list = list_expected(parser, &expected);
	if (list)
		diag_error(parser->diag, place, "expected %s, found %s%s",
			   list, describe_found(parser, found),
			   advice(parser, found, &expected));
	else
		diag_error(parser->diag, place, "unexpected %s",
			   describe_found(parser, found));
	return 0;
}
