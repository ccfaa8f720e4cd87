/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What it takes to list 100,000 accounts over the wire, in one call, against
 * reading the same file by fgetpwent(3). Ratios, since machines differ.
 */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <lm.h>

#include "tests/netmgmtd/daemon.h"

enum { ACCOUNTS = 100000, ROUNDS = 7 };

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void write_accounts(struct machine *machine)
{
	static const char line[] =
		"user%06d:x:%d:100:User %d,,,:/home/user%06d:/bin/bash\n";
	char *text = malloc(ACCOUNTS * 96), *at = text;

	for (int i = 0; text && i < ACCOUNTS; i++)
		at += sprintf(at, line, i, 1000 + i, i, i);
	if (text)
		machine_put(machine, "etc/passwd", text);
	at = text;
	for (int i = 0; text && i < ACCOUNTS; i++)
		at += sprintf(at, "user%06d:!:19000:0:99999:7:::\n", i);
	if (text)
		machine_put(machine, "etc/shadow", text);
	free(text);
}

static double time_file(const struct machine *machine)
{
	char path[128];
	double start = now();
	FILE *stream;
	int count = 0;

	snprintf(path, sizeof(path), "%s/etc/passwd", machine->path);
	stream = fopen(path, "r");
	while (stream && fgetpwent(stream))
		count++;
	if (!stream || count != ACCOUNTS)
		exit(EXIT_FAILURE);
	fclose(stream);
	return now() - start;
}

static double time_call(const char *server, DWORD level)
{
	DWORD read, total;
	double start = now();
	LPBYTE users;

	if (NetUserEnum(server, level, 0, &users, MAX_PREFERRED_LENGTH, &read,
			&total, NULL) ||
	    read < ACCOUNTS)
		exit(EXIT_FAILURE);
	NetApiBufferFree(users);
	return now() - start;
}

static double least(double a, double b)
{
	return a < b ? a : b;
}

int main(void)
{
	static const DWORD levels[] = {0, 10, 20, 1, 3};
	struct running running;
	char server[160];
	double file = 1e9;

	daemon_start(&running);
	snprintf(server, sizeof(server), "unix:%s",
		 running.uri + strlen("unix://"));
	machine_remove(&running.machine, "var/lib/extrausers");
	write_accounts(&running.machine);
	for (int i = 0; i < ROUNDS; i++)
		file = least(file, time_file(&running.machine));
	printf("%d accounts by fgetpwent: %.1f ms\n", ACCOUNTS, file * 1e3);
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++) {
		double call = 1e9;

		for (int j = 0; j < ROUNDS; j++)
			call = least(call, time_call(server, levels[i]));
		printf("NetUserEnum, level %u: %.1f ms, %.2f of that\n",
		       levels[i], call * 1e3, call / file);
	}
	return daemon_end(&running);
}
