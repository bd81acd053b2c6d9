/*
 * token.c
 *		bytes → tokens, in one pass.
 *
 * The byte at hand chooses what kind of token begins; a scanner for the kind
 * finds its end.  Only words and numbers have inner structure, and most of
 * them end at the first byte that is not an ASCII letter or digit, so that the
 * tests for inner apostrophes, hyphens and dots cost nothing where there are
 * none.
 *
 * Two things need memory beyond the token.  A bare apostrophe after a plural
 * ("the players'") may as well close a quotation in single marks: it is a
 * clitic unless such a quotation is open in the paragraph.  And a long stretch
 * without white space, or of hardly anything but marks, becomes one token of
 * junk, so that noise cannot cost more memory than prose does.
 *
 * Scanners see the text up to a horizon that moves on before them, never nearer
 * than the longest token; so none of them can be busy for long without a poll.
 */
#include "arena.h"
#include "hash.h"
#include "token.h"
#include "utf8.h"

#define JUNK_TOKENS 64   /* in a stretch without white space, or of single bytes */
#define DENSE_TOKENS 512 /* so many in fewer than these bytes are no prose either */
#define DENSE_BYTES 1228
#define POLL_BYTES (32 * 1024)
#define LONGEST (64 * 1024) /* bytes of a token other than junk; what goes on is parted */

/* What an ASCII byte can begin or continue. */
enum
{
	B_NONE, /* symbols */
	B_SPACE,
	B_UPPER,
	B_LOWER,
	B_DIGIT,
	B_STOP, /* . ! ? */
	B_COMMA,
	B_COLON,
	B_SEMICOLON,
	B_APOSTROPHE,
	B_DOUBLE, /* " */
	B_GRAVE,
	B_HYPHEN,
	B_OPEN, /* brackets */
	B_CLOSE,
	B_CURRENCY,
	B_PERCENT,
	B_AT, /* @ # */
	B_STAR,
	B_HIGH /* the first byte of a longer character, or of none */
};

static const uint8_t byte_class[256] = {
	['\t'] = B_SPACE,   ['\n'] = B_SPACE,         ['\v'] = B_SPACE,      ['\f'] = B_SPACE,
	['\r'] = B_SPACE,   [' '] = B_SPACE,          ['A'] = B_UPPER,       ['B'] = B_UPPER,
	['C'] = B_UPPER,    ['D'] = B_UPPER,          ['E'] = B_UPPER,       ['F'] = B_UPPER,
	['G'] = B_UPPER,    ['H'] = B_UPPER,          ['I'] = B_UPPER,       ['J'] = B_UPPER,
	['K'] = B_UPPER,    ['L'] = B_UPPER,          ['M'] = B_UPPER,       ['N'] = B_UPPER,
	['O'] = B_UPPER,    ['P'] = B_UPPER,          ['Q'] = B_UPPER,       ['R'] = B_UPPER,
	['S'] = B_UPPER,    ['T'] = B_UPPER,          ['U'] = B_UPPER,       ['V'] = B_UPPER,
	['W'] = B_UPPER,    ['X'] = B_UPPER,          ['Y'] = B_UPPER,       ['Z'] = B_UPPER,
	['a'] = B_LOWER,    ['b'] = B_LOWER,          ['c'] = B_LOWER,       ['d'] = B_LOWER,
	['e'] = B_LOWER,    ['f'] = B_LOWER,          ['g'] = B_LOWER,       ['h'] = B_LOWER,
	['i'] = B_LOWER,    ['j'] = B_LOWER,          ['k'] = B_LOWER,       ['l'] = B_LOWER,
	['m'] = B_LOWER,    ['n'] = B_LOWER,          ['o'] = B_LOWER,       ['p'] = B_LOWER,
	['q'] = B_LOWER,    ['r'] = B_LOWER,          ['s'] = B_LOWER,       ['t'] = B_LOWER,
	['u'] = B_LOWER,    ['v'] = B_LOWER,          ['w'] = B_LOWER,       ['x'] = B_LOWER,
	['y'] = B_LOWER,    ['z'] = B_LOWER,          ['0'] = B_DIGIT,       ['1'] = B_DIGIT,
	['2'] = B_DIGIT,    ['3'] = B_DIGIT,          ['4'] = B_DIGIT,       ['5'] = B_DIGIT,
	['6'] = B_DIGIT,    ['7'] = B_DIGIT,          ['8'] = B_DIGIT,       ['9'] = B_DIGIT,
	['.'] = B_STOP,     ['!'] = B_STOP,           ['?'] = B_STOP,        [','] = B_COMMA,
	[':'] = B_COLON,    [';'] = B_SEMICOLON,      ['\''] = B_APOSTROPHE, ['"'] = B_DOUBLE,
	['`'] = B_GRAVE,    ['-'] = B_HYPHEN,         ['('] = B_OPEN,        ['['] = B_OPEN,
	['{'] = B_OPEN,     [')'] = B_CLOSE,          [']'] = B_CLOSE,       ['}'] = B_CLOSE,
	['$'] = B_CURRENCY, ['%'] = B_PERCENT,        ['@'] = B_AT,          ['#'] = B_AT,
	['*'] = B_STAR,     [0x80 ... 0xFF] = B_HIGH,
};

typedef struct Tokenizer
{
	NxAnalysis *a;
	NxTokens *t;
	const char *text;
	const char *end;  /* the horizon: as far as scanners see */
	const char *near; /* from here on it has to move */
	uint32_t capacity;

	uint16_t before;  /* NX_TF_… of the white space just passed */
	uint32_t stretch; /* first token since white space */
	uint32_t crumbs;  /* the last so many tokens have one byte each */
	bool single_open; /* a quotation in single marks is open in the paragraph */
	bool in_junk;     /* the last token goes on beyond the horizon, to white space */
	NxStatus failed;  /* why add() could not */
} Tokenizer;

/* ---- looking at the text ---- */

static inline unsigned char
byte_at(const Tokenizer *z, const char *p)
{
	return p < z->end ? (unsigned char) *p : 0;
}

static inline bool
is_ascii_letter(unsigned char c)
{
	return byte_class[c] == B_UPPER || byte_class[c] == B_LOWER;
}

static inline bool
is_digit(unsigned char c)
{
	return byte_class[c] == B_DIGIT;
}

static inline bool
is_letter_class(NxCharClass class)
{
	return class == NX_CHAR_UPPER || class == NX_CHAR_LOWER || class == NX_CHAR_LETTER ||
		   class == NX_CHAR_MARK;
}

/* Does a letter of any script begin at p? */
static bool
is_letter_at(const Tokenizer *z, const char *p)
{
	int size;

	if (p >= z->end)
		return false;
	if ((unsigned char) *p < 0x80)
		return is_ascii_letter((unsigned char) *p);
	return is_letter_class(nx_char_class(nx_utf8_decode(p, z->end, &size)));
}

static bool
is_upper_at(const Tokenizer *z, const char *p)
{
	int size;

	if (p >= z->end)
		return false;
	if ((unsigned char) *p < 0x80)
		return byte_class[(unsigned char) *p] == B_UPPER;
	return nx_char_class(nx_utf8_decode(p, z->end, &size)) == NX_CHAR_UPPER;
}

/* The bytes of an apostrophe at p (' or ’), 0 if there is none. */
static inline int
apostrophe_at(const Tokenizer *z, const char *p)
{
	if (p < z->end && *p == '\'')
		return 1;
	if (z->end - p >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0)
		return 3;
	return 0;
}

/* The bytes of a hyphen at p (-, U+2010, U+2011). */
static inline int
hyphen_at(const Tokenizer *z, const char *p)
{
	if (p < z->end && *p == '-')
		return 1;
	if (z->end - p >= 3 && memcmp(p, "\xE2\x80", 2) == 0 &&
		((unsigned char) p[2] == 0x90 || (unsigned char) p[2] == 0x91))
		return 3;
	return 0;
}

static bool
ends_word_at(const Tokenizer *z, const char *p)
{
	return !is_letter_at(z, p) && !is_digit(byte_at(z, p));
}

static inline char
lower_ascii(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
}

static bool
starts_with(const Tokenizer *z, const char *p, const char *lower)
{
	for (; *lower != '\0'; lower++, p++)
		if (p >= z->end || lower_ascii(*p) != *lower)
			return false;
	return true;
}

/* The bytes of a contracted verb or possessive after the apostrophe at p: "s", "re" … */
static int
clitic_at(const Tokenizer *z, const char *p)
{
	char first = p < z->end ? lower_ascii(*p) : 0;
	char second = p + 1 < z->end ? lower_ascii(p[1]) : 0;

	if ((first == 's' || first == 'd' || first == 'm') && ends_word_at(z, p + 1))
		return 1;
	if (((first == 'r' && second == 'e') || (first == 'v' && second == 'e') ||
		 (first == 'l' && second == 'l')) &&
		ends_word_at(z, p + 2))
		return 2;
	return 0;
}

/* ---- adding tokens ---- */

static bool
is_cancelled(Tokenizer *z)
{
	if (nx_should_stop(z->a))
		z->failed = NX_CANCELLED;
	return z->failed == NX_CANCELLED;
}

static bool
reserve(Tokenizer *z, uint32_t capacity)
{
	NxTokens *t = z->t;
	NxArena *arena = z->a->arena;
	uint32_t old = z->capacity;

	/* each of them may be tens of megabytes, which takes its time to move */
#define RESERVE(array)                                                                             \
	(!is_cancelled(z) && (t->array = nx_grow(arena, t->array, old * sizeof(*t->array),             \
											 capacity * sizeof(*t->array))) != NULL)

	if (!RESERVE(start) || !RESERVE(end) || !RESERVE(entry) || !RESERVE(hash) || !RESERVE(flags) ||
		!RESERVE(kind))
		return false;
#undef RESERVE
	z->capacity = capacity;
	return true;
}

/* Add the token [start, end), which will be looked up by hash.  False when it failed. */
static inline __attribute__((always_inline)) bool
add_inline(Tokenizer *z, const char *start, const char *end, NxTokenKind kind, uint16_t flags,
		   uint64_t hash)
{
	NxTokens *t = z->t;
	uint32_t n = t->n;

	if (n == z->capacity)
	{
		/* what the rest of the text will need if it goes on like this, and some */
		uint64_t wanted = (uint64_t) n * z->a->len / (uint64_t) (end - z->text);

		if (!reserve(z, (uint32_t) (wanted + wanted / 16) + n / 16 + 64))
			return false;
	}
	t->start[n] = (uint32_t) (start - z->text);
	t->end[n] = (uint32_t) (end - z->text);
	t->kind[n] = (uint8_t) kind;
	t->flags[n] = flags | z->before;
	t->hash[n] = (uint32_t) hash;
	t->entry[n] = (uint16_t) nx_lex_place(hash); /* until nx_look_up_words() */
	if (z->before & NX_TF_SPACE_BEFORE)
		z->stretch = n;
	z->crumbs = end - start == 1 ? z->crumbs + 1 : 0;
	z->before = 0;
	t->n = n + 1;
	return true;
}

static bool
add(Tokenizer *z, const char *start, const char *end, NxTokenKind kind, uint16_t flags,
	uint64_t hash)
{
	return add_inline(z, start, end, kind, flags, hash);
}

static bool
add_mark(Tokenizer *z, const char *start, const char *end, NxTokenKind kind)
{
	/* a mark is one character, or a run of one */
	if ((unsigned char) *start >= 0x80)
		return add(z, start, end, kind, NX_TF_NON_ASCII,
				   nx_word_hash(start, (size_t) (end - start)));
	return add(
		z, start, end, kind, 0,
		nx_hash_ascii_within(
			start, end - start > NX_WORD_HASHED ? NX_WORD_HASHED : (size_t) (end - start), z->end));
}

/* ---- words ---- */

/* What a word's characters were. */
#define SEEN_UPPER 0x01
#define SEEN_LOWER 0x02
#define SEEN_DIGIT 0x04
#define SEEN_HIGH 0x08
#define SEEN_UNCASED 0x10
#define SEEN_HYPHEN 0x20
#define SEEN_DOT 0x40
#define SEEN_APOSTROPHE 0x80

static const uint8_t seen_by_class[] = {
	[B_UPPER] = SEEN_UPPER, [B_LOWER] = SEEN_LOWER, [B_DIGIT] = SEEN_DIGIT, [B_HIGH] = 0};

/* Advance over letters, digits and combining marks. */
static const char *
skip_letters(const Tokenizer *z, const char *p, unsigned *seen)
{
	for (;;)
	{
		uint8_t class;
		int size;
		NxCharClass high;
		uint32_t c;

		while (p < z->end && ((class = byte_class[(unsigned char) *p]) == B_LOWER ||
							  class == B_UPPER || class == B_DIGIT))
		{
			*seen |= seen_by_class[class];
			p++;
		}
		if (p >= z->end || (unsigned char) *p < 0x80)
			return p;
		c = nx_utf8_decode(p, z->end, &size);
		high = nx_char_class(c);
		if (c == 0xAD)
			high = NX_CHAR_MARK; /* a soft hyphen shows nothing */
		if (!is_letter_class(high))
			return p;
		*seen |= SEEN_HIGH | (high == NX_CHAR_UPPER   ? SEEN_UPPER
							  : high == NX_CHAR_LOWER ? SEEN_LOWER
													  : SEEN_UNCASED);
		p += size;
	}
}

/* The flags of the word [start, end), from what was seen on the way. */
static uint16_t
word_flags(const Tokenizer *z, const char *start, const char *end, unsigned seen)
{
	uint16_t flags = 0;
	const char *first = start;

	if (seen & SEEN_DIGIT)
		flags |= NX_TF_HAS_DIGIT;
	if (seen & SEEN_HIGH)
		flags |= NX_TF_NON_ASCII;
	if (seen & SEEN_HYPHEN)
		flags |= NX_TF_HAS_HYPHEN;
	if (seen & SEEN_DOT)
		flags |= NX_TF_HAS_DOT;
	if (seen & SEEN_APOSTROPHE)
		flags |= NX_TF_HAS_APOSTROPHE;
	if ((seen & SEEN_UPPER) == 0)
		return flags;

	/* by far the most common shape needs no second look: "Minister" */
	if ((seen & ~SEEN_APOSTROPHE) == (SEEN_UPPER | SEEN_LOWER) &&
		byte_class[(unsigned char) *start] == B_UPPER)
	{
		bool inner = false;

		for (const char *p = start + 1; p < end; p++)
			inner |= byte_class[(unsigned char) *p] == B_UPPER &&
					 byte_class[(unsigned char) p[-1]] == B_LOWER;
		return flags | NX_TF_UPPER_INITIAL | (inner ? NX_TF_INNER_UPPER : 0);
	}

	first += apostrophe_at(z, first);
	if (is_upper_at(z, first))
		flags |= NX_TF_UPPER_INITIAL;
	if (seen & SEEN_LOWER)
	{
		bool lower_before = false;

		for (const char *p = start; p < end;)
		{
			int size;
			NxCharClass class = nx_char_class(nx_utf8_decode(p, z->end, &size));

			if (class == NX_CHAR_UPPER && lower_before)
			{
				flags |= NX_TF_INNER_UPPER;
				break;
			}
			/* after a hyphen or an apostrophe a capital begins a part */
			lower_before = class == NX_CHAR_LOWER;
			p += size;
		}
	}
	else
	{
		int letters = 0;

		for (const char *p = start; p < end && letters < 2;)
		{
			int size;

			if (is_letter_class(nx_char_class(nx_utf8_decode(p, z->end, &size))))
				letters++;
			p += size;
		}
		flags |= letters > 1 ? NX_TF_ALL_UPPER : NX_TF_SINGLE_LETTER;
	}
	return flags;
}

/* Where a URL or an email address ends: at white space, less closing punctuation. */
static const char *
skip_url(const Tokenizer *z, const char *p)
{
	const char *end = p;

	while (end < z->end && byte_class[(unsigned char) *end] != B_SPACE && *end != '"' &&
		   *end != '<' && *end != '>' && (unsigned char) *end < 0x80)
		end++;
	while (end > p && strchr(".,;:!?)]}'", end[-1]) != NULL)
		end--;
	return end;
}

/*
 * The end of a dotted word when the dot at p belongs to it, else p.  Dots
 * belong to initials and what is made of them (U.S., a.m., J.), to
 * abbreviations, and to the names of internet domains.
 */
static const char *
skip_dots(const Tokenizer *z, const char *start, const char *p, bool *domain)
{
	const char *last = p; /* after the dot before this one */
	const char *name = p + 1;
	uint32_t entry;

	while (last > start && last[-1] != '.')
		last--;

	/* a letter alone between dots: U.S., e.g., J. */
	if (p - last == 1 && is_ascii_letter((unsigned char) *last))
	{
		const char *next = p + 1;

		while (is_ascii_letter(byte_at(z, next)) && byte_at(z, next + 1) == '.')
			next += 2;
		/* the last letter of "U.S" without its dot */
		if (is_ascii_letter(byte_at(z, next)) && ends_word_at(z, next + 1))
			return next + 1;
		if (next > p + 1 || last != start)
			return next;
		/* an initial; but not the pronoun at a sentence's end */
		if (byte_class[(unsigned char) *last] == B_UPPER && *last != 'I' &&
			(byte_at(z, next) == ' ' || is_upper_at(z, next)))
			return next;
		return p;
	}

	if (is_ascii_letter(byte_at(z, name)))
	{
		/* something.com, and .co.uk */
		const char *q = name;

		for (;;)
		{
			while (is_ascii_letter(byte_at(z, q)))
				q++;
			if (byte_at(z, q) != '.' || byte_class[byte_at(z, q + 1)] != B_LOWER)
				break;
			name = ++q;
		}
		entry = nx_lex_find(nx_hash_ascii(name, (size_t) (q - name)));
		if (!nx_lex_has(entry, NX_C_TOP_DOMAIN) || byte_class[(unsigned char) *name] != B_LOWER)
			return p;
		*domain = true;
		return byte_at(z, q) == '/' ? skip_url(z, q) : q;
	}

	entry = nx_lex_find(nx_word_hash(start, (size_t) (p - start)));
	if (nx_lex_has(entry, NX_C_ABBREVIATION))
	{
		const char *follows = nx_lex_value(entry, NX_C_ABBREVIATION);

		if (follows != NULL && follows[0] == 'n' && follows[1] == 'u')
		{
			const char *q = name;

			while (q < z->end && q - name < 4 && *q == ' ')
				q++;
			return is_digit(byte_at(z, q)) ? name : p;
		}
		/* a lower-case word at the end of a sentence is a word: "the whole col." */
		if (!is_upper_at(z, start) && !nx_lex_has(entry, NX_C_LOWER_ABBREVIATION))
			return p;
		return name;
	}
	return p;
}

static bool
scan_clitic(Tokenizer *z, const char **cursor)
{
	const char *start = *cursor;
	const char *p = start + apostrophe_at(z, start);
	unsigned seen = 0;

	p += clitic_at(z, p);
	*cursor = p;
	for (const char *q = start; q < p; q++)
		seen |= (unsigned char) *q >= 0x80 ? SEEN_HIGH : 0;
	return add(z, start, p, NX_TOK_CLITIC, seen ? NX_TF_NON_ASCII : 0,
			   nx_word_hash(start, (size_t) (p - start)));
}

static uint64_t
hash_word(const Tokenizer *z, const char *start, const char *end, unsigned seen)
{
	/* the dot of "Mr." is not part of the word looked up; those of "U.S." are */
	if ((seen & SEEN_DOT) && end[-1] == '.' &&
		memchr(start, '.', (size_t) (end - start - 1)) == NULL)
		end--;
	if (seen & SEEN_HIGH)
		return nx_word_hash(start, (size_t) (end - start));
	if (end - start > NX_WORD_HASHED)
		end = start + NX_WORD_HASHED;
	return nx_hash_ascii_within(start, (size_t) (end - start), z->end);
}

static bool
scan_word(Tokenizer *z, const char **cursor)
{
	const char *start = *cursor;
	const char *p = start;
	unsigned seen = 0;
	NxTokenKind kind = NX_TOK_WORD;

	p += apostrophe_at(z, p); /* 'em, '90s: the caller knows */
	for (;;)
	{
		int size;
		unsigned char c;

		p = skip_letters(z, p, &seen);
		c = byte_at(z, p);
		if (c == ' ' || c == ',' || c == '\n' || c == 0)
			break;

		if ((size = apostrophe_at(z, p)) > 0)
		{
			/* do + n't */
			if (lower_ascii(p[-1]) == 'n' && lower_ascii((char) byte_at(z, p + size)) == 't' &&
				ends_word_at(z, p + size + 1) && p - 1 > start)
			{
				const char *negation = p - 1;
				const char *after = p + size + 1;

				if (!add(z, start, negation, NX_TOK_WORD, word_flags(z, start, negation, seen),
						 hash_word(z, start, negation, seen)))
					return false;
				*cursor = after;
				return add(z, negation, after, NX_TOK_CLITIC, size > 1 ? NX_TF_NON_ASCII : 0,
						   nx_word_hash(negation, (size_t) (after - negation)));
			}
			if (clitic_at(z, p + size) > 0)
			{
				if (!add(z, start, p, kind, word_flags(z, start, p, seen),
						 hash_word(z, start, p, seen)))
					return false;
				*cursor = p;
				return scan_clitic(z, cursor);
			}
			/* O'Neill; but not the mark that closes before a glued word */
			if (is_letter_at(z, p + size) && !(z->single_open && p - start > 3))
			{
				seen |= SEEN_APOSTROPHE | (size > 1 ? SEEN_HIGH : 0);
				p += size;
				continue;
			}
			break;
		}
		if ((size = hyphen_at(z, p)) > 0)
		{
			if (is_letter_at(z, p + size) || is_digit(byte_at(z, p + size)))
			{
				seen |= SEEN_HYPHEN | (size > 1 ? SEEN_HIGH : 0);
				p += size;
				continue;
			}
			break;
		}
		if (c == '.')
		{
			bool domain = false;
			const char *q = skip_dots(z, start, p, &domain);

			if (q == p)
				break;
			seen |= SEEN_DOT;
			p = q;
			if (domain)
			{
				if (!is_upper_at(z, start) || memchr(start, '/', (size_t) (p - start)) != NULL)
					kind = NX_TOK_URL;
				break;
			}
			/* "U.S.-led" */
			if (hyphen_at(z, p) > 0 && is_letter_at(z, p + hyphen_at(z, p)))
				continue;
			break;
		}
		if (c == '&' && is_upper_at(z, p + 1) && byte_class[(unsigned char) p[-1]] == B_UPPER)
		{
			p++; /* AT&T */
			continue;
		}
		if (c == '$' && p - start <= 3 && (seen & ~(unsigned) SEEN_UPPER) == 0)
		{
			p++; /* US$ */
			kind = NX_TOK_CURRENCY;
			break;
		}
		if (c == ':' && starts_with(z, p, "://"))
		{
			p = skip_url(z, p + 3);
			kind = NX_TOK_URL;
			break;
		}
		if (c == '@' && is_ascii_letter(byte_at(z, p + 1)))
		{
			p = skip_url(z, p + 1);
			kind = NX_TOK_URL;
			break;
		}
		break;
	}

	if ((seen & SEEN_DOT) == 0 && p - start == 3 && kind == NX_TOK_WORD &&
		starts_with(z, start, "www") && byte_at(z, p) == '.')
	{
		p = skip_url(z, p);
		kind = NX_TOK_URL;
	}

	/* Rs 500, Rs. 500 */
	if (p - start == 2 && start[0] == 'R' && start[1] == 's')
	{
		const char *q = p + (byte_at(z, p) == '.');

		if (is_digit(byte_at(z, q)) || (byte_at(z, q) == ' ' && is_digit(byte_at(z, q + 1))))
		{
			kind = NX_TOK_CURRENCY;
			p = q;
			seen |= SEEN_DOT;
		}
	}
	*cursor = p;
	return add(z, start, p, kind, word_flags(z, start, p, seen), hash_word(z, start, p, seen));
}

/* The bytes of eight that are not letters in lower case: the high bit of each. */
static inline uint64_t
other_than_lower(uint64_t word)
{
	uint64_t low7 = word & UINT64_C(0x7F7F7F7F7F7F7F7F);
	uint64_t from_a = low7 + UINT64_C(0x1F1F1F1F1F1F1F1F);
	uint64_t after_z = low7 + UINT64_C(0x0505050505050505);

	return ~(from_a & ~after_z & ~word) & UINT64_C(0x8080808080808080);
}

/*
 * Most words are a few letters in lower case, perhaps after a capital, before a
 * space or a comma: nothing about them is to be decided.  The length of such a
 * word and its hash, or 0 if this is none.  A letter stands at start.
 */
static inline uint32_t
plain_word(const Tokenizer *z, const char *start, uint64_t *hash)
{
	uint64_t first, second, other;
	uint32_t n;
	char after;

	if (z->end - start < 16)
		return 0;
	first = nx_load_le64(start) | 0x20;
	other = other_than_lower(first);
	if (other != 0)
	{
		n = (uint32_t) __builtin_ctzll(other) / 8;
		*hash = nx_hash_step(nx_hash_start(n), first & (UINT64_MAX >> (64 - 8 * n)));
	}
	else
	{
		second = nx_load_le64(start + 8);
		other = other_than_lower(second);
		if (other == 0)
			return 0;
		n = 8 + (uint32_t) __builtin_ctzll(other) / 8;
		*hash = nx_hash_step(nx_hash_start(n), first);
		if (n > 8)
			*hash = nx_hash_step(*hash, second & (UINT64_MAX >> (128 - 8 * n)));
	}
	after = start[n];
	if (after != ' ' && after != ',' && after != '\n')
		return 0;
	/* initials, Rs 500 */
	if (n < 3 && *start < 'a' && (n == 1 || start[1] == 's'))
		return 0;
	*hash = nx_hash_end(*hash);
	return n;
}

/* ---- numbers ---- */

/* Digits exactly three and then no more: the part after a thousands separator. */
static bool
three_digits_at(const Tokenizer *z, const char *p)
{
	return is_digit(byte_at(z, p)) && is_digit(byte_at(z, p + 1)) && is_digit(byte_at(z, p + 2)) &&
		   !is_digit(byte_at(z, p + 3));
}

static bool
scan_number(Tokenizer *z, const char **cursor)
{
	const char *start = *cursor;
	const char *p = start;
	uint16_t flags = NX_TF_HAS_DIGIT;

	for (;;)
	{
		unsigned char c;

		while (is_digit(byte_at(z, p)))
			p++;
		c = byte_at(z, p);
		if ((c == ',' || c == '.' || c == ':') && is_digit(byte_at(z, p + 1)))
			p++;
		else if (c == '\'' && three_digits_at(z, p + 1))
			p++;
		else if (c == 0xC2 && byte_at(z, p + 1) == 0xA0 && three_digits_at(z, p + 2))
			p += 2; /* no-break space */
		else if (c == 0xE2 && byte_at(z, p + 1) == 0x80 &&
				 (byte_at(z, p + 2) == 0x89 || byte_at(z, p + 2) == 0xAF ||
				  byte_at(z, p + 2) == 0x99) &&
				 three_digits_at(z, p + 3))
			p += 3; /* thin spaces, ’ */
		else
			break;
		if (c >= 0x80)
			flags |= NX_TF_NON_ASCII;
	}

	/* ordinals and decades are words: 20th, 1990s */
	if (is_ascii_letter(byte_at(z, p)))
	{
		static const char *const endings[] = {"st", "nd", "rd", "th", "s"};

		for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		{
			const char *q = p + strlen(endings[i]);

			if (!starts_with(z, p, endings[i]) || !ends_word_at(z, q))
				continue;
			if (endings[i][0] == 's' && endings[i][1] == '\0' && p[-1] != '0')
				continue;
			*cursor = q;
			return add(z, start, q, NX_TOK_WORD, flags, nx_word_hash(start, (size_t) (q - start)));
		}
	}
	*cursor = p;
	return add(z, start, p, NX_TOK_NUMBER, flags, nx_word_hash(start, (size_t) (p - start)));
}

/* ---- marks ---- */

/* An apostrophe where no word is under way. */
static bool
scan_apostrophe(Tokenizer *z, const char **cursor, int size)
{
	const char *start = *cursor;
	const char *p = start + size;
	bool spaced = (z->before & NX_TF_SPACE_BEFORE) != 0;
	bool after_word = !spaced && z->t->n > 0 && z->t->kind[z->t->n - 1] == NX_TOK_WORD;

	if (size == 1 && byte_at(z, p) == '\'')
	{
		*cursor = p + 1;
		return add_mark(z, start, p + 1, spaced ? NX_TOK_QUOTE : NX_TOK_CLOSE);
	}
	if (!after_word)
	{
		/* '90s, 'em; the mark in "rock 'n' roll" closes nothing either */
		if (is_digit(byte_at(z, p)) && is_digit(byte_at(z, p + 1)) &&
			(byte_at(z, p + 2) == 's' || size == 3) && !is_digit(byte_at(z, p + 2)))
			return scan_word(z, cursor);
		if (is_ascii_letter(byte_at(z, p)))
		{
			const char *q = p;

			while (is_ascii_letter(byte_at(z, q)))
				q++;
			if (q - p < 8 && apostrophe_at(z, q) == 0 &&
				nx_lex_has(nx_lex_find(nx_word_hash(start, (size_t) (q - start))),
						   NX_C_ELIDED_WORD))
				return scan_word(z, cursor);
			if (q - p == 1 && (*p == 'n' || *p == 'N') && apostrophe_at(z, q) > 0)
			{
				*cursor = q + apostrophe_at(z, q);
				return add(z, start, *cursor, NX_TOK_WORD, size > 1 ? NX_TF_NON_ASCII : 0,
						   nx_word_hash(start, (size_t) (q - start)));
			}
		}
	}
	*cursor = p;
	if (after_word && !z->single_open && lower_ascii(start[-1]) == 's')
		return add_mark(z, start, p, NX_TOK_CLITIC);
	if (spaced || !after_word)
		z->single_open = true;
	else if (!is_letter_at(z, p))
		z->single_open = false;
	return add_mark(z, start, p, NX_TOK_QUOTE);
}

/* A character beyond ASCII that begins no word. */
static bool
scan_high_mark(Tokenizer *z, const char **cursor, uint32_t c, int size)
{
	const char *start = *cursor;
	const char *p = start + size;
	NxTokenKind kind = NX_TOK_SYMBOL;

	*cursor = p;
	switch (c)
	{
		case 0x201C: /* “ */
		case 0x201E: /* „ */
		case 0x201F: /* ‟ */
		case 0x00AB: /* « */
		case 0x2039: /* ‹ */
			kind = NX_TOK_OPEN;
			break;
		case 0x201D: /* ” */
		case 0x00BB: /* » */
		case 0x203A: /* › */
			kind = NX_TOK_CLOSE;
			break;
		case 0x2019: /* ’ */
			*cursor = start;
			return scan_apostrophe(z, cursor, size);
		case 0x2018: /* ‘ */
		case 0x201B: /* ‛ */
			z->single_open = true;
			kind = NX_TOK_QUOTE;
			break;
		case 0x2013: /* – */
		case 0x2014: /* — */
		case 0x2015: /* ― */
			kind = NX_TOK_DASH;
			break;
		case 0x2026: /* … */
			kind = NX_TOK_STOP;
			break;
		case 0x2022: /* • */
		case 0x2023: /* ‣ */
		case 0x25AA: /* ▪ */
		case 0x25CF: /* ● */
		case 0x25E6: /* ◦ */
		case 0x00B7: /* · */
			kind = NX_TOK_BULLET;
			break;
		case 0x2030: /* ‰ */
		case 0xFF05: /* ％ */
			kind = NX_TOK_PERCENT;
			break;
		case 0x00A2: /* ¢ */
		case 0x00A3: /* £ */
		case 0x00A4: /* ¤ */
		case 0x00A5: /* ¥ */
		case 0x0E3F: /* ฿ */
			kind = NX_TOK_CURRENCY;
			break;
		case 0x00BC: /* ¼ */
		case 0x00BD: /* ½ */
		case 0x00BE: /* ¾ */
			kind = NX_TOK_NUMBER;
			break;
		default:
			if (c >= 0x20A0 && c <= 0x20CF)
				kind = NX_TOK_CURRENCY;
			else if (c >= 0x2150 && c <= 0x215E)
				kind = NX_TOK_NUMBER;
			break;
	}

	/* a run of one mark is one token */
	if (kind == NX_TOK_STOP || kind == NX_TOK_DASH || kind == NX_TOK_SYMBOL)
	{
		while (p < z->end)
		{
			int next_size;

			/* decoded, as a malformed byte may look like another's first */
			if (nx_utf8_decode(p, z->end, &next_size) != c || next_size != size)
				break;
			p += size;
		}
		*cursor = p;
	}
	return add_mark(z, start, p, kind);
}

static bool
scan_mark(Tokenizer *z, const char **cursor, uint8_t class)
{
	const char *start = *cursor;
	const char *p = start + 1;
	NxTokenKind kind = NX_TOK_SYMBOL;

	switch (class)
	{
		case B_STOP:
			while (p < z->end && byte_class[(unsigned char) *p] == B_STOP)
				p++;
			kind = NX_TOK_STOP;
			break;
		case B_COMMA:
			kind = NX_TOK_COMMA;
			break;
		case B_COLON:
			kind = NX_TOK_COLON;
			break;
		case B_SEMICOLON:
			kind = NX_TOK_SEMICOLON;
			break;
		case B_APOSTROPHE:
			return scan_apostrophe(z, cursor, 1);
		case B_DOUBLE:
			kind = NX_TOK_QUOTE;
			break;
		case B_GRAVE:
			if (byte_at(z, p) == '`')
			{
				p++;
				kind = NX_TOK_OPEN;
			}
			else if (is_letter_at(z, p))
				kind = NX_TOK_QUOTE;
			break;
		case B_HYPHEN:
			while (byte_at(z, p) == '-')
				p++;
			if (p - start > 1 || ((z->before & NX_TF_SPACE_BEFORE) &&
								  (p >= z->end || byte_class[(unsigned char) *p] == B_SPACE)))
				kind = NX_TOK_DASH;
			break;
		case B_OPEN:
			kind = NX_TOK_BRACKET_OPEN;
			break;
		case B_CLOSE:
			kind = NX_TOK_BRACKET_CLOSE;
			break;
		case B_CURRENCY:
			kind = NX_TOK_CURRENCY;
			break;
		case B_PERCENT:
			kind = NX_TOK_PERCENT;
			break;
		case B_AT:
			if (is_ascii_letter(byte_at(z, p)) || byte_at(z, p) == '_')
			{
				while (is_ascii_letter(byte_at(z, p)) || is_digit(byte_at(z, p)) ||
					   byte_at(z, p) == '_')
					p++;
				kind = NX_TOK_HANDLE;
			}
			break;
		case B_STAR:
			while (byte_at(z, p) == '*')
				p++;
			if (z->before & NX_TF_LINE_START)
				kind = NX_TOK_BULLET;
			break;
		default:
			while (p < z->end && *p == *start)
				p++;
			break;
	}
	*cursor = p;
	return add_mark(z, start, p, kind);
}

/* ---- white space and junk ---- */

/* Pass over white space, keeping what it says of the token that follows. */
static const char *
skip_space(Tokenizer *z, const char *p)
{
	int lines = 0;

	z->before |= NX_TF_SPACE_BEFORE;
	while (p < z->end)
	{
		unsigned char c = (unsigned char) *p;

		if (c == '\n' || (c == '\r' && byte_at(z, p + 1) != '\n'))
			lines++;
		else if (byte_class[c] != B_SPACE)
		{
			int size;
			uint32_t u;

			if (c < 0x80)
				break;
			u = nx_utf8_decode(p, z->end, &size);
			if (nx_char_class(u) != NX_CHAR_SPACE)
				break;
			if (u == 0x85 || u == 0x2028)
				lines++;
			else if (u == 0x2029)
				lines += 2;
			p += size;
			continue;
		}
		p++;
	}
	if (lines > 0)
		z->before |= NX_TF_LINE_START;
	if (lines > 1)
	{
		z->before |= NX_TF_BLANK_BEFORE;
		z->single_open = false;
	}
	return p;
}

/* Turn the tokens from `first` up to p into one. */
static void
collapse(Tokenizer *z, uint32_t first, const char *p)
{
	NxTokens *t = z->t;

	t->end[first] = (uint32_t) (p - z->text);
	t->kind[first] = NX_TOK_JUNK;
	t->hash[first] = 0;
	t->entry[first] = NX_LEX_UNKNOWN;
	t->flags[first] &= NX_TF_SPACE_BEFORE | NX_TF_LINE_START | NX_TF_BLANK_BEFORE;
	t->n = first + 1;
	z->stretch = first;
	z->crumbs = 0;
	z->single_open = false;
}

static const char *
skip_junk(Tokenizer *z, const char *p)
{
	while (p < z->end && byte_class[(unsigned char) *p] != B_SPACE)
		p++;
	z->in_junk = p == z->end;
	return p;
}

/* What is no prose: a long stretch without white space, or one of single letters and marks. */
static const char *
collapse_junk(Tokenizer *z, const char *p)
{
	if (z->t->n - z->stretch > JUNK_TOKENS)
	{
		p = skip_junk(z, p);
		collapse(z, z->stretch, p);
	}
	else if (z->crumbs > JUNK_TOKENS)
		collapse(z, z->t->n - z->crumbs, p);
	return p;
}

/* Give back what was reserved and not used: estimates have some to spare. */
static void
trim(Tokenizer *z)
{
	NxTokens *t = z->t;
	uint32_t capacity;

#define TRIM(array) (capacity = z->capacity, nx_trim(z->a->arena, t->array, t->n, capacity))

	TRIM(start);
	TRIM(end);
	TRIM(entry);
	TRIM(hash);
	TRIM(flags);
	TRIM(kind);
#undef TRIM
}

/* ---- the pass ---- */

/* Move the horizon before p, not into a character, and go on with the junk that it cut. */
static const char *
move_horizon(Tokenizer *z, const char *p)
{
	const char *text_end = z->text + z->a->len;

	z->near = text_end - p > POLL_BYTES ? p + POLL_BYTES : text_end;
	z->end = text_end;
	if (text_end - z->near > LONGEST)
	{
		const char *cut = z->near + LONGEST;

		while (cut > z->near + LONGEST - 3 && ((unsigned char) *cut & 0xC0) == 0x80)
			cut--;
		/* where no character begins in four bytes, one begins behind them, if at all */
		z->end = ((unsigned char) *cut & 0xC0) == 0x80 ? z->near + LONGEST : cut;
	}
	if (z->in_junk)
	{
		p = skip_junk(z, p);
		z->t->end[z->t->n - 1] = (uint32_t) (p - z->text);
	}
	return p;
}

NxStatus
nx_tokenize(NxAnalysis *a)
{
	Tokenizer z = {.a = a, .text = a->text, .near = a->text, .failed = NX_NOMEM};
	const char *p = a->text;
	uint32_t dense = DENSE_TOKENS; /* tokens at the next look back */
	NxStatus status;

	a->tokens = z.t = nx_alloc0(a->arena, sizeof(NxTokens));
	if (z.t == NULL || !reserve(&z, a->len / 5 + 64))
		return z.failed;
	status = nx_index_characters(a);
	if (status != NX_OK)
		return status;

	z.before = NX_TF_SPACE_BEFORE | NX_TF_LINE_START | NX_TF_BLANK_BEFORE;
	for (;;)
	{
		uint8_t class;
		bool added;

		if (p >= z.near)
		{
			if (p == a->text + a->len)
				break;
			if (is_cancelled(&z))
				return NX_CANCELLED;
			p = move_horizon(&z, p);
			continue;
		}
		class = byte_class[(unsigned char) *p];
		if (class == B_SPACE)
		{
			/* mostly one blank before a letter */
			if (*p == ' ' && is_ascii_letter(byte_at(&z, p + 1)))
			{
				z.before |= NX_TF_SPACE_BEFORE;
				p++;
			}
			else
				p = skip_space(&z, p);
			continue;
		}
		if (class == B_LOWER || class == B_UPPER)
		{
			uint64_t hash;
			uint32_t n = plain_word(&z, p, &hash);

			if (n > 0)
			{
				added = add_inline(&z, p, p + n, NX_TOK_WORD,
								   class == B_UPPER ? NX_TF_UPPER_INITIAL : 0, hash);
				p += n;
			}
			else
				added = scan_word(&z, &p);
		}
		else if (class == B_DIGIT)
			added = scan_number(&z, &p);
		else if (class == B_HIGH)
		{
			int size;
			uint32_t c = nx_utf8_decode(p, z.end, &size);
			NxCharClass high = nx_char_class(c);

			if (high == NX_CHAR_SPACE)
			{
				p = skip_space(&z, p);
				continue;
			}
			if (is_letter_class(high))
				added = scan_word(&z, &p);
			else
				added = scan_high_mark(&z, &p, c, size);
		}
		else
			added = scan_mark(&z, &p, class);

		if (!added)
			return z.failed;
		p = collapse_junk(&z, p);
		if (z.t->n >= dense)
		{
			uint32_t first = dense - DENSE_TOKENS;

			/* prose has five bytes to a token, tables of results three */
			if (p - (z.text + z.t->start[first]) < DENSE_BYTES)
				collapse(&z, first, p);
			dense = z.t->n + DENSE_TOKENS;
		}
	}
	trim(&z);
	return nx_look_up_words(a);
}
