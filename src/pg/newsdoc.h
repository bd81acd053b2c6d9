/*
 * newsdoc.h
 *		The document type: a whole analysis as one self-contained value.
 *
 * Everything that reads or writes documents works on NewsParts, the document
 * taken apart: newsdoc_build() is the only writer, newsdoc_read() the only
 * reader, whether the parts come from an analysis, from JSON or from the wire.
 *
 * The stored form.  A document must stay as small as the tsvector of the same
 * article, and yet carry its strings.  Most of them stand in the text word for
 * word and overlap each other (a name inside a quotation inside a claim), so
 * the union of all stretches that are needed is stored once, as "fragments",
 * and whatever stands in the text is a position in them.  What stands nowhere
 * in them (a name put together again, a role) goes to a table of strings.
 *
 *		int32	varlena header
 *		uint8	version				NEWSDOC_VERSION
 *		uint8	flags				NEWSDOC_TRUNCATED
 *		uint8	reserved[2]			zero
 *		varints	characters of the text; number of mentions, entities,
 *				quotes, quantities, claims, fragments, strings;
 *				bytes of the sections fragments, strings, entities,
 *				mentions, quotes, quantities, claims
 *		the sections, in that order
 *		the characters: all fragments, then all strings, in the server's
 *				encoding
 *
 * Varints are base-128, low bits first, in the fewest bytes; "signed" ones are
 * zigzag.  Positions are in characters, from 0, and differences to the record
 * before.  Only the characters depend on the encoding, and all lengths are in
 * characters, so the wire form is the same bytes with the characters
 * converted.
 *
 *	fragment	gap since the end of the last one, length
 *	string		length
 *	entity		label | has_role << 4 | has_aliases << 5; name (reference);
 *				salience in thousandths; role (reference); number of aliases,
 *				aliases (references).  Its mentions and first span are read
 *				off the mentions.
 *	mention		distance << 2 | kind, or 3 with a byte kind | label << 2 where
 *				the label is not the entity's; length; entity + 1, or 0
 *	quote		distance; length; a byte NEWSDOC_QUOTE_…; quote_no (signed,
 *				from the last one's); cue, source: distance from the quote's
 *				start (signed), length; speaker; label byte where it is not
 *				the entity's
 *	quantity	distance; length; unit: 0 for none, 1 and the number of a string
 *				for one that is thereby known, 2 + the number of a known one;
 *				flags byte (0x80: both ends are one number); the ends (decimals)
 *	claim		distance; length; a byte NEWSDOC_CLAIM_…; quantity (signed,
 *				from the last claim's); earlier quantity (signed, from that
 *				quantity); subject, period as in quotes; speaker
 *
 * A reference is a number: that of the first mention with the same words; or
 * (for speakers only) that many mentions + the first quote whose source has
 * the same words; or mentions + quotes + the number of a string.  A speaker is
 * 0 for none, 1 for the words of the source (of a quote), 2 + an entity, or 2 +
 * entities + a reference.
 *
 * A decimal is a byte (exponent + 32) << 1 | negative, then the digits as a
 * varint; or a byte 0xFF and the double in eight, little end first, where no
 * decimal of 15 digits reads back as the same double.
 *
 * There is exactly one stored form for the same parts, so that equal documents
 * are equal bytes, and bytes from outside are checked by building them anew.
 */
#ifndef NEWSEXT_NEWSDOC_H
#define NEWSEXT_NEWSDOC_H

#include "postgres.h"

#include "compat.h"
#include "nx.h"
#include "fmgr.h"

#define NEWSDOC_VERSION 1
#define NEWSDOC_TRUNCATED 0x01 /* the text went on beyond what was analysed */

typedef struct NewsDoc
{
	int32 vl_len_; /* varlena header (do not touch directly!) */
	uint8 version;
	uint8 flags;
	uint8 reserved[2];
	uint8 data[FLEXIBLE_ARRAY_MEMBER];
} NewsDoc;

#define NEWSDOC_HEADER offsetof(NewsDoc, data)

StaticAssertDecl(offsetof(NewsDoc, version) == 4, "newsdoc: version byte moved");
StaticAssertDecl(offsetof(NewsDoc, data) == 8, "newsdoc: data moved");

#define DatumGetNewsDocP(datum) ((NewsDoc *) PG_DETOAST_DATUM(datum))
#define PG_GETARG_NEWSDOC_P(n) DatumGetNewsDocP(PG_GETARG_DATUM(n))
#define PG_RETURN_NEWSDOC_P(doc) PG_RETURN_POINTER(doc)

/* ---- a document taken apart ---- */

/*
 * A stretch of the text, with its words in the server's encoding (not
 * terminated).  start == end: there is none.
 */
typedef struct NewsText
{
	uint32 start; /* characters, from 0 */
	uint32 end;   /* exclusive */
	NxStr words;
} NewsText;

typedef struct NewsMention
{
	NewsText text;
	uint32 entity; /* index, or NX_NONE */
	uint8 label;   /* NxLabel */
	uint8 kind;    /* NxMentionKind */
} NewsMention;

typedef struct NewsEntity
{
	NxStr name;
	NxStr role; /* len 0: none */
	NxStr *aliases;
	uint32 n_aliases;
	uint32 mentions;      /* read off the mentions */
	uint32 first_mention; /* likewise; NX_NONE without mentions */
	uint32 salience;      /* thousandths */
	uint8 label;          /* NxLabel, never none */
} NewsEntity;

typedef struct NewsQuote
{
	NewsText text; /* the content */
	NewsText cue;
	NewsText source;       /* the words for the speaker in the text */
	uint32 quote_no;       /* from 1 */
	uint32 speaker_entity; /* index, or NX_NONE */
	NxStr speaker;         /* the entity's name if there is one; len 0: nobody */
	uint8 speaker_label;   /* NxLabel; none without a named source */
	uint8 kind;            /* NxQuoteKind */
	bool negated;
} NewsQuote;

typedef struct NewsMeasured
{
	NewsText text; /* the expression */
	NxQuantity quantity;
} NewsMeasured;

typedef struct NewsClaim
{
	NewsText text; /* the clause */
	NewsText subject;
	NewsText period;
	uint32 measured;       /* index */
	uint32 from;           /* index of the earlier value, or NX_NONE */
	uint32 speaker_entity; /* index, or NX_NONE */
	NxStr speaker;         /* len 0: nobody */
	uint8 measure;         /* NxMeasure */
	uint8 direction;       /* NxDirection */
	uint8 modality;        /* NxModality */
} NewsClaim;

/* Every array is ordered by the start of its texts; entities by first mention. */
typedef struct NewsParts
{
	uint32 chars; /* of the text analysed */
	bool truncated;
	NewsMention *mentions;
	uint32 n_mentions;
	NewsEntity *entities;
	uint32 n_entities;
	NewsQuote *quotes;
	uint32 n_quotes;
	NewsMeasured *measured;
	uint32 n_measured;
	NewsClaim *claims;
	uint32 n_claims;
} NewsParts;

/* Records of one kind in a document; what goes beyond is left out and counts as truncated. */
#define NEWSDOC_MAX_RECORDS ((uint32) 4 * 1024 * 1024)

/* ---- reading and building ---- */

/* What newsdoc_read() is asked for; the other arrays stay empty. */
#define NEWSDOC_NAMES 0x01  /* mentions and entities */
#define NEWSDOC_QUOTES 0x02 /* brings names */
#define NEWSDOC_QUANTITIES 0x04
#define NEWSDOC_CLAIMS 0x08 /* brings all */
#define NEWSDOC_ALL 0x0F
#define NEWSDOC_QUOTED 0x10 /* quotes, but their speakers only where names are read too */

/*
 * Take a stored document apart.  Strings point into doc, everything else is
 * palloc'd in the current memory context.  Raises ERRCODE_DATA_CORRUPTED when
 * the bytes make no sense.
 */
extern NewsParts *newsdoc_read(const NewsDoc *doc, int sections);

/*
 * How many of each a document has, for planner and statistics; a detoasted
 * prefix of NEWSDOC_COUNTS_PREFIX bytes is enough.
 */
#define NEWSDOC_COUNTS_PREFIX 64
typedef struct NewsCounts
{
	uint32 mentions;
	uint32 entities;
	uint32 quotes;
	uint32 measured;
	uint32 claims;
} NewsCounts;

extern NewsCounts newsdoc_counts(const NewsDoc *doc);

/*
 * What our own analysis gives one by one instead of in arrays, as a text of
 * nothing but amounts has them by the million: as many quantities and claims as
 * the parts say that there are, and the fragments.  Each is read once, in order.
 */
typedef struct NewsStream
{
	void *state;
	void (*measured)(void *state, NewsMeasured *m);
	void (*claim)(void *state, NewsClaim *c);
	bool (*fragment)(void *state, NewsText *text); /* false behind the last */
} NewsStream;

/*
 * Put parts together.  Parts with a stream come from our own analysis and are
 * trusted; others are checked completely and give NULL and a soft error of the
 * given SQLSTATE.
 */
typedef struct NewsBuild
{
	const NewsStream *stream; /* or NULL */
	int sqlerrcode;
	struct Node *escontext;
} NewsBuild;

extern NewsDoc *newsdoc_build(const NewsParts *parts, const NewsBuild *build);

/*
 * Analyse a text as far as last_stage and put the result into a document in
 * the current memory context.  Never raises an error for what the text says.
 */
extern NewsDoc *newsdoc_analyze(text *body, NxStage last_stage);

/* The JSON form (newsdoc_json.c). */
extern void newsdoc_append_json(StringInfo buf, const NewsParts *parts);
struct JsonbContainer;
extern NewsParts *newsdoc_parts_from_jsonb(struct JsonbContainer *root, struct Node *escontext);

#endif /* NEWSEXT_NEWSDOC_H */
