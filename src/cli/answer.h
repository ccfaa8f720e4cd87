/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

/*
 * What servers answered to one command: a table or a status for each. An
 * answer owns its table; its server is borrowed.
 */

#include "command.h"
#include "servers.h"

struct answer {
	const char *server; /* NULL: this host */
	NET_API_STATUS status;
	struct table table; /* without rows unless the status is 0 */
};

struct answers {
	struct answer *items;
	size_t count; /* at least 1 */
};

/*
 * answers_ask() runs a command against all servers, several at a time, and
 * waits for all of them. End *answers with answers_fini().
 */
__attribute__((nonnull)) void answers_ask(struct answers *answers,
					  const struct command *command,
					  const struct request *request,
					  const struct servers *servers);

__attribute__((nonnull)) void answers_fini(struct answers *answers);

/*
 * answers_print() writes what was answered. Of one server that is its table;
 * of several, their rows with the server's name before them, or in JSON an
 * object for each, failed ones included. False: it could not be written, and
 * errno says why.
 */
__attribute__((warn_unused_result, nonnull)) bool
answers_print(struct answers *answers, enum table_format format);

#endif
