/* SPDX-License-Identifier: BSD-3-Clause */
#include <signal.h>
#include <time.h>

#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/command.h"
#include "tests/netmgmtd/machine.h"
#include "tests/support/tap.h"

static int shell(const char *script, const char *input, unsigned int time,
		 size_t limit, struct command_result *result)
{
	const char *const arguments[] = {"sh", "-c", script, NULL};
	const struct command command = {arguments, input,
					input ? strlen(input) : 0, time, limit};

	return command_run(&command, result);
}

static void check(const char *script, const char *input, const char *output,
		  int status)
{
	struct command_result result;

	CU_ASSERT_EQUAL(shell(script, input, 10000, 1 << 20, &result), 0);
	CU_ASSERT_PTR_NOT_NULL_FATAL(result.output);
	CU_ASSERT_STRING_EQUAL(result.output, output);
	CU_ASSERT_EQUAL(result.size, strlen(output));
	CU_ASSERT_EQUAL(result.status, status);
	free(result.output);
}

static void gives_output_and_status(void)
{
	check("echo one; echo two", NULL, "one\ntwo\n", 0);
	check("exit 3", NULL, "", 3);
	check("kill -9 $$", NULL, "", 128 + 9);
	check("echo lost >&2; echo kept", NULL, "kept\n", 0);
}

static void feeds_the_input_and_no_more(void)
{
	check("cat", "two\nlines", "two\nlines", 0);
	check("cat", "", "", 0);
	check("cat", NULL, "", 0);
	check("exec <&-; exit 4", "never read", "", 4);
}

static void passes_arguments_as_they_are(void)
{
	const char *const arguments[] = {"/bin/echo", "$(id) `id`", "; x",
					 "",	      "*",	    NULL};
	const struct command command = {arguments, NULL, 0, 10000, 100};
	struct command_result result;

	CU_ASSERT_EQUAL_FATAL(command_run(&command, &result), 0);
	CU_ASSERT_STRING_EQUAL(result.output, "$(id) `id` ; x  *\n");
	free(result.output);
}

static void hands_down_no_environment_and_no_descriptors(void)
{
	int fd = open("/dev/null", O_RDONLY);
	int high = fcntl(fd, F_DUPFD, 99);

	CU_ASSERT_TRUE(fd > 2 && high >= 99);
	setenv("SECRET", "inherited", 1);
	check("echo ${SECRET-none}", NULL, "none\n", 0);
	check("for i in 3 4 5 6 7 8 9 99; do test ! -e /proc/self/fd/$i || "
	      "echo $i; done",
	      NULL, "", 0);
	check("test -e /proc/self/fd/99 && echo open", NULL, "", 1);
	close(high);
	close(fd);
}

static void works_without_the_standard_descriptors(void)
{
	int saved[3], r;
	struct command_result result;

	for (int i = 0; i < 3; i++) {
		saved[i] = fcntl(i, F_DUPFD_CLOEXEC, 10);
		close(i);
	}
	r = shell("cat; echo more", "input ", 10000, 100, &result);
	for (int i = 0; i < 3; i++) {
		dup2(saved[i], i);
		close(saved[i]);
	}
	CU_ASSERT_EQUAL_FATAL(r, 0);
	CU_ASSERT_STRING_EQUAL(result.output, "input more\n");
	free(result.output);
}

static void resets_signals(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	sigset_t all, mask;

	sigfillset(&all);
	sigaction(SIGTERM, &ignore, &before);
	sigprocmask(SIG_BLOCK, &all, &mask);
	check("kill -TERM $$; echo survived", NULL, "", 128 + SIGTERM);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigaction(SIGTERM, &before, NULL);
}

static void tells_what_is_not_installed(void)
{
	const char *const names[] = {"no-such-program-here", "/no/such/program",
				     "/etc/passwd"};
	const int errors[] = {-ENOENT, -ENOENT, -EACCES};
	struct command_result result;

	for (int i = 0; i < 3; i++) {
		const char *const arguments[] = {names[i], NULL};
		const struct command command = {arguments, NULL, 0, 1000, 100};

		CU_ASSERT_EQUAL(command_run(&command, &result), errors[i]);
		CU_ASSERT_PTR_NULL(result.output);
	}
}

/* Dead, or dead and not yet reaped by whoever inherited it. */
static bool is_gone(const char *path)
{
	CLEANUP(cleanup_stream) FILE *pid = fopen(path, "r"), *stat = NULL;
	char name[64], state = '?';
	int number;

	if (!pid || fscanf(pid, "%d", &number) != 1)
		return false;
	snprintf(name, sizeof(name), "/proc/%d/stat", number);
	stat = fopen(name, "r");
	return !stat || fscanf(stat, "%*d (%*[^)]) %c", &state) != 1 ||
	       state == 'Z' || state == 'X';
}

static bool is_gone_soon(const struct machine *machine, const char *file)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", machine->path, file);
	for (int i = 0; i < 200; i++) {
		if (is_gone(path))
			return true;
		usleep(10000);
	}
	return false;
}

static void kills_the_whole_group_at_the_deadline(void)
{
	struct machine machine;
	struct command_result result;
	char script[512];
	time_t before = time(NULL);

	machine_init_empty(&machine);
	snprintf(script, sizeof(script),
		 "cd %s; sh -c 'echo $$ >child; sleep 60' & echo $$ >leader; "
		 "wait",
		 machine.path);
	CU_ASSERT_EQUAL(shell(script, NULL, 700, 100, &result), -ETIMEDOUT);
	CU_ASSERT_PTR_NULL(result.output);
	CU_ASSERT_TRUE(time(NULL) - before < 20);
	CU_ASSERT_TRUE(is_gone_soon(&machine, "leader"));
	CU_ASSERT_TRUE(is_gone_soon(&machine, "child"));
	machine_fini(&machine);
}

static void leaves_nothing_in_the_background(void)
{
	struct machine machine;
	struct command_result result;
	char script[512];

	machine_init_empty(&machine);
	snprintf(script, sizeof(script),
		 "cd %s; sleep 60 >/dev/null & echo $! >child; echo done",
		 machine.path);
	CU_ASSERT_EQUAL(shell(script, NULL, 10000, 100, &result), 0);
	free(result.output);
	CU_ASSERT_TRUE(is_gone_soon(&machine, "child"));
	machine_fini(&machine);
}

static void waits_for_one_that_closes_its_output_until_the_deadline(void)
{
	struct command_result result;

	CU_ASSERT_EQUAL(shell("exec >&-; sleep 60", NULL, 300, 100, &result),
			-ETIMEDOUT);
	CU_ASSERT_PTR_NULL(result.output);
}

static void kills_what_prints_too_much(void)
{
	struct command_result result;

	CU_ASSERT_EQUAL(
		shell("while :; do echo yes; done", NULL, 10000, 9999, &result),
		-EFBIG);
	CU_ASSERT_PTR_NULL(result.output);
	CU_ASSERT_EQUAL(shell("echo 123", NULL, 10000, 4, &result), 0);
	free(result.output);
	CU_ASSERT_EQUAL(shell("echo 1234", NULL, 10000, 4, &result), -EFBIG);
}

static void captures_from_the_program_or_from_what_it_printed(void)
{
	const char *const arguments[] = {"sh", "-c", "echo run", NULL};
	const char *const failing[] = {"sh", "-c", "echo x; exit 1", NULL};
	struct command command = {arguments, NULL, 0, 10000, 100};
	struct machine machine;
	struct root host;
	char *text;
	size_t size;

	machine_init_empty(&machine);
	CU_ASSERT_EQUAL_FATAL(root_init(&host, "/"), 0);
	CU_ASSERT_EQUAL(
		command_capture(&host, &command, "captured/x", &text, &size),
		0);
	CU_ASSERT_STRING_EQUAL(text, "run\n");
	free(text);
	CU_ASSERT_EQUAL(command_capture(&machine.root, &command, "captured/x",
					&text, &size),
			-ENOENT);
	CU_ASSERT_PTR_NULL(text);
	machine_put(&machine, "captured/x", "captured\n");
	CU_ASSERT_EQUAL(command_capture(&machine.root, &command, "captured/x",
					&text, &size),
			0);
	CU_ASSERT_STRING_EQUAL(text, "captured\n");
	free(text);
	command.arguments = failing;
	CU_ASSERT_EQUAL(
		command_capture(&host, &command, "captured/x", &text, &size),
		-EIO);
	CU_ASSERT_PTR_NULL(text);
	root_fini(&host);
	machine_fini(&machine);
}

int main(void)
{
	static const struct tap_case cases[] = {
		TAP_CASE(gives_output_and_status),
		TAP_CASE(feeds_the_input_and_no_more),
		TAP_CASE(passes_arguments_as_they_are),
		TAP_CASE(hands_down_no_environment_and_no_descriptors),
		TAP_CASE(works_without_the_standard_descriptors),
		TAP_CASE(resets_signals),
		TAP_CASE(tells_what_is_not_installed),
		TAP_CASE(kills_the_whole_group_at_the_deadline),
		TAP_CASE(leaves_nothing_in_the_background),
		TAP_CASE(
			waits_for_one_that_closes_its_output_until_the_deadline),
		TAP_CASE(kills_what_prints_too_much),
		TAP_CASE(captures_from_the_program_or_from_what_it_printed),
	};

	return tap_run("command", cases, TAP_COUNT(cases));
}
