/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who looks accounts up knows the domain: SSSD where nsswitch.conf names it
 * and it has domains, else winbind where Samba is a member. The rest is what
 * their files say about that one domain.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "src/netmgmtd/provider/array.h"
#include "src/netmgmtd/provider/cleanup.h"
#include "src/netmgmtd/provider/domain.h"
#include "src/netmgmtd/provider/entries.h"
#include "src/netmgmtd/provider/krb5conf.h"
#include "src/netmgmtd/provider/settings.h"
#include "src/netmgmtd/provider/text.h"

enum { MOST_NAMES = 64 };

/* -- settings ------------------------------------------------------------ */

/* These give "" for what is not said; *value is the caller's. */
static int samba_setting(const struct root *root, const char *key, char **value)
{
	int r = settings_get(root, "etc/samba/smb.conf", SETTINGS_SECTIONS,
			     "global", key, value);

	return r == 0 || r == -ENOMEM ? r : text_copy("", value);
}

static void free_entries(struct entries *entries)
{
	entries_fini(entries);
}

static int override(const struct root *root, const char *file,
		    const char *section, const char *key, char **value)
{
	CLEANUP(cleanup_free) char *path = NULL;
	char *found = NULL;
	int r = text_format(&path, "etc/sssd/conf.d/%s", file);

	if (r == 0)
		r = settings_get(root, path, SETTINGS_SECTIONS, section, key,
				 &found);
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	free(*value);
	*value = found;
	return 0;
}

/* sssd.conf(5): what is in conf.d comes later, in the order of the names. */
static int sssd_setting(const struct root *root, const char *section,
			const char *key, char **value)
{
	CLEANUP(free_entries) struct entries entries;
	int r = settings_get(root, "etc/sssd/sssd.conf", SETTINGS_SECTIONS,
			     section, key, value);
	int s = entries_init(&entries, root, "etc/sssd/conf.d");

	if (r < 0 && r != -ENOMEM)
		r = text_copy("", value);
	if (s == -ENOMEM)
		r = s;
	for (size_t i = 0; i < entries.count && r == 0; i++)
		r = override(root, entries.names[i], section, key, value);
	if (r < 0)
		free(cleanup_steal(value));
	return r;
}

/* The first of the keys that a domain of SSSD has. */
static int sssd_domain_setting(const struct root *root, const char *domain,
			       const char *const *keys, char **value)
{
	CLEANUP(cleanup_free) char *section = NULL;
	int r = text_format(&section, "domain/%s", domain);

	*value = NULL;
	for (; *keys && r == 0; keys++) {
		free(cleanup_steal(value));
		r = sssd_setting(root, section, *keys, value);
		if (r == 0 && **value)
			break;
	}
	return r;
}

/* -- names --------------------------------------------------------------- */

static int add_name(struct domain_names *names, const char *name)
{
	int r;

	for (size_t i = 0; i < names->count; i++)
		if (strcasecmp(names->items[i], name) == 0)
			return 0;
	if (*name == '\0' || names->count == MOST_NAMES)
		return 0;
	r = array_room(&names->items, names->count, sizeof(char *));
	if (r == 0)
		r = text_copy(name, &names->items[names->count]);
	if (r == 0)
		names->count++;
	return r;
}

static void names_fini(struct domain_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
}

/* "ldaps://host:636/" and "[fe80::1]:88" without all but the host. */
static char *host_of(char *text)
{
	char *scheme = strstr(text, "://");

	if (scheme)
		text = scheme + 3;
	if (*text == '[') {
		text++;
		text[strcspn(text, "]")] = '\0';
		return text;
	}
	text[strcspn(text, "/")] = '\0';
	if (strchr(text, ':') == strrchr(text, ':'))
		text[strcspn(text, ":")] = '\0';
	return text;
}

/* Those that DNS shall tell, "_srv_" and "*", are not asked for. */
static int add_hosts(struct domain_names *names, char *list)
{
	char *word;
	int r = 0;

	while (r == 0 && (word = strsep(&list, ", \t"))) {
		if (strcmp(word, "_srv_") != 0 && strcmp(word, "*") != 0)
			r = add_name(names, host_of(word));
	}
	return r;
}

static int add_kdc(void *context, const char *value)
{
	CLEANUP(cleanup_free) char *copy = NULL;
	int r = text_copy(value, &copy);

	return r < 0 ? r : add_hosts(context, copy);
}

static void change_case(char *text, int (*change)(int c))
{
	for (; *text; text++)
		*text = (char)change((unsigned char)*text);
}

/* -- membership ---------------------------------------------------------- */

static bool has_word(const char *text, const char *word)
{
	size_t size = strlen(word);

	while (*(text += strspn(text, " \t"))) {
		size_t found = strcspn(text, " \t");

		if (found == size && strncmp(text, word, size) == 0)
			return true;
		text += found;
	}
	return false;
}

static int is_joined_by_sssd(const struct root *root, bool *is_joined)
{
	CLEANUP(cleanup_free) char *domains = NULL;
	int r = sssd_setting(root, "sssd", "domains", &domains);

	*is_joined = r == 0 && *domains != '\0';
	return r;
}

static int is_joined_by_samba(const struct root *root, bool *is_joined)
{
	CLEANUP(cleanup_free) char *security = NULL;
	int r = samba_setting(root, "security", &security);

	*is_joined = r == 0 && (strcasecmp(security, "ads") == 0 ||
				strcasecmp(security, "domain") == 0);
	return r;
}

int domain_find_member(const struct root *root, enum domain_member *member)
{
	CLEANUP(cleanup_free) char *sources = NULL;
	bool is_joined = false;
	int r = settings_get(root, "etc/nsswitch.conf", SETTINGS_WORDS, NULL,
			     "passwd:", &sources);

	*member = DOMAIN_NONE;
	if (r < 0)
		return r == -ENOMEM ? r : 0;
	if (!has_word(sources, "sss") && !has_word(sources, "winbind"))
		return 0;
	if (has_word(sources, "sss"))
		r = is_joined_by_sssd(root, &is_joined);
	if (is_joined)
		*member = DOMAIN_SSSD;
	if (r < 0 || is_joined)
		return r;
	r = is_joined_by_samba(root, &is_joined);
	if (is_joined)
		*member = DOMAIN_WINBIND;
	return r;
}

/* -- SSSD ---------------------------------------------------------------- */

/* The first domain is ours, as SSSD asks it first. */
static int read_sssd_names(struct domain *domain, const struct root *root,
			   char **first)
{
	CLEANUP(cleanup_free) char *list = NULL;
	char *rest, *name;
	int r = sssd_setting(root, "sssd", "domains", &list);

	*first = NULL;
	rest = list;
	while (r == 0 && (name = strsep(&rest, ", \t"))) {
		if (*name == '\0')
			continue;
		if (*first)
			r = add_name(&domain->others, name);
		else
			r = text_copy(name, first);
	}
	if (r == 0 && !*first)
		r = text_copy("", first);
	return r;
}

static int read_sssd(struct domain *domain, const struct root *root)
{
	static const char *const names[] = {"ad_domain", "ipa_domain", NULL};
	static const char *const realms[] = {"krb5_realm", NULL};
	static const char *const servers[][2] = {
		{"ad_server", NULL},	    {"ipa_server", NULL},
		{"krb5_server", NULL},	    {"ldap_uri", NULL},
		{"ad_backup_server", NULL}, {"ipa_backup_server", NULL},
	};
	CLEANUP(cleanup_free) char *first = NULL;
	int r = read_sssd_names(domain, root, &first);

	if (r == 0)
		r = sssd_domain_setting(root, first, names, &domain->name);
	if (r == 0)
		r = sssd_domain_setting(root, first, realms, &domain->realm);
	for (size_t i = 0; i < sizeof(servers) / sizeof(servers[0]) && r == 0;
	     i++) {
		CLEANUP(cleanup_free) char *list = NULL;

		r = sssd_domain_setting(root, first, servers[i], &list);
		if (r == 0)
			r = add_hosts(&domain->controllers, list);
	}
	if (r < 0 || *domain->name)
		return r;
	free(domain->name);
	domain->name = cleanup_steal(&first);
	return 0;
}

/* -- the whole ----------------------------------------------------------- */

static int read_winbind(struct domain *domain, const struct root *root)
{
	CLEANUP(cleanup_free) char *servers = NULL;
	int r = samba_setting(root, "realm", &domain->realm);

	if (r == 0)
		r = text_copy(*domain->realm ? domain->realm : domain->netbios,
			      &domain->name);
	if (r == 0)
		r = samba_setting(root, "password server", &servers);
	if (r < 0)
		return r;
	if (*domain->realm)
		change_case(domain->name, tolower);
	return add_hosts(&domain->controllers, servers);
}

/* What nobody has said: Kerberos' own default, or the domain's name. */
static int complete_realm(struct domain *domain, const struct root *root)
{
	int r;

	if (domain->realm && *domain->realm)
		return 0;
	free(cleanup_steal(&domain->realm));
	r = krb5conf_find_realm(root, &domain->realm);
	if (r < 0 || *domain->realm || domain->member != DOMAIN_SSSD ||
	    !strchr(domain->name, '.'))
		return r;
	free(cleanup_steal(&domain->realm));
	r = text_copy(domain->name, &domain->realm);
	if (r == 0)
		change_case(domain->realm, toupper);
	return r;
}

int domain_init(struct domain *domain, const struct root *root)
{
	int r;

	*domain = (struct domain){0};
	r = domain_find_member(root, &domain->member);
	if (r == 0)
		r = samba_setting(root, "workgroup", &domain->netbios);
	if (r == 0 && domain->member == DOMAIN_SSSD)
		r = read_sssd(domain, root);
	else if (r == 0 && domain->member == DOMAIN_WINBIND)
		r = read_winbind(domain, root);
	else if (r == 0)
		r = text_copy("", &domain->name);
	if (r == 0)
		r = complete_realm(domain, root);
	return r < 0 ? r
		     : krb5conf_each_kdc(root, domain->realm, add_kdc,
					 &domain->controllers);
}

void domain_fini(struct domain *domain)
{
	free(domain->name);
	free(domain->realm);
	free(domain->netbios);
	names_fini(&domain->controllers);
	names_fini(&domain->others);
	*domain = (struct domain){0};
}
