/* SPDX-License-Identifier: BSD-3-Clause */
/* What tests/wire/shapes.x does when it is called: hand back, mostly. */
#include <string.h>

#include "shapes.h"

bool_t echo_sheet_1_svc(const sheet *argument, sheet *result,
			struct onc_request *request)
{
	(void)request;
	*result = *argument;
	return TRUE;
}

bool_t echo_list_1_svc(const list *argument, list *result,
		       struct onc_request *request)
{
	(void)request;
	*result = *argument;
	return TRUE;
}

bool_t echo_scalars_1_svc(const scalars *argument, scalars *result,
			  struct onc_request *request)
{
	(void)request;
	*result = *argument;
	return TRUE;
}

bool_t echo_narrow_1_svc(const narrow *argument, narrow *result,
			 struct onc_request *request)
{
	(void)request;
	*result = *argument;
	return TRUE;
}

bool_t echo_blobs_1_svc(const blobs *argument, blobs *result,
			struct onc_request *request)
{
	(void)request;
	*result = *argument;
	return TRUE;
}

bool_t echo_tree_1_svc(const tree *argument, tree *result,
		       struct onc_request *request)
{
	(void)request;
	*result = *argument;
	return TRUE;
}

bool_t add_1_svc(const ints *argument, int *result, struct onc_request *request)
{
	(void)request;
	for (unsigned int i = 0; i < argument->ints_len; i++)
		*result += argument->ints_val[i];
	return TRUE;
}

/* All labels in one string; FALSE for none, which the caller sees as a fault.
 */
bool_t join_1_svc(const sheet *argument, char **result,
		  struct onc_request *request)
{
	size_t size = 1;

	if (argument->labels.labels_len == 0)
		return FALSE;
	for (unsigned int i = 0; i < argument->labels.labels_len; i++)
		size += strlen(argument->labels.labels_val[i]);
	*result = onc_alloc(request, size);
	if (!*result)
		return FALSE;
	for (unsigned int i = 0; i < argument->labels.labels_len; i++)
		strcat(*result, argument->labels.labels_val[i]);
	return TRUE;
}

bool_t nothing_1_svc(struct onc_request *request)
{
	(void)request;
	return TRUE;
}
