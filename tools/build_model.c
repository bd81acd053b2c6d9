/*
 * build_model.c
 *		Builds the image of a linear model from its text (src/core/model.h).
 *
 *		build_model NAME.weights NAME.bin
 *
 * Two features that the table cannot tell apart are an error, not a silent sum.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
static uint32_t magnitudes[INT16_MAX + 2]; /* how many weights have each */

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
		magnitudes[labs(weight)]++;
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

/* The least unit of which a byte holds all but a thousandth of the weights. */
static uint32_t
choose_unit(void)
{
	uint64_t all = 0;
	uint64_t beyond = 0;
	uint32_t fits = INT16_MAX + 1;

	for (uint32_t m = 0; m <= INT16_MAX + 1; m++)
		all += magnitudes[m];
	while (fits > 127 && (beyond += magnitudes[fits]) * 1000 <= all)
		fits--;
	return (fits + 126) / 127;
}

static signed char
in_units(int weight, int unit)
{
	int rounded = (weight + (weight < 0 ? -unit / 2 : unit / 2)) / unit;

	return (signed char) (rounded > 127 ? 127 : rounded < -127 ? -127 : rounded);
}

static void
write_model(const char *output)
{
	uint32_t slots = 64;
	NxModel head = {.magic = NX_MODEL_MAGIC, .n_labels = n_labels, .record = 8};
	uint16_t *tags;
	unsigned char *records;
	char zeros[64] = {0};
	uint32_t end;
	FILE *f;

	if (slots < n_features * 3 / 2)
		slots = (uint32_t) (n_features * 3 / 2);
	if (head.record < n_labels + 2)
		head.record = 32;
	head.n_slots = slots;
	head.n_features = (uint32_t) n_features;
	head.unit = choose_unit();
	end = (uint32_t) (sizeof(head) + slots * sizeof(*tags));
	head.records_at = (end + 63) / 64 * 64;
	head.size = head.records_at + slots * head.record;

	tags = calloc(slots, sizeof(*tags));
	records = calloc(slots, head.record);
	if (tags == NULL || records == NULL)
		fail("out of memory");
	for (size_t i = 0; i < n_features; i++)
	{
		uint32_t slot = nx_feature_slot(&head, features[i].hash);
		uint16_t tag = nx_feature_tag(features[i].hash);
		uint16_t check = nx_feature_check(features[i].hash);
		unsigned char *record;

		for (; tags[slot] != 0; slot = (slot + 1) % slots)
			if (tags[slot] == tag && memcmp(records + (slot + 1) * head.record - 2, &check, 2) == 0)
				fail("feature %zu cannot be told from one before it", i + 1);
		tags[slot] = tag;
		record = records + slot * head.record;
		memcpy(record + head.record - 2, &check, 2);
		for (uint32_t k = 0; k < n_labels; k++)
			record[k] =
				(unsigned char) in_units(rows[features[i].row * n_labels + k], (int) head.unit);
	}

	f = fopen(output, "wb");
	if (f == NULL || fwrite(&head, sizeof(head), 1, f) != 1 ||
		fwrite(tags, sizeof(*tags), slots, f) != slots ||
		fwrite(zeros, 1, head.records_at - end, f) != head.records_at - end ||
		fwrite(records, head.record, slots, f) != slots || fclose(f) != 0)
	{
		fprintf(stderr, "%s: %s\n", output, strerror(errno));
		exit(1);
	}
	free(tags);
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
