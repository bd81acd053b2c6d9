/*
 * test_quote_newsroom.c
 *		Scores the quotations against test/quotes/newsroom.txt, and fails where
 *		fewer are right than were.
 *
 * A row is right when kind, negation, speaker, cue and words all are; those that
 * should not be there count against precision.
 *
 *		test_quote_newsroom -v		prints what differs
 */
#include "analyze.h"
#include "check.h"
#include "records.h"

#define ROW_MAX 600
#define ROWS_MAX 16

#define MIN_PRECISION 83.0
#define MIN_RECALL 86.0

typedef struct Rows
{
	char row[ROWS_MAX][ROW_MAX];
	bool matched[ROWS_MAX];
	unsigned n;
} Rows;

static bool verbose;
static unsigned right, have, want;

static void
rows_of(const char *text, Rows *rows)
{
	const NxAnalysis *a = analyze(text, NX_STAGE_QUOTES);

	memset(rows, 0, sizeof(*rows));
	for (uint32_t k = 0; k < a->n_quotes && rows->n < ROWS_MAX; k++)
	{
		const NxQuote quote = nx_quote_at(a, k), *q = &quote;
		NxStr cue = nx_slice(a, q->cue), words = nx_slice(a, q->span);
		NxStr speaker = q->speaker;

		if (speaker.len == 0)
			speaker = (NxStr){"-", 1};
		if (cue.len == 0)
			cue = (NxStr){"-", 1};
		snprintf(rows->row[rows->n++], ROW_MAX, "%s%s | %.*s | %.*s | %.*s",
				 q->negated ? "not " : "", nx_quote_kind_name((NxQuoteKind) q->kind),
				 (int) speaker.len, speaker.data, (int) cue.len, cue.data, (int) words.len,
				 words.data);
	}
}

static void
compare(const char *text, const Rows *gold)
{
	Rows rows;

	if (text[0] == '\0')
		return;
	rows_of(text, &rows);
	want += gold->n;
	have += rows.n;
	for (unsigned g = 0; g < gold->n; g++)
	{
		bool found = false;

		for (unsigned k = 0; k < rows.n && !found; k++)
			if (!rows.matched[k] && strcmp(rows.row[k], gold->row[g]) == 0)
				found = rows.matched[k] = true;
		right += found;
		if (!found && verbose)
			printf("%s\n  missing %s\n", text, gold->row[g]);
	}
	for (unsigned k = 0; k < rows.n; k++)
		if (!rows.matched[k] && verbose)
			printf("%s\n  false   %s\n", text, rows.row[k]);
}

/* The line without its end; "¶" ends a paragraph. */
static void
read_text(const char *line, char *text, size_t size)
{
	static const char mark[] = "\xc2\xb6";
	size_t n = 0;

	while (*line != '\0' && *line != '\n' && n + 3 < size)
		if (strncmp(line, mark, 2) == 0)
		{
			text[n++] = '\n';
			text[n++] = '\n';
			line += 2;
		}
		else
			text[n++] = *line++;
	text[n] = '\0';
}

int
main(int argc, char **argv)
{
	static char line[4096], text[4096];
	static Rows gold;
	FILE *f = fopen("test/quotes/newsroom.txt", "r");
	double precision, recall;

	verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	if (f == NULL)
	{
		perror("test/quotes/newsroom.txt");
		return 1;
	}
	while (fgets(line, sizeof(line), f) != NULL)
	{
		if (line[0] == '\t')
		{
			if (gold.n == ROWS_MAX)
				return 1;
			read_text(line + 1, gold.row[gold.n++], ROW_MAX);
			continue;
		}
		compare(text, &gold);
		text[0] = '\0';
		gold.n = 0;
		if (line[0] != '#' && line[0] != '\n')
			read_text(line, text, sizeof(text));
	}
	compare(text, &gold);
	fclose(f);
	precision = have > 0 ? 100.0 * right / have : 0;
	recall = want > 0 ? 100.0 * right / want : 0;
	printf("quote_newsroom: precision %.1f, recall %.1f of %u\n", precision, recall, want);
	CHECK(precision >= MIN_PRECISION);
	CHECK(recall >= MIN_RECALL);
	return check_report("quote_newsroom");
}
