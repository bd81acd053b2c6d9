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
						   "2 said #7\t1:32767\n"
						   "3 \\#tag\t0:1\n"
						   "4 #4294967295\t0:-32768\n"
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

int
main(void)
{
	NxModel *model = build(text);
	const int16_t *row;
	int32_t scores[3] = {100, 100, 100};

	CHECK(model != NULL);
	CHECK_INT(model->magic, NX_MODEL_MAGIC);
	CHECK_INT(model->n_labels, 3);
	CHECK_INT(model->n_rows, 5);

	row = nx_model_row(model, nx_feature(1, word("said"), 0));
	CHECK(row != NULL && row[0] == 5 && row[1] == 0 && row[2] == -7);
	row = nx_model_row(model, nx_feature(1, word("SAID"), 0));
	CHECK(row != NULL && row[2] == -7);
	row = nx_model_row(model, nx_feature(2, word("said"), 7));
	CHECK(row != NULL && row[1] == 32767);
	row = nx_model_row(model, nx_feature(3, word("#tag"), 0));
	CHECK(row != NULL && row[0] == 1);
	row = nx_model_row(model, nx_feature(4, UINT32_MAX, 0));
	CHECK(row != NULL && row[0] == -32768);
	row = nx_model_row(model, nx_feature(5, word("Côte"), word("d’Ivoire")));
	CHECK(row != NULL && row[1] == 3);

	CHECK(nx_model_row(model, nx_feature(1, word("says"), 0)) == NULL);
	CHECK(nx_model_row(model, nx_feature(2, word("said"), 8)) == NULL);
	CHECK(nx_model_row(model, nx_feature(6, word("said"), 0)) == NULL);

	nx_model_add(model, nx_feature(1, word("said"), 0), scores);
	nx_model_add(model, nx_feature(1, word("unsaid"), 0), scores);
	CHECK_INT(scores[0], 105);
	CHECK_INT(scores[1], 100);
	CHECK_INT(scores[2], 93);
	free(model);

	CHECK(build("1 said\t0:5\n") == NULL);                         /* no labels */
	CHECK(build("labels\tO\n1 said\t1:5\n") == NULL);              /* no such label */
	CHECK(build("labels\tO\n1 said\t0:40000\n") == NULL);          /* too large */
	CHECK(build("labels\tO\n1 said\t0:1\n1 said\t0:2\n") == NULL); /* twice */
	CHECK(build("labels\tO\nsaid\t0:1\n") == NULL);                /* no template */
	return check_report("model");
}
