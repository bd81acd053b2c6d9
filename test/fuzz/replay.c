/*
 * replay.c
 *		Runs a harness over files without a fuzzer: every seed, and every input
 *		that once broke something.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
	{
		FILE *file = fopen(argv[i], "rb");
		uint8_t *data = NULL;
		size_t size = 0;
		size_t room = 0;

		if (file == NULL)
		{
			perror(argv[i]);
			return 2;
		}
		do
		{
			room = room * 2 + 4096;
			data = realloc(data, room);
			if (data == NULL)
				return 2;
			size += fread(data + size, 1, room - size, file);
		} while (size == room);
		fclose(file);
		LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	printf("replay: %d passed, 0 failed\n", argc - 1);
	return argc > 1 ? 0 : 1;
}
