/* SPDX-License-Identifier: MIT */
#include "base/markup.h"

#include <stdarg.h>
#include <string.h>

#include "base/text.h"

void markup_text(GString *out, const char *text)
{
  g_autofree char *clean = text_repair(text, strlen(text), NULL, NULL, NULL);
  for (const char *p = clean; *p;) {
    gsize plain = strcspn(p, "&<>\"");
    g_string_append_len(out, p, (gssize)plain);
    p += plain;
    switch (*p) {
    case '&':
      g_string_append(out, "&amp;");
      break;
    case '<':
      g_string_append(out, "&lt;");
      break;
    case '>':
      g_string_append(out, "&gt;");
      break;
    case '"':
      g_string_append(out, "&quot;");
      break;
    default:
      return;
    }
    p++;
  }
}

static void start_tag(GString *out, const char *name, va_list pairs)
{
  const char *attribute;
  g_string_append_c(out, '<');
  g_string_append(out, name);
  while ((attribute = va_arg(pairs, const char *))) {
    const char *value = va_arg(pairs, const char *);
    if (!value)
      continue;
    g_string_append_c(out, ' ');
    g_string_append(out, attribute);
    g_string_append(out, "=\"");
    markup_text(out, value);
    g_string_append_c(out, '"');
  }
}

void markup_open(GString *out, const char *name, ...)
{
  va_list pairs;
  va_start(pairs, name);
  start_tag(out, name, pairs);
  va_end(pairs);
  g_string_append_c(out, '>');
}

void markup_void(GString *out, const char *name, ...)
{
  va_list pairs;
  va_start(pairs, name);
  start_tag(out, name, pairs);
  va_end(pairs);
  g_string_append(out, "/>");
}

void markup_close(GString *out, const char *name)
{
  g_string_append(out, "</");
  g_string_append(out, name);
  g_string_append_c(out, '>');
}

void markup_element(GString *out, const char *name, const char *text, ...)
{
  va_list pairs;
  va_start(pairs, text);
  start_tag(out, name, pairs);
  va_end(pairs);
  g_string_append_c(out, '>');
  markup_text(out, text);
  markup_close(out, name);
}
