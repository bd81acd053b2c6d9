/*
 * build_parts.c
 *		What part each word of the lexicon may play in a clause (src/core/part.h).
 *
 *		build_parts LEXICON_WORDS OUT.bin
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "part.h"

static void
fail(const char *what)
{
	fprintf(stderr, "build_parts: %s\n", what);
	exit(1);
}

int
main(int argc, char **argv)
{
	FILE *in, *out;
	char *line = NULL;
	size_t size = 0;
	uint32_t entry = 0;

	if (argc != 3)
	{
		fprintf(stderr, "usage: build_parts LEXICON_WORDS OUT.bin\n");
		return 2;
	}
	in = fopen(argv[1], "r");
	out = fopen(argv[2], "wb");
	if (in == NULL || out == NULL)
		fail(strerror(errno));
	for (; getline(&line, &size, in) >= 0 && entry < NX_LEX_N_ENTRIES; entry++)
	{
		uint16_t row = nx_part_row(line, (uint32_t) strcspn(line, "\n"), entry);

		fwrite(&row, sizeof(row), 1, out);
	}
	free(line);
	fclose(in);
	if (entry != NX_LEX_N_ENTRIES)
		fail("the words are not those of the lexicon");
	if (ferror(out) || fclose(out) != 0)
		fail(strerror(errno));
	return 0;
}
