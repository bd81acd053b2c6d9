/*
 * claim_speaker.h
 *		Who says what a claim says.
 */
#ifndef NX_CLAIM_SPEAKER_H
#define NX_CLAIM_SPEAKER_H

#include "clause.h"

/* Where in the quotations the last claim stood; begins as {0}. */
typedef struct NxQuoteCursor
{
	uint32_t next_quote;
} NxQuoteCursor;

/*
 * Fill claim->speaker and speaker_entity: from the innermost quotation around
 * the expression, or, where no quotation was found, from an attribution in the
 * sentence itself.  start is the first token of the claim's clause, verb the
 * one that governs the expression or -1.  Expressions must come in order.
 */
extern void nx_find_claim_speaker(NxQuoteCursor *cursor, const NxWindow *w,
								  const NxMeasured *measured, int start, int verb, NxClaim *claim);

#endif /* NX_CLAIM_SPEAKER_H */
