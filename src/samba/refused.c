/* SPDX-License-Identifier: BSD-3-Clause */
/* What Samba has besides the documented functions, and this system has not. */

#include <netmgmt/samba.h>

#include <stddef.h>

/* Of a function that does nothing, most arguments are looked at by nobody. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

NET_API_STATUS NetShutdownInit(const char *server_name, const char *message,
			       uint32_t timeout, uint8_t force_apps,
			       uint8_t do_reboot)
{
	return ERROR_NOT_SUPPORTED;
}

NET_API_STATUS NetShutdownAbort(const char *server_name)
{
	return ERROR_NOT_SUPPORTED;
}

NET_API_STATUS I_NetLogonControl2(const char *server_name,
				  uint32_t function_code, uint32_t query_level,
				  uint8_t *data, uint8_t **buffer)
{
	if (!buffer)
		return ERROR_INVALID_PARAMETER;
	*buffer = NULL;
	return ERROR_NOT_SUPPORTED;
}

NET_API_STATUS I_NetLogonControl(const char *server_name,
				 uint32_t function_code, uint32_t query_level,
				 uint8_t **buffer)
{
	return I_NetLogonControl2(server_name, function_code, query_level, NULL,
				  buffer);
}
