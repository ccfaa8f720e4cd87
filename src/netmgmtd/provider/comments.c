/* SPDX-License-Identifier: BSD-3-Clause */
/* The file's text, cut in place, and a sorted table of where names start. */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/comments.h"

enum { LIMIT = 64 << 20 };

struct comment {
	const char *name;
	const char *text;
};

static int compare(const void *left, const void *right)
{
	const struct comment *a = left, *b = right;
	int order = strcmp(a->name, b->name);

	/* Of a repeated name the first counts. */
	return order ? order : (a->name > b->name) - (a->name < b->name);
}

static size_t count_lines(const char *text)
{
	size_t count = 1;

	while ((text = strchr(text, '\n'))) {
		text++;
		count++;
	}
	return count;
}

static void cut(struct comments *comments)
{
	char *rest = comments->text, *line;

	while ((line = strsep(&rest, "\n"))) {
		char *text = strchr(line, ':');

		if (!text || text == line)
			continue;
		*text++ = '\0';
		comments->items[comments->count++] =
			(struct comment){line, text};
	}
}

int comments_init(struct comments *comments, const struct root *root,
		  const char *path)
{
	size_t size;
	int r;

	*comments = (struct comments){0};
	r = root_read(root, path, LIMIT, &comments->text, &size);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	comments->items = reallocarray(NULL, count_lines(comments->text),
				       sizeof(*comments->items));
	if (!comments->items)
		return -ENOMEM;
	cut(comments);
	if (comments->count > 1)
		qsort(comments->items, comments->count,
		      sizeof(*comments->items), compare);
	return 0;
}

void comments_fini(struct comments *comments)
{
	free(comments->text);
	free(comments->items);
	*comments = (struct comments){0};
}

const char *comments_get(const struct comments *comments, const char *name)
{
	size_t low = 0, high = comments->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(comments->items[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == comments->count ||
	    strcmp(comments->items[low].name, name) != 0)
		return "";
	return comments->items[low].text;
}
