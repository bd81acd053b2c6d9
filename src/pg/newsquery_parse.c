/*
 * newsquery_parse.c
 *		newsquery text → tree → canonical text.
 *
 *		query   := or
 *		or      := and { '|' and }
 *		and     := not { '&' not }
 *		not     := '!' not | primary
 *		primary := '(' or ')' | 'quote' '(' or ')' | 'claim' '(' or ')'
 *				 | 'amount' [ '=' '>' '>=' '<' '<=' ] quantity
 *				 | field ':' value | 'negated' | string
 *		value   := ( string | word ) [ '*' ]
 *
 * A string stands in double quotation marks, with backslash before a mark or a
 * backslash inside.  A quantity is everything up to the next '&', '|', ')' or
 * the end, or a string; it is read by the grammar that reads newsquantity.
 * What may be asked depends on where: of a document, of one quotation or of
 * one claim (NqField.places).
 */
#include "compat.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"

#include "adapter.h"
#include "arena.h"
#include "newsquery.h"
#include "quantity.h"

/* Where a field may stand. */
#define IN_DOCUMENT 0x01
#define IN_QUOTE 0x02
#define IN_CLAIM 0x04

typedef struct NqField
{
	const char *name;
	NqNodeType type;
	NxLabel label;
	int places;
} NqField;

static const NqField fields[] = {
	{"entity", NQ_NAME, NX_LABEL_NONE, IN_DOCUMENT | IN_QUOTE},
	{"person", NQ_NAME, NX_PERSON, IN_DOCUMENT | IN_QUOTE},
	{"org", NQ_NAME, NX_ORG, IN_DOCUMENT | IN_QUOTE},
	{"gpe", NQ_NAME, NX_GPE, IN_DOCUMENT | IN_QUOTE},
	{"loc", NQ_NAME, NX_LOC, IN_DOCUMENT | IN_QUOTE},
	{"norp", NQ_NAME, NX_NORP, IN_DOCUMENT | IN_QUOTE},
	{"fac", NQ_NAME, NX_FAC, IN_DOCUMENT | IN_QUOTE},
	{"event", NQ_NAME, NX_EVENT, IN_DOCUMENT | IN_QUOTE},
	{"product", NQ_NAME, NX_PRODUCT, IN_DOCUMENT | IN_QUOTE},
	{"work_of_art", NQ_NAME, NX_WORK_OF_ART, IN_DOCUMENT | IN_QUOTE},
	{"law", NQ_NAME, NX_LAW, IN_DOCUMENT | IN_QUOTE},
	{"language", NQ_NAME, NX_LANGUAGE, IN_DOCUMENT | IN_QUOTE},
	{"speaker", NQ_SPEAKER, NX_LABEL_NONE, IN_DOCUMENT | IN_QUOTE | IN_CLAIM},
	{"kind", NQ_KIND, NX_LABEL_NONE, IN_QUOTE},
	{"subject", NQ_SUBJECT, NX_LABEL_NONE, IN_CLAIM},
	{"period", NQ_PERIOD, NX_LABEL_NONE, IN_CLAIM},
	{"direction", NQ_DIRECTION, NX_LABEL_NONE, IN_CLAIM},
	{"measure", NQ_MEASURE, NX_LABEL_NONE, IN_CLAIM},
	{"modality", NQ_MODALITY, NX_LABEL_NONE, IN_CLAIM},
};

typedef struct NqParser
{
	const char *start;
	const char *p;
	const char *end;
	int nodes;
	Node *escontext;
} NqParser;

static NqNode *parse_or(NqParser *parser, int place);

NqNode *
newsquery_node(NqNodeType type)
{
	NqNode *node = palloc0(sizeof(NqNode));

	node->type = type;
	return node;
}

/*
 * left AND (or OR) right, kept flat.  An empty query is nothing to join with,
 * as with tsquery.
 */
NqNode *
newsquery_join(NqNodeType type, NqNode *left, NqNode *right)
{
	NqNode *node;

	if (left == NULL || right == NULL)
		return left != NULL ? left : right;
	if (left->type == type)
		node = left;
	else
	{
		node = newsquery_node(type);
		node->args = list_make1(left);
	}
	if (right->type == type)
		node->args = list_concat(node->args, right->args);
	else
		node->args = lappend(node->args, right);
	return node;
}

/* ---- lexical things ---- */

static inline bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Bytes that a value without quotation marks may have. */
static inline bool
is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
		   c == '-' || c == '.' || c == '\'' || IS_HIGHBIT_SET(c);
}

static void
skip_space(NqParser *parser)
{
	while (parser->p < parser->end && is_space(*parser->p))
		parser->p++;
}

/*
 * Length of the opening quotation mark at p, or 0.  People paste curly ones;
 * a straight one ends with a straight one, a curly one with a curly one.
 */
static int
opening_mark(const char *p, const char *end)
{
	if (p < end && *p == '"')
		return 1;
	if (GetDatabaseEncoding() == PG_UTF8 && end - p >= 3 && memcmp(p, "\xe2\x80\x9c", 3) == 0)
		return 3;
	return 0;
}

/* Characters from the start of the text, from 1. */
static int
position_of(NqParser *parser, const char *at)
{
	return pg_mbstrlen_with_len(parser->start, at - parser->start) + 1;
}

/* What stands at p, for a message: a character, a word, or the end. */
static const char *
found_at(NqParser *parser, const char *at)
{
	const char *p = at;
	int len;

	if (at >= parser->end)
		return "the end of the query";
	while (p < parser->end && is_word_byte(*p))
		p++;
	len = p > at ? p - at : pg_mblen(at);
	len = pg_mbcliplen(at, Min(len, parser->end - at), 40);
	return psprintf("\"%s\"", pnstrdup(at, len));
}

/* Report that something else was expected at a place.  Returns NULL, so that a caller can return it. */
static void *
expected(NqParser *parser, const char *at, const char *what, const char *hint)
{
	errsave(parser->escontext, (errcode(ERRCODE_SYNTAX_ERROR),
								errmsg("invalid input syntax for type %s: \"%s\"", "newsquery",
									   pnstrdup(parser->start, parser->end - parser->start)),
								errdetail("Expected %s at character %d, but found %s.", what,
										  position_of(parser, at), found_at(parser, at)),
								hint != NULL ? errhint("%s", hint) : 0));
	return NULL;
}

static NqNode *
new_node(NqParser *parser, NqNodeType type)
{
	if (++parser->nodes > NEWSQUERY_MAX_NODES)
	{
		errsave(parser->escontext,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("newsquery is too large"),
				 errdetail("A query may have at most %d conditions.", NEWSQUERY_MAX_NODES)));
		return NULL;
	}
	return newsquery_node(type);
}

/*
 * A string in quotation marks, unescaped; NULL after an error.
 */
static char *
parse_string(NqParser *parser)
{
	const char *open = parser->p;
	int mark = opening_mark(open, parser->end);
	const char *p = open + mark;
	char *text = palloc(parser->end - p + 1);
	int len = 0;

	for (;;)
	{
		CHECK_FOR_INTERRUPTS();
		if (p >= parser->end)
		{
			errsave(parser->escontext,
					(errcode(ERRCODE_SYNTAX_ERROR),
					 errmsg("invalid input syntax for type %s: \"%s\"", "newsquery",
							pnstrdup(parser->start, parser->end - parser->start)),
					 errdetail("The quotation mark at character %d is never closed.",
							   position_of(parser, open)),
					 errhint("Write \\\" for a quotation mark inside the words.")));
			return NULL;
		}
		if (mark == 1 && *p == '"')
			break;
		if (mark == 3 && parser->end - p >= 3 && memcmp(p, "\xe2\x80\x9d", 3) == 0)
			break;
		if (*p == '\\' && p + 1 < parser->end)
			p++;
		for (int n = pg_mblen(p); n > 0 && p < parser->end; n--)
			text[len++] = *p++;
	}
	text[len] = '\0';
	/* what is left of the query was set aside, and there may be many strings in it */
	text = repalloc(text, len + 1);
	parser->p = p + mark;
	for (int i = 0; i < len; i++)
		if (!is_space(text[i]))
			return text;
	return expected(parser, open, "words between the quotation marks", NULL);
}

/* The letters at p, as far as they may name a field or an attribute. */
static int
keyword_len(NqParser *parser)
{
	const char *p = parser->p;

	while (p < parser->end && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || *p == '_'))
		p++;
	/* "amount2" is no keyword */
	if (p < parser->end && is_word_byte(*p))
		return 0;
	return p - parser->p;
}

static bool
keyword_is(const char *p, int len, const char *name)
{
	return (int) strlen(name) == len && pg_strncasecmp(p, name, len) == 0;
}

/* ---- fields ---- */

static const char *
field_name(const NqNode *node)
{
	for (size_t i = 0; i < lengthof(fields); i++)
		if (fields[i].type == node->type && fields[i].label == node->label)
			return fields[i].name;
	elog(ERROR, "unrecognized newsquery node type: %d", (int) node->type);
}

typedef const char *(*ValueName)(int value);

static const char *
kind_name(int value)
{
	return nx_quote_kind_name(value);
}

static const char *
direction_name(int value)
{
	return value == NX_DIRECTION_NONE ? NULL : nx_direction_name(value);
}

static const char *
measure_name(int value)
{
	return nx_measure_name(value);
}

static const char *
modality_name(int value)
{
	return nx_modality_name(value);
}

/* The names of an attribute's values, by value; NULL for one that cannot be asked for. */
static ValueName
attribute_names(NqNodeType type, int *n_values, const char **list)
{
	switch (type)
	{
		case NQ_KIND:
			*n_values = NX_INDIRECT + 1;
			*list = "direct, mixed or indirect";
			return kind_name;
		case NQ_DIRECTION:
			*n_values = NX_FLAT + 1;
			*list = "up, down or flat";
			return direction_name;
		case NQ_MEASURE:
			*n_values = NX_CHANGE + 1;
			*list = "level or change";
			return measure_name;
		case NQ_MODALITY:
			*n_values = NX_HYPOTHETICAL + 1;
			*list = "asserted, projected, denied or hypothetical";
			return modality_name;
		default:
			*n_values = 0;
			*list = "";
			return NULL;
	}
}

static bool
find_value(NqNode *node, const char *text, ValueName name_of, int n_values)
{
	for (node->value = 0; node->value < n_values; node->value++)
	{
		const char *name = name_of(node->value);

		if (name != NULL && pg_strcasecmp(name, text) == 0)
			return true;
	}
	return false;
}

void
newsquery_set_attribute(NqNode *node, const char *text)
{
	int n_values;
	const char *list;
	ValueName name_of = attribute_names(node->type, &n_values, &list);

	if (!find_value(node, text, name_of, n_values))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("invalid %s: \"%s\"", field_name(node), text),
						errdetail("It is one of %s.", list)));
}

static NqNode *
parse_value(NqParser *parser, NqNode *node)
{
	const char *at;
	ValueName name_of;
	int n_values;
	const char *list;

	skip_space(parser);
	at = parser->p;
	if (opening_mark(at, parser->end) > 0)
	{
		node->text = parse_string(parser);
		if (node->text == NULL)
			return NULL;
	}
	else
	{
		while (parser->p < parser->end && is_word_byte(*parser->p) &&
			   opening_mark(parser->p, parser->end) == 0)
			parser->p++;
		if (parser->p == at)
			return expected(parser, at, "a value after the colon",
							"Put names of more than one word between double quotation marks.");
		node->text = pnstrdup(at, parser->p - at);
	}

	name_of = attribute_names(node->type, &n_values, &list);
	if (name_of != NULL)
	{
		if (!find_value(node, node->text, name_of, n_values))
			return expected(parser, at, list, NULL);
		node->text = NULL;
		return node;
	}

	if (parser->p < parser->end && *parser->p == '*')
	{
		if (node->type != NQ_NAME && node->type != NQ_SPEAKER)
			return expected(parser, parser->p, "\"&\", \"|\" or \")\"",
							"Only names have prefixes (*): words are matched by their stems.");
		node->prefix = true;
		parser->p++;
	}
	return node;
}

/* ---- amounts ---- */

/*
 * Fold "= > >= < <=" and what it compares with into the interval that is asked
 * for.  "= more than 3" and "> 3" are the same.
 */
bool
newsquery_set_amount(NqNode *node, const char *op, int op_len, const NxQuantity *quantity,
					 const char **detail)
{
	NxQuantity q = *quantity;
	bool point = (q.flags & NX_Q_HAS_LOW) && (q.flags & NX_Q_HAS_HIGH) && q.low == q.high;

	/* "about 40%" in a question means 40% */
	q.flags &= ~NX_Q_APPROX;
	if (op_len == 1 && op[0] == '=')
	{
		node->quantity = q;
		return true;
	}
	if (!point)
	{
		*detail = "A comparison needs a single value, not a range or a bound.";
		return false;
	}
	if (op_len > 2 || (op_len == 2 && op[1] != '=') || (op[0] != '<' && op[0] != '>'))
	{
		*detail = "The operators are =, >, >=, < and <=.";
		return false;
	}
	if (op[0] == '>')
	{
		q.flags = NX_Q_HAS_LOW | (op_len == 1 ? NX_Q_LOW_STRICT : 0);
		q.high = 0;
	}
	else
	{
		q.flags = NX_Q_HAS_HIGH | (op_len == 1 ? NX_Q_HIGH_STRICT : 0);
		q.low = 0;
	}
	node->quantity = q;
	return true;
}

/* Read a quantity as a person writes one; *detail is filled when it is none. */
static bool
read_quantity(const char *text, int len, NxQuantity *quantity, NxParseError *error)
{
	NxArena *arena;
	NewsextText converted;
	NxStatus status;

	newsext_text(text, len, &converted);
	arena = newsext_arena();
	if (arena == NULL)
		newsext_report(NX_NOMEM);
	status = nx_quantity_parse(converted.utf8, converted.utf8_len, arena, quantity, error);
	nx_arena_destroy(arena);
	if (status == NX_INVALID)
		return false;
	newsext_report(status);
	return true;
}

static NqNode *
parse_amount(NqParser *parser, NqNode *node)
{
	static const struct
	{
		const char *spelling;
		const char *op;
	} operators[] = {
		{">=", ">="},
		{"<=", "<="},
		{">", ">"},
		{"<", "<"},
		{"=", "="},
		{":", "="},
		{"\xe2\x89\xa5", ">="},
		{"\xe2\x89\xa4", "<="},
	};
	const char *op = "=";
	const char *at;
	const char *text;
	int len;
	NxQuantity quantity;
	NxParseError error = {0};
	const char *detail;

	skip_space(parser);
	for (size_t i = 0; i < lengthof(operators); i++)
	{
		int n = strlen(operators[i].spelling);

		if (parser->end - parser->p >= n && memcmp(parser->p, operators[i].spelling, n) == 0 &&
			(n < 3 || GetDatabaseEncoding() == PG_UTF8))
		{
			op = operators[i].op;
			parser->p += n;
			break;
		}
	}
	skip_space(parser);
	at = parser->p;
	if (opening_mark(at, parser->end) > 0)
	{
		text = parse_string(parser);
		if (text == NULL)
			return NULL;
		len = strlen(text);
	}
	else
	{
		while (parser->p < parser->end && strchr("&|)!(", *parser->p) == NULL)
			parser->p++;
		text = at;
		len = parser->p - at;
		while (len > 0 && is_space(text[len - 1]))
			len--;
		if (len == 0)
			return expected(parser, at, "a quantity",
							"Write an amount as a newspaper does: amount >= 30%, amount < $1.5bn.");
	}

	if (!read_quantity(text, len, &quantity, &error))
	{
		errsave(
			parser->escontext,
			(errcode(ERRCODE_SYNTAX_ERROR),
			 errmsg("invalid input syntax for type %s: \"%s\"", "newsquery",
					pnstrdup(parser->start, parser->end - parser->start)),
			 errdetail("Expected a quantity at character %d, but \"%s\" is none: %s",
					   position_of(parser, at), pnstrdup(text, len),
					   error.detail != NULL ? error.detail : "it does not read as one."),
			 errhint(
				 "%s",
				 error.hint != NULL
					 ? error.hint
					 : "Write an amount as a newspaper does: amount >= 30%, amount < $1.5bn.")));
		return NULL;
	}
	if (!newsquery_set_amount(node, op, strlen(op), &quantity, &detail))
		return expected(
			parser, at, psprintf("a single value after \"%s\"", op),
			"Ranges and bounds go without an operator: amount between 3 and 4 million barrels.");
	return node;
}

/* ---- the grammar ---- */

static NqNode *
parse_group(NqParser *parser, int place)
{
	NqNode *node;

	/* at the opening parenthesis */
	parser->p++;
	node = parse_or(parser, place);
	if (node == NULL)
		return NULL;
	skip_space(parser);
	if (parser->p >= parser->end || *parser->p != ')')
		return expected(parser, parser->p, "\"&\", \"|\" or \")\"", NULL);
	parser->p++;
	return node;
}

static NqNode *
parse_primary(NqParser *parser, int place)
{
	const char *at;
	int len;
	NqNode *node;

	skip_space(parser);
	at = parser->p;
	if (at < parser->end && *at == '(')
		return parse_group(parser, place);

	if (opening_mark(at, parser->end) > 0)
	{
		if (place == IN_CLAIM)
			return expected(parser, at, "a condition on a claim",
							"Words of what a claim is about are written subject:\"…\".");
		node = new_node(parser, NQ_PHRASE);
		if (node == NULL)
			return NULL;
		node->text = parse_string(parser);
		return node->text != NULL ? node : NULL;
	}

	len = keyword_len(parser);
	if (len == 0)
		return expected(
			parser, at, "a condition",
			"Conditions are name:\"…\" (such as person: or speaker:), \"words in a quotation\", "
			"amount > …, quote(…) and claim(…).");
	parser->p += len;

	if (keyword_is(at, len, "amount"))
	{
		node = new_node(parser, NQ_AMOUNT);
		return node != NULL ? parse_amount(parser, node) : NULL;
	}
	if (keyword_is(at, len, "negated"))
	{
		if (place != IN_QUOTE)
			return expected(parser, at, "a condition", "\"negated\" belongs inside quote(…).");
		return new_node(parser, NQ_NEGATED);
	}

	skip_space(parser);
	if (keyword_is(at, len, "quote") || keyword_is(at, len, "claim"))
	{
		bool quote = keyword_is(at, len, "quote");

		if (place != IN_DOCUMENT)
			return expected(parser, at, "a condition",
							"quote(…) and claim(…) cannot stand inside one another.");
		if (parser->p >= parser->end || *parser->p != '(')
			return expected(parser, parser->p, "\"(\"", NULL);
		node = new_node(parser, quote ? NQ_QUOTE : NQ_CLAIM);
		if (node != NULL)
		{
			NqNode *inner = parse_group(parser, quote ? IN_QUOTE : IN_CLAIM);

			if (inner == NULL)
				return NULL;
			node->args = list_make1(inner);
		}
		return node;
	}

	if (parser->p >= parser->end || *parser->p != ':')
		return expected(parser, at, "a condition",
						"A name is written entity:name (or person:, org:, gpe: …), "
						"words of a quotation stand between double quotation marks.");
	for (size_t i = 0; i < lengthof(fields); i++)
	{
		const NqField *field = &fields[i];

		if (!keyword_is(at, len, field->name))
			continue;
		if ((field->places & place) == 0)
			return expected(parser, at,
							place == IN_DOCUMENT ? "a condition on a document"
							: place == IN_QUOTE  ? "a condition on a quotation"
												 : "a condition on a claim",
							field->places == IN_QUOTE
								? psprintf("\"%s:\" belongs inside quote(…).", field->name)
							: field->places == IN_CLAIM
								? psprintf("\"%s:\" belongs inside claim(…).", field->name)
								: psprintf("\"%s:\" belongs outside claim(…).", field->name));
		parser->p++;
		node = new_node(parser, field->type);
		if (node == NULL)
			return NULL;
		node->label = field->label;
		return parse_value(parser, node);
	}
	return expected(
		parser, at, "the name of a field",
		"Fields are entity, person, org, gpe, loc, norp, fac, event, product, work_of_art, "
		"law, language and speaker; kind in quote(…); subject, period, direction, measure "
		"and modality in claim(…).");
}

static NqNode *
parse_not(NqParser *parser, int place)
{
	check_stack_depth();
	skip_space(parser);
	if (parser->p < parser->end && *parser->p == '!')
	{
		NqNode *arg;
		NqNode *node = new_node(parser, NQ_NOT);

		if (node == NULL)
			return NULL;
		parser->p++;
		arg = parse_not(parser, place);
		if (arg == NULL)
			return NULL;
		node->args = list_make1(arg);
		return node;
	}
	return parse_primary(parser, place);
}

/* Operands joined by one operator, flat. */
static NqNode *
parse_chain(NqParser *parser, int place, char op, NqNodeType type,
			NqNode *(*parse_operand)(NqParser *, int) )
{
	NqNode *node = parse_operand(parser, place);

	while (node != NULL)
	{
		NqNode *right;

		skip_space(parser);
		if (parser->p >= parser->end || *parser->p != op)
			return node;
		parser->p++;
		right = parse_operand(parser, place);
		if (right == NULL)
			return NULL;
		node = newsquery_join(type, node, right);
	}
	return NULL;
}

static NqNode *
parse_and(NqParser *parser, int place)
{
	return parse_chain(parser, place, '&', NQ_AND, parse_not);
}

static NqNode *
parse_or(NqParser *parser, int place)
{
	check_stack_depth();
	return parse_chain(parser, place, '|', NQ_OR, parse_and);
}

bool
newsquery_parse(const char *text, int len, NqNode **root, Node *escontext)
{
	NqParser parser = {text, text, text + len, 0, escontext};

	*root = NULL;
	skip_space(&parser);
	if (parser.p == parser.end)
		return true;
	*root = parse_or(&parser, IN_DOCUMENT);
	if (*root == NULL)
		return false;
	skip_space(&parser);
	if (parser.p < parser.end)
	{
		*root = NULL;
		expected(&parser, parser.p, "\"&\", \"|\" or the end of the query",
				 *parser.p == ')' ? "There is no opening parenthesis for this one."
								  : "Join conditions with & (and) or | (or).");
		return false;
	}
	return true;
}

/* ---- tree → text ---- */

static void
deparse_string(StringInfo out, const char *text)
{
	appendStringInfoChar(out, '"');
	for (const char *p = text; *p != '\0';)
	{
		int n = pg_mblen(p);

		if (*p == '"' || *p == '\\')
			appendStringInfoChar(out, '\\');
		appendBinaryStringInfo(out, p, n);
		p += n;
	}
	appendStringInfoChar(out, '"');
}

static void
deparse_text(StringInfo out, const char *text)
{
	const char *p = text;

	/* a curly opening mark would be read as one, so a word of ASCII alone goes bare */
	while (*p != '\0' && is_word_byte(*p) && !IS_HIGHBIT_SET(*p))
		p++;
	if (*p == '\0' && p > text)
	{
		appendStringInfoString(out, text);
		return;
	}
	deparse_string(out, text);
}

static void
deparse_quantity(StringInfo out, const char *text)
{
	if (strpbrk(text, "&|()!\"\\") != NULL)
		deparse_string(out, text);
	else
		appendStringInfoString(out, text);
}

static void
deparse_amount(StringInfo out, const NxQuantity *quantity)
{
	NxQuantity q = *quantity;
	char text[NX_QUANTITY_TEXT_MAX];
	const char *op = "=";
	NxStr server;

	if ((q.flags & NX_Q_HAS_LOW) == 0)
	{
		op = q.flags & NX_Q_HIGH_STRICT ? "<" : "<=";
		q.low = q.high;
		q.flags = NX_Q_HAS_LOW | NX_Q_HAS_HIGH;
	}
	else if ((q.flags & NX_Q_HAS_HIGH) == 0)
	{
		op = q.flags & NX_Q_LOW_STRICT ? ">" : ">=";
		q.high = q.low;
		q.flags = NX_Q_HAS_LOW | NX_Q_HAS_HIGH;
	}
	server = newsext_from_utf8((NxStr){text, nx_quantity_format(&q, text)});
	appendStringInfo(out, "amount %s ", op);
	deparse_quantity(out, pnstrdup(server.data, server.len));
}

static void
deparse_node(StringInfo out, const NqNode *node)
{
	ListCell *lc;
	ValueName name_of;
	int n_values;
	const char *list;

	check_stack_depth();
	switch (node->type)
	{
		case NQ_AND:
		case NQ_OR:
			foreach (lc, node->args)
			{
				const NqNode *arg = lfirst(lc);
				bool parens = node->type == NQ_AND && arg->type == NQ_OR;

				if (foreach_current_index(lc) > 0)
					appendStringInfoString(out, node->type == NQ_AND ? " & " : " | ");
				if (parens)
					appendStringInfoChar(out, '(');
				deparse_node(out, arg);
				if (parens)
					appendStringInfoChar(out, ')');
			}
			break;
		case NQ_NOT:
		{
			const NqNode *arg = linitial(node->args);
			bool parens = arg->type == NQ_AND || arg->type == NQ_OR;

			appendStringInfoString(out, parens ? "!(" : "!");
			deparse_node(out, arg);
			if (parens)
				appendStringInfoChar(out, ')');
		}
		break;
		case NQ_QUOTE:
		case NQ_CLAIM:
			appendStringInfoString(out, node->type == NQ_QUOTE ? "quote(" : "claim(");
			deparse_node(out, linitial(node->args));
			appendStringInfoChar(out, ')');
			break;
		case NQ_PHRASE:
			deparse_string(out, node->text);
			break;
		case NQ_AMOUNT:
			deparse_amount(out, &node->quantity);
			break;
		case NQ_NEGATED:
			appendStringInfoString(out, "negated");
			break;
		default:
			name_of = attribute_names(node->type, &n_values, &list);
			appendStringInfo(out, "%s:", field_name(node));
			if (name_of != NULL)
				appendStringInfoString(out, name_of(node->value));
			else
			{
				deparse_text(out, node->text);
				if (node->prefix)
					appendStringInfoChar(out, '*');
			}
			break;
	}
}

void
newsquery_deparse(StringInfo out, const NqNode *root)
{
	if (root != NULL)
		deparse_node(out, root);
}
