/* SPDX-License-Identifier: MIT */
#include "archive/feeds/feed-paths.h"

#include <string.h>

#include "base/text.h"
#include "text/language.h"

enum { SLUG = 47, DIGITS = 12 };

/* Returns TRUE for a name that looks like one with a hash, which no other name may. */
static gboolean ends_like_hashed(const char *slug)
{
  gsize length = strlen(slug);
  const char *digits = slug + length - DIGITS;
  if (length < DIGITS || (length > DIGITS && digits[-1] != '-'))
    return FALSE;
  return strspn(digits, "0123456789abcdef") == DIGITS;
}

static char *with_hash(const char *name, const char *slug)
{
  g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
  return g_strdup_printf("%s%s%.*s", slug, *slug ? "-" : "", DIGITS, hash);
}

char *opds_name_file(const char *name)
{
  g_autofree char *slug = text_slug(name, SLUG);
  if (*slug && strcmp(slug, name) == 0 && !ends_like_hashed(slug))
    return g_steal_pointer(&slug);
  return with_hash(name, slug);
}

char *opds_name_language(const char *tag)
{
  g_autofree char *normal = mkepub_language_normalize(tag);
  if (!normal || strcmp(normal, tag) != 0) {
    g_autofree char *slug = text_slug(tag, SLUG);
    return with_hash(tag, slug);
  }
  g_autofree char *lower = g_ascii_strdown(tag, -1);
  return opds_name_file(lower);
}

char *opds_name_href(const char *base_url, const char *from, const char *to)
{
  if (base_url) {
    g_autofree char *path = g_uri_escape_string(to, "/", FALSE);
    return g_strdup_printf("%s%s%s", base_url, g_str_has_suffix(base_url, "/") ? "" : "/",
                           path);
  }
  gsize common = 0;
  for (gsize i = 0; from[i] && from[i] == to[i]; i++) {
    if (from[i] == '/')
      common = i + 1;
  }
  GString *out = g_string_new(NULL);
  for (const char *p = from + common; *p; p++) {
    if (*p == '/')
      g_string_append(out, "../");
  }
  return g_string_free(g_string_append_uri_escaped(out, to + common, "/", FALSE), FALSE);
}

char *opds_name_open(const char *to)
{
  GString *out = g_string_new(OPDS_NAME_ROOT);
  return g_string_free(g_string_append_uri_escaped(out, to, "/", FALSE), FALSE);
}

char *opds_name_place(const char *part, const char *start, const char *way)
{
  g_autofree char *mark = g_strconcat(start, OPDS_NAME_ROOT, NULL);
  GString *out = g_string_sized_new(strlen(part) + 256);
  for (const char *next; (next = strstr(part, mark)); part = next + strlen(mark)) {
    g_string_append_len(out, part, next - part);
    g_string_append(out, start);
    g_string_append(out, way);
  }
  return g_string_free(g_string_append(out, part), FALSE);
}

char *opds_name_id(const char *series, const char *path)
{
  g_autofree char *name = g_strdup_printf("feed\n%s\n%s", series, path);
  g_autofree char *uuid = text_uuid5(name);
  return g_strconcat("urn:uuid:", uuid, NULL);
}

char *opds_name_atom(const char *path)
{
  return g_strconcat(path, ".xml", NULL);
}

char *opds_name_json(const char *path)
{
  if (g_str_has_prefix(path, "opds/"))
    path += strlen("opds/");
  return g_strconcat("opds/2/", path, ".json", NULL);
}
