/*
 * test_claim_gold.c
 *		Scores the claims against test/claims/gold.txt and heldout.txt, and fails
 *		under 90 % precision or 85 % recall.
 *
 * Every claim is counted field by field: its quantity with its measure, and
 * whichever of subject, direction, from, modality (other than asserted),
 * period and speaker it has.  Precision is the right fields over those that
 * came out, recall the right ones over those of the gold; the fields of a
 * claim that should not be there, or is not there, all count.  "whole claims"
 * are those with nothing wrong and nothing missing.  heldout.txt was written
 * before the rules and is not tuned on: its figure is the honest one.
 *
 *		test_claim_gold -v		prints what differs
 */
#include <ctype.h>

#include "analyze.h"
#include "measured.h"
#include "quantity.h"
#include "records.h"

#define FIELD_MAX 200
#define CLAIMS_MAX 16

enum
{
	QUANTITY,
	SUBJECT,
	DIRECTION,
	FROM,
	MODALITY,
	PERIOD,
	SPEAKER,
	N_FIELDS
};

static const char *const field_names[N_FIELDS] = {"quantity", "subject", "direction", "from",
												  "modality", "period",  "speaker"};

typedef struct Fields
{
	char value[N_FIELDS][FIELD_MAX]; /* "" for none */
} Fields;

typedef struct Score
{
	unsigned right[N_FIELDS];
	unsigned have[N_FIELDS];
	unsigned want[N_FIELDS];
	unsigned whole;
	unsigned claims;
	unsigned gold;
} Score;

static bool verbose;

/* A field without a leading article, in lower case. */
static void
set_field(char *field, const char *data, size_t len)
{
	static const char *const articles[] = {"the ", "a ", "an "};
	size_t n = len < FIELD_MAX - 1 ? len : FIELD_MAX - 1;

	for (size_t i = 0; i < n; i++)
		field[i] =
			(char) ((unsigned char) data[i] < 0x80 ? tolower((unsigned char) data[i]) : data[i]);
	field[n] = '\0';
	for (size_t i = 0; i < 3; i++)
		if (strncmp(field, articles[i], strlen(articles[i])) == 0)
		{
			memmove(field, field + strlen(articles[i]), n + 1 - strlen(articles[i]));
			break;
		}
}

static void
set_quantity(char *field, const NxQuantity *quantity, const char *measure)
{
	char text[NX_QUANTITY_TEXT_MAX];

	nx_quantity_format(quantity, text);
	snprintf(field, FIELD_MAX, "%s%s%s", text, measure != NULL ? " " : "",
			 measure != NULL ? measure : "");
}

static void
read_analysis(const NxAnalysis *a, uint32_t i, Fields *f)
{
	NxClaim claim = nx_claim_at(a, i);
	const NxClaim *c = &claim;
	const char *direction = nx_direction_name(c->direction);
	NxMeasured measured = nx_measured_at(a, c->measured);

	memset(f, 0, sizeof *f);
	set_quantity(f->value[QUANTITY], &measured.quantity, nx_measure_name(c->measure));
	set_field(f->value[SUBJECT], a->text + c->subject.start, c->subject.end - c->subject.start);
	if (direction != NULL)
		set_field(f->value[DIRECTION], direction, strlen(direction));
	if (c->from != NX_NONE)
	{
		NxMeasured from = nx_measured_at(a, c->from);

		set_quantity(f->value[FROM], &from.quantity, NULL);
	}
	if (c->modality != NX_ASSERTED)
		snprintf(f->value[MODALITY], FIELD_MAX, "%s", nx_modality_name(c->modality));
	set_field(f->value[PERIOD], a->text + c->period.start, c->period.end - c->period.start);
	set_field(f->value[SPEAKER], c->speaker.data, c->speaker.len);
}

/* "quantity | subject | measure direction | key value": false when it is not that. */
static bool
read_gold(char *line, Fields *f)
{
	char *parts[12];
	int n = 0;
	char measure[FIELD_MAX] = "";
	char *space;

	memset(f, 0, sizeof *f);
	for (char *p = line; p != NULL && n < 12; n++)
	{
		parts[n] = p + strspn(p, " \t");
		p = strstr(p, " | ");
		if (p != NULL)
		{
			*p = '\0';
			p += 3;
		}
	}
	if (n < 3)
		return false;
	snprintf(measure, sizeof measure, "%s", parts[2]);
	if ((space = strchr(measure, ' ')) != NULL)
	{
		*space = '\0';
		snprintf(f->value[DIRECTION], FIELD_MAX, "%s", parts[2] + (space - measure) + 1);
	}
	snprintf(f->value[QUANTITY], FIELD_MAX, "%.150s %.40s", parts[0], measure);
	if (strcmp(parts[1], "-") != 0)
		set_field(f->value[SUBJECT], parts[1], strlen(parts[1]));
	for (int i = 3; i < n; i++)
	{
		static const int keyed[] = {FROM, MODALITY, PERIOD, SPEAKER};
		bool known = false;

		for (int k = 0; k < 4; k++)
		{
			size_t len = strlen(field_names[keyed[k]]);

			if (strncmp(parts[i], field_names[keyed[k]], len) == 0 && parts[i][len] == ' ')
			{
				if (keyed[k] == FROM)
					snprintf(f->value[FROM], FIELD_MAX, "%s", parts[i] + len + 1);
				else
					set_field(f->value[keyed[k]], parts[i] + len + 1, strlen(parts[i] + len + 1));
				known = true;
			}
		}
		if (!known)
			return false;
	}
	return true;
}

static void
print_fields(const char *what, const Fields *f)
{
	printf("  %s", what);
	for (int k = 0; k < N_FIELDS; k++)
		if (f->value[k][0] != '\0')
			printf(" | %s%s%s", k > SUBJECT ? field_names[k] : "", k > SUBJECT ? " " : "",
				   f->value[k]);
	printf("\n");
}

static void
score_text(const char *text, const Fields *gold, int n_gold, Score *score)
{
	NxAnalysis *a = analyze(text, NX_STAGE_CLAIMS);
	bool used[CLAIMS_MAX] = {false};
	bool differs = a->n_claims != (uint32_t) n_gold;

	for (uint32_t i = 0; i < a->n_claims; i++)
	{
		Fields have;
		int best = -1, best_right = 0;

		read_analysis(a, i, &have);
		for (int g = 0; g < n_gold; g++)
		{
			int right = 0;

			if (used[g] || strcmp(have.value[QUANTITY], gold[g].value[QUANTITY]) != 0)
				continue;
			for (int k = 0; k < N_FIELDS; k++)
				right += strcmp(have.value[k], gold[g].value[k]) == 0;
			if (right > best_right)
			{
				best = g;
				best_right = right;
			}
		}
		if (best >= 0)
			used[best] = true;
		score->whole += best_right == N_FIELDS;
		differs |= best_right != N_FIELDS;
		for (int k = 0; k < N_FIELDS; k++)
		{
			score->have[k] += have.value[k][0] != '\0';
			score->right[k] += best >= 0 && have.value[k][0] != '\0' &&
							   strcmp(have.value[k], gold[best].value[k]) == 0;
		}
	}
	score->claims += a->n_claims;
	score->gold += (unsigned) n_gold;
	for (int g = 0; g < n_gold; g++)
		for (int k = 0; k < N_FIELDS; k++)
			score->want[k] += gold[g].value[k][0] != '\0';
	if (verbose && differs)
	{
		printf("%s\n", text);
		for (int g = 0; g < n_gold; g++)
			print_fields("want", &gold[g]);
		for (uint32_t i = 0; i < a->n_claims; i++)
		{
			Fields have;

			read_analysis(a, i, &have);
			print_fields("have", &have);
		}
	}
}

static double
percent(unsigned part, unsigned whole)
{
	return whole > 0 ? 100.0 * part / whole : 0.0;
}

static void
score_file(const char *path)
{
	FILE *file = fopen(path, "r");
	char line[2000];
	char text[2000] = "";
	static Fields gold[CLAIMS_MAX];
	int n_gold = 0;
	Score score = {0};
	unsigned right = 0, have = 0, want = 0;
	bool more = true;

	CHECK_CONTEXT(path);
	CHECK(file != NULL);
	if (file == NULL)
		return;
	while (more)
	{
		more = fgets(line, sizeof line, file) != NULL;
		if (more)
		{
			line[strcspn(line, "\n")] = '\0';
			if (line[0] == '\t')
			{
				bool good = n_gold < CLAIMS_MAX && read_gold(line + 1, &gold[n_gold]);

				CHECK(good);
				n_gold += good;
				continue;
			}
		}
		if (text[0] != '\0')
			score_text(text, gold, n_gold, &score);
		text[0] = '\0';
		n_gold = 0;
		if (more && line[0] != '#')
			snprintf(text, sizeof text, "%s", line);
	}
	fclose(file);
	for (int k = 0; k < N_FIELDS; k++)
	{
		printf("%s: %-9s precision %5.1f recall %5.1f  (%u right, %u found, %u gold)\n", path,
			   field_names[k], percent(score.right[k], score.have[k]),
			   percent(score.right[k], score.want[k]), score.right[k], score.have[k],
			   score.want[k]);
		right += score.right[k];
		have += score.have[k];
		want += score.want[k];
	}
	printf("%s: %-9s precision %5.1f recall %5.1f; whole claims %u of %u (found %u)\n", path, "all",
		   percent(right, have), percent(right, want), score.whole, score.gold, score.claims);
	CHECK(percent(right, have) >= 90.0);
	CHECK(percent(right, want) >= 85.0);
}

int
main(int argc, char **argv)
{
	verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	score_file("test/claims/gold.txt");
	score_file("test/claims/heldout.txt");
	return check_report("claim_gold");
}
