/*
 * build_model.c
 *		Builds the image of a linear model from its text (src/core/model.h).
 *
 *		build_model NAME.weights NAME.bin
 *
 * Two features that the table cannot tell
 * apart are an error, not a silent sum.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "model.h"

#define MAX_LABELS 256

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
static uint32_t n_labels, stride;

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
	memset(row, 0, stride * sizeof(*row));
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
	if (n_labels > MAX_LABELS)
		fail("more than %d labels", MAX_LABELS);
	stride = (n_labels + 7) / 8 * 8;
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
		rows = resize(rows, max_rows * stride * sizeof(*rows));
	}
	features[n_features].hash = read_name(line);
	features[n_features].row = (uint32_t) n_rows;
	n_features++;
	read_weights(tab, rows + n_rows++ * stride);
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
	uint32_t slots = 64;
	uint32_t end;
	NxModel head = {NX_MODEL_MAGIC, n_labels, stride, 0, (uint32_t) n_rows, 0, 0, 0};
	uint16_t *tags;
	NxModelSlot *table;
	char zeros[64] = {0};
	FILE *f;

	while (slots < n_features * 2)
		slots *= 2;
	tags = calloc(slots, sizeof(*tags));
	table = calloc(slots, sizeof(*table));
	if (tags == NULL || table == NULL)
		fail("out of memory");
	for (size_t i = 0; i < n_features; i++)
	{
		uint32_t slot = (uint32_t) features[i].hash & (slots - 1);

		while (tags[slot] != 0)
		{
			if (tags[slot] == nx_feature_tag(features[i].hash) &&
				table[slot].check == (uint32_t) (features[i].hash >> 16))
				fail("features %zu and %u cannot be told apart", i + 1, table[slot].row + 1);
			slot = (slot + 1) & (slots - 1);
		}
		tags[slot] = nx_feature_tag(features[i].hash);
		table[slot].check = (uint32_t) (features[i].hash >> 16);
		table[slot].row = features[i].row;
	}
	head.slot_mask = slots - 1;
	head.slots_at = (uint32_t) (sizeof(head) + slots * sizeof(*tags)); /* a multiple of 4 */
	end = (uint32_t) (head.slots_at + slots * sizeof(*table));
	head.rows_at = (end + 63) / 64 * 64;
	head.size = (uint32_t) (head.rows_at + n_rows * stride * sizeof(*rows));

	f = fopen(output, "wb");
	if (f == NULL || fwrite(&head, sizeof(head), 1, f) != 1 ||
		fwrite(tags, sizeof(*tags), slots, f) != slots ||
		fwrite(table, sizeof(*table), slots, f) != slots ||
		fwrite(zeros, 1, head.rows_at - end, f) != head.rows_at - end ||
		fwrite(rows, stride * sizeof(*rows), n_rows, f) != n_rows || fclose(f) != 0)
	{
		fprintf(stderr, "%s: %s\n", output, strerror(errno));
		exit(1);
	}
	free(tags);
	free(table);
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
