/*
 * cue_features.c
 *		Is this word a cue, and on which side is its content: what to look at.
 */
#include <string.h>

#include "attribution_features.h"
#include "source.h"

/* "declined to say", "was quoted as saying": the cue comes after. */
static bool
leads_to_cue(const NxTokens *t, uint32_t i)
{
	uint32_t next;

	if (i + 2 >= t->n || !nx_tok_has(t, i + 2, NX_C_REPORTING_VERB))
		return false;
	next = nx_tok_word(t, i + 1);
	return next == NX_W_TO ? nx_tok_has(t, i, NX_C_REFUSAL)
						   : next == NX_W_AS && nx_tok_has(t, i, NX_C_REPORTING_VERB);
}

bool
nx_is_led_to(const NxTokens *t, uint32_t i)
{
	return i >= 2 && leads_to_cue(t, i - 2);
}

/* "called off", "spoke to Ana Diaz", "the probe, called Narwhal,": they say something else here. */
static bool
is_other_sense(const NxTokens *t, uint32_t i)
{
	if (i + 1 >= t->n)
		return false;
	if (nx_tok_word(t, i + 1) == NX_W_OFF)
		return true;
	if (nx_tok_word(t, i) == NX_W_SPOKE)
		return nx_tok_word(t, i + 1) == NX_W_TO || nx_tok_word(t, i + 1) == NX_W_WITH;
	return i > 0 && t->kind[i - 1] == NX_TOK_COMMA && nx_tok_has(t, i, NX_C_NAMING_WORD) &&
		   t->kind[i + 1] == NX_TOK_WORD && (t->flags[i + 1] & NX_TF_UPPER_INITIAL);
}

bool
nx_is_noun_before_verb(const NxTokens *t, uint32_t i)
{
	return i + 1 < t->n && nx_tok_has(t, i, NX_C_REPORTING_NOUN) && t->kind[i + 1] == NX_TOK_WORD &&
		   (nx_tok_has(t, i + 1, NX_C_FINDING_VERB) || nx_tok_has(t, i + 1, NX_C_REPORTING_VERB));
}

/* "Asked whether she would stand, Hartog laughed", "when asked": the subject was asked. */
bool
nx_is_being_asked(const NxTokens *t, uint32_t i)
{
	uint16_t before;

	if (t->kind[i] != NX_TOK_WORD || !nx_tok_has(t, i, NX_C_ASKED))
		return false;
	/* a question in marks is somebody's words all the same */
	for (uint32_t k = i + 1; k < t->n && k < i + 12 && t->kind[k] != NX_TOK_STOP; k++)
		if (t->kind[k] == NX_TOK_OPEN || t->kind[k] == NX_TOK_QUOTE)
			return false;
	if (i == 0 || (t->flags[i] & (NX_TF_UPPER_INITIAL | NX_TF_BLANK_BEFORE)))
		return i + 1 < t->n && t->kind[i + 1] == NX_TOK_WORD;
	before = nx_tok_word(t, i - 1);
	return before == NX_W_WHEN || before == NX_W_IF || before == NX_W_WHILE;
}

bool
nx_is_candidate(const NxTokens *t, uint32_t i)
{
	/* what follows a colon after a quotation is about it, or who said it */
	if (t->kind[i] == NX_TOK_COLON)
		return i == 0 || (t->kind[i - 1] != NX_TOK_CLOSE && t->kind[i - 1] != NX_TOK_QUOTE);
	if (nx_tok_word(t, i) == NX_W_ACCORDING)
		return true;
	return t->kind[i] == NX_TOK_WORD && !leads_to_cue(t, i) && !is_other_sense(t, i) &&
		   !nx_is_being_asked(t, i) && !nx_is_noun_before_verb(t, i);
}

/* The classes and the ending of the cue's word. */
static uint32_t
cue_class(const NxScene *sc, uint32_t i)
{
	const NxTokens *t = sc->t;
	uint32_t len = t->end[i] - t->start[i];
	const char *end = sc->a->text + t->end[i];
	uint32_t form = 0;

	if (t->kind[i] != NX_TOK_WORD)
		return 1;
	if (len > 3 && end[-1] == 'd')
		form = 1;
	else if (len > 4 && end[-1] == 'g' && end[-2] == 'n')
		form = 2;
	else if (len > 2 && end[-1] == 's')
		form = 3;
	return 2 + (form << 2 | (uint32_t) nx_tok_has(t, i, NX_C_REPORTING_VERB) << 4 |
				(uint32_t) nx_tok_has(t, i, NX_C_BELIEF_VERB) << 5 |
				(uint32_t) nx_tok_has(t, i, NX_C_REPORTING_NOUN) << 6 |
				(uint32_t) nx_tok_has(t, i, NX_C_STANCE_WORD) << 7 |
				(uint32_t) ((t->flags[i] & NX_TF_UPPER_INITIAL) != 0) << 8);
}

/* What may stand between a subject and its verb. */
static bool
is_auxiliary(uint32_t pos)
{
	return pos == P_BE || pos == P_HAVE || pos == P_DO || pos == P_MODAL || pos == P_NEG ||
		   pos == P_ADV || pos == P_TO;
}

/* "Diaz: We will not pay", "Q: Why?": a name or a speaker alone before a colon that begins a paragraph. */
static bool
is_speaker_label(const NxScene *sc, uint32_t i)
{
	uint32_t last = nx_pos_at(sc, i - 1);

	if (!sc->paragraph_start || i - sc->first > 4 || i == sc->first || i + 2 >= sc->end ||
		(sc->pos[i] & NX_IN_MARKS))
		return false;
	for (uint32_t k = sc->first; k + 1 < i; k++)
		if (nx_pos_at(sc, k) != P_NAME && nx_pos_at(sc, k) != P_CAP && nx_pos_at(sc, k) != P_SNOUN)
			return false;
	if (last == P_SNOUN || (sc->t->flags[i - 1] & NX_TF_SINGLE_LETTER))
		return true;
	for (uint32_t k = nx_mention_from(sc->a, i - 1); k < sc->a->n_mentions; k++)
		return sc->a->mentions[k].first_token < i && sc->a->mentions[k].kind == NX_NAME &&
			   (sc->a->mentions[k].label == NX_PERSON || sc->a->mentions[k].label == NX_ORG);
	return false;
}

bool
nx_beside_speech(const NxScene *sc, uint32_t i)
{
	if (sc->t->kind[i] == NX_TOK_COLON)
		return is_speaker_label(sc, i);
	if ((sc->pos[i] & NX_POS_MASK) != P_SPEECH || (sc->pos[i] & NX_IN_MARKS))
		return false;
	for (uint32_t k = 1; k <= 12 && i + k < sc->end; k++)
	{
		uint32_t p = nx_pos_at(sc, i + k);

		if (p == P_OPEN && k <= 9)
			return true;
		if (p == P_CLOSE || p == P_STOP)
			break;
	}
	for (uint32_t k = 1; k <= 12 && i >= sc->first + k; k++)
	{
		uint32_t p = nx_pos_at(sc, i - k);

		if (p == P_CLOSE)
			return true;
		if (p == P_OPEN || p == P_STOP)
			break;
	}
	return false;
}

/* "PM ‘lied to parliament’, says ex-aide": only a phrase between the verb and the end. */
static bool
ends_with_phrase(const NxScene *sc, uint32_t i)
{
	uint32_t k = i + 1;

	if (nx_tok_has(sc->t, i, NX_C_TELLING_VERB))
		return false;
	while (k < sc->content_end && k < i + 7 && nx_is_nominal(nx_pos_at(sc, k)))
		k++;
	return k == sc->content_end && k > i + 1;
}

bool
nx_is_inverted(const NxScene *sc, uint32_t i)
{
	uint32_t from = i > sc->first + NX_WINDOW ? i - NX_WINDOW : sc->first;
	uint32_t next = nx_pos_at(sc, i + 1);

	if (i > sc->first + 2 && nx_pos_at(sc, i) == P_SPEECH && nx_pos_at(sc, i - 1) == P_COMMA &&
		!nx_is_participle(sc, i) && ends_with_phrase(sc, i))
		return true;

	if (i < sc->first + 4 || nx_pos_at(sc, i) != P_SPEECH || nx_pos_at(sc, i - 1) != P_COMMA ||
		(next != P_DET && next != P_NAME && next != P_SNOUN))
		return false;
	/* an apposition before the verb would have a comma at its beginning too */
	for (uint32_t k = from; k + 1 < i; k++)
		if (nx_pos_at(sc, k) == P_COMMA || nx_pos_at(sc, k) == P_DASH)
			return false;
	return nx_verbs_between(sc, from, i - 1) > 0;
}

/* Where or when something was said: "in a statement", "at the rally", "on Monday". */
static bool
is_setting(const NxScene *sc, uint32_t i)
{
	uint32_t word;

	if (i >= sc->content_end || nx_pos_at(sc, i) == P_TIME || nx_pos_at(sc, i) == P_COMMA)
		return true;
	word = nx_tok_word(sc->t, i);
	if (word != NX_W_IN && word != NX_W_AT && word != NX_W_ON && word != NX_W_DURING &&
		word != NX_W_AFTER && word != NX_W_BEFORE)
		return false;
	for (uint32_t k = i + 1; k < i + 10; k++)
	{
		uint32_t p = nx_pos_at(sc, k);

		if (k >= sc->content_end || p == P_COMMA)
			return true;
		if (!nx_is_nominal(p) && p != P_PREP && p != P_TIME && p != P_RNOUN && p != P_STANCE)
			return false;
	}
	return false;
}

/* What stands behind the cue and whom it was told: "told the BBC", "told a news conference". */
static uint32_t
after_addressee(const NxScene *sc, uint32_t i)
{
	uint32_t k = i + 1;

	if (!nx_tok_has(sc->t, i, NX_C_TELLING_VERB))
		return k;
	while (k < i + 8 && (nx_is_nominal(nx_pos_at(sc, k)) || nx_pos_at(sc, k) == P_OBJ))
		k++;
	return k;
}

bool
nx_is_postposed(const NxScene *sc, uint32_t i)
{
	uint32_t from = i > sc->first + NX_WINDOW ? i - NX_WINDOW : sc->first;
	uint32_t k = i;

	bool last = i + 1 >= sc->content_end && !(sc->pos[i] & NX_IN_MARKS);

	if ((nx_pos_at(sc, i) != P_SPEECH && !(last && nx_pos_at(sc, i) == P_BELIEF)) ||
		!is_setting(sc, after_addressee(sc, i)))
		return false;
	/* back over the source to the comma before it */
	while (k > from && i - k < 10 && nx_pos_at(sc, k - 1) != P_COMMA)
	{
		uint32_t p = nx_pos_at(sc, k - 1);

		if (!nx_is_nominal(p) && p != P_PREP && p != P_PRON && p != P_PRON_OTHER && p != P_HAVE &&
			p != P_ADV && !nx_is_noun_before_verb(sc->t, k - 1))
			return false;
		k--;
	}
	return k > from + 3 && k < i && nx_pos_at(sc, k - 1) == P_COMMA &&
		   (nx_verbs_between(sc, from, k - 1) > 0 ||
			(last && k > from + 5 && nx_pos_at(sc, sc->first) != P_PREP)) &&
		   nx_pos_at(sc, sc->first) != P_SUB;
}

/*
 * Inflections go, and what they did to the word's end: "criticised",
 * "criticises", "criticise" → "criticis", "denied", "deny" → "den".  Only
 * forms of one word have to come out alike.
 */
uint32_t
nx_stem_length(const char *word, uint32_t len)
{
	uint32_t n = len;

	if (n > 5 && memcmp(word + n - 3, "ing", 3) == 0)
		n -= 3;
	else if (n > 4 && (memcmp(word + n - 2, "ed", 2) == 0 || memcmp(word + n - 2, "es", 2) == 0))
		n -= 2;
	else if (n > 3 && ((word[n - 1] == 's' && word[n - 2] != 's') || word[n - 1] == 'e'))
		n--;
	if (n > 3 && word[n - 1] == word[n - 2] && word[n - 1] != 's' && word[n - 1] != 'l')
		n--;
	if (n > 3 && (word[n - 1] == 'i' || word[n - 1] == 'y'))
		n--;
	return n;
}

bool
nx_is_participle(const NxScene *sc, uint32_t i)
{
	return sc->t->end[i] - sc->t->start[i] > 4 &&
		   memcmp(sc->a->text + sc->t->end[i] - 3, "ing", 3) == 0;
}

static uint32_t
stem_of(const NxScene *sc, uint32_t i)
{
	const char *word = sc->a->text + sc->t->start[i];

	if (sc->t->kind[i] != NX_TOK_WORD)
		return 0;
	return (uint32_t) nx_word_hash(word, nx_stem_length(word, sc->t->end[i] - sc->t->start[i]));
}

static bool
is_finite(uint32_t pos)
{
	return pos == P_BE || pos == P_HAVE || pos == P_DO || pos == P_MODAL || pos == P_ED ||
		   pos == P_SPEECH || pos == P_NEG;
}

/* What a cue takes, where a word's part alone does not say it; beyond NxPos. */
enum
{
	F_CLAUSE = 50,    /* he was …, the plan would … */
	F_PRONOUN,        /* "it", no verb after it */
	F_NAME_CLAUSE,    /* Diaz was … */
	F_OBJECT = 64,    /* them, and the part after it */
	F_PHRASE = 128,   /* a noun phrase, and the part after it */
	F_MODIFIED = 192, /* one that may begin with a verb */
	F_PREP = 256      /* and which one */
};

/* What follows the cue: "that", "to", a clause, a phrase and what comes after it. */
static uint32_t
frame_of(NxScene *sc, uint32_t i)
{
	uint32_t k = i + 1;
	uint32_t p = nx_pos_at(sc, k);
	uint32_t first, q;

	while (p == P_ADV && k < i + 3)
		p = nx_pos_at(sc, ++k);
	sc->frame_at = k;
	switch (p)
	{
		case P_PRON:
		case P_PRON_OTHER:
			q = nx_pos_at(sc, k + 1);
			return is_finite(q) || q == P_ADV || q == P_BELIEF || q == P_CLITIC ? F_CLAUSE
																				: F_PRONOUN;
		case P_OBJ:
			sc->frame_at = k + 1;
			return F_OBJECT + nx_pos_at(sc, k + 1);
		case P_DET:
		case P_POSS:
		case P_QUANT:
		case P_NAME:
		case P_CAP:
		case P_WORD:
		case P_SNOUN:
		case P_RNOUN:
		case P_NUM:
		case P_ED:
		case P_ING:
		case P_STANCE:
		case P_BELIEF:
			for (first = k++; k < first + 7 && nx_is_nominal(nx_pos_at(sc, k)); k++)
				;
			sc->frame_at = k;
			q = nx_pos_at(sc, k);
			if (is_finite(q))
				return p == P_NAME ? F_NAME_CLAUSE : F_CLAUSE;
			if (p == P_ED || p == P_ING || p == P_STANCE || p == P_BELIEF)
				return F_MODIFIED + q;
			return F_PHRASE + q;
		case P_PREP:
			return F_PREP + nx_tok_word(sc->t, k);
		default:
			return p;
	}
}

/*
 * What stands between the cue and the next comma or the end: the first word's
 * part, whether a verb is among it, how much it is.  "…, the company said in a
 * statement" says nothing after its cue.
 */
static uint32_t
tail_of(const NxScene *sc, uint32_t i)
{
	uint32_t k = i + 1;
	uint32_t p = P_EDGE;

	while (k < i + 12 && k < sc->content_end && (p = nx_pos_at(sc, k)) != P_COMMA && p != P_STOP)
		k++;
	return nx_pos_at(sc, i + 1) << 6 | nx_verbs_between(sc, i + 1, k) << 4 |
		   (k - i - 1 < 6 ? k - i - 1
			: k < i + 12  ? 6
						  : 7)
			   << 1 |
		   (k >= sc->content_end);
}

/* "Nobody doubts that any more", "said that last year": no clause begins. */
static bool
is_pronoun_that(const NxScene *sc, uint32_t i)
{
	const uint64_t no_subject = NX_PART_BIT(P_EDGE) | NX_PART_BIT(P_STOP) | NX_PART_BIT(P_COMMA) |
								NX_PART_BIT(P_CLOSE) | NX_PART_BIT(P_TIME) | NX_PART_BIT(P_PREP) |
								NX_PART_BIT(P_SUB) | NX_PART_BIT(P_AND) | NX_PART_BIT(P_DET);

	return nx_pos_at(sc, i) == P_THAT && NX_PART_IN(nx_pos_at(sc, i + 1), no_subject) &&
		   nx_verbs_between(sc, i + 1, i + 12) == 0;
}

bool
nx_has_plain_object(const NxScene *sc)
{
	const uint64_t clause = NX_PART_BIT(P_THAT) | NX_PART_BIT(P_TO) | NX_PART_BIT(P_WH) |
							NX_PART_BIT(P_OPEN) | NX_PART_BIT(P_COLON);

	if (is_pronoun_that(sc, sc->cue + 1))
		return true;
	return nx_pos_at(sc, sc->cue) == P_SPEECH && sc->frame >= F_PHRASE && sc->frame < F_MODIFIED &&
		   !NX_PART_IN(sc->frame - F_PHRASE, clause) && !(sc->cue_subject & NX_AUX_NOT) &&
		   !(sc->cue_marks & (NX_MARK_OPENS_NEXT | NX_MARK_OPENS_SOON));
}

uint32_t
nx_previous_cue(const NxScene *sc, uint32_t i)
{
	uint32_t state, apart;

	if (sc->last_cue == NX_NONE || sc->last_cue >= i)
		return 0;
	apart = i - sc->last_cue;
	state = (sc->last_type == NX_CUE_LEFT ? 2 : 1) | (apart < 4 ? 4 : apart < 10 ? 8 : 12);
	for (uint32_t k = sc->last_cue + 1; k < i && k < sc->last_cue + NX_WINDOW; k++)
		if (nx_pos_at(sc, k) == P_COMMA || nx_pos_at(sc, k) == P_CLOSE)
			return state | 16;
	return state;
}

void
nx_cue_features(NxScene *sc, uint32_t i)
{
	uint32_t n1 = nx_pos_at(sc, i + 1);
	uint32_t j = i;
	uint32_t aux = 0;

	/* back over the auxiliaries to what looks like the subject */
	while (j > sc->first && i - j < 5 && is_auxiliary(nx_pos_at(sc, j - 1)))
	{
		uint32_t p = nx_pos_at(sc, --j);

		aux |= p == P_BE                 ? NX_AUX_BE
			   : p == P_HAVE             ? NX_AUX_HAVE
			   : p == P_MODAL            ? NX_AUX_MODAL
			   : p == P_TO               ? NX_AUX_TO
			   : p == P_NEG || p == P_DO ? NX_AUX_NOT
										 : 0;
	}
	sc->cue = i;
	sc->cue_first = j;
	sc->cue_class = cue_class(sc, i);
	sc->cue_marks = nx_mark_context(sc, i);
	sc->cue_subject = nx_pos_at(sc, j - 1) << 5 | aux;
	sc->cue_earlier = nx_previous_cue(sc, i);
	sc->cue_stem = stem_of(sc, i);
	sc->frame = frame_of(sc, i);

	/* the comma before the subject */
	sc->comma = NX_NONE;
	sc->structure = (i + 1 >= sc->content_end ? 8 : 0) | (n1 == P_COMMA ? 4 : 0) |
					(i == sc->first ? 2 : 0) | (i - sc->first < 4 ? 1 : 0);
	for (uint32_t k = j; k > sc->first && j - k < 16; k--)
		if (nx_pos_at(sc, k - 1) == P_COMMA || nx_pos_at(sc, k - 1) == P_CLOSE)
		{
			sc->structure |= (1 + (j - k < 1 ? 0 : j - k < 2 ? 1 : j - k < 5 ? 2 : 3)) << 4;
			sc->comma = k;
			break;
		}

	NX_PUT(sc, {NX_QT_CUE_BIAS, 0, 0}, {NX_QT_CUE_WORD, sc->t->hash[i], 0},
		   {NX_QT_CUE_MARKS_STRUCTURE, sc->cue_marks, sc->structure},
		   {NX_QT_CUE_CLASS_EARLIER_FRAME, sc->cue_class, sc->cue_earlier << 12 | sc->frame},
		   {NX_QT_CUE_SUBJECT_NEXT, sc->cue_subject, n1},
		   {NX_QT_CUE_CLUSTER_FRAME, nx_cluster_at(sc, i), sc->frame});
}

void
nx_more_cue_features(NxScene *sc)
{
	uint32_t i = sc->cue, j = sc->cue_first;
	uint32_t class = sc->cue_class, stem = sc->cue_stem, subject = sc->cue_subject;
	uint32_t n1 = nx_pos_at(sc, i + 1);
	bool comma = sc->comma != NX_NONE;
	uint32_t before = nx_verbs_between(sc, sc->first, comma ? sc->comma : j);
	uint32_t verbs = before << 4 | nx_verbs_between(sc, comma ? sc->comma : sc->first, j) << 2 |
					 (sc->end - i < 6) << 1 | (n1 == P_TIME);

	NX_PUT(sc, {NX_QT_CUE_CLASS_MARKS, class, sc->cue_marks},
		   {NX_QT_CUE_CLASS_EARLIER, class, sc->cue_earlier}, {NX_QT_CUE_STEM_NEXT, stem, n1},
		   {NX_QT_CUE_SUBJECT_STRUCTURE, nx_pos_at(sc, j - 2) << 6 | subject >> 5, sc->structure},
		   {NX_QT_CUE_STEM_MARKS, stem, sc->cue_marks},
		   {NX_QT_CUE_CLASS_VERBS, class, verbs << 6 | nx_pos_at(sc, i - 1)},
		   {NX_QT_CUE_SECOND_WORD, nx_word_at(sc, i + 2), n1},
		   {NX_QT_CUE_FRAME_WORD, class, nx_word_at(sc, sc->frame_at)},
		   {NX_QT_CUE_STEM_FRAME, stem, sc->frame}, {NX_QT_CUE_STEM_SUBJECT, stem, subject},
		   {NX_QT_CUE_CLASS_LABEL, class,
			(j > sc->first ? sc->label[j - 1] : 0u) << 5 | (subject & NX_AUX_ALL)},
		   {NX_QT_CUE_CLASS_SHAPE, class,
			(uint32_t) sc->paragraph_kind << 4 | nx_bucket(sc->end - sc->first)},
		   {NX_QT_CUE_TAIL, tail_of(sc, i),
			(uint32_t) comma << 4 | before << 2 |
				(uint32_t) (i + 1 < sc->end && nx_tok_has(sc->t, i, NX_C_REPORTING_VERB))});
}
