/*
 * build_model.c
 *		Builds the image of a linear model from its text (src/core/model.h).
 *
 *		build_model NAME.weights NAME.bin
 *
 * Two features that the image cannot tell apart are an error, not a silent sum.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "byte_rows.h"
#include "displacement.h"
#include "hash.h"
#include "model.h"

typedef struct Feature
{
	uint64_t hash;
	uint32_t row;
} Feature;

static const char *input;
static unsigned line_no;

static Feature *features;
static size_t n_features, max_features;
static int16_t *rows;
static size_t n_rows, max_rows;
static uint32_t n_labels;
static Magnitudes magnitudes;

static void
fail(const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s:%u: ", input, line_no);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static void *
resize(void *p, size_t size)
{
	p = realloc(p, size);
	if (p == NULL)
		fail("out of memory");
	return p;
}

/* A value of a feature's name: "#7" or a word. */
static uint32_t
read_value(const char *s, size_t len)
{
	if (len > 0 && s[0] == '#')
	{
		char *end;
		unsigned long value = strtoul(s + 1, &end, 10);

		if (len == 1 || end != s + len || value > UINT32_MAX)
			fail("not a number: %.*s", (int) len, s);
		return (uint32_t) value;
	}
	if (len > 0 && s[0] == '\\')
		s++, len--;
	return (uint32_t) nx_word_hash(s, len);
}

static uint64_t
read_name(char *name)
{
	uint32_t values[2] = {0, 0};
	char *p;
	unsigned long template = strtoul(name, &p, 10);

	if (p == name || template > UINT16_MAX)
		fail("a feature begins with the number of its template");
	for (int i = 0; *p != '\0'; i++)
	{
		size_t len;

		if (*p++ != ' ' || i == 2)
			fail("a feature is a template and at most two values");
		len = strcspn(p, " ");
		values[i] = read_value(p, len);
		p += len;
	}
	return nx_feature((uint32_t) template, values[0], values[1]);
}

static void
read_weights(char *p, int16_t *row)
{
	memset(row, 0, n_labels * sizeof(*row));
	while (*p != '\0')
	{
		char *end;
		unsigned long label = strtoul(p, &end, 10);
		long weight;

		if (end == p || *end != ':' || label >= n_labels)
			fail("a weight is LABEL:WEIGHT");
		p = end + 1;
		weight = strtol(p, &end, 10);
		if (end == p || weight < INT16_MIN || weight > INT16_MAX || (*end != ' ' && *end != '\0'))
			fail("a weight is LABEL:WEIGHT, of 16 bits");
		row[label] = (int16_t) weight;
		count_magnitude(&magnitudes, weight);
		p = end + (*end == ' ');
	}
}

static void
read_labels(const char *p)
{
	if (n_labels != 0)
		fail("labels twice");
	for (n_labels = 1; (p = strchr(p, '\t')) != NULL; p++)
		n_labels++;
	if (n_labels > NX_MODEL_MAX_LABELS)
		fail("more than %d labels", NX_MODEL_MAX_LABELS);
}

static void
read_line(char *line)
{
	char *tab = strchr(line, '\t');

	if (line[0] == '\0' || (line[0] == '#' && line[1] == ' '))
		return;
	if (tab == NULL)
		fail("no tab");
	*tab++ = '\0';
	if (strcmp(line, "labels") == 0)
	{
		read_labels(tab);
		return;
	}
	if (n_labels == 0)
		fail("a feature before the labels");
	if (n_features == max_features)
	{
		max_features = max_features * 2 + 1024;
		features = resize(features, max_features * sizeof(*features));
	}
	if (n_rows == max_rows)
	{
		max_rows = max_rows * 2 + 1024;
		rows = resize(rows, max_rows * n_labels * sizeof(*rows));
	}
	features[n_features].hash = read_name(line);
	features[n_features].row = (uint32_t) n_rows;
	n_features++;
	read_weights(tab, rows + n_rows++ * n_labels);
}

static void
read_model(void)
{
	FILE *f = fopen(input, "r");
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	if (f == NULL)
		fail("%s", strerror(errno));
	while ((len = getline(&line, &size, f)) >= 0)
	{
		line_no++;
		if (len > 0 && line[len - 1] == '\n')
			line[len - 1] = '\0';
		read_line(line);
	}
	if (n_labels == 0)
		fail("no labels");
	free(line);
	fclose(f);
}

static void
write_model(const char *output)
{
	NxModel head = {.magic = NX_MODEL_MAGIC, .n_labels = n_labels, .record = 8};
	DisplaceKey *keys = resize(NULL, (n_features + 1) * sizeof(*keys));
	Displacement found;
	unsigned char *records;
	char zeros[64] = {0};
	uint32_t end;
	FILE *f;

	if (head.record < n_labels + 2)
		head.record = 32;
	head.n_features = (uint32_t) n_features;
	head.unit = choose_unit(&magnitudes);
	for (uint32_t k = 0; k < n_features; k++)
		keys[k] =
			(DisplaceKey){(uint32_t) features[k].hash, (uint32_t) (features[k].hash >> 32), k};
	if (!displace(keys, (uint32_t) n_features, &found))
		fail("features that cannot be told from each other");
	head.n_buckets = found.n_buckets;
	head.n_places = found.n_places;

	end = (uint32_t) (sizeof(head) + head.n_buckets * sizeof(*found.seeds));
	head.records_at = (end + 63) / 64 * 64;
	head.size = head.records_at + head.n_places * head.record;
	records = resize(NULL, (size_t) head.n_places * head.record);
	memset(records, NX_BYTE_ZERO, (size_t) head.n_places * head.record);
	for (uint32_t place = 0; place < head.n_places; place++)
	{
		unsigned char *record = records + (size_t) place * head.record;
		const Feature *feature = &features[found.taken_by[place] - 1];
		uint16_t check;

		if (found.taken_by[place] == 0)
			continue;
		check = nx_feature_check(feature->hash);
		memcpy(record + head.record - sizeof(check), &check, sizeof(check));
		for (uint32_t k = 0; k < n_labels; k++)
			record[k] = in_units(rows[feature->row * n_labels + k], (int32_t) head.unit);
	}

	f = fopen(output, "wb");
	if (f == NULL || fwrite(&head, sizeof(head), 1, f) != 1 ||
		fwrite(found.seeds, sizeof(*found.seeds), head.n_buckets, f) != head.n_buckets ||
		fwrite(zeros, 1, head.records_at - end, f) != head.records_at - end ||
		fwrite(records, head.record, head.n_places, f) != head.n_places || fclose(f) != 0)
	{
		fprintf(stderr, "%s: %s\n", output, strerror(errno));
		exit(1);
	}
	displacement_free(&found);
	free(keys);
	free(records);
}

int
main(int argc, char **argv)
{
	if (argc != 3)
	{
		fprintf(stderr, "usage: build_model NAME.weights NAME.bin\n");
		return 2;
	}
	input = argv[1];
	read_model();
	write_model(argv[2]);
	free(features);
	free(rows);
	return 0;
}
