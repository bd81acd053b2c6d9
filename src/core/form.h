/*
 * form.h
 *		What a name says: its words without title, possessive and accents, as
 *		numbers that linking compares.
 */
#ifndef NX_FORM_H
#define NX_FORM_H

#include "nx.h"

#define NX_FORM_MAX 8 /* words that are compared; longer names are told apart by key */

typedef struct NxFormWord
{
	uint32_t hash;  /* of the word in lower case, without accents, dots and "al-" */
	uint8_t letter; /* its first byte, lower case */
	bool initial;   /* a single letter: "J." */
	bool place;     /* names a country, a city or their people */
} NxFormWord;

typedef struct NxForm
{
	NxFormWord word[NX_FORM_MAX];
	uint32_t n;           /* of word[]; never 0 */
	uint32_t first_token; /* of the name proper, titles left out */
	NxSpan name;          /* the name proper */
	uint64_t key;         /* of all the words, and of the suffix */
	uint32_t suffix;      /* hash of "Jr.", "III"; or 0 */
	uint32_t title;       /* hash of an office before the name ("President"), or 0 */
	uint8_t gender;       /* of title or given name: 'f', 'm' or 0 */
	bool sexed;           /* a title tells the gender */
	bool titled;          /* some title or honorific stands before or in the mention */
	bool given;           /* the first of several words is a given name */
	bool family_first;    /* the first of several words is a family name, and only that */
	bool place;           /* the whole is a known country, city, region … */
	bool acronym;         /* one word of capitals: "SOAS", "U.N.H.C.R." */
	bool alias;           /* stood in name_alias: words are the canonical ones */
} NxForm;

/* The form of name mention m, which is labelled label. */
extern void nx_form(const NxAnalysis *a, const NxMention *m, NxLabel label, NxForm *form);

/*
 * The keys under which the initials of a name may be used as its acronym, both
 * without and with the small words between ("SOAS", "DoJ"), and without a country
 * before it (the "U.S. Federal Aviation Administration" is the FAA) or the noun
 * after it ("Canadian National Railway", CN); 0 where there is none.
 */
#define NX_FORM_ACRONYMS 4

extern void nx_form_acronyms(const NxAnalysis *a, const NxMention *m,
							 uint32_t keys[NX_FORM_ACRONYMS]);

/* Does the word name a people or party: "Russian", "Republicans"? */
extern bool nx_is_people(const NxAnalysis *a, uint32_t token);

/* The word's hash as NxFormWord has it. */
extern uint32_t nx_form_hash(const char *word, size_t len);

#endif /* NX_FORM_H */
