/*
 * unit_table.c
 *		The tables of units, made by tools/build_units.c.
 */
#include "unit_table.h"

#include "unit_image.h" /* generated */
