/*
 * check.h
 *		Assertions for the unit tests: plain C programs, one for each file of
 *		the core.
 *
 * A failing check prints where, what was expected and what came, and the
 * program goes on; main() ends with `return check_report("token");`, which
 * prints one line that `make test` counts.  CHECK_CONTEXT() names the input at
 * work, so that a loop over a table says which row failed.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static unsigned check_passed;
static unsigned check_failed;
static char check_context[200];

static inline void
check_count(bool ok, const char *file, int line, const char *what)
{
	if (ok)
		check_passed++;
	else
	{
		check_failed++;
		printf("%s:%d: %s", file, line, what);
		if (check_context[0] != '\0')
			printf("  [%s]", check_context);
		printf("\n");
	}
}

/* Name the input that the next checks are about; "" for none. */
static inline void
check_set_context(const char *context)
{
	snprintf(check_context, sizeof check_context, "%.199s", context);
}

static inline void
check_int(int64_t actual, int64_t expected, const char *file, int line, const char *what)
{
	char message[400];

	snprintf(message, sizeof message, "%s is %lld, not %lld", what, (long long) actual,
			 (long long) expected);
	check_count(actual == expected, file, line, message);
}

static inline void
check_double(double actual, double expected, const char *file, int line, const char *what)
{
	char message[400];

	snprintf(message, sizeof message, "%s is %.17g, not %.17g", what, actual, expected);
	check_count(actual == expected, file, line, message);
}

/* Compare len bytes with a C string. */
static inline void
check_bytes(const char *actual, size_t len, const char *expected, const char *file, int line,
			const char *what)
{
	char message[600];

	snprintf(message, sizeof message, "%s is \"%.*s\", not \"%s\"", what,
			 (int) (len > 200 ? 200 : len), len > 0 ? actual : "", expected);
	check_count(len == strlen(expected) && (len == 0 || memcmp(actual, expected, len) == 0), file,
				line, message);
}

static inline void
check_string(const char *actual, const char *expected, const char *file, int line, const char *what)
{
	if (actual == NULL)
		check_count(expected == NULL, file, line, what);
	else
		check_bytes(actual, strlen(actual), expected, file, line, what);
}

/* The closing line, and main()'s exit status. */
static inline int
check_report(const char *name)
{
	printf("%s: %u passed, %u failed\n", name, check_passed, check_failed);
	return check_failed == 0 ? 0 : 1;
}

#define CHECK_CONTEXT(text) check_set_context(text)
#define CHECK(condition) check_count((condition), __FILE__, __LINE__, #condition)
#define CHECK_INT(actual, expected) check_int((actual), (expected), __FILE__, __LINE__, #actual)
#define CHECK_DOUBLE(actual, expected)                                                             \
	check_double((actual), (expected), __FILE__, __LINE__, #actual)
#define CHECK_STR(actual, expected) check_string((actual), (expected), __FILE__, __LINE__, #actual)
#define CHECK_BYTES(actual, len, expected)                                                         \
	check_bytes((actual), (len), (expected), __FILE__, __LINE__, #actual)

#endif /* CHECK_H */
