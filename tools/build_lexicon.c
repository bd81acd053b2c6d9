/*
 * build_lexicon.c
 *		Builds the lexicon's image from the word lists of data/english.
 *
 *		build_lexicon DATA_DIR OUTPUT_DIR
 *
 * Reads DATA_DIR/words/(class).txt, DATA_DIR/closed_words.txt and
 * DATA_DIR/clusters.txt (see src/core/lexicon.h for what they hold); writes
 *
 *		lexicon_classes.h	the NX_C_ and NX_W_ names, and the tables' sizes
 *		lexicon_entries.bin, lexicon_seeds.bin, lexicon_values.bin,
 *		lexicon_strings.bin	the tables that lexicon.c links
 *		lexicon_words.txt	the word or phrase of every entry, in order
 *
 * The same lists give the same bytes: entries stand where their words' hashes
 * put them (src/core/displace.h).
 */
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "displacement.h"
#include "hash.h"
#include "utf8.h"

/* What lexicon.h would take from the header that is yet to be written. */
#define MAX_CLASSES 128
#define PHRASE_MAX 6

typedef struct Entry /* NxLexEntry */
{
	uint64_t bits[2];
	uint16_t word;
	uint16_t cluster;
	uint16_t cap_cluster;
	uint16_t in_phrase;
	uint32_t values;
	uint32_t check;
} Entry;

typedef struct Value
{
	uint32_t class;
	uint32_t string;
} Value;

typedef struct Pending /* a value, before those of an entry are gathered */
{
	uint32_t entry;
	uint32_t class;
	uint32_t string;
	uint32_t order;
} Pending;

static Entry *entries;
static char **words; /* of the entries */
static uint64_t *hashes;
static uint32_t n_entries, max_entries;

static uint32_t *index_slots; /* hash → entry while building */
static uint32_t n_index;

static Pending *pending;
static uint32_t n_pending, max_pending;

static char *strings;
static size_t n_strings, max_strings;

static char *class_names[MAX_CLASSES];
static int n_classes;

static void
fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("build_lexicon: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

static void *
grow(void *old, size_t size)
{
	void *grown = realloc(old, size);

	if (grown == NULL)
		fail("out of memory");
	return grown;
}

static char *
copy(const char *text)
{
	return strcpy(grow(NULL, strlen(text) + 1), text);
}

/* ---- the tables being built ---- */

static void
reindex(void)
{
	n_index = n_index == 0 ? 1 << 16 : n_index * 2;
	index_slots = grow(index_slots, n_index * sizeof(*index_slots));
	memset(index_slots, 0, n_index * sizeof(*index_slots));
	for (uint32_t e = 1; e < n_entries; e++)
	{
		uint32_t i = (uint32_t) hashes[e] & (n_index - 1);

		while (index_slots[i] != 0)
			i = (i + 1) & (n_index - 1);
		index_slots[i] = e;
	}
}

static uint32_t
entry_of(uint64_t hash, const char *text)
{
	uint32_t i;

	if (n_entries * 2 >= n_index)
		reindex();
	for (i = (uint32_t) hash & (n_index - 1); index_slots[i] != 0; i = (i + 1) & (n_index - 1))
		if (hashes[index_slots[i]] == hash)
			return index_slots[i];

	if (n_entries >= max_entries)
	{
		max_entries = max_entries == 0 ? 1 << 16 : max_entries * 2;
		entries = grow(entries, max_entries * sizeof(*entries));
		words = grow(words, max_entries * sizeof(*words));
		hashes = grow(hashes, max_entries * sizeof(*hashes));
	}
	memset(&entries[n_entries], 0, sizeof(Entry));
	words[n_entries] = copy(text);
	hashes[n_entries] = hash;
	index_slots[i] = n_entries;
	return n_entries++;
}

static void
set_class(uint32_t entry, int class)
{
	entries[entry].bits[class >> 6] |= UINT64_C(1) << (class & 63);
}

static void
add_value(uint32_t entry, int class, const char *value)
{
	size_t len = strlen(value) + 1;

	if (n_strings + len > max_strings)
	{
		max_strings = (n_strings + len) * 2;
		strings = grow(strings, max_strings);
	}
	if (n_pending >= max_pending)
	{
		max_pending = max_pending == 0 ? 4096 : max_pending * 2;
		pending = grow(pending, max_pending * sizeof(*pending));
	}
	memcpy(strings + n_strings, value, len);
	pending[n_pending] = (Pending){entry, (uint32_t) class, (uint32_t) n_strings, n_pending};
	n_strings += len;
	n_pending++;
}

/* ---- reading ---- */

static FILE *
open_list(const char *path, bool optional)
{
	FILE *file = fopen(path, "r");

	if (file == NULL && !(optional && errno == ENOENT))
		fail("cannot open %s: %s", path, strerror(errno));
	return file;
}

/* The next line with something on it, without its end; '#' begins a comment line. */
static bool
next_line(FILE *file, char *line, int size)
{
	while (fgets(line, size, file) != NULL)
	{
		size_t len = strcspn(line, "\r\n");

		while (len > 0 && line[len - 1] == ' ')
			len--;
		line[len] = '\0';
		if (len > 0 && line[0] != '#')
			return true;
	}
	return false;
}

/*
 * The entry of a word, or of a phrase (words with a space between); the
 * beginnings of a phrase get entries too, marked as such, and so do its later words.
 */
static uint32_t
entry_of_text(const char *text, int phrase_start, const char *path)
{
	uint64_t phrase = NX_PHRASE_HASH_START;
	uint32_t entry = 0;
	int n = 0;
	const char *word = text;

	if (strchr(text, ' ') == NULL)
		return entry_of(nx_word_hash(text, strlen(text)), text);

	while (*word != '\0')
	{
		size_t len = strcspn(word, " ");
		uint64_t hash = nx_word_hash(word, len);
		char *beginning = copy(text);

		if (n++ == PHRASE_MAX)
			fail("%s: more than %d words in \"%s\"", path, PHRASE_MAX, text);
		phrase = nx_phrase_hash_add(phrase, (uint32_t) hash);
		beginning[word + len - text] = '\0';
		entry = entry_of(n == 1 ? hash : nx_hash_end(phrase), beginning);
		free(beginning);
		if (n > 1)
		{
			char *part = copy(word);

			part[len] = '\0';
			entries[entry_of(hash, part)].in_phrase = 1;
			free(part);
		}
		word += len;
		while (*word == ' ')
			word++;
		if (*word != '\0')
			set_class(entry, phrase_start);
	}
	return entry;
}

static void
read_class(const char *path, int class, int phrase_start)
{
	FILE *file = open_list(path, false);
	char line[1024];

	while (next_line(file, line, sizeof(line)))
	{
		char *value = strchr(line, '\t');
		uint32_t entry;

		if (value != NULL)
			*value++ = '\0';
		if (line[0] == ' ' || line[0] == '\0')
			fail("%s: no word at the head of a line", path);
		entry = entry_of_text(line, phrase_start, path);
		set_class(entry, class);
		if (value != NULL)
			add_value(entry, class, value);
	}
	fclose(file);
}

static void
print_constant(FILE *header, const char *prefix, const char *name, unsigned value)
{
	fprintf(header, "#define %s", prefix);
	for (; *name != '\0'; name++)
	{
		char c = *name;

		if (c >= 'a' && c <= 'z')
			c = (char) (c - 32);
		else if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
			c = '_';
		fputc(c, header);
	}
	fprintf(header, " %u\n", value);
}

static void
read_closed_words(const char *path, FILE *header)
{
	FILE *file = open_list(path, true);
	char line[1024];
	unsigned n = 0;

	if (file == NULL)
		return;
	while (next_line(file, line, sizeof(line)))
	{
		uint32_t entry;

		if (strchr(line, ' ') != NULL)
			fail("%s: \"%s\" is more than a word", path, line);
		entry = entry_of(nx_word_hash(line, strlen(line)), line);
		if (entries[entry].word != 0)
			fail("%s: \"%s\" stands twice", path, line);
		entries[entry].word = (uint16_t) ++n;
		print_constant(header, "NX_W_", line, n);
	}
	fclose(file);
}

/* word<TAB>cluster of its lower-case use<TAB>of its capitalised use; 0: none */
static void
read_clusters(const char *path)
{
	FILE *file = open_list(path, true);
	char line[1024];

	if (file == NULL)
		return;
	while (next_line(file, line, sizeof(line)))
	{
		char *tab = strchr(line, '\t');
		char *second = NULL;
		long lower = tab != NULL ? strtol(tab + 1, &second, 10) : -1;
		long cap = second != NULL && *second == '\t' ? strtol(second + 1, NULL, 10) : -1;
		Entry *entry;

		if (lower < 0 || lower > UINT16_MAX || cap < 0 || cap > UINT16_MAX)
			fail("%s: no two clusters from 0 to %d in \"%s\"", path, UINT16_MAX, line);
		*tab = '\0';
		entry = &entries[entry_of(nx_word_hash(line, strlen(line)), line)];
		entry->cluster = (uint16_t) lower;
		entry->cap_cluster = (uint16_t) cap;
	}
	fclose(file);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

static void
list_classes(const char *directory)
{
	DIR *dir = opendir(directory);
	struct dirent *file;

	if (dir == NULL)
		fail("cannot open %s: %s", directory, strerror(errno));
	while ((file = readdir(dir)) != NULL)
	{
		size_t len = strlen(file->d_name);

		if (len < 5 || strcmp(file->d_name + len - 4, ".txt") != 0)
			continue;
		if (n_classes == MAX_CLASSES - 1)
			fail("more than %d classes in %s", MAX_CLASSES - 1, directory);
		class_names[n_classes] = copy(file->d_name);
		class_names[n_classes++][len - 4] = '\0';
	}
	closedir(dir);
	qsort(class_names, (size_t) n_classes, sizeof(char *), compare_names);
}

/* ---- writing ---- */

static int
compare_pending(const void *a, const void *b)
{
	const Pending *x = a, *y = b;

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return x->order < y->order ? -1 : 1;
}

static FILE *
create(const char *directory, const char *name)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "wb");
	if (file == NULL)
		fail("cannot create %s: %s", path, strerror(errno));
	return file;
}

static void
write_table(const char *directory, const char *name, const void *data, size_t size)
{
	FILE *file = create(directory, name);

	if (fwrite(data, 1, size, file) != size || fclose(file) != 0)
		fail("cannot write %s/%s: %s", directory, name, strerror(errno));
}

static void
write_values(const char *directory)
{
	Value *values = grow(NULL, (2 * (size_t) n_pending + 1) * sizeof(Value));
	uint32_t n = 0;

	values[n++] = (Value){UINT32_MAX, 0}; /* so that 0 can mean "none" */
	if (n_pending > 0)
		qsort(pending, n_pending, sizeof(Pending), compare_pending);
	for (uint32_t i = 0; i < n_pending; i++)
	{
		if (i == 0 || pending[i].entry != pending[i - 1].entry)
			entries[pending[i].entry].values = n;
		values[n++] = (Value){pending[i].class, pending[i].string};
		if (i + 1 == n_pending || pending[i].entry != pending[i + 1].entry)
			values[n++] = (Value){UINT32_MAX, 0};
	}
	write_table(directory, "lexicon_values.bin", values, n * sizeof(Value));
	write_table(directory, "lexicon_strings.bin", n_strings > 0 ? strings : "",
				n_strings > 0 ? n_strings : 1);
}

/*
 * Put the entries where a perfect hash table has them: after the unknown word's,
 * that of place p at p + 1.  The number of buckets is returned.
 */
static uint32_t
place_entries(const char *directory)
{
	DisplaceKey *keys = grow(NULL, n_entries * sizeof(*keys));
	uint32_t *place_of = grow(NULL, n_entries * sizeof(*place_of));
	Displacement found;
	Entry *placed;
	char **named;

	for (uint32_t e = 1; e < n_entries; e++)
		keys[e - 1] = (DisplaceKey){NX_LEX_KEY_LOW(hashes[e]), NX_LEX_KEY_HIGH(hashes[e]), e};
	if (!displace(keys, n_entries - 1, &found))
		fail("words collide: choose another hash factor");

	placed = grow(NULL, (found.n_places + 1) * sizeof(*placed));
	named = grow(NULL, (found.n_places + 1) * sizeof(*named));
	memset(placed, 0, (found.n_places + 1) * sizeof(*placed));
	named[0] = words[0];
	for (uint32_t p = 0; p < found.n_places; p++)
	{
		uint32_t e = found.taken_by[p] - 1;

		named[p + 1] = "";
		if (found.taken_by[p] == 0)
			continue;
		placed[p + 1] = entries[e];
		placed[p + 1].check = NX_LEX_KEY_LOW(hashes[e]);
		named[p + 1] = words[e];
		place_of[e] = p + 1;
	}
	for (uint32_t i = 0; i < n_pending; i++)
		pending[i].entry = place_of[pending[i].entry];
	write_table(directory, "lexicon_seeds.bin", found.seeds,
				found.n_buckets * sizeof(*found.seeds));
	free(entries);
	free(words);
	entries = placed;
	words = named;
	n_entries = found.n_places + 1;
	displacement_free(&found);
	free(keys);
	free(place_of);
	return found.n_buckets;
}

int
main(int argc, char **argv)
{
	char path[4096];
	FILE *header, *list;
	int phrase_start;

	if (argc != 3)
		fail("usage: build_lexicon DATA_DIR OUTPUT_DIR");
	snprintf(path, sizeof(path), "%s/words", argv[1]);
	list_classes(path);
	phrase_start = n_classes;

	header = create(argv[2], "lexicon_classes.h.new");
	fputs("/* made by tools/build_lexicon from data/english; do not edit */\n", header);
	for (int c = 0; c < n_classes; c++)
		print_constant(header, "NX_C_", class_names[c], (unsigned) c);
	print_constant(header, "NX_C_", "phrase_start", (unsigned) phrase_start);

	entry_of(0, ""); /* NX_LEX_UNKNOWN */
	snprintf(path, sizeof(path), "%s/closed_words.txt", argv[1]);
	read_closed_words(path, header);
	for (int c = 0; c < n_classes; c++)
	{
		snprintf(path, sizeof(path), "%s/words/%s.txt", argv[1], class_names[c]);
		read_class(path, c, phrase_start);
	}
	snprintf(path, sizeof(path), "%s/clusters.txt", argv[1]);
	read_clusters(path);

	fprintf(header, "#define NX_LEX_N_BUCKETS %u\n", place_entries(argv[2]));
	fprintf(header, "#define NX_LEX_N_ENTRIES %u\n", n_entries);
	write_values(argv[2]);
	write_table(argv[2], "lexicon_entries.bin", entries, n_entries * sizeof(Entry));
	if (fclose(header) != 0)
		fail("cannot write lexicon_classes.h: %s", strerror(errno));

	list = create(argv[2], "lexicon_words.txt");
	for (uint32_t e = 0; e < n_entries; e++)
		fprintf(list, "%s\n", words[e]);
	if (fclose(list) != 0)
		fail("cannot write lexicon_words.txt: %s", strerror(errno));

	/* last and at once, so that make never sees a header without its tables */
	snprintf(path, sizeof(path), "%s/lexicon_classes.h", argv[2]);
	{
		char from[4100];

		snprintf(from, sizeof(from), "%s.new", path);
		if (rename(from, path) != 0)
			fail("cannot rename %s: %s", from, strerror(errno));
	}
	return 0;
}
