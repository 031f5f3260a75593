/* SPDX-License-Identifier: MIT */
#include "text/href.h"

#include <string.h>

#include "mkepub/url.h"

/* Returns the length of the scheme in front of ':', or 0. */
static gsize scheme_length(const char *text)
{
  gsize n = 0;
  while (g_ascii_isalnum(text[n]) || (n > 0 && text[n] && strchr("+-.", text[n])))
    n++;
  return n > 0 && g_ascii_isalpha(text[0]) && text[n] == ':' ? n : 0;
}

static gboolean is_web(const char *text, gsize scheme)
{
  return (scheme == 4 && g_ascii_strncasecmp(text, "http", 4) == 0) ||
         (scheme == 5 && g_ascii_strncasecmp(text, "https", 5) == 0);
}

/* Removes the last '/' of PATH and the text after it; returns FALSE at the root. */
static gboolean leave_folder(GString *path)
{
  if (path->len == 0)
    return FALSE;
  const char *slash = strrchr(path->str, '/');
  g_string_truncate(path, slash ? (gsize)(slash - path->str) : 0);
  return TRUE;
}

/* Appends the parts of RELATIVE to the folder PATH; returns FALSE when they lead above the
 * root. */
static gboolean append_relative(GString *path, const char *relative)
{
  while (TRUE) {
    gsize n = strcspn(relative, "/");
    if (n == 2 && memcmp(relative, "..", 2) == 0) {
      if (!leave_folder(path))
        return FALSE;
    } else if (n > 0 && !(n == 1 && *relative == '.')) {
      if (path->len > 0)
        g_string_append_c(path, '/');
      g_string_append_len(path, relative, (gssize)n);
    }
    if (relative[n] == '\0')
      return TRUE;
    relative += n + 1;
  }
}

static gboolean has_controls(const char *text)
{
  for (; *text; text = g_utf8_next_char(text))
    if (g_unichar_iscntrl(g_utf8_get_char(text)))
      return TRUE;
  return FALSE;
}

static char *decode_part(const char *text, gsize length)
{
  g_autofree char *part = g_strndup(text, length);
  g_autofree char *decoded = g_uri_unescape_string(part, NULL);
  gboolean good = decoded && g_utf8_validate(decoded, -1, NULL) && !has_controls(decoded);
  return good ? g_steal_pointer(&decoded) : NULL;
}

HrefKind href_resolve(const char *base, const char *reference, char **path, char **fragment)
{
  *path = *fragment = NULL;
  g_autofree char *text = g_strstrip(g_strdup(reference));
  gsize scheme = scheme_length(text);
  if (!mkepub_url_authority_is_valid(text))
    return HREF_INVALID;
  if (scheme > 0)
    return is_web(text, scheme) ? HREF_WEB : HREF_OTHER;
  if (g_str_has_prefix(text, "//"))
    return HREF_WEB;
  if (*text == '/')
    return HREF_OUTSIDE;
  gsize length = strcspn(text, "?#");
  const char *hash = strchr(text, '#');
  g_autofree char *relative = decode_part(text, length);
  g_autofree char *behind = hash ? decode_part(hash + 1, strlen(hash + 1)) : NULL;
  if (!*text || !relative || (hash && !behind))
    return HREF_INVALID;
  g_autoptr(GString) folder = g_string_new(base);
  if (length > 0) {
    leave_folder(folder);
    if (!append_relative(folder, relative))
      return HREF_OUTSIDE;
  }
  *path = g_strdup(folder->str);
  *fragment = g_steal_pointer(&behind);
  return HREF_INSIDE;
}

gboolean href_is_safe(const char *name)
{
  if (!*name || *name == '/' || strchr(name, '\\') || !g_utf8_validate(name, -1, NULL) ||
      has_controls(name))
    return FALSE;
  for (const char *part = name; *part;) {
    gsize n = strcspn(part, "/");
    if (n == 0 || (n == 1 && part[0] == '.') || (n == 2 && memcmp(part, "..", 2) == 0))
      return FALSE;
    part += n + (part[n] == '/');
  }
  return TRUE;
}
