/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mkepub/url.h"
#include "text/url-internal.h"

/* Appends PATH without '.' and '..' (RFC 3986 section 5.2.4). */
static void append_path(GString *out, const char *path)
{
  gsize root = out->len;
  while (*path) {
    gsize segment = strcspn(path + 1, "/") + 1;
    gboolean is_dot = segment == 2 && path[1] == '.';
    gboolean is_up = segment == 3 && path[1] == '.' && path[2] == '.';
    if (is_up) {
      while (out->len > root && out->str[out->len - 1] != '/')
        g_string_truncate(out, out->len - 1);
      if (out->len > root)
        g_string_truncate(out, out->len - 1);
    }
    if (!is_dot && !is_up)
      g_string_append_len(out, path, (gssize)segment);
    else if (path[segment] == '\0')
      g_string_append_c(out, '/');
    path += segment;
  }
}

char *mkepub_url_resolve(const char *base, const char *reference)
{
  g_autoptr(GString) from = url_strip(base);
  g_autoptr(GString) to = url_strip(reference);
  MkepubUrlKind kind = mkepub_url_kind(to->str);
  if (kind == MKEPUB_URL_WEB || kind == MKEPUB_URL_OTHER)
    return mkepub_url_clean(to->str);
  if (kind == MKEPUB_URL_REFUSED || mkepub_url_kind(from->str) != MKEPUB_URL_WEB)
    return NULL;
  gsize scheme = strcspn(from->str, ":") + 1;
  gsize host = scheme + strspn(from->str + scheme, "/\\");
  gsize path = host + strcspn(from->str + host, "/\\?#");
  gsize query = path + strcspn(from->str + path, "?#");
  gsize fragment = query + strcspn(from->str + query, "#");
  gsize keep = kind == MKEPUB_URL_NETWORK                                ? scheme
               : kind == MKEPUB_URL_FRAGMENT || kind == MKEPUB_URL_EMPTY ? fragment
               : to->str[0] == '?'                                       ? query
                                                                         : path;
  g_autoptr(GString) out = g_string_new_len(from->str, (gssize)keep);
  if (keep != path || kind != MKEPUB_URL_RELATIVE || to->str[0] == '?') {
    g_string_append(out, to->str);
    return mkepub_url_clean(out->str);
  }
  gsize cut = strcspn(to->str, "?#");
  g_autoptr(GString) merged = g_string_new(NULL);
  if (to->str[0] != '/') {
    g_string_append_len(merged, from->str + path, (gssize)(query - path));
    while (merged->len > 0 && merged->str[merged->len - 1] != '/')
      g_string_truncate(merged, merged->len - 1);
    if (merged->len == 0)
      g_string_append_c(merged, '/');
  }
  g_string_append_len(merged, to->str, (gssize)cut);
  append_path(out, merged->str);
  g_string_append(out, to->str + cut);
  return mkepub_url_clean(out->str);
}

char *mkepub_url_clean_folder(const char *text)
{
  if (!g_utf8_validate(text, -1, NULL) || strpbrk(text, "?#") ||
      mkepub_url_kind(text) != MKEPUB_URL_WEB)
    return NULL;
  char *folder = mkepub_url_clean(text);
  if (!folder || !strstr(folder, "/."))
    return folder;
  g_autofree char *whole = g_strconcat(folder, g_str_has_suffix(folder, "/") ? "" : "/", NULL);
  g_free(folder);
  return mkepub_url_resolve(whole, "./");
}
