/*
 * clause.h
 *		Verbs, their subjects, noun phrases and expressions of time in a window.
 */
#ifndef NX_CLAUSE_H
#define NX_CLAUSE_H

#include "window.h"

/* A stretch of a window; start == end: none. */
typedef struct NxStretch
{
	int start;
	int end;
} NxStretch;

/* The first token of the verb group of verb v: its auxiliaries, adverbs, "is expected to". */
extern int nx_verb_group(const NxWindow *w, int v);

/* The nearest finite verb before token i in the same sentence part, or -1. */
extern int nx_verb_before(const NxWindow *w, int i);

/* The nearest finite verb at or after token i, before end, no break between; or -1. */
extern int nx_verb_after(const NxWindow *w, int i);

/* The subject of verb v.  *there: it is an existential "there". */
extern NxStretch nx_subject_of(const NxWindow *w, int v, bool *there);

/* The noun phrase that ends at token i, with what goes before it ("of" phrases), back to its start. */
extern NxStretch nx_phrase_before(const NxWindow *w, int i);

/* The noun phrase that begins at token i, with its "of", "for", "in" phrases. */
extern NxStretch nx_phrase_after(const NxWindow *w, int i);

/* The expression of time that begins at token i, preposition included. */
extern NxStretch nx_period_at(const NxWindow *w, int i);

/* Token i heads an expression of time (not one of its modifiers: "current"). */
extern bool nx_is_time_noun(const NxWindow *w, int i);

static inline bool
nx_is_empty(NxStretch s)
{
	return s.start >= s.end;
}

/* Text of a stretch as a span of bytes. */
extern NxSpan nx_stretch_span(const NxWindow *w, NxStretch stretch);

#endif /* NX_CLAUSE_H */
