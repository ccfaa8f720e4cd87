/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Gives files to the fuzzer's target once each, without a fuzzer: what it
 * found before, and what it starts from.
 */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t *read_file(const char *path, size_t *size)
{
	FILE *stream = fopen(path, "r");
	uint8_t *data = NULL;
	long length;

	if (!stream)
		return NULL;
	if (fseek(stream, 0, SEEK_END) == 0 && (length = ftell(stream)) >= 0 &&
	    fseek(stream, 0, SEEK_SET) == 0) {
		*size = (size_t)length;
		/* Without a byte to spare, for sanitizers and valgrind. */
		data = malloc(*size ? *size : 1);
		if (data && fread(data, 1, *size, stream) != *size) {
			free(data);
			data = NULL;
		}
	}
	fclose(stream);
	return data;
}

int main(int argc, char **argv)
{
	size_t size;
	uint8_t *data;
	int i;

	for (i = 1; i < argc; i++) {
		data = read_file(argv[i], &size);
		if (!data) {
			perror(argv[i]);
			return EXIT_FAILURE;
		}
		LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	return EXIT_SUCCESS;
}
