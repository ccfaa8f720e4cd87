/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The question is one block that either side can end up with: the caller when
 * it was answered, the thread when it hangs.
 */
#include <errno.h>
#include <string.h>
#include <sys/statvfs.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/space.h"
#include "src/netmgmtd/provider/text.h"

enum { LIMIT = 1 << 20 };

struct question {
	struct space space;
	char point[];
};

static uint64_t product(uint64_t blocks, uint64_t size)
{
	uint64_t bytes;

	return __builtin_mul_overflow(blocks, size, &bytes) ? UINT64_MAX
							    : bytes;
}

static int ask(void *data)
{
	struct question *question = data;
	struct statvfs status;

	if (statvfs(question->point, &status) < 0)
		return -errno;
	question->space = (struct space){
		.total = product(status.f_blocks, status.f_frsize),
		.unused = product(status.f_bfree, status.f_frsize),
		.available = product(status.f_bavail, status.f_frsize),
		.read_only = (status.f_flag & ST_RDONLY) != 0,
	};
	return 0;
}

static int ask_host(struct deadline *deadline, unsigned int milliseconds,
		    const char *point, struct space *space)
{
	static const struct deadline_work work = {ask, free};
	struct question *question;
	CLEANUP(cleanup_free) void *data = NULL;
	int r;

	data = calloc(1, sizeof(*question) + strlen(point) + 1);
	if (!data)
		return -ENOMEM;
	question = data;
	strcpy(question->point, point);
	r = deadline_run(deadline, milliseconds, &work, &data);
	if (r == 0)
		*space = question->space;
	return r;
}

static int parse_answer(char *rest, struct space *space)
{
	struct space read = {0};
	const char *first = text_word(&rest), *word;
	uint64_t *const numbers[] = {&read.unused, &read.available};

	if (first && strcmp(first, "hangs") == 0)
		return -ETIMEDOUT;
	if (!first || !text_number(first, &read.total))
		return -ENOENT;
	word = text_word(&rest);
	if (!word)
		return read.total > 0 && read.total < 4096 ? -(int)read.total
							   : -ENOENT;
	for (size_t i = 0; i < 2; i++) {
		if (!word || !text_number(word, numbers[i]))
			return -ENOENT;
		word = text_word(&rest);
	}
	read.read_only = word && strcmp(word, "ro") == 0;
	*space = read;
	return 0;
}

static int read_captured(const struct root *root, const char *point,
			 struct space *space)
{
	CLEANUP(cleanup_free) char *text = NULL;
	char *rest, *line;
	int r = text_read(root, "captured/statvfs", LIMIT, &text);

	if (r < 0)
		return r;
	rest = text;
	while ((line = text_line(&rest))) {
		char *word = text_word(&line);

		if (word && strcmp(text_unescape(word), point) == 0)
			return parse_answer(line, space);
	}
	return -ENOENT;
}

int space_get(const struct root *root, struct deadline *deadline,
	      unsigned int milliseconds, const char *point, struct space *space)
{
	*space = (struct space){0};
	if (root->host)
		return ask_host(deadline, milliseconds, point, space);
	return read_captured(root, point, space);
}
