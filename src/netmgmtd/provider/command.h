/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef NETMGMTD_PROVIDER_COMMAND_H
#define NETMGMTD_PROVIDER_COMMAND_H

/*
 * Programs of the host that are run for what they print, or for what they do.
 * There is no shell; the program gets a fixed environment, no descriptors but
 * the first three, and a group of processes of its own that does not outlive
 * the call. Any thread may run any number of them.
 */

#include <stddef.h>

#include "src/netmgmtd/provider/root.h"

struct command {
	/*
	 * Ends with NULL. The first is the program's name, which is looked
	 * for where the system has programs, or its absolute path.
	 */
	const char *const *arguments;
	const char *input; /* all of its standard input; NULL: none */
	size_t input_size;
	unsigned int milliseconds; /* after which it is killed */
	size_t limit;		   /* of output, in bytes */
};

struct command_result {
	char *output; /* the caller's to free; a NUL follows its bytes */
	size_t size;
	int status; /* what it exited with; 128 + n when signal n ended it */
};

/*
 * command_run() runs a program to its end. Whether it succeeded is for the
 * caller to see from result->status; what it prints as errors is lost.
 * -ENOENT when it is not installed, -ETIMEDOUT and -EFBIG when it was killed
 * for its time or its output, else -errno; output is NULL after failure.
 */
__attribute__((warn_unused_result)) int
command_run(const struct command *command, struct command_result *result);

/*
 * command_capture() gives what a program prints on this host, and in any other
 * root what a file below captured/ says that it printed. -EIO when it exited
 * with anything but 0, else as above; *text is the caller's to free, NULL
 * after failure.
 */
__attribute__((warn_unused_result)) int
command_capture(const struct root *root, const struct command *command,
		const char *captured, char **text, size_t *size);

#endif
