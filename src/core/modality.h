/*
 * modality.h
 *		Asserted, projected, denied or hypothetical.
 *
 * Projected: will, could, may, expected, forecast, set to, plans to, and
 * "would" in reported speech.  Hypothetical: with "if" or "unless", "would"
 * that nobody reports, and what is only proposed, demanded or offered.
 * Denied: negated, or depending on denied, rejected, disputed.
 */
#ifndef NX_MODALITY_H
#define NX_MODALITY_H

#include "reading.h"

/* reported: the claim has a speaker. */
extern NxModality nx_modality_of(const NxWindow *w, const NxDraft *d, bool reported);

#endif /* NX_MODALITY_H */
