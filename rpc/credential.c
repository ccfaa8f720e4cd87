/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * AUTH_SYS is strict: bounds as RFC 5531 has them, padding of zeros, no NUL in
 * a name, nothing behind the last group.
 */
#include <stdbool.h>
#include <string.h>

#include "rpc/bytes.h"
#include "rpc/credential.h"

struct body {
	const uint8_t *at;
	size_t left;
};

static bool take_word(struct body *body, uint32_t *word)
{
	if (body->left < 4)
		return false;
	*word = bytes_load32(body->at);
	body->at += 4;
	body->left -= 4;
	return true;
}

static bool take_name(struct body *body, char name[static ONC_MACHINE_MOST + 1])
{
	uint32_t count;
	size_t unit;

	if (!take_word(body, &count) || count > ONC_MACHINE_MOST)
		return false;
	unit = count + bytes_padding(count);
	if (unit > body->left || bytes_have_zero(body->at, count))
		return false;
	memcpy(name, body->at, count);
	name[count] = '\0';
	body->at += unit;
	body->left -= unit;
	return count == 0 || bytes_padding_is_zero(body->at, count);
}

static bool take_groups(struct body *body, struct onc_claim *credential)
{
	uint32_t count, gid;

	if (!take_word(body, &count) || count > ONC_GROUPS_MOST)
		return false;
	credential->group_count = count;
	for (uint32_t i = 0; i < count; i++) {
		if (!take_word(body, &gid))
			return false;
		credential->groups[i] = gid;
	}
	return true;
}

static bool read_sys(const struct message_auth *auth,
		     struct onc_claim *credential)
{
	struct body body = {.at = auth->body, .left = auth->size};
	uint32_t stamp, uid, gid;

	if (!take_word(&body, &stamp) ||
	    !take_name(&body, credential->machine) || !take_word(&body, &uid) ||
	    !take_word(&body, &gid) || !take_groups(&body, credential))
		return false;
	credential->uid = uid;
	credential->gid = gid;
	return body.left == 0;
}

uint32_t credential_check(const struct message_auth *auth)
{
	struct onc_claim unused;

	switch (auth->flavor) {
	case MESSAGE_AUTH_NONE:
		return 0;
	case MESSAGE_AUTH_SYS:
		return read_sys(auth, &unused) ? 0 : MESSAGE_AUTH_BADCRED;
	default:
		return MESSAGE_AUTH_REJECTEDCRED;
	}
}

void credential_read(const struct message_auth *auth,
		     struct onc_claim *credential)
{
	memset(credential, 0, sizeof(*credential));
	credential->flavor = auth->flavor;
	if (auth->flavor == MESSAGE_AUTH_SYS)
		(void)read_sys(auth, credential);
}
