/*
 * jsonl.h
 *		Reads JSON lines for the trainers: a value tree for each line.
 */
#ifndef JSONL_H
#define JSONL_H

#include <stdbool.h>
#include <stddef.h>

typedef enum JsonKind
{
	JSON_NULL,
	JSON_BOOL,
	JSON_NUMBER,
	JSON_STRING,
	JSON_ARRAY,
	JSON_OBJECT
} JsonKind;

typedef struct Json
{
	JsonKind kind;
	bool boolean;
	double number;
	char *string;       /* UTF-8, terminated */
	size_t len;         /* bytes of string */
	char *key;          /* a member's name, NULL elsewhere */
	struct Json *first; /* of an array's elements or an object's members */
	struct Json *next;
} Json;

typedef struct JsonLines JsonLines;

/* Open a file, through gzip when its name ends in ".gz".  Ends the program on failure. */
extern JsonLines *jsonl_open(const char *path);

/* The next line's value, NULL at the end; valid until the following call.  Ends the program on bad JSON. */
extern const Json *jsonl_next(JsonLines *lines);
extern void jsonl_close(JsonLines *lines);

/* A member of an object, or NULL. */
extern const Json *json_get(const Json *object, const char *key);

/* Members that must be there; the program ends when they are not. */
extern const char *json_string(const Json *object, const char *key);
extern long json_integer(const Json *object, const char *key);

/*
 * Byte offsets of the characters of a text: offsets[0 .. n], n characters;
 * freed by the caller.  The corpora count in characters, the core in bytes.
 */
extern size_t *json_char_offsets(const char *text, size_t len, size_t *n);

#endif /* JSONL_H */
