/*
 * compat.h
 *		The differences between servers 15 to 18, and the only place for them.
 */
#ifndef NEWSEXT_COMPAT_H
#define NEWSEXT_COMPAT_H

#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/memutils.h"
#include "utils/rangetypes.h"

#if PG_VERSION_NUM < 150001
#error "newsext needs PostgreSQL 15.1 or later"
#endif

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#endif

/*
 * Soft errors came with 16: before, input functions had no way but to throw.
 */
#if PG_VERSION_NUM < 160000
#define ereturn(context, dummy_value, ...)                                                         \
	do                                                                                             \
	{                                                                                              \
		(void) (context);                                                                          \
		ereport(ERROR, __VA_ARGS__);                                                               \
		return dummy_value;                                                                        \
	} while (0)
#define errsave(context, ...)                                                                      \
	do                                                                                             \
	{                                                                                              \
		(void) (context);                                                                          \
		ereport(ERROR, __VA_ARGS__);                                                               \
	} while (0)
#define SOFT_ERROR_OCCURRED(escontext) ((void) (escontext), false)
#endif

/* Call a built-in input function so that what it complains of goes to escontext. */
static inline bool
newsext_input_call(PGFunction function, char *string, struct Node *escontext, Datum *result)
{
#if PG_VERSION_NUM >= 160000
	return DirectInputFunctionCallSafe(function, string, InvalidOid, -1, escontext, result);
#else
	(void) escontext;
	*result = DirectFunctionCall3(function, CStringGetDatum(string), ObjectIdGetDatum(InvalidOid),
								  Int32GetDatum(-1));
	return true;
#endif
}

/* An array that may be larger than palloc() gives; never of size 0. */
#define newsext_array(type, n)                                                                     \
	((type *) MemoryContextAllocHuge(CurrentMemoryContext, sizeof(type) * Max((Size) (n), 1)))

/*
 * A pointer of palloc() made so large, which may be huge.  Without memory
 * NULL since 16; before, there is no way but to throw.
 */
static inline void *
newsext_resize(void *pointer, Size size)
{
#if PG_VERSION_NUM >= 160000
	return repalloc_extended(pointer, size, MCXT_ALLOC_NO_OOM | MCXT_ALLOC_HUGE);
#else
	return repalloc_huge(pointer, size);
#endif
}

/* range_serialize() got a context for soft errors in 16. */
static inline RangeType *
newsext_range_serialize(TypeCacheEntry *typcache, RangeBound *lower, RangeBound *upper)
{
#if PG_VERSION_NUM >= 160000
	return range_serialize(typcache, lower, upper, false, NULL);
#else
	return range_serialize(typcache, lower, upper, false);
#endif
}

/* How many values ANALYZE keeps of a column; commands/vacuum.h must be included. */
#if PG_VERSION_NUM >= 170000
#define newsext_statistics_target(stats)                                                           \
	((stats)->attstattarget < 0 ? default_statistics_target : (stats)->attstattarget)
#else
#define newsext_statistics_target(stats)                                                           \
	((stats)->attr->attstattarget < 0 ? default_statistics_target : (stats)->attr->attstattarget)
#endif

/* vacuum_delay_point() wants to know who calls since 18. */
#if PG_VERSION_NUM >= 180000
#define newsext_vacuum_delay_point() vacuum_delay_point(true)
#else
#define newsext_vacuum_delay_point() vacuum_delay_point()
#endif

/* Modules say their name and version since 18. */
#if PG_VERSION_NUM >= 180000
#define NEWSEXT_MODULE_MAGIC(module, release)                                                      \
	PG_MODULE_MAGIC_EXT(.name = module, .version = release)
#else
#define NEWSEXT_MODULE_MAGIC(module, release) PG_MODULE_MAGIC
#endif

#endif /* NEWSEXT_COMPAT_H */
