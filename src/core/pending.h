/*
 * pending.h
 *		Classes whose lists are still to come: nothing is in them.
 */
#ifndef NX_PENDING_H
#define NX_PENDING_H

#include "lexicon.h"

#define NX_C_NOTHING 127 /* the builder gives out fewer */

#ifndef NX_C_GIVEN_NAME_MALE
#define NX_C_GIVEN_NAME_MALE NX_C_NOTHING
#endif
#ifndef NX_C_GIVEN_NAME_FEMALE
#define NX_C_GIVEN_NAME_FEMALE NX_C_NOTHING
#endif
#ifndef NX_C_FAMILY_NAME
#define NX_C_FAMILY_NAME NX_C_NOTHING
#endif
#ifndef NX_C_COUNTRY
#define NX_C_COUNTRY NX_C_NOTHING
#endif
#ifndef NX_C_CITY
#define NX_C_CITY NX_C_NOTHING
#endif
#ifndef NX_C_REGION
#define NX_C_REGION NX_C_NOTHING
#endif
#ifndef NX_C_COUNTRY_ADJECTIVE
#define NX_C_COUNTRY_ADJECTIVE NX_C_NOTHING
#endif
#ifndef NX_C_VERB
#define NX_C_VERB NX_C_NOTHING
#endif
#ifndef NX_C_GRAMMAR
#define NX_C_GRAMMAR NX_C_NOTHING
#endif
#ifndef NX_C_REPORTING_VERB
#define NX_C_REPORTING_VERB NX_C_NOTHING
#endif

#ifndef NX_C_NORP
#define NX_C_NORP NX_C_NOTHING
#endif
#ifndef NX_C_PROVINCE
#define NX_C_PROVINCE NX_C_NOTHING
#endif
#ifndef NX_C_US_STATE
#define NX_C_US_STATE NX_C_NOTHING
#endif
#ifndef NX_C_MONTH
#define NX_C_MONTH NX_C_NOTHING
#endif
#ifndef NX_C_WEEKDAY
#define NX_C_WEEKDAY NX_C_NOTHING
#endif

#endif /* NX_PENDING_H */
