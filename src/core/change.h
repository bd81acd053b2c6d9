/*
 * change.h
 *		Which way a word of change points.
 */
#ifndef NX_CHANGE_H
#define NX_CHANGE_H

#include "lexicon.h"

/* Parts of speech in which a word is one of change. */
#define NX_CHANGE_VERB 0x01
#define NX_CHANGE_NOUN 0x02
#define NX_CHANGE_ADJECTIVE 0x04
#define NX_CHANGE_JUDGING 0x08 /* "improved": turns round for a loss */

/* The parts of speech as which an entry of the lexicon means change; 0: none. */
extern unsigned nx_change_parts(uint32_t entry);

/* Where it points; NX_DIRECTION_NONE when it is no word of change. */
extern NxDirection nx_change_direction(uint32_t entry);

/* The same, of a thing that is bad to have (loss_noun): a loss that improves goes down. */
extern NxDirection nx_change_direction_of_loss(uint32_t entry);

#endif /* NX_CHANGE_H */
