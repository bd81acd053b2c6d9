/*
 * claim_speaker.h
 *		Who says what a claim says.
 */
#ifndef NX_CLAIM_SPEAKER_H
#define NX_CLAIM_SPEAKER_H

#include "clause.h"
#include "records.h"

#define NX_QUOTES_AROUND 16 /* quotations looked back at for one around an expression */

/* Where in the quotations the last claim stood. */
typedef struct NxQuoteCursor
{
	NxRecordReader reader;
	NxQuote next;
	bool more;                      /* next is one */
	NxQuote last[NX_QUOTES_AROUND]; /* a ring of those that begin before the claim */
	uint32_t n;                     /* in all */
} NxQuoteCursor;

/* Begin before the first quotation. */
extern void nx_quote_cursor_start(NxQuoteCursor *cursor, const NxAnalysis *a);

/*
 * Fill claim->speaker and speaker_entity: from the innermost quotation around
 * the expression, or, where no quotation was found, from an attribution in the
 * sentence itself.  start is the first token of the claim's clause, verb the
 * one that governs the expression or -1.  Expressions must come in order.
 */
extern void nx_find_claim_speaker(NxQuoteCursor *cursor, const NxWindow *w,
								  const NxMeasured *measured, int start, int verb, NxClaim *claim);

#endif /* NX_CLAIM_SPEAKER_H */
