/* SPDX-License-Identifier: MIT */
#include "html/aria.h"

#include <string.h>

gboolean html_is_among(const char *text, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_ascii_strcasecmp(text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean aria_role_is_sound(MkepubElement element, const char *value)
{
  static const char *const roles[] = {
      "note",    "img",        "group",  "region", "list",          "listitem", "presentation",
      "none",    "navigation", "main",   "banner", "complementary", "article",  "document",
      "heading", "table",      "figure", "math",   "separator",     "status"};
  gboolean free = element == MKEPUB_EL_DIV || element == MKEPUB_EL_SPAN ||
                  element == MKEPUB_EL_SECTION || element == MKEPUB_EL_ASIDE ||
                  element == MKEPUB_EL_A || element == MKEPUB_EL_NAV;
  return free &&
         (g_str_has_prefix(value, "doc-") || html_is_among(value, roles, G_N_ELEMENTS(roles)));
}

gboolean aria_attribute_is_sound(const char *name, const char *value)
{
  return strcmp(name, "aria-label") == 0 || strcmp(name, "aria-current") == 0 ||
         (strcmp(name, "aria-hidden") == 0 &&
          (strcmp(value, "true") == 0 || strcmp(value, "false") == 0));
}
