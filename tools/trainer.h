/*
 * trainer.h
 *		What the trainers share: memory or the end of the program, and numbers of
 *		chance that are the same everywhere.
 */
#ifndef TRAINER_H
#define TRAINER_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static inline void *
must(void *p)
{
	if (p == NULL)
	{
		fprintf(stderr, "out of memory\n");
		exit(1);
	}
	return p;
}

/* Zeroed. */
static inline void *
allocate(size_t n, size_t size)
{
	return must(calloc(n ? n : 1, size));
}

static inline void *
resize(void *p, size_t size)
{
	return must(realloc(p, size ? size : 1));
}

#define RANDOM_START 88172645463325252u

static uint64_t random_state = RANDOM_START;

static inline uint32_t
random_bits(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return (uint32_t) (random_state >> 32);
}

#endif /* TRAINER_H */
