/*
 * jsonl.c
 *		Reads JSON lines for the trainers.
 */
#include "jsonl.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 64

struct JsonLines
{
	char *path;
	FILE *file;
	bool pipe;
	unsigned line_no;
	char *line;
	size_t line_size;
	Json *root;
	const char *p; /* while parsing */
};

static _Noreturn void
fail(const JsonLines *l, const char *what)
{
	fprintf(stderr, "%s:%u: %s\n", l->path, l->line_no, what);
	exit(1);
}

static void *
allocate(size_t size)
{
	void *p = calloc(1, size);

	if (p == NULL)
	{
		fprintf(stderr, "out of memory\n");
		exit(1);
	}
	return p;
}

JsonLines *
jsonl_open(const char *path)
{
	JsonLines *l = allocate(sizeof(*l));
	size_t len = strlen(path);

	l->path = allocate(len + 1);
	memcpy(l->path, path, len);
	if (len > 3 && strcmp(path + len - 3, ".gz") == 0)
	{
		char *command = allocate(len + 32);

		if (strchr(path, '\'') != NULL)
			fail(l, "a quotation mark in a file's name");
		sprintf(command, "gzip -dc '%s'", path);
		l->file = popen(command, "r");
		l->pipe = true;
		free(command);
	}
	else
		l->file = fopen(path, "r");
	if (l->file == NULL)
		fail(l, strerror(errno));
	return l;
}

static void
free_tree(Json *j)
{
	while (j != NULL)
	{
		Json *next = j->next;

		free_tree(j->first);
		free(j->string);
		free(j->key);
		free(j);
		j = next;
	}
}

void
jsonl_close(JsonLines *l)
{
	if ((l->pipe ? pclose(l->file) : fclose(l->file)) != 0)
		fail(l, "reading failed");
	free_tree(l->root);
	free(l->line);
	free(l->path);
	free(l);
}

static void
skip_space(JsonLines *l)
{
	while (*l->p == ' ' || *l->p == '\t' || *l->p == '\n' || *l->p == '\r')
		l->p++;
}

static unsigned
read_hex(JsonLines *l)
{
	unsigned value = 0;

	for (int i = 0; i < 4; i++, l->p++)
	{
		char c = *l->p;
		unsigned digit;

		if (c >= '0' && c <= '9')
			digit = (unsigned) (c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			digit = (unsigned) ((c | 32) - 'a' + 10);
		else
			fail(l, "bad \\u escape");
		value = value * 16 + digit;
	}
	return value;
}

static char *
put_utf8(char *out, unsigned c)
{
	if (c < 0x80)
		*out++ = (char) c;
	else if (c < 0x800)
	{
		*out++ = (char) (0xC0 | c >> 6);
		*out++ = (char) (0x80 | (c & 63));
	}
	else if (c < 0x10000)
	{
		*out++ = (char) (0xE0 | c >> 12);
		*out++ = (char) (0x80 | (c >> 6 & 63));
		*out++ = (char) (0x80 | (c & 63));
	}
	else
	{
		*out++ = (char) (0xF0 | c >> 18);
		*out++ = (char) (0x80 | (c >> 12 & 63));
		*out++ = (char) (0x80 | (c >> 6 & 63));
		*out++ = (char) (0x80 | (c & 63));
	}
	return out;
}

/* After the opening mark.  No escape is longer decoded than written. */
static char *
read_string(JsonLines *l, size_t *len)
{
	const char *end = l->p;
	char *string;
	char *out;

	while (*end != '"' && *end != '\0')
		end += *end == '\\' && end[1] != '\0' ? 2 : 1;
	if (*end == '\0')
		fail(l, "unterminated string");
	out = string = allocate((size_t) (end - l->p) + 1);
	while (l->p < end)
	{
		static const char from[] = "\"\\/bfnrt";
		static const char to[] = "\"\\/\b\f\n\r\t";
		const char *e;
		unsigned c;

		if (*l->p != '\\')
		{
			*out++ = *l->p++;
			continue;
		}
		l->p++;
		if (*l->p != 'u')
		{
			e = strchr(from, *l->p++);
			if (e == NULL)
				fail(l, "bad escape");
			*out++ = to[e - from];
			continue;
		}
		l->p++;
		c = read_hex(l);
		if (c >= 0xD800 && c < 0xDC00 && l->p[0] == '\\' && l->p[1] == 'u')
		{
			l->p += 2;
			c = 0x10000 + ((c - 0xD800) << 10) + (read_hex(l) - 0xDC00);
		}
		out = put_utf8(out, c);
	}
	l->p = end + 1;
	*out = '\0';
	*len = (size_t) (out - string);
	return string;
}

static Json *read_value(JsonLines *l, int depth);

static void
read_members(JsonLines *l, Json *parent, char close, int depth)
{
	Json **tail = &parent->first;

	for (skip_space(l); *l->p != close; skip_space(l))
	{
		char *key = NULL;
		size_t len;

		if (close == '}')
		{
			if (*l->p++ != '"')
				fail(l, "a member without a name");
			key = read_string(l, &len);
			skip_space(l);
			if (*l->p++ != ':')
				fail(l, "no colon");
		}
		*tail = read_value(l, depth + 1);
		(*tail)->key = key;
		tail = &(*tail)->next;
		skip_space(l);
		if (*l->p == ',')
			l->p++;
		else if (*l->p != close)
			fail(l, "no comma");
	}
	l->p++;
}

static Json *
read_value(JsonLines *l, int depth)
{
	Json *j = allocate(sizeof(*j));

	if (depth > MAX_DEPTH)
		fail(l, "nested too deep");
	skip_space(l);
	switch (*l->p)
	{
		case '{':
		case '[':
			j->kind = *l->p == '{' ? JSON_OBJECT : JSON_ARRAY;
			l->p++;
			read_members(l, j, j->kind == JSON_OBJECT ? '}' : ']', depth);
			break;
		case '"':
			j->kind = JSON_STRING;
			l->p++;
			j->string = read_string(l, &j->len);
			break;
		case 't':
		case 'f':
			j->kind = JSON_BOOL;
			j->boolean = *l->p == 't';
			l->p += j->boolean ? 4 : 5;
			break;
		case 'n':
			l->p += 4;
			break;
		default:
		{
			char *end;

			j->kind = JSON_NUMBER;
			j->number = strtod(l->p, &end);
			if (end == l->p)
				fail(l, "not JSON");
			l->p = end;
		}
	}
	return j;
}

const Json *
jsonl_next(JsonLines *l)
{
	free_tree(l->root);
	l->root = NULL;
	if (getline(&l->line, &l->line_size, l->file) < 0)
		return NULL;
	l->line_no++;
	l->p = l->line;
	l->root = read_value(l, 0);
	return l->root;
}

const Json *
json_get(const Json *object, const char *key)
{
	for (const Json *j = object->first; j != NULL; j = j->next)
		if (j->key != NULL && strcmp(j->key, key) == 0)
			return j;
	return NULL;
}

static const Json *
need(const Json *object, const char *key, JsonKind kind)
{
	const Json *j = json_get(object, key);

	if (j == NULL || j->kind != kind)
	{
		fprintf(stderr, "no member \"%s\" of the right kind\n", key);
		exit(1);
	}
	return j;
}

const char *
json_string(const Json *object, const char *key)
{
	return need(object, key, JSON_STRING)->string;
}

long
json_integer(const Json *object, const char *key)
{
	return (long) need(object, key, JSON_NUMBER)->number;
}

size_t *
json_char_offsets(const char *text, size_t len, size_t *n)
{
	size_t *offsets = allocate((len + 1) * sizeof(*offsets));

	*n = 0;
	for (size_t i = 0; i < len; i++)
		if (((unsigned char) text[i] & 0xC0) != 0x80)
			offsets[(*n)++] = i;
	offsets[*n] = len;
	return offsets;
}
