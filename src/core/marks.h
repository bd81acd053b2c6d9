/*
 * marks.h
 *		Quotation marks → the stretches of text that stand between them.
 */
#ifndef NX_MARKS_H
#define NX_MARKS_H

#include "nx.h"

typedef enum NxMarkStyle
{
	NX_MARK_DOUBLE,   /* “ ” " „ ‟ `` '' */
	NX_MARK_SINGLE,   /* ‘ ’ ' */
	NX_MARK_GUILLEMET /* « » ‹ › */
} NxMarkStyle;

#define NX_MF_RUNS_ON 0x01  /* goes on in the next paragraph, which reopens it */
#define NX_MF_RUN 0x02      /* reopens the quotation of the paragraph before */
#define NX_MF_UNCLOSED 0x04 /* its closing mark is missing: end is a guess */
#define NX_MF_UNOPENED 0x08 /* its opening mark is missing: first is a guess */

/* One marked stretch, never longer than a paragraph. */
typedef struct NxMarked
{
	uint32_t open;  /* token of the opening mark, NX_NONE when missing */
	uint32_t close; /* token of the closing mark, NX_NONE when missing */
	uint32_t first; /* content, marks left out: tokens first … end - 1 */
	uint32_t end;
	uint32_t paragraph;
	uint32_t parent; /* the stretch around it, or NX_NONE */
	uint8_t style;   /* NxMarkStyle */
	uint8_t flags;   /* NX_MF_… */
} NxMarked;

typedef struct NxMarks
{
	NxMarked *marked; /* by first token; a parent stands before its children */
	uint32_t n;
	uint32_t capacity;
} NxMarks;

/* Needs tokens and sentences.  Content is never empty. */
extern NxStatus nx_find_marks(NxAnalysis *a, NxMarks *marks);

#endif /* NX_MARKS_H */
