/*
 * match_compile.c
 *		A query made ready for the evaluator: names folded, words stemmed, what
 *		says nothing dropped, and for each condition the probes that find it in
 *		an index.
 *
 * Two things are rearranged.  A condition of stop words only is dropped from
 * the tree, as tsquery does.  And within quote(…) and claim(…) any combination
 * of attributes (kind, negated; direction, measure, modality) becomes one set
 * of the few combinations that there are, which is joined to the amounts that
 * it is ANDed with: their keys carry the attributes.
 */
#include "compat.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "match.h"
#include "words.h"

typedef struct Compiler
{
	NewsMatch *match;
	int allocated;        /* probes */
	NewsMatchNode *group; /* the quote(…) or claim(…) that we are in */
} Compiler;

static NewsMatchNode *compile_node(Compiler *compiler, const NqNode *node);

static NewsMatchNode *
new_node(Compiler *compiler, NewsMatchType type)
{
	NewsMatchNode *node = palloc0(sizeof(NewsMatchNode));

	node->type = type;
	node->in_quote = compiler->group != NULL && compiler->group->type == MATCH_QUOTE;
	node->in_claim = compiler->group != NULL && compiler->group->type == MATCH_CLAIM;
	return node;
}

static NewsProbe *
new_probe(Compiler *compiler, NewsMatchNode *node)
{
	NewsMatch *match = compiler->match;

	if (match->n_probes == compiler->allocated)
	{
		compiler->allocated = compiler->allocated > 0 ? compiler->allocated * 2 : 16;
		match->probes = match->probes == NULL
							? palloc(compiler->allocated * sizeof(NewsProbe))
							: repalloc(match->probes, compiler->allocated * sizeof(NewsProbe));
	}
	if (node->n_probes++ == 0)
		node->first_probe = match->n_probes;
	return &match->probes[match->n_probes++];
}

static uint32
all_attributes(const NewsMatchNode *node)
{
	return node->in_quote ? (1u << NEWS_QUOTE_ATTRIBUTES) - 1 : UINT32_MAX;
}

/* The set of attribute combinations in which a field has a value. */
static uint32
attribute_set(const NqNode *node)
{
	uint32 set = 0;

	switch (node->type)
	{
		case NQ_KIND:
		case NQ_NEGATED:
			for (int i = 0; i < NEWS_QUOTE_ATTRIBUTES; i++)
				if (node->type == NQ_KIND ? i / 2 == node->value : (i & 1))
					set |= 1u << i;
			break;
		default:
			for (int i = 0; i < NEWS_CLAIM_ATTRIBUTES; i++)
			{
				int value = node->type == NQ_MEASURE     ? i >> 4
							: node->type == NQ_DIRECTION ? (i >> 2 & 3)
														 : (i & 3);

				if (value == node->value)
					set |= 1u << i;
			}
			break;
	}
	return set;
}

static NewsMatchNode *
compile_words(Compiler *compiler, NewsMatchType type, const char *text)
{
	NewsMatchNode *node = new_node(compiler, type);
	int allocated = 0;
	NewsWords words;

	news_words_start(&words, text, strlen(text));
	while (news_words_next(&words))
	{
		NewsMatchWord *word;

		if (node->n_words == allocated)
		{
			allocated = allocated > 0 ? allocated * 2 : 8;
			node->words = node->words == NULL
							  ? palloc(allocated * sizeof(NewsMatchWord))
							  : repalloc(node->words, allocated * sizeof(NewsMatchWord));
		}
		word = &node->words[node->n_words++];
		word->stem = pnstrdup(words.stem, words.len);
		word->len = words.len;
		word->position = words.position;
		node->initials |= news_initial((unsigned char) words.stem[0]);
	}
	if (node->n_words == 0)
		return NULL;
	for (int i = node->n_words - 1; i >= 0; i--)
		node->words[i].position -= node->words[0].position;
	return node;
}

/* AND or OR of those operands that say something. */
static NewsMatchNode *
compile_chain(Compiler *compiler, const NqNode *source)
{
	NewsMatchNode *node = new_node(compiler, source->type == NQ_AND ? MATCH_AND : MATCH_OR);
	NewsMatchNode *attributes = NULL;
	ListCell *lc;

	node->args = palloc(list_length(source->args) * sizeof(NewsMatchNode *));
	foreach (lc, source->args)
	{
		NewsMatchNode *arg = compile_node(compiler, lfirst(lc));

		if (arg == NULL)
			continue;
		if (arg->type == MATCH_ATTRIBUTES)
		{
			if (attributes == NULL)
				attributes = arg;
			else if (node->type == MATCH_AND)
				attributes->attributes &= arg->attributes;
			else
				attributes->attributes |= arg->attributes;
			continue;
		}
		node->args[node->n_args++] = arg;
	}
	if (attributes != NULL)
	{
		bool carried = false;

		if (node->type == MATCH_AND && node->in_claim)
			for (int i = 0; i < node->n_args; i++)
				if (node->args[i]->type == MATCH_AMOUNT)
				{
					node->args[i]->attributes &= attributes->attributes;
					carried = true;
				}
		if (!carried)
			node->args[node->n_args++] = attributes;
	}
	if (node->n_args <= 1)
		return node->n_args == 1 ? node->args[0] : NULL;
	return node;
}

static NewsMatchNode *
compile_node(Compiler *compiler, const NqNode *source)
{
	NewsMatchNode *node;
	NewsMatchNode *arg;
	StringInfoData folded;

	check_stack_depth();
	switch (source->type)
	{
		case NQ_AND:
		case NQ_OR:
			return compile_chain(compiler, source);
		case NQ_NOT:
			arg = compile_node(compiler, linitial(source->args));
			if (arg == NULL)
				return NULL;
			if (arg->type == MATCH_ATTRIBUTES)
			{
				arg->attributes = ~arg->attributes & all_attributes(arg);
				return arg;
			}
			node = new_node(compiler, MATCH_NOT);
			node->args = palloc(sizeof(NewsMatchNode *));
			node->args[node->n_args++] = arg;
			return node;
		case NQ_QUOTE:
		case NQ_CLAIM:
			node = new_node(compiler, source->type == NQ_QUOTE ? MATCH_QUOTE : MATCH_CLAIM);
			compiler->group = node;
			arg = compile_node(compiler, linitial(source->args));
			compiler->group = NULL;
			if (arg == NULL)
				return NULL;
			node->args = palloc(sizeof(NewsMatchNode *));
			node->args[node->n_args++] = arg;
			return node;
		case NQ_NAME:
		case NQ_SPEAKER:
			node = new_node(compiler, source->type == NQ_NAME ? MATCH_NAME : MATCH_SPEAKER);
			initStringInfo(&folded);
			news_fold_name(&folded, source->text, strlen(source->text));
			node->name = folded.data;
			node->name_len = folded.len;
			node->prefix = source->prefix;
			node->label = source->label;
			return node;
		case NQ_PHRASE:
			return compile_words(compiler, MATCH_PHRASE, source->text);
		case NQ_SUBJECT:
			return compile_words(compiler, MATCH_SUBJECT, source->text);
		case NQ_PERIOD:
			return compile_words(compiler, MATCH_PERIOD, source->text);
		case NQ_AMOUNT:
			node = new_node(compiler, MATCH_AMOUNT);
			news_interval_set(&node->interval, &source->quantity);
			node->attributes = UINT32_MAX;
			return node;
		case NQ_KIND:
		case NQ_NEGATED:
		case NQ_DIRECTION:
		case NQ_MEASURE:
		case NQ_MODALITY:
			node = new_node(compiler, MATCH_ATTRIBUTES);
			node->attributes = attribute_set(source);
			return node;
	}
	elog(ERROR, "unrecognized newsquery node type: %d", (int) source->type);
}

/* A probe for each of the combinations of attributes that a condition allows. */
static void
add_attribute_probes(Compiler *compiler, NewsMatchNode *node)
{
	for (int i = 0; i < NEWS_CLAIM_ATTRIBUTES; i++)
		if (node->attributes >> i & 1)
			news_probe_attributes(new_probe(compiler, node),
								  node->in_claim ? NEWS_KEY_CLAIM : NEWS_KEY_QUOTE, i);
	node->n_exact = node->n_probes;
	compiler->match->sections |= node->in_claim ? NEWSDOC_CLAIMS : NEWSDOC_QUOTED;
}

/*
 * Probes for a name of a label, or of any, or of a speaker.  A probe for each
 * of the keys that it may have is cheaper than a stretch of keys, which a scan
 * collects whole before it looks at other conditions.
 */
static void
add_name_probes(Compiler *compiler, NewsMatchNode *node, bool speaker)
{
	int first = node->label != NX_LABEL_NONE ? node->label : NX_LABEL_NONE;
	int last = node->label != NX_LABEL_NONE ? node->label : NX_N_LABELS - 1;

	if (node->prefix)
	{
		news_probe_name(new_probe(compiler, node), NEWS_KEY_NAME, node->name, node->name_len, true,
						speaker ? NEWS_NAME_SPEAKS : node->label);
		return;
	}
	for (int label = first; label <= last; label++)
		for (int speaks = speaker ? 1 : 0; speaks <= 1; speaks++)
			/* a speaker without a label is nobody's name */
			if (label != NX_LABEL_NONE || speaker)
				news_probe_name(new_probe(compiler, node), NEWS_KEY_NAME, node->name,
								node->name_len, false, label | (speaks ? NEWS_NAME_SPEAKS : 0));
}

/* Give each condition its probes, once the tree has its final shape. */
static void
add_probes(Compiler *compiler, NewsMatchNode *node)
{
	NewsMatch *match = compiler->match;

	check_stack_depth();
	switch (node->type)
	{
		case MATCH_NOT:
			/* within a group: is there anything that could fail to be so? */
			if (node->in_quote || node->in_claim)
			{
				node->attributes = all_attributes(node);
				add_attribute_probes(compiler, node);
			}
			/* FALLTHROUGH */
		case MATCH_AND:
		case MATCH_OR:
		case MATCH_QUOTE:
		case MATCH_CLAIM:
			if (node->type == MATCH_QUOTE)
				match->sections |= NEWSDOC_QUOTED;
			else if (node->type == MATCH_CLAIM)
				match->sections |= NEWSDOC_CLAIMS;
			for (int i = 0; i < node->n_args; i++)
				add_probes(compiler, node->args[i]);
			break;
		case MATCH_NAME:
			add_name_probes(compiler, node, false);
			/* longer names are cut in keys, and no key tells what is named in which quotation */
			node->n_exact =
				node->name_len < NEWS_NAME_KEY_MAX && !node->in_quote ? node->n_probes : 0;
			match->sections |= NEWSDOC_NAMES;
			break;
		case MATCH_SPEAKER:
			if (node->in_claim)
				news_probe_name(new_probe(compiler, node), NEWS_KEY_CLAIM_SPEAKER, node->name,
								node->name_len, node->prefix, NX_LABEL_NONE);
			/* whoever speaks may also be whose claim it is */
			node->n_exact = node->n_probes;
			add_name_probes(compiler, node, true);
			if (!node->in_claim)
				node->n_exact = node->n_probes;
			if (node->name_len >= NEWS_NAME_KEY_MAX)
				node->n_exact = 0;
			match->sections |= node->in_claim ? NEWSDOC_CLAIMS : NEWSDOC_QUOTES;
			break;
		case MATCH_PHRASE:
		case MATCH_SUBJECT:
		case MATCH_PERIOD:
			for (int i = 0; i < node->n_words; i++)
				news_probe_word(new_probe(compiler, node),
								node->type == MATCH_PHRASE    ? NEWS_KEY_WORD
								: node->type == MATCH_SUBJECT ? NEWS_KEY_SUBJECT
															  : NEWS_KEY_PERIOD,
								node->words[i].stem, node->words[i].len);
			node->n_exact = node->n_words == 1 ? 1 : 0;
			match->sections |= node->type == MATCH_PHRASE ? NEWSDOC_QUOTED : NEWSDOC_CLAIMS;
			break;
		case MATCH_AMOUNT:
			for (int probe = 0; probe < 4; probe++)
				news_probe_amount(new_probe(compiler, node), &node->interval, probe & 1, probe < 2,
								  node->in_claim ? NEWS_TRAIT_CLAIM : 0, node->attributes);
			/* what is certain comes first; no key tells which quotation an amount stands in */
			node->n_exact = node->in_quote ? 0 : 2;
			match->sections |= node->in_claim   ? NEWSDOC_CLAIMS
							   : node->in_quote ? NEWSDOC_QUOTED | NEWSDOC_QUANTITIES
												: NEWSDOC_QUANTITIES;
			break;
		case MATCH_ATTRIBUTES:
			add_attribute_probes(compiler, node);
			break;
	}
}

NewsMatch *
news_match_compile(const NewsQuery *query)
{
	Compiler compiler = {palloc0(sizeof(NewsMatch)), 0, NULL};
	NqNode *root = newsquery_tree(query);

	if (root != NULL)
		compiler.match->root = compile_node(&compiler, root);
	if (compiler.match->root != NULL)
		add_probes(&compiler, compiler.match->root);
	return compiler.match;
}

/* What a call site keeps: one context, replaced whole when the query changes. */
typedef struct MatchCache
{
	MemoryContext context;
	NewsQuery *query;
	NewsMatch *match;
} MatchCache;

NewsMatch *
news_match_cached(FmgrInfo *flinfo, const NewsQuery *query)
{
	MatchCache *cache = flinfo->fn_extra;
	MemoryContext old;
	MemoryContext context;

	if (cache != NULL && VARSIZE(cache->query) == VARSIZE(query) &&
		memcmp(cache->query, query, VARSIZE(query)) == 0)
		return cache->match;
	if (cache != NULL)
	{
		flinfo->fn_extra = NULL;
		MemoryContextDelete(cache->context);
	}
	context = AllocSetContextCreate(flinfo->fn_mcxt, "newsquery", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(context);
	cache = palloc(sizeof(MatchCache));
	cache->context = context;
	cache->query = palloc(VARSIZE(query));
	memcpy(cache->query, query, VARSIZE(query));
	cache->match = news_match_compile(query);
	MemoryContextSwitchTo(old);
	flinfo->fn_extra = cache;
	return cache->match;
}
