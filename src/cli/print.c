/* SPDX-License-Identifier: MIT */
#include "cli/print.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

static char *format_safely(const char *format, va_list args)
{
  g_autofree char *raw = g_strdup_vprintf(format, args);
  return text_display(raw, strlen(raw));
}

void print_line(const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *line = format_safely(format, args);
  va_end(args);
  fprintf(stdout, "%s\n", line);
}

void print_error(const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *line = format_safely(format, args);
  va_end(args);
  fprintf(stderr, "%s\n", line);
}

void print_progress(gboolean last, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_autofree char *line = format_safely(format, args);
  va_end(args);
  fprintf(stderr, "\r%s%s", line, last ? "\n" : "");
}

void print_text(const char *text, gsize length)
{
  g_autofree char *shown = text_display(text, length);
  fputs(shown, stdout);
}

void print_plain(const char *words)
{
  fputs(words, stdout);
}

void print_value(const char *label, const char *value)
{
  if (value && *value)
    print_line("  %-12s %s", label, value);
}

void print_list(const char *label, const GPtrArray *list)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)list->pdata[i]);
  print_value(label, text->str);
}

char *print_legible(const char *text)
{
  return g_utf8_validate(text, -1, NULL) ? g_strdup(text) : text_display(text, strlen(text));
}
