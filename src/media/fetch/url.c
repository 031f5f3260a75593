/* SPDX-License-Identifier: MIT */
#include "media/fetch/url.h"

#include <string.h>

#include "base/text.h"
#include "mkepub/error.h"
#include "mkepub/url.h"

#define URL_LIMIT 8192

/* A user name ends at the last '@' of the authority: RFC 3986 section 3.2. */
static gboolean has_user(const char *url)
{
  const char *authority = strstr(url, "//") + 2;
  return memchr(authority, '@', strcspn(authority, "/?#")) != NULL;
}

/* Cleaned URLs may contain letters of all languages; a request is ASCII (RFC 9112 section
 * 3). */
static char *encode_ascii(const char *url)
{
  GString *out = g_string_sized_new(strlen(url) + 16);
  for (const char *p = url; *p && *p != '#'; p++)
    if ((guchar)*p < 0x80)
      g_string_append_c(out, *p);
    else
      g_string_append_printf(out, "%%%02X", (guchar)*p);
  return g_string_free(out, FALSE);
}

char *fetch_url_request(const char *url, GError **error)
{
  gsize length = strlen(url);
  g_autofree char *clean = length <= URL_LIMIT && mkepub_url_kind(url) == MKEPUB_URL_WEB
                               ? mkepub_url_clean(url)
                               : NULL;
  if (!clean) {
    g_autofree char *shown = text_display_path(url);
    g_autofree char *start = text_shorten(shown, 200);
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "not a web address: '%s'", start);
    return NULL;
  }
  if (has_user(clean)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
                "refused: the address holds a user name or password");
    return NULL;
  }
  return encode_ascii(clean);
}
