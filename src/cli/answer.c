/* SPDX-License-Identifier: BSD-3-Clause */
/* Each thread takes the next server that nobody has taken, and its answer. */

#include "answer.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "need.h"

/* Calls wait for servers, not for processors. */
enum { MOST_AT_ONCE = 32 };

struct asking {
	const struct command *command;
	const struct request *request;
	struct answers *answers;
	atomic_size_t next;
};

static void ask(const struct asking *asking, struct answer *answer)
{
	struct request request = *asking->request;

	request.server = answer->server;
	answer->status = asking->command->run(&request, &answer->table);
	if (answer->status)
		table_clear(&answer->table);
}

static void *work(void *argument)
{
	struct asking *asking = argument;
	size_t i;

	while ((i = atomic_fetch_add(&asking->next, 1)) <
	       asking->answers->count)
		ask(asking, &asking->answers->items[i]);
	return NULL;
}

/* A thread that cannot be made is one helper less; this one works, too. */
static void share_work(struct asking *asking)
{
	pthread_t threads[MOST_AT_ONCE - 1];
	size_t made = 0;

	while (made < MOST_AT_ONCE - 1 && made + 1 < asking->answers->count &&
	       !pthread_create(&threads[made], NULL, work, asking))
		made++;
	work(asking);
	while (made)
		pthread_join(threads[--made], NULL);
}

void answers_ask(struct answers *answers, const struct command *command,
		 const struct request *request, const struct servers *servers)
{
	struct asking asking = {
		.command = command,
		.request = request,
		.answers = answers,
	};

	answers->count = servers->count ? servers->count : 1;
	answers->items = need(calloc(answers->count, sizeof(*answers->items)));
	for (size_t i = 0; i < answers->count; i++) {
		table_init(&answers->items[i].table);
		if (servers->count)
			answers->items[i].server = servers->names[i];
	}
	share_work(&asking);
}

void answers_fini(struct answers *answers)
{
	for (size_t i = 0; i < answers->count; i++)
		table_fini(&answers->items[i].table);
	free(answers->items);
}

/* -- printing ------------------------------------------------------------ */

static json_t *answer_json(const struct answer *answer)
{
	const char *server = answer->server ? answer->server : "";

	if (answer->status)
		return need(json_pack("{s:o,s:I,s:s}", "server",
				      table_text(server), "status",
				      (json_int_t)answer->status, "error",
				      NetApiStatusText(answer->status)));
	return need(json_pack("{s:o,s:I,s:o}", "server", table_text(server),
			      "status", (json_int_t)0, "data",
			      table_json(&answer->table)));
}

static json_t *all_json(const struct answers *answers)
{
	json_t *array = need(json_array());

	for (size_t i = 0; i < answers->count; i++)
		if (json_array_append_new(array,
					  answer_json(&answers->items[i])))
			need(NULL);
	return array;
}

static bool print_rows(struct answers *answers, enum table_format format)
{
	__attribute__((cleanup(table_fini))) struct table all;

	table_init(&all);
	for (size_t i = 0; i < answers->count; i++)
		if (!answers->items[i].status)
			table_append(&all, &answers->items[i].table,
				     answers->items[i].server);
	return !all.width || table_print(&all, format);
}

bool answers_print(struct answers *answers, enum table_format format)
{
	if (answers->count == 1)
		return answers->items[0].status ||
		       table_print(&answers->items[0].table, format);
	if (format == TABLE_JSON)
		return table_print_value(all_json(answers));
	return print_rows(answers, format);
}
