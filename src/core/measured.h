/*
 * measured.h
 *		The measured expressions of a text, kept packed: some seven bytes instead of
 *		the hundred of NxMeasured.  They are written in order and read in order.
 */
#ifndef NX_MEASURED_H
#define NX_MEASURED_H

#include "nx.h"
#include "packed.h"

/* Append one that begins no earlier than the last; NX_NOMEM. */
extern NxStatus nx_measured_push(NxAnalysis *a, const NxMeasured *m);

/* Reads NxAnalysis.measured from the first one on. */
typedef struct NxMeasuredReader
{
	NxPackedReader records;
	uint32_t start; /* of the one before */
	uint32_t token;
} NxMeasuredReader;

extern NxMeasuredReader nx_measured_reader(const NxAnalysis *a);

/* False behind the last. */
extern bool nx_measured_next(NxMeasuredReader *reader, NxMeasured *m);

/* Number i, found by walking: for tests and for what has only one. */
extern NxMeasured nx_measured_at(const NxAnalysis *a, uint32_t i);

#endif /* NX_MEASURED_H */
