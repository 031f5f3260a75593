/* SPDX-License-Identifier: MIT */
#include "media/svg-safety.h"

#include <string.h>

static gboolean holds(const char *const *words, const char *word)
{
  for (; *words; words++)
    if (!g_ascii_strcasecmp(*words, word))
      return TRUE;
  return FALSE;
}

gboolean svg_element_is_safe(const char *name, const char *namespace)
{
  static const char *const unsafe[] = {"script", "foreignObject", "handler", "listener",
                                       "iframe", "object",        "embed",   "audio",
                                       "video",  "canvas",        NULL};
  return !holds(unsafe, name) && g_strcmp0(namespace, "http://www.w3.org/1999/xhtml") != 0;
}

/* Only the start of an address is looked at, which keeps a style sheet full of them linear. */
static gboolean address_is_safe(const char *address)
{
  static const char *const types[] = {"data:image/png", "data:image/jpeg", "data:image/gif",
                                      "data:image/webp"};
  while (*address && (guchar)*address <= ' ')
    address++;
  if (*address == '#')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
    gsize n = strlen(types[i]);
    if (!g_ascii_strncasecmp(address, types[i], n) && (address[n] == ';' || address[n] == ','))
      return TRUE;
  }
  return FALSE;
}

/* What 'url(' at P holds: CSS Syntax section 4.3.6. */
static gboolean url_is_safe(const char *p)
{
  p += strspn(p, " \t\r\n\f");
  return address_is_safe(*p == '"' || *p == '\'' ? p + 1 : p);
}

/* TRUE when WORD, in lower case, starts at P. */
static gboolean starts(const char *p, const char *word)
{
  return !g_ascii_strncasecmp(p, word, strlen(word));
}

gboolean svg_css_is_safe(const char *css)
{
  static const char *const unsafe[] = {
      "@import",     "image(",      "image-set(", "src(",
      "expression(", "javascript:", "behavior:",  "-moz-binding"};
  for (const char *p = css; *p; p++) {
    /* an escape may stand for any letter of the words below */
    if (*p == '\\' && g_ascii_isalnum(p[1]))
      return FALSE;
    if (starts(p, "url(") && !url_is_safe(p + 4))
      return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(unsafe); i++)
      if (g_ascii_tolower(*p) == *unsafe[i] && starts(p, unsafe[i]))
        return FALSE;
  }
  return TRUE;
}

/* The value of an animation's 'attributeName' or 'attributeType'. */
static gboolean animates_safely(const char *value)
{
  g_autofree char *name = g_strstrip(g_strdup(value));
  const char *colon = strrchr(name, ':');
  const char *local = colon ? colon + 1 : name;
  return g_ascii_strcasecmp(local, "href") != 0 && g_ascii_strcasecmp(local, "base") != 0 &&
         g_ascii_strncasecmp(local, "on", 2) != 0;
}

gboolean svg_attribute_is_safe(const char *name, const char *namespace, const char *value)
{
  static const char *const references[] = {"href",   "src",    "srcset",     "data",
                                           "action", "poster", "formaction", NULL};
  if (!g_ascii_strncasecmp(name, "on", 2) && !namespace)
    return FALSE;
  if (!g_strcmp0(namespace, "http://www.w3.org/XML/1998/namespace"))
    return strcmp(name, "base") != 0;
  if (holds(references, name))
    return address_is_safe(value);
  if (!g_ascii_strcasecmp(name, "attributeName"))
    return animates_safely(value);
  /* any attribute may be CSS, but for those of editors ('inkscape:export-filename') */
  return namespace || svg_css_is_safe(value);
}
