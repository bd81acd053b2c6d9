/*
 * test_marks.c
 *		Which stretches of text stand between quotation marks, whatever the marks.
 */
#include <stdlib.h>

#include "analyze.h"
#include "arena.h"
#include "check.h"
#include "marks.h"
#include "token.h"

/*
 * Stretches in order, each as its words: inner ones in parentheses; '+' after
 * one that runs on, '&' before one that continues a run, '~' where a mark is
 * missing.
 */
static void
check_marks(const char *text, const char *expected, int line)
{
	NxAnalysis *a = analyze(text, NX_STAGE_SENTENCES);
	NxMarks marks;
	char have[4000] = "";
	size_t len = 0;

	CHECK_CONTEXT(text);
	if (nx_find_marks(a, &marks) != NX_OK)
	{
		CHECK(false);
		return;
	}
	for (uint32_t k = 0; k < marks.n; k++)
	{
		const NxMarked *m = &marks.marked[k];
		uint32_t from = a->tokens->start[m->first];
		uint32_t to = a->tokens->end[m->end - 1];
		bool missing = (m->flags & (NX_MF_UNCLOSED | NX_MF_UNOPENED)) != 0;

		len += (size_t) snprintf(have + len, sizeof(have) - len, "%s%s%s%.*s%s%s%s",
								 k > 0 ? " | " : "", m->parent != NX_NONE ? "(" : "",
								 m->flags & NX_MF_RUN ? "&" : "", (int) (to - from), text + from,
								 missing ? "~" : "", m->flags & NX_MF_RUNS_ON ? "+" : "",
								 m->parent != NX_NONE ? ")" : "");
	}
	check_string(have, expected, __FILE__, line, "marked stretches");
}

#define MARKS(text, expected) check_marks((text), (expected), __LINE__)

static void
test_styles(void)
{
	MARKS("“It is late,” she said.", "It is late,");
	MARKS("\"It is late,\" she said.", "It is late,");
	MARKS("``It is late,'' she said.", "It is late,");
	MARKS("''It is late,'' she said.", "It is late,");
	MARKS("‘It is late,’ she said.", "It is late,");
	MARKS("'It is late,' she said.", "It is late,");
	MARKS("«It is late», she said.", "It is late");
	MARKS("„It is late,“ she said.", "It is late,");
	MARKS("„It is late,” she said.", "It is late,");
	MARKS("‟It is late,” she said.", "It is late,");
	MARKS("“It is late,\" she said.", "It is late,");
	MARKS("She said: “It is late.”", "It is late.");
	MARKS("(“It is late”)", "It is late");
	MARKS("She said—“It is late”—and left.", "It is late");
	MARKS("“One,” he said. “Two.” “Three!”", "One, | Two. | Three!");
	MARKS("\"One,\" he said. \"Two.\" \"Three!\"", "One, | Two. | Three!");
	MARKS("No marks at all.", "");
	MARKS("", "");
	MARKS("“”", "");
	MARKS("\"\"", "");
	MARKS("“ ”", "");
	MARKS("“What [he] said … was (sic) fine,” she said.", "What [he] said … was (sic) fine,");
}

static void
test_apostrophes(void)
{
	MARKS("The workers' rights and the boss's car.", "");
	MARKS("The workers’ rights and the players’ union’s fund.", "");
	MARKS("‘The workers’ rights come first,’ he said.", "The workers’ rights come first,");
	MARKS("'The workers' rights come first,' he said.", "The workers' rights come first,");
	MARKS("‘It’s the players’ union’s job,’ she said. ‘We don’t pay.’",
		  "It’s the players’ union’s job, | We don’t pay.");
	MARKS("'I can't, I won't and I don't,' he said.", "I can't, I won't and I don't,");
	MARKS("Rock 'n' roll in the '90s", "");
	MARKS("rock ‘n’ roll", "");
	MARKS("He called it ‘a mess’ and left.", "a mess");
	MARKS("'Mess' and 'chaos' were the words.", "Mess | chaos");
	MARKS("‘Ties at unprecedented high’", "Ties at unprecedented high");
	MARKS("‘Pragmatic cooperation’: Li Qiang", "Pragmatic cooperation");
	MARKS("O’Neill and D’Souza won’t go", "");
}

static void
test_measures(void)
{
	MARKS("The 6'2\" forward and his 5'11\" brother both scored.", "");
	MARKS("A 5\" pipe burst.", "");
	MARKS("\"He is 6'2\" tall,\" she said.", "He is 6'2\" tall,");
	MARKS("“He is 6'2\" tall,” she said.", "He is 6'2\" tall,");
	MARKS("\"I was 12,\" he said.", "I was 12,");
	MARKS("\"We meet at 12\" was the message.", "We meet at 12");
}

static void
test_nesting(void)
{
	MARKS("“She said ‘no’ and left,” he said.", "She said ‘no’ and left, | (no)");
	MARKS("‘She said “no” and left,’ he said.", "She said “no” and left, | (no)");
	MARKS("\"She said 'no' and left,\" he said.", "She said 'no' and left, | (no)");
	MARKS("“China’s policy is one of “declaring neutrality and paying no price”, and it stays,” "
		  "Tsang said.",
		  "China’s policy is one of “declaring neutrality and paying no price”, and it stays, | "
		  "(declaring neutrality and paying no price)");
	MARKS("“a ‘b “c ‘d’ e” f’ g”", "a ‘b “c ‘d’ e” f’ g | (b “c ‘d’ e” f) | (c ‘d’ e) | (d)");
	MARKS("“He said, ‘Go.’”", "He said, ‘Go.’ | (Go.)");
	MARKS("“‘Go,’ he said.”", "‘Go,’ he said. | (Go,)");

	/* the ninth and the tenth level are left out */
	MARKS(
		"“a ‘b “c ‘d “e ‘f “g ‘h “i ‘j’ i” h’ g” f’ e” d’ c” b’ a”",
		"a ‘b “c ‘d “e ‘f “g ‘h “i ‘j’ i” h’ g” f’ e” d’ c” b’ a | "
		"(b “c ‘d “e ‘f “g ‘h “i ‘j’ i” h’ g” f’ e” d’ c” b) | "
		"(c ‘d “e ‘f “g ‘h “i ‘j’ i” h’ g” f’ e” d’ c) | (d “e ‘f “g ‘h “i ‘j’ i” h’ g” f’ e” d) | "
		"(e ‘f “g ‘h “i ‘j’ i” h’ g” f’ e) | (f “g ‘h “i ‘j’ i” h’ g” f) | (g ‘h “i ‘j’ i” h’ g) | "
		"(h “i ‘j’ i” h)");
}

static void
test_runs(void)
{
	MARKS("“We lost the barn first.\n\n“Then the house went,” said Reke.",
		  "We lost the barn first.+ | &Then the house went,");
	MARKS("\"We lost the barn first.\n\n\"Then the house went,\" said Reke.",
		  "We lost the barn first.+ | &Then the house went,");
	MARKS("“One.\n\n“Two.\n\n“Three.”\n\nFour.", "One.+ | &Two.+ | &Three.");
	MARKS("‘One.\n\n‘Two,’ he said.", "One.+ | &Two,");
	MARKS("“One “inner” one.\n\n“Two.”", "One “inner” one.+ | (inner) | &Two.");
	MARKS("“One.”\n\n“Two.”", "One. | Two.");
}

static void
test_recovery(void)
{
	MARKS("“We lost it all, he said.\n\nThe fire burned on.", "We lost it all, he said.~");
	MARKS("We lost it all,” he said.", "We lost it all,~");
	MARKS("““We lost it all,” he said.", "We lost it all,");
	MARKS("““We lost it all,”” he said.", "We lost it all,");
	MARKS("“We lost it all,”” he said.", "We lost it all,");
	MARKS("“We lost it all,“ he said.", "We lost it all,");
	MARKS("”We lost it all,” he said.", "We lost it all,");
	MARKS("“We lost it all. “We start again,” he said.", "We lost it all.~ | We start again,");
	MARKS("“We lost it,” he said.“We start again.”", "We lost it, | We start again.");
	MARKS("He said\"We start again\"and left.", "We start again");
	MARKS("He said,\"We start again.\" Then he left.", "We start again.");
	MARKS("A stray ” here. “All well,” he said.", "All well,");
	MARKS("“Broken here.\n\nPlain text.\n\n“All well,” he said.", "Broken here.~ | All well,");
	MARKS("\"Broken here.\n\nPlain text.\n\n\"All well,\" he said.", "Broken here.~ | All well,");
}

/* A million marks, ten thousand deep: linear time, and content never empty. */
static void
test_hostile(void)
{
	static const char *const pieces[] = {"“",   "”",   "\"", "' ",    " '",
										 "“a ", " b”", "‘",  "\n\n“", "''"};
	enum
	{
		N = 300000
	};
	char *text = malloc(N * 6 + 1);

	for (size_t p = 0; p < sizeof(pieces) / sizeof(pieces[0]); p++)
	{
		size_t len = 0;
		NxAnalysis *a;
		NxMarks marks;

		for (int i = 0; i < N; i++)
			for (const char *c = pieces[p]; *c != '\0'; c++)
				text[len++] = *c;
		text[len] = '\0';
		a = analyze(text, NX_STAGE_SENTENCES);
		CHECK(nx_find_marks(a, &marks) == NX_OK);
		for (uint32_t k = 0; k < marks.n; k++)
			if (marks.marked[k].first >= marks.marked[k].end ||
				(k > 0 && marks.marked[k].first < marks.marked[k - 1].first) ||
				(marks.marked[k].parent != NX_NONE && marks.marked[k].parent >= k))
			{
				CHECK(!"stretches are ordered and hold something");
				break;
			}
	}
	free(text);
}

int
main(void)
{
	test_styles();
	test_apostrophes();
	test_measures();
	test_nesting();
	test_runs();
	test_recovery();
	test_hostile();
	return check_report("marks");
}
