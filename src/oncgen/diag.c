/* SPDX-License-Identifier: BSD-3-Clause */
/* Invariant: what goes to the stream is printable, whatever the input. */

#include "diag.h"

#include <stdarg.h>

/* A longer line is no help to a reader. */
enum { LONGEST_EXCERPT = 400 };

static void put_byte(FILE *stream, unsigned char byte)
{
	putc(byte < 0x20 || byte == 0x7f ? '?' : byte, stream);
}

/* The caret's line repeats tabs and skips the tails of UTF-8 sequences. */
static void underline(FILE *stream, const char *line, size_t length,
		      const struct place *place)
{
	size_t i, end = length;

	if (place->end_line == place->line && place->end_column - 1 < length)
		end = place->end_column - 1;
	for (i = 0; i + 1 < place->column && i < length; i++) {
		if (line[i] == '\t')
			putc('\t', stream);
		else if (((unsigned char)line[i] & 0xc0) != 0x80)
			putc(' ', stream);
	}
	putc('^', stream);
	for (i = place->column; i < end; i++) {
		if (((unsigned char)line[i] & 0xc0) != 0x80)
			putc('~', stream);
	}
	putc('\n', stream);
}

static void show_excerpt(FILE *stream, const struct place *place)
{
	size_t length, i;
	const char *line = source_line(place->source, place->line, &length);

	if (length > LONGEST_EXCERPT)
		return;
	for (i = 0; i < length; i++) {
		if (line[i] == '\t')
			putc('\t', stream);
		else
			put_byte(stream, (unsigned char)line[i]);
	}
	putc('\n', stream);
	underline(stream, line, length, place);
}

static void show_includers(FILE *stream, const struct source *source)
{
	const struct place *place;

	for (place = source->includer; place; place = place->source->includer)
		fprintf(stream, "included from %s:%u:%u:\n",
			place->source->path, place->line, place->column);
}

static void say(const struct diag *diag, const struct place *place,
		const char *severity, const char *name, const char *format,
		va_list arguments)
{
	show_includers(diag->stream, place->source);
	fprintf(diag->stream, "%s:%u:%u: %s: ", place->source->path,
		place->line, place->column, severity);
	vfprintf(diag->stream, format, arguments);
	if (name)
		fprintf(diag->stream, " [%s]", name);
	putc('\n', diag->stream);
	show_excerpt(diag->stream, place);
}

void diag_error(struct diag *diag, const struct place *place,
		const char *format, ...)
{
	va_list arguments;

	if (diag->errors == DIAG_MOST_ERRORS) {
		if (!diag->muted && !diag->is_quiet)
			fputs("oncgen: more errors are not shown\n",
			      diag->stream);
		diag->muted = true;
		return;
	}
	diag->errors++;
	diag->is_withheld = false;
	if (diag->is_quiet)
		return;
	va_start(arguments, format);
	say(diag, place, "error", NULL, format, arguments);
	va_end(arguments);
}

static bool warn(struct diag *diag, enum finding finding,
		 const struct place *place, const char *format,
		 va_list arguments)
{
	if (diag->muted || diag->is_quiet)
		return false;
	/* What stands in an included file is told where that is checked. */
	diag->is_withheld = diag->checks && (!(diag->checks & 1u << finding) ||
					     place->source->includer);
	if (diag->is_withheld)
		return false;
	diag->findings++;
	say(diag, place, "warning", diag->checks ? finding_name(finding) : NULL,
	    format, arguments);
	return true;
}

void diag_warning(struct diag *diag, const struct place *place,
		  const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	warn(diag, FINDING_LANGUAGE, place, format, arguments);
	va_end(arguments);
}

bool diag_finding(struct diag *diag, enum finding finding,
		  const struct place *place, const char *format, ...)
{
	va_list arguments;
	bool is_told;

	va_start(arguments, format);
	is_told = warn(diag, finding, place, format, arguments);
	va_end(arguments);
	return is_told;
}

void diag_note(struct diag *diag, const struct place *place, const char *format,
	       ...)
{
	va_list arguments;

	if (diag->muted || diag->is_quiet || diag->is_withheld)
		return;
	va_start(arguments, format);
	say(diag, place, "note", NULL, format, arguments);
	va_end(arguments);
}

void diag_say(const struct diag *diag, const struct place *place,
	      const char *severity, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say(diag, place, severity, NULL, format, arguments);
	va_end(arguments);
}

bool diag_is_full(const struct diag *diag)
{
	return diag->muted;
}
