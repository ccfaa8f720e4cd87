/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef TESTS_SUPPORT_METER_H
#define TESTS_SUPPORT_METER_H

/*
 * What a process takes, as the kernel has it. Times are in milliseconds; a
 * figure that cannot be had is -1.
 */

#include <sys/types.h>

double meter_now(void);

/* Processor time, user and system, of a process or of the calling thread. */
double meter_cpu(pid_t pid);
double meter_thread_cpu(void);

/* KiB that are resident, descriptors that are open, threads. */
long meter_memory(pid_t pid);
long meter_descriptors(pid_t pid);
long meter_threads(pid_t pid);

void meter_sleep(double ms);

#endif
