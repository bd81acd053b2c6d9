/*
 * reading.h
 *		What the words around a measured expression say of it.
 */
#ifndef NX_READING_H
#define NX_READING_H

#include "amount.h"

typedef enum NxReading
{
	NX_READ_NOT, /* not this construction */
	NX_READ_CLAIM,
	NX_READ_NOTHING /* no claim of its own */
} NxReading;

/*
 * Read the expression that d names; claims are those of the window, to whose last
 * ones an earlier value or a direction may still be added.  On NX_READ_CLAIM
 * the draft is filled.
 */
extern NxReading nx_read_claim(NxWindow *w, NxReadingContext *c, NxDraft *d, NxClaim *claims);

/* ---- words of change beside the expression (reading_change.c) ---- */

/* "from £1.36bn", "compared with $275 million", "than 5%": of the claim before. */
extern NxReading nx_read_earlier_value(NxWindow *w, NxReadingContext *c, NxDraft *d,
									   NxClaim *claims);

/* "a 40% increase in sales", "a 4% pay rise". */
extern NxReading nx_read_noun_of_change_after(NxWindow *w, NxReadingContext *c, NxDraft *d);

/* "a rise of 14.8% in spending", "an increase in fares of 6%". */
extern NxReading nx_read_noun_of_change_before(NxWindow *w, NxReadingContext *c, NxDraft *d);

/* "up 3%", "down by 6.2 points", "3% higher", "2.1% more cars". */
extern NxReading nx_read_adjective_of_change(NxWindow *w, NxReadingContext *c, NxDraft *d,
											 NxClaim *claims);

/* "more than doubled", "topped $3 trillion": the verb stands in the expression. */
extern NxReading nx_read_verb_inside(NxWindow *w, NxDraft *d);

#endif /* NX_READING_H */
