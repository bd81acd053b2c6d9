/*
 * newsext.c
 *		The module.  There are no settings: what a text says must not depend on
 *		any, or an index could not hold it.
 */
#include "postgres.h"

#include "compat.h"

NEWSEXT_MODULE_MAGIC("newsext", "1.0");
