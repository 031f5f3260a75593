/* SPDX-License-Identifier: MIT */
#include "markdown/unclosed-html.h"

#include <string.h>

enum kind {
  KIND_SCRIPT,
  KIND_COMMENT,
  KIND_INSTRUCTION,
  KIND_DECLARATION,
  KIND_CDATA,
  N_KINDS
};

/* Returns the kind of HTML block that the line at P begins, if such a block could take the rest
 * of the text; otherwise N_KINDS. '<pre>' and '<textarea>' do not count: their text is shown as
 * it is. */
static enum kind block_kind(const char *p, const char *end)
{
  static const struct {
    const char *start;
    enum kind kind;
  } starts[] = {{"<script", KIND_SCRIPT},
                {"<style", KIND_SCRIPT},
                {"<!--", KIND_COMMENT},
                {"<?", KIND_INSTRUCTION},
                {"<![CDATA[", KIND_CDATA}};
  for (guint i = 0; i < G_N_ELEMENTS(starts); i++) {
    gsize length = strlen(starts[i].start);
    if ((gsize)(end - p) < length || g_ascii_strncasecmp(p, starts[i].start, length) != 0)
      continue;
    if (starts[i].kind == KIND_SCRIPT && p + length < end && !strchr(" \t\r\n>", p[length]))
      continue;
    return starts[i].kind;
  }
  return end - p > 2 && p[1] == '!' && g_ascii_isalpha(p[2]) ? KIND_DECLARATION : N_KINDS;
}

/* Returns the last end of a block of KIND in the text; NULL without one. */
static const char *last_end(const MarkdownText *source, enum kind kind)
{
  static const char *const ends[N_KINDS][4] = {
      {"</script>", "</pre>", "</style>", "</textarea>"}, {"-->"}, {"?>"}, {">"}, {"]]>"}};
  const char *end = source->text + source->length;
  for (const char *p = end;
       (p = memrchr(source->text, ends[kind][0][0], (gsize)(p - source->text)));)
    for (guint i = 0; i < 4 && ends[kind][i]; i++) {
      gsize length = strlen(ends[kind][i]);
      if ((gsize)(end - p) >= length && g_ascii_strncasecmp(p, ends[kind][i], length) == 0)
        return p;
    }
  return NULL;
}

typedef struct {
  MarkdownText *source;
  GString *out;     /* NULL until something changes */
  const char *from; /* not yet copied */
  const char *ends[N_KINDS];
  gboolean known[N_KINDS];
  guint told;    /* kinds that were reported, as bits */
  guint8 *kinds; /* of the lines; NULL until needed */
} Mute;

/* Reports a block without an end that becomes text here. Scripts and styles are reported later,
 * when the reader of raw HTML meets their tags. */
static void tell(Mute *mute, enum kind kind, guint number)
{
  static const char *const names[] = {NULL, "comment", "processing instruction", "declaration",
                                      "CDATA section"};
  const MkepubMarkdownOptions *options = mute->source->options;
  if (names[kind] && !(mute->told & 1u << kind))
    mkepub_findings_add(options->findings, MKEPUB_FINDING_HTML_REPAIRED, options->path,
                        markdown_text_line(mute->source, (int)number), 0,
                        "a %s without an end is shown as text", names[kind]);
  mute->told |= 1u << kind;
}

/* Returns whether line NUMBER (from 1) is part of a code block. */
static gboolean is_code(Mute *mute, guint number)
{
  if (!mute->kinds) {
    g_autoptr(GArray) offsets = markdown_text_offsets(mute->source);
    mute->kinds = markdown_text_find_code(mute->source, offsets);
  }
  return mute->kinds[number - 1] == LINE_CODE;
}

static void look_at_line(Mute *mute, const char *line, const char *stop, guint number)
{
  const char *p = line;
  while (p < stop && *p == ' ' && p - line < 3)
    p++;
  if (p == stop || *p != '<')
    return;
  enum kind kind = block_kind(p, stop);
  if (kind == N_KINDS)
    return;
  if (!mute->known[kind]) {
    mute->known[kind] = TRUE;
    mute->ends[kind] = last_end(mute->source, kind);
  }
  if ((mute->ends[kind] && mute->ends[kind] > p) || is_code(mute, number))
    return;
  tell(mute, kind, number);
  if (!mute->out)
    mute->out = g_string_sized_new(mute->source->length + 64);
  g_string_append_len(mute->out, mute->from, p - mute->from);
  g_string_append_len(mute->out, MARKDOWN_TEXT_MUTE, MARKDOWN_TEXT_MUTE_LENGTH);
  mute->from = p;
}

/* Returns whether an HTML block without an end could begin; few texts have one. */
static gboolean could_begin(const MarkdownText *source)
{
  const char *end = source->text + source->length;
  for (const char *p = source->text; (p = memchr(p, '<', (gsize)(end - p))); p++)
    if (p + 1 < end && strchr("!?sS", p[1]) &&
        (p == source->text || p[-1] == '\n' || p[-1] == ' '))
      return TRUE;
  return FALSE;
}

void openhtml_mute(MarkdownText *source)
{
  Mute mute = {.source = source, .from = source->text};
  const char *end = source->text + source->length;
  if (!could_begin(source))
    return;
  guint number = 1;
  for (const char *line = source->text; line < end; number++) {
    const char *stop = memchr(line, '\n', (gsize)(end - line));
    stop = stop ? stop : end;
    look_at_line(&mute, line, stop, number);
    line = stop + 1;
  }
  g_free(mute.kinds);
  if (!mute.out)
    return;
  g_string_append_len(mute.out, mute.from, end - mute.from);
  markdown_text_replace(source, mute.out, NULL);
  source->muted = TRUE;
}
