/* SPDX-License-Identifier: BSD-3-Clause */
#include <dirent.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "tests/support/meter.h"

static double milliseconds(clockid_t clock)
{
	struct timespec now;

	if (clock_gettime(clock, &now) < 0)
		return -1;
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

double meter_now(void)
{
	return milliseconds(CLOCK_MONOTONIC);
}

double meter_thread_cpu(void)
{
	return milliseconds(CLOCK_THREAD_CPUTIME_ID);
}

double meter_cpu(pid_t pid)
{
	clockid_t clock;

	return clock_getcpuclockid(pid, &clock) == 0 ? milliseconds(clock) : -1;
}

long meter_memory(pid_t pid)
{
	char path[64];
	long pages = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/statm", (int)pid);
	file = fopen(path, "re");
	if (!file)
		return -1;
	if (fscanf(file, "%*s %ld", &pages) != 1)
		pages = -1;
	fclose(file);
	return pages < 0 ? -1 : pages * (sysconf(_SC_PAGESIZE) / 1024);
}

static long entries(const char *path)
{
	const struct dirent *entry;
	long count = 0;
	DIR *folder = opendir(path);

	if (!folder)
		return -1;
	while ((entry = readdir(folder)))
		count += entry->d_name[0] != '.';
	closedir(folder);
	return count;
}

long meter_descriptors(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	return entries(path);
}

long meter_threads(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	return entries(path);
}

void meter_sleep(double ms)
{
	const struct timespec time = {
		.tv_sec = (time_t)(ms / 1e3),
		.tv_nsec = (long)(ms * 1e6) % 1000000000,
	};

	nanosleep(&time, NULL);
}
