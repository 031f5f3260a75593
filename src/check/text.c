/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "mkepub/reader.h"
#include "xml/sax.h"

#define DOCUMENT_LIMIT ((guint64)64 << 20)

typedef struct {
  GString *text;
  guint depth, left_out; /* elements that are open; the one that is passed over: its depth */
} Reading;

static gboolean is_one_of(const char *name, const char *const *names)
{
  return g_strv_contains(names, name);
}

static void on_start(gpointer data, const char *name, const char *uri,
                     const SaxAttributes *attributes, SaxPlace at)
{
  static const char *const passed[] = {"head", "header", "footer", "script", "style", NULL};
  Reading *reading = data;
  (void)uri, (void)attributes, (void)at;
  reading->depth++;
  if (reading->left_out == 0 && is_one_of(name, passed))
    reading->left_out = reading->depth;
}

static void on_end(gpointer data, const char *name, const char *uri)
{
  static const char *const inside[] = {
      "a",    "abbr",   "b",   "bdi", "bdo",  "cite", "code", "del", "dfn",  "em",
      "i",    "img",    "ins", "kbd", "mark", "q",    "ruby", "s",   "samp", "small",
      "span", "strong", "sub", "sup", "time", "u",    "var",  NULL};
  Reading *reading = data;
  (void)uri;
  if (reading->left_out == reading->depth)
    reading->left_out = 0;
  reading->depth--;
  gsize length = reading->text->len;
  if (!is_one_of(name, inside) && length > 0 && reading->text->str[length - 1] != '\n')
    g_string_append_c(reading->text, '\n');
}

static void on_text(gpointer data, const char *text, gsize length)
{
  Reading *reading = data;
  if (reading->left_out == 0)
    g_string_append_len(reading->text, text, (gssize)length);
}

GString *mkepub_reader_text(MkepubReader *reader, const char *name, GError **error)
{
  static const SaxCalls calls = {.start = on_start, .end = on_end, .text = on_text};
  g_autoptr(GBytes) bytes = mkepub_reader_read(reader, name, DOCUMENT_LIMIT, error);
  if (!bytes)
    return NULL;
  gsize length;
  const void *start = g_bytes_get_data(bytes, &length);
  Reading reading = {.text = g_string_new(NULL)};
  if (sax_parse(start, length, &calls, &reading, NULL, error) == SAX_GOOD)
    return reading.text;
  g_string_free(reading.text, TRUE);
  return NULL;
}
