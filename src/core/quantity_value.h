/*
 * quantity_value.h
 *		What the grammar needs of quantities as values.
 */
#ifndef NX_QUANTITY_VALUE_H
#define NX_QUANTITY_VALUE_H

#include "nx.h"

/* Flags that agree, finite ends in order, a well-formed unit. */
extern bool nx_quantity_is_valid(const NxQuantity *quantity);

/* Exactly what nx_quantity_format() writes, and no other spelling of a number. */
extern bool nx_quantity_read_canonical(const char *text, size_t len, NxQuantity *quantity);

#endif /* NX_QUANTITY_VALUE_H */
