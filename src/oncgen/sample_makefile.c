/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Makefile.NAME, as rpcgen calls it: POSIX make builds both samples by it.
 *
 * Invariant: nothing in it is of this machine but the options that were given.
 */

#include "sample.h"

/* For the shell in single quotes, and $ for make. */
static void put_word(struct out *out, const char *prefix, const char *word)
{
	out_put(out, " %s'", prefix);
	for (; *word; word++) {
		if (*word == '\'')
			out_put(out, "'\\''");
		else if (*word == '#')
			out_put(out, "\\#");
		else
			out_put(out, *word == '$' ? "$$" : "%c", *word);
	}
	out_put(out, "'");
}

static void put_flags(struct out *out, const struct options *options)
{
	size_t i;

	out_put(out, "ONCGENFLAGS =");
	for (i = 0; i < options->include_count; i++)
		put_word(out, "-I", options->includes[i]);
	for (i = 0; i + 1 < options->macro_count; i += 2)
		put_word(out, options->macros[i][0] == 'D' ? "-D" : "-U",
			 options->macros[i + 1]);
	out_put(out, "\n");
}

void sample_makefile(struct emit *emit, const struct options *options)
{
	const char *stem = emit->unit->stem;
	struct out *out = emit->out;

	out_put(out,
		"# A client and a server of %s.x to start from:\n"
		"# make -f Makefile.%s\n\n"
		"ONCGEN = oncgen\n",
		stem, stem);
	put_flags(out, options);
	out_put(out,
		"PKG_CONFIG = pkg-config\n"
		"CFLAGS = -O2 -g -std=c11 -Wall -Wextra -Wpedantic\n"
		"ONC_CFLAGS = `$(PKG_CONFIG) --cflags libonc`\n"
		"ONC_LIBS = `$(PKG_CONFIG) --libs libonc`\n\n"
		"GENERATED = %s_tables.c %s_client.c %s_server.c\n"
		"CLIENT = %s_sample_client.o %s_client.o %s_tables.o\n"
		"SERVER = %s_sample_server.o %s_server.o %s_tables.o\n\n",
		stem, stem, stem, stem, stem, stem, stem, stem, stem);
	out_put(out,
		"all: %s_sample_client %s_sample_server\n\n"
		"%s_sample_client: $(CLIENT)\n"
		"\t$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(CLIENT) $(ONC_LIBS) "
		"$(LIBS)\n\n"
		"%s_sample_server: $(SERVER)\n"
		"\t$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(SERVER) $(ONC_LIBS) "
		"$(LIBS)\n\n"
		"$(CLIENT) $(SERVER): %s.h\n\n"
		".SUFFIXES: .c .o\n"
		".c.o:\n"
		"\t$(CC) $(CPPFLAGS) $(ONC_CFLAGS) $(CFLAGS) -c -o $@ $<\n\n",
		stem, stem, stem, stem, stem);
	out_put(out,
		"# One run writes all of them.\n"
		"%s.h: %s.x\n"
		"\t$(ONCGEN) $(ONCGENFLAGS) --all %s.x\n"
		"$(GENERATED): %s.h\n\n"
		"clean:\n"
		"\trm -f %s_sample_client %s_sample_server $(CLIENT) "
		"$(SERVER)\n"
		"\trm -f %s.h $(GENERATED)\n",
		stem, stem, stem, stem, stem, stem, stem);
}
