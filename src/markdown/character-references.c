/* SPDX-License-Identifier: MIT */
#include "markdown/character-references.h"

#include <string.h>

#include "base/text.h"

/* Returns whether the numeric reference at P, '&#…', names an invalid character. */
static gboolean is_bad(const char *p, const char *end)
{
  gboolean hex = end - p > 3 && (p[2] == 'x' || p[2] == 'X');
  const char *digits = p + 2 + hex;
  guint32 c = 0;
  const char *q = digits;
  for (; q < end && q - digits < 12 && (hex ? g_ascii_isxdigit(*q) : g_ascii_isdigit(*q)); q++)
    if (c <= 0x10ffff)
      c = c * (hex ? 16 : 10) + (guint32)g_ascii_xdigit_value(*q);
  if (q == digits || q == end || *q != ';')
    return FALSE;
  gboolean control = c >= 0x80 && c < 0xa0; /* meant for Windows-1252 */
  return !control && (c > 0x10ffff || !text_is_xml_char(c));
}

static gboolean follows_code(const char *start, const char *p)
{
  for (; p > start && p[-1] != '\n'; p--)
    if (p[-1] == '`')
      return TRUE;
  return FALSE;
}

void references_tell(const MarkdownText *source)
{
  enum { LOOKED_AT = 1000 }; /* of them: the message needs no more */
  const char *end = source->text + source->length, *first = NULL;
  guint count = 0, seen = 0;
  for (const char *p = source->text; seen < LOOKED_AT && (p = memchr(p, '&', (gsize)(end - p)));
       p++) {
    if (end - p < 2 || p[1] != '#')
      continue;
    seen++;
    if (!is_bad(p, end) || follows_code(source->text, p))
      continue;
    if (count++ == 0)
      first = p;
  }
  if (count == 0)
    return;
  guint line = 1;
  for (const char *p = source->text; p < first; p++)
    line += *p == '\n';
  mkepub_findings_add(source->options->findings, MKEPUB_FINDING_ENCODING_REPAIRED,
                      source->options->path, markdown_text_line(source, (int)line), 0,
                      "%u reference%s to an invalid character", count, count == 1 ? "" : "s");
}
