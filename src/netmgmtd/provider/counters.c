/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files of a word and the numbers that follow it. Releases append numbers and
 * add words, so a number is taken by its place after a word that is known, and
 * sums stop at the top rather than wrap.
 */
#include <errno.h>
#include <string.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/counters.h"
#include "src/netmgmtd/provider/text.h"

enum { LIMIT = 16 << 20 };

/* Operations of NFSv4 are numbered as in RFC 7530, section 16.18. */
enum { OPERATION_OPEN = 18 };

static void sum(uint64_t *total, uint64_t number)
{
	if (__builtin_add_overflow(*total, number, total))
		*total = UINT64_MAX;
}

/*
 * Adds the numbers of a line to totals, in their order; NULL passes over one.
 * It stops at the first word that is no number.
 */
static void sum_line(char *rest, uint64_t *const *totals, size_t count)
{
	uint64_t number;

	for (size_t i = 0; i < count; i++) {
		const char *word = text_word(&rest);

		if (!word || !text_number(word, &number))
			return;
		if (totals[i])
			sum(totals[i], number);
	}
}

/* Does so for the line that starts with this word. */
static bool sum_after(char *line, const char *word, uint64_t *const *totals,
		      size_t count)
{
	char *rest = text_after(line, word);

	/* "proc4" is no "proc4ops". */
	if (!rest || rest == line + strlen(word))
		return false;
	sum_line(rest, totals, count);
	return true;
}

/* Visits the lines of a file; a file that cannot be read has none. */
static int each_line(const struct root *root, const char *path,
		     void (*take)(void *context, char *line), void *context)
{
	CLEANUP(cleanup_free) char *text = NULL;
	char *rest, *line;
	int r = text_read(root, path, LIMIT, &text);

	if (r < 0)
		return r == -ENOMEM ? r : 0;
	rest = text;
	while ((line = text_line(&rest)))
		take(context, text_trim(line));
	return 0;
}

/* -- server -------------------------------------------------------------- */

static void take_nfsd(void *context, char *line)
{
	struct counters_server *c = context;
	uint64_t *const io[] = {&c->bytes_sent, &c->bytes_received};
	uint64_t *const net[] = {NULL, NULL, NULL, &c->connections};
	uint64_t *const rpc[] = {&c->calls, &c->bad_calls, &c->bad_format,
				 &c->bad_authentication};
	/* How many operations there are comes first. */
	uint64_t *operations[1 + OPERATION_OPEN + 1] = {NULL};

	operations[1 + OPERATION_OPEN] = &c->opens;
	if (!sum_after(line, "io", io, 2) && !sum_after(line, "net", net, 4) &&
	    !sum_after(line, "rpc", rpc, 4))
		sum_after(line, "proc4ops", operations,
			  sizeof(operations) / sizeof(operations[0]));
}

int counters_read_server(struct counters_server *counters,
			 const struct root *root)
{
	*counters = (struct counters_server){0};
	return each_line(root, "proc/net/rpc/nfsd", take_nfsd, counters);
}

/* -- mounts of NFS ------------------------------------------------------- */

/* Where in mountstats we are. */
struct mountstats {
	struct counters_wksta *counters;
	bool is_nfs;
};

static void take_mount(struct mountstats *at, const char *line)
{
	const char *type = strstr(line, " with fstype ");

	type = type ? type + strlen(" with fstype ") : "";
	at->is_nfs = strncmp(type, "nfs ", 4) == 0 ||
		     strncmp(type, "nfs4 ", 5) == 0 ||
		     strcmp(type, "nfs") == 0 || strcmp(type, "nfs4") == 0;
	at->counters->nfs_mounts += at->is_nfs;
}

/* "xprt: tcp port binds connects ..."; of datagrams none are counted. */
static void take_transport(struct counters_wksta *c, char *rest)
{
	uint64_t *const totals[] = {NULL, NULL, &c->sessions};
	const char *kind = text_word(&rest);

	if (kind && (strcmp(kind, "tcp") == 0 || strcmp(kind, "rdma") == 0))
		sum_line(rest, totals, 3);
}

/*
 * "READ: operations transmissions timeouts sent received queue response
 * execution errors"; errors since Linux 5.3.
 */
static void take_operation(struct counters_wksta *c, const char *name,
			   char *rest)
{
	uint64_t operations = 0, transmissions = 0;
	uint64_t *const totals[] = {&operations,
				    &transmissions,
				    &c->timeouts,
				    &c->bytes_sent,
				    &c->bytes_received,
				    NULL,
				    NULL,
				    NULL,
				    &c->failed_operations};

	sum_line(rest, totals, 9);
	sum(&c->calls, operations);
	if (transmissions > operations)
		sum(&c->retransmissions, transmissions - operations);
	if (strcmp(name, "READ") == 0)
		sum(&c->reads, operations);
	if (strcmp(name, "WRITE") == 0)
		sum(&c->writes, operations);
}

static void take_mountstats(void *context, char *line)
{
	struct mountstats *at = context;
	struct counters_wksta *c = at->counters;
	uint64_t *const bytes[] = {
		&c->cache_bytes_read,	&c->cache_bytes_written,
		&c->direct_bytes_read,	&c->direct_bytes_written,
		&c->network_bytes_read, &c->network_bytes_written};
	char *rest, *colon;

	if (text_after(line, "device ")) {
		take_mount(at, line);
		return;
	}
	if (!at->is_nfs || sum_after(line, "bytes:", bytes, 6))
		return;
	if ((rest = text_after(line, "xprt:"))) {
		take_transport(c, rest);
		return;
	}
	/* Operations are in capitals, and nothing else is. */
	colon = line + strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
	if (colon == line || *colon != ':')
		return;
	*colon = '\0';
	take_operation(c, line, colon + 1);
}

/* -- mounts of SMB ------------------------------------------------------- */

/* A number within a line, after the words that say what it is. */
static void sum_named(const char *line, const char *name, uint64_t *total)
{
	const char *at = strstr(line, name);
	unsigned long long number;

	if (at && sscanf(at + strlen(name), "%19llu", &number) == 1)
		sum(total, number);
}

/*
 * "SMBs: 9", "Bytes read: 5  Bytes written: 7", "3 session 2 share
 * reconnects"; each share starts with its number, "1) \\host\share".
 */
static void take_cifs(void *context, char *line)
{
	struct counters_wksta *c = context;
	unsigned long long sessions, shares;

	if (strspn(line, "0123456789") > 0 &&
	    line[strspn(line, "0123456789")] == ')') {
		c->smb_mounts++;
		return;
	}
	if (sscanf(line, "%19llu session %19llu share reconnects", &sessions,
		   &shares) == 2) {
		sum(&c->reconnects, sessions);
		sum(&c->reconnects, shares);
		return;
	}
	sum_named(line, "CIFS Session: ", &c->sessions);
	sum_named(line, "SMBs: ", &c->calls);
	sum_named(line, "Bytes read: ", &c->bytes_received);
	sum_named(line, "Bytes written: ", &c->bytes_sent);
}

/* -- the rest ------------------------------------------------------------ */

/* "eth0: received packets errs drop fifo frame compressed multicast sent" */
static void take_interface(void *context, char *line)
{
	struct counters_wksta *c = context;
	uint64_t *const totals[] = {
		&c->bytes_received, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		&c->bytes_sent};
	char *colon = strchr(line, ':');

	if (!colon)
		return;
	*colon = '\0';
	if (strcmp(line, "lo") != 0)
		sum_line(colon + 1, totals, 9);
}

static void take_boot(void *context, char *line)
{
	struct counters_wksta *c = context;
	const char *value = text_after(line, "btime ");
	uint64_t number;

	if (value && text_number(value, &number) && number <= INT64_MAX)
		c->boot_time = (int64_t)number;
}

/* "rpc calls retransmissions refreshes", of mounts that are gone too. */
static void take_rpc(void *context, char *line)
{
	struct counters_wksta *c = context;
	uint64_t calls = 0, again = 0;
	uint64_t *const totals[] = {&calls, &again};

	if (!sum_after(line, "rpc", totals, 2))
		return;
	c->calls = calls;
	c->retransmissions = again;
}

int counters_read_wksta(struct counters_wksta *counters,
			const struct root *root)
{
	struct mountstats at = {counters, false};
	int r;

	*counters = (struct counters_wksta){0};
	r = each_line(root, "proc/stat", take_boot, counters);
	if (r == 0)
		r = each_line(root, "proc/self/mountstats", take_mountstats,
			      &at);
	if (r == 0)
		r = each_line(root, "proc/net/rpc/nfs", take_rpc, counters);
	if (r == 0)
		r = each_line(root, "proc/fs/cifs/Stats", take_cifs, counters);
	counters->has_mounts =
		counters->nfs_mounts > 0 || counters->smb_mounts > 0;
	if (r == 0 && !counters->has_mounts)
		r = each_line(root, "proc/net/dev", take_interface, counters);
	return r;
}
