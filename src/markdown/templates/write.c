/* SPDX-License-Identifier: MIT */
#include "markdown/templates/write.h"

#include <string.h>

void form_append_address(GString *out, const char *value)
{
  for (const char *p = value; *p; p++) {
    if (*p == '\\' && p[1] && g_ascii_ispunct(p[1])) /* an escape from another Markdown tool */
      continue;
    if (strchr(" ()<>\"'\n\t", *p))
      g_string_append_printf(out, "%%%02X", (guint)(guchar)*p);
    else
      g_string_append_c(out, *p);
  }
}

void form_append_label(GString *out, const char *text)
{
  for (const char *p = text; *p; p++) {
    if (*p == '[' || *p == ']')
      g_string_append_c(out, '\\');
    g_string_append_c(out, *p == '\n' ? ' ' : *p);
  }
}

void form_append_literal(GString *out, const char *text)
{
  for (const char *p = text; *p; p++) {
    if (g_ascii_ispunct(*p))
      g_string_append_c(out, '\\');
    g_string_append_c(out, *p == '\n' ? ' ' : *p);
  }
}

void form_append_escaped(GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text(text, -1);
  g_string_append(out, escaped);
}

void form_append_text(GString *out, const char *text, TagPlace place, const char *prefix)
{
  if (place == PLACE_HTML) {
    form_append_escaped(out, text);
    return;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    if (i > 0 && place == PLACE_BLOCK)
      g_string_append_printf(out, "\n%s", prefix);
    else if (i > 0)
      g_string_append_c(out, ' ');
    g_string_append(out, g_strstrip(lines[i]));
  }
}

void form_append_strong(GString *out, const char *text, TagPlace place)
{
  g_string_append(out, place == PLACE_HTML ? "<strong>" : "**");
  form_append_text(out, text, place == PLACE_HTML ? PLACE_HTML : PLACE_INLINE, "");
  g_string_append(out, place == PLACE_HTML ? "</strong>" : "**");
}

void form_next_paragraph(GString *out, TagPlace place, const char *prefix)
{
  if (place == PLACE_BLOCK)
    g_string_append_printf(out, "\n%s\n%s", prefix, prefix);
  else
    g_string_append_c(out, ' ');
}

void form_append_link(GString *out, const char *label, const char *address, TagPlace place)
{
  if (place == PLACE_HTML) {
    g_string_append(out, "<a href=\"");
    form_append_address(out, address);
    g_string_append(out, "\">");
    form_append_escaped(out, label);
    g_string_append(out, "</a>");
  } else {
    g_string_append_c(out, '[');
    form_append_label(out, label);
    g_string_append(out, "](");
    form_append_address(out, address);
    g_string_append_c(out, ')');
  }
}
