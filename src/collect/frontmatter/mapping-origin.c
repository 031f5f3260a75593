/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "collect/frontmatter/authors.h"
#include "collect/frontmatter/mapping.h"
#include "collect/frontmatter/strip-markup.h"

/* Returns the absolute web address in TEXT, without '<…>', '[…](…)' and a text fragment, for
 * the caller to free; NULL when TEXT is not such an address. */
static char *web_address(const char *text)
{
  g_autofree char *word = plain_word(text, -1);
  char *p = word;
  char *link = *p == '[' ? strstr(p, "](") : NULL;
  if (link) {
    p = link + 2;
    p[strcspn(p, ")")] = '\0';
  } else if (*p == '<') {
    p++;
    p[strcspn(p, ">")] = '\0';
  }
  char *fragment = strstr(p, "#:~:text=");
  if (fragment)
    *fragment = '\0';
  gsize scheme = g_ascii_strncasecmp(p, "https://", 8) == 0  ? 8
                 : g_ascii_strncasecmp(p, "http://", 7) == 0 ? 7
                                                             : 0;
  if (scheme == 0 || strchr(p, ' ') ||
      !(g_ascii_isalnum(p[scheme]) || p[scheme] == '[' || (guchar)p[scheme] >= 0x80))
    return NULL;
  return g_strdup(p);
}

static void read_source(const Mapping *m)
{
  static const char *const keys[] = {
      "source",      "sourceurl",    "originalurl", "originurl", "url",        "link",
      "via",         "canonicalurl", "canonical",   "guid",      "source.url", "source.link",
      "externalurl", "extra.source", "permalink",   NULL};
  const Field *field;
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;)
    for (guint i = 0; i < field->values->len; i++)
      if (mapping_take(&m->article->source, web_address(field->values->pdata[i]), field))
        return;
}

/* Returns the host of the web address URL without 'www.', port and user; for the caller to
 * free. */
static char *host_of(const char *url)
{
  const char *host = strstr(url, "://") + 3;
  gsize n = strcspn(host, "/?#");
  const char *at = memchr(host, '@', n);
  if (at) {
    n -= (gsize)(at + 1 - host);
    host = at + 1;
  }
  if (*host != '[')
    n = MIN(n, strcspn(host, ":"));
  g_autofree char *lower = g_ascii_strdown(host, (gssize)n);
  return g_strdup(g_str_has_prefix(lower, "www.") ? lower + 4 : lower);
}

static void read_site(const Mapping *m)
{
  static const char *const keys[] = {"sitename",    "site",         "publisher",
                                     "publication", "website",      "ogsitename",
                                     "source.name", "source.title", NULL};
  MkepubValue *site = &m->article->site;
  const Field *field;
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;) {
    g_autofree char *address = web_address(field->values->pdata[0]);
    if (address ? mapping_take(site, host_of(address), field)
                : mapping_take(site, people_clean(field->values->pdata[0], -1), field))
      return;
  }
  /* 'source: The Guardian' names a site; 'source: gsa' is a key of some other table */
  field = fields_find(m->matter->fields, "source");
  if (field && !strstr(field->values->pdata[0], "://")) {
    g_autofree char *text = people_clean(field->values->pdata[0], -1);
    gboolean name = strchr(text, ' ') != NULL;
    for (const char *p = text; *p && !name; p = g_utf8_next_char(p))
      name = g_unichar_isupper(g_utf8_get_char(p)) || (guchar)*p >= 0x80;
    if (name && !strpbrk(text, "/<>") && mapping_take(site, g_steal_pointer(&text), field))
      return;
  }
  static const char *const hosts[] = {"hostname", "domain", NULL};
  for (guint at = 0; (field = mapping_next(m, hosts, &at)) != NULL;)
    if (mapping_take(site, plain_text(field->values->pdata[0], -1), field))
      return;
  if (m->article->source.text)
    mapping_take_from(site, host_of(m->article->source.text), "source address");
}

static void read_addresses(const Mapping *m)
{
  static const char *const keys[] = {"permalink", "path",         "slug",   "url", "aliases",
                                     "alias",     "redirectfrom", "saveas", NULL};
  GPtrArray *addresses = m->article->addresses;
  const Field *field;
  for (guint at = 0; (field = mapping_next(m, keys, &at)) != NULL;)
    for (guint i = 0; i < field->values->len && addresses->len < 100; i++) {
      g_autofree char *text = plain_word(field->values->pdata[i], -1);
      gboolean is_url = g_str_equal(keys[at - 1], "url") && strstr(text, "://");
      gboolean is_source = g_strcmp0(text, m->article->source.text) == 0;
      if (*text && !is_url && !is_source &&
          !g_ptr_array_find_with_equal_func(addresses, text, g_str_equal, NULL))
        g_ptr_array_add(addresses, g_steal_pointer(&text));
    }
}

void mapping_read_origin(const Mapping *m)
{
  read_source(m);
  read_site(m);
  read_addresses(m);
}
