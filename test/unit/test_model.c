/*
 * test_model.c
 *		Models: what build_model makes of a text is what the core reads.
 */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include <stdlib.h>

#include "check.h"
#include "hash.h"
#include "model.h"

static const char text[] = "# a comment\n"
						   "labels\tO\tA\tB\n"
						   "1 said\t0:5 2:-7\n"
						   "2 said #7\t1:127\n"
						   "3 \\#tag\t0:1\n"
						   "4 #4294967295\t0:-127\n"
						   "5 côte d'ivoire\t1:3\n";

static NxModel *
build(const char *source)
{
	const char *dir = getenv("TMPDIR");
	char path[300];
	char command[1000];
	FILE *f;
	NxModel head;
	NxModel *model = NULL;

	snprintf(path, sizeof path, "%s/nx_test_model.XXXXXX", dir != NULL ? dir : "/tmp");
	CHECK(mkdtemp(path) != NULL);
	snprintf(command, sizeof command, "%s/m.weights", path);
	f = fopen(command, "w");
	fputs(source, f);
	fclose(f);
	snprintf(command, sizeof command, "%s/build_model %s/m.weights %s/m.bin 2>%s/err", NX_BUILD_DIR,
			 path, path, path);
	if (system(command) == 0)
	{
		snprintf(command, sizeof command, "%s/m.bin", path);
		f = fopen(command, "rb");
		CHECK(fread(&head, sizeof head, 1, f) == 1);
		model = aligned_alloc(64, (head.size + 63) / 64 * 64);
		rewind(f);
		CHECK(fread(model, 1, head.size, f) == head.size);
		CHECK(fgetc(f) == EOF);
		fclose(f);
	}
	snprintf(command, sizeof command, "rm -r '%s'", path);
	CHECK(system(command) == 0);
	return model;
}

static uint32_t
word(const char *s)
{
	return (uint32_t) nx_word_hash(s, strlen(s));
}

static void
check_scores(const NxModel *model, uint64_t feature, int a, int b, int c)
{
	int32_t scores[3] = {0, 0, 0};

	nx_model_score(model, &feature, 1, scores);
	CHECK_INT(scores[0], a);
	CHECK_INT(scores[1], b);
	CHECK_INT(scores[2], c);
}

int
main(void)
{
	NxModel *model = build(text);
	uint64_t many[1000];
	int32_t scores[3] = {100, 100, 100};

	CHECK(model != NULL);
	CHECK_INT(model->magic, NX_MODEL_MAGIC);
	CHECK_INT(model->n_labels, 3);
	CHECK_INT(model->n_features, 5);
	CHECK_INT(model->unit, 1);

	check_scores(model, nx_feature(1, word("said"), 0), 5, 0, -7);
	check_scores(model, nx_feature(1, word("SAID"), 0), 5, 0, -7);
	check_scores(model, nx_feature(2, word("said"), 7), 0, 127, 0);
	check_scores(model, nx_feature(3, word("#tag"), 0), 1, 0, 0);
	check_scores(model, nx_feature(4, UINT32_MAX, 0), -127, 0, 0);
	check_scores(model, nx_feature(5, word("Côte"), word("d’Ivoire")), 0, 3, 0);

	check_scores(model, nx_feature(1, word("says"), 0), 0, 0, 0);
	check_scores(model, nx_feature(2, word("said"), 8), 0, 0, 0);
	check_scores(model, nx_feature(6, word("said"), 0), 0, 0, 0);

	/* many at once, of which every third is in the model */
	for (uint32_t k = 0; k < 1000; k++)
		many[k] = nx_feature(1, word(k % 3 == 0 ? "said" : "unsaid"), k % 3);
	nx_model_score(model, many, 1000, scores);
	CHECK_INT(scores[0], 100 + 334 * 5);
	CHECK_INT(scores[1], 100);
	CHECK_INT(scores[2], 100 - 334 * 7);
	free(model);

	/* weights beyond a byte are kept in units of more than one */
	model = build("labels\tA\tB\n1 a\t0:1000 1:-500\n1 b\t0:4\n");
	CHECK_INT(model->unit, 8);
	check_scores(model, nx_feature(1, word("a"), 0), 1000, -504, 0);
	check_scores(model, nx_feature(1, word("b"), 0), 8, 0, 0);
	free(model);

	CHECK(build("1 said\t0:5\n") == NULL);                         /* no labels */
	CHECK(build("labels\tO\n1 said\t1:5\n") == NULL);              /* no such label */
	CHECK(build("labels\tO\n1 said\t0:40000\n") == NULL);          /* too large */
	CHECK(build("labels\tO\n1 said\t0:1\n1 said\t0:2\n") == NULL); /* twice */
	CHECK(build("labels\tO\nsaid\t0:1\n") == NULL);                /* no template */
	return check_report("model");
}
