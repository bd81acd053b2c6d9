/*
 * role.h
 *		What people (and organisations) are: "director of the institute".
 */
#ifndef NX_ROLE_H
#define NX_ROLE_H

#include "nx.h"

typedef struct NxRole
{
	uint32_t first_token;
	uint32_t end_token; /* first_token == end_token: none */
	uint32_t head;      /* the token that names it: "director" */
} NxRole;

/* A noun for what a person is: "mayor", "mayor-elect", "glaciologist". */
extern bool nx_is_role_noun(const NxAnalysis *a, uint32_t token);

/*
 * Fill roles[], one for each entity, from titles before names ("Russian Prime
 * Minister"), apposition ("…, director of …,") and "is a …"; sets
 * NxEntity.gender where the role tells it ("spokeswoman").
 */
extern NxStatus nx_find_roles(NxAnalysis *a, NxRole *roles);

#endif /* NX_ROLE_H */
