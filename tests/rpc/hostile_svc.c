/* SPDX-License-Identifier: BSD-3-Clause */
/* What tests/wire/hostile.x does when it is called: hand back, and count. */
#include <stdatomic.h>

#include "hostile.h"
#include "tests/support/meter.h"

static atomic_uint calls;

#define ECHO_SVC(name, type)                                                   \
	bool_t name(const type *argument, type *result,                        \
		    struct onc_request *request)                               \
	{                                                                      \
		(void)request;                                                 \
		atomic_fetch_add(&calls, 1);                                   \
		*result = *argument;                                           \
		return TRUE;                                                   \
	}

ECHO_SVC(echo_mix_1_svc, mix)
ECHO_SVC(echo_numbers_1_svc, numbers)
ECHO_SVC(echo_items_1_svc, items)
ECHO_SVC(echo_chain_1_svc, chain)
ECHO_SVC(echo_blob_1_svc, blob)

bool_t echo_text_1_svc(const char *argument, char **result,
		       struct onc_request *request)
{
	(void)request;
	atomic_fetch_add(&calls, 1);
	*result = (char *)argument;
	return TRUE;
}

bool_t large_1_svc(unsigned int size, blob *result, struct onc_request *request)
{
	result->blob_len = size;
	result->blob_val = onc_alloc(request, size);
	return result->blob_val != NULL;
}

bool_t slow_1_svc(unsigned int ms, struct onc_request *request)
{
	(void)request;
	meter_sleep(ms);
	return TRUE;
}

bool_t fail_1_svc(struct onc_request *request)
{
	(void)request;
	return FALSE;
}

bool_t count_1_svc(unsigned int *result, struct onc_request *request)
{
	(void)request;
	*result = atomic_fetch_add(&calls, 1) + 1;
	return TRUE;
}

bool_t count_3_svc(unsigned int *result, struct onc_request *request)
{
	return count_1_svc(result, request);
}
