/*
 * records.h
 *		The quotations and claims of a text, kept packed: some fifteen bytes instead
 *		of the fifty-six that NxQuote and NxClaim are.  They are written in order
 *		and read in order.
 */
#ifndef NX_RECORDS_H
#define NX_RECORDS_H

#include "nx.h"
#include "packed.h"

/* Append one that begins no earlier than the last; NX_NOMEM. */
extern NxStatus nx_quote_push(NxAnalysis *a, const NxQuote *q);
extern NxStatus nx_claim_push(NxAnalysis *a, const NxClaim *c);

/* Reads them from the first one on. */
typedef struct NxRecordReader
{
	const NxAnalysis *a;
	NxPackedReader records;
	uint32_t start;  /* of the one before */
	uint32_t number; /* its quote_no, its measured */
} NxRecordReader;

extern NxRecordReader nx_quote_reader(const NxAnalysis *a);
extern NxRecordReader nx_claim_reader(const NxAnalysis *a);

/* False behind the last. */
extern bool nx_quote_next(NxRecordReader *reader, NxQuote *q);
extern bool nx_claim_next(NxRecordReader *reader, NxClaim *c);

/* Number i, found by walking: for tests. */
extern NxQuote nx_quote_at(const NxAnalysis *a, uint32_t i);
extern NxClaim nx_claim_at(const NxAnalysis *a, uint32_t i);

#endif /* NX_RECORDS_H */
