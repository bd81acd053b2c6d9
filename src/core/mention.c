#include "mention.h"

NxStatus
nx_find_mentions(NxAnalysis *a)
{
	(void) a;
	return NX_OK;
}
