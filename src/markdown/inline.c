/* SPDX-License-Identifier: MIT */
#include "markdown/inline.h"

#include <string.h>

#include "markdown/address.h"
#include "markdown/highlight-spans.h"
#include "markdown/smart-punctuation.h"

gboolean inline_open_link(Render *render, const char *address, const char *title, guint line)
{
  MkepubWriter *writer = render->writer;
  const MkepubResolver *resolver = render->options->resolver;
  g_autofree char *clean = NULL;
  if (mkepub_writer_inside(writer, MKEPUB_EL_A)) {
    if (render->extensions)
      mkepub_findings_add(render->options->findings, MKEPUB_FINDING_HTML_REPAIRED,
                          render->options->path, line, 0,
                          "a link inside a link is shown as text");
    return FALSE;
  }
  if (render->source->muted && strstr(address, MARKDOWN_TEXT_MUTE)) {
    GString *text = g_string_new(address);
    markdown_text_unmute(text);
    address = clean = g_string_free(text, FALSE);
  }
  g_autofree char *href = resolver->link(resolver->data, address, line);
  if (!href)
    return FALSE;
  mkepub_writer_open(writer, MKEPUB_EL_A);
  if (href[0] == '#')
    mkepub_writer_fragment_link(writer, href + 1, line);
  else
    mkepub_writer_attribute(writer, MKEPUB_AT_HREF, href);
  if (title && *title)
    mkepub_writer_attribute(writer, MKEPUB_AT_TITLE, title);
  return TRUE;
}

void inline_picture(Render *render, const char *address, const char *alt, const char *title,
                    guint line)
{
  const MkepubResolver *resolver = render->options->resolver;
  const MkepubPicture *picture = resolver->picture(resolver->data, address, line);
  const char *words = *alt ? alt : title ? title : "";
  if (!picture || !picture->href) {
    mkepub_writer_picture_link(render->writer, words, picture ? picture->link : NULL);
    return;
  }
  render->facts->images++;
  if (!*words)
    render->facts->images_bare++;
  mkepub_writer_open(render->writer, MKEPUB_EL_IMG);
  mkepub_writer_attribute(render->writer, MKEPUB_AT_SRC, picture->href);
  mkepub_writer_attribute(render->writer, MKEPUB_AT_ALT, words);
  if (title && *title && strcmp(title, words) != 0)
    mkepub_writer_attribute(render->writer, MKEPUB_AT_TITLE, title);
}

void inline_note_mark(Render *render, guint index)
{
  Note *note = &render->notes[index];
  MkepubWriter *writer = render->writer;
  const char *prefix = render->options->prefix ? render->options->prefix : "";
  if (!note->item) { /* the note's placeholder was not found in the tree */
    render_text(render, "", 0);
    return;
  }
  if (note->number == 0) {
    g_array_append_val(render->note_order, index);
    note->number = render->note_order->len;
    g_autofree char *wish = g_strdup_printf("%sfn%u", prefix, note->number);
    note->id = g_strdup(mkepub_writer_new_id(writer, wish));
    render->facts->footnotes++;
  }
  note->marks++;
  g_autofree char *number = g_strdup_printf("%u", note->number);
  g_autofree char *mark = note->marks == 1 ? g_strdup_printf("%s-ref", note->id)
                                           : g_strdup_printf("%s-ref%u", note->id, note->marks);
  gboolean linked = !mkepub_writer_inside(writer, MKEPUB_EL_A);
  mkepub_writer_open(writer, MKEPUB_EL_SUP);
  if (linked) {
    mkepub_writer_open(writer, MKEPUB_EL_A);
    mkepub_writer_attribute(writer, MKEPUB_AT_EPUB_TYPE, "noteref");
    mkepub_writer_attribute(writer, MKEPUB_AT_ROLE, "doc-noteref");
    mkepub_writer_fragment_link(writer, note->id, 0);
    const char *id = mkepub_writer_new_id(writer, mark);
    mkepub_writer_attribute(writer, MKEPUB_AT_ID, id);
    if (!note->mark_id)
      note->mark_id = g_strdup(id);
  }
  mkepub_writer_text(writer, number, strlen(number));
  if (linked)
    mkepub_writer_close(writer, MKEPUB_EL_A);
  mkepub_writer_close(writer, MKEPUB_EL_SUP);
}

static void bare_address(Render *render, const char *text, gsize length, guint line)
{
  g_autofree char *typed = smart_undo(render->options->flags, text, length);
  g_autofree char *address =
      text[0] == 'w' || text[0] == 'W' ? g_strconcat("http://", typed, NULL) : g_strdup(typed);
  gboolean opened = inline_open_link(render, address, NULL, line);
  render_text(render, typed, strlen(typed));
  if (opened)
    mkepub_writer_close(render->writer, MKEPUB_EL_A);
}

static gboolean is_picture_name(const char *name)
{
  static const char *const endings[] = {".png",  ".jpg",  ".jpeg", ".gif", ".svg",
                                        ".webp", ".avif", ".bmp",  ".tif", ".tiff"};
  g_autofree char *lower = g_ascii_strdown(name, -1);
  for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
    if (g_str_has_suffix(lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* The most bytes of a wiki link. */
#define WIKI_LIMIT 1000

gsize inline_read_wiki(const char *p, const char *end, WikiLink *link)
{
  const char *open = *p == '!' ? p + 1 : p;
  if (end - open < 5 || open[0] != '[' || open[1] != '[')
    return 0;
  const char *close = open + 2;
  const char *limit = end - open > WIKI_LIMIT ? open + WIKI_LIMIT : end;
  while (close + 1 < limit && *close != '[' && (close[0] != ']' || close[1] != ']'))
    close++;
  if (close == open + 2 || close + 1 >= limit || *close == '[')
    return 0;
  char *name = g_strndup(open + 2, (gsize)(close - open - 2));
  char *bar = strchr(name, '|');
  if (bar)
    *bar = '\0';
  char *words = g_strstrip(g_strdup(bar ? bar + 1 : ""));
  g_strstrip(name);
  link->name = name;
  link->picture = *p == '!' && is_picture_name(name);
  /* '|300' and '|300x200' give the size of a picture */
  if (link->picture && strspn(words, "0123456789x") == strlen(words))
    *words = '\0';
  link->words = words;
  if (!link->picture && !*words) {
    g_free(words);
    link->words = g_strdup(name + (name[0] == '#'));
  }
  return (gsize)(close + 2 - p);
}

void inline_clear_wiki(WikiLink *link)
{
  g_free(link->name);
  g_free(link->words);
}

static void write_wiki(Render *render, const WikiLink *link, guint line)
{
  const MkepubResolver *resolver = render->options->resolver;
  g_autofree char *name = smart_undo(render->options->flags, link->name, strlen(link->name));
  if (link->picture) {
    inline_picture(render, name, link->words, NULL, line);
    return;
  }
  g_autofree char *href = mkepub_writer_inside(render->writer, MKEPUB_EL_A)
                              ? NULL
                              : resolver->page(resolver->data, name, line);
  if (href) {
    mkepub_writer_open(render->writer, MKEPUB_EL_A);
    if (href[0] == '#')
      mkepub_writer_fragment_link(render->writer, href + 1, line);
    else
      mkepub_writer_attribute(render->writer, MKEPUB_AT_HREF, href);
  }
  render_text(render, link->words, strlen(link->words));
  if (href)
    mkepub_writer_close(render->writer, MKEPUB_EL_A);
}

/* Writes the wiki link or bare address that begins at P, and returns its end. Returns NULL if
 * nothing begins there. LINE is the line of the node. */
static const char *special(Render *render, const char *text, const char *p, const char *end,
                           guint line)
{
  if (*p == '[' || *p == '!') {
    g_auto(WikiLink) link = {NULL, NULL, FALSE};
    gsize taken = inline_read_wiki(p, end, &link);
    if (taken > 0)
      write_wiki(render, &link, line);
    return taken > 0 ? p + taken : NULL;
  }
  gboolean smart = (render->options->flags & MKEPUB_MARKDOWN_SMART) != 0;
  gsize length = address_length(text, p, end, smart);
  if (length == 0 || mkepub_writer_inside(render->writer, MKEPUB_EL_A))
    return NULL;
  bare_address(render, p, length, line);
  return p + length;
}

/* The content of a text node, and which of the rare bytes that begin wiki links, addresses and
 * spans it holds. */
typedef struct {
  const char *start;
  gsize length;
  guint line; /* of the node */
  guint rare;
} Text;

enum { RARE_BRACKET = 1, RARE_COLON = 2, RARE_DOT = 4, RARE_MARK = 8 };

static Text read_text(const char *start, guint line)
{
  static const guint8 rare[256] = {['['] = RARE_BRACKET,
                                   [':'] = RARE_COLON,
                                   ['.'] = RARE_DOT,
                                   ['~'] = RARE_MARK,
                                   ['='] = RARE_MARK};
  Text text = {.start = start, .line = line};
  const char *p = start;
  for (; *p; p++)
    text.rare |= rare[(guchar)*p];
  text.length = (gsize)(p - start);
  return text;
}

/* Returns whether a wiki link or address could begin in [P, END) of TEXT; in most texts none
 * can. */
static gboolean has_special(const Text *text, const char *p, const char *end)
{
  if ((text->rare & RARE_BRACKET) && memchr(p, '[', (gsize)(end - p)))
    return TRUE;
  for (const char *at = text->rare & RARE_COLON ? p : end;
       (at = memchr(at, ':', (gsize)(end - at))); at++)
    if (end - at > 2 && at[1] == '/')
      return TRUE;
  for (const char *at = text->rare & RARE_DOT ? p : end;
       (at = memchr(at, '.', (gsize)(end - at))); at++)
    if (at - p >= 3 && g_ascii_strncasecmp(at - 3, "www", 3) == 0)
      return TRUE;
  return FALSE;
}

/* Returns the next byte in [P, END) at which a wiki link or address could begin; END without
 * one. */
static const char *next_special(const char *p, const char *end)
{
  for (; p < end; p++)
    if (*p == '[' ||
        ((*p == 'h' || *p == 'H' || *p == 'w' || *p == 'W') && end - p > 4 &&
         (p[1] == 't' || p[1] == 'T' || p[1] == 'w' || p[1] == 'W')) ||
        (*p == '!' && p + 2 < end && p[1] == '[' && p[2] == '['))
      return p;
  return end;
}

/* Writes text between the delimiters of spans. */
static void plain_run(Render *render, const Text *text, const char *p, const char *end)
{
  const char *from = p;
  for (p = has_special(text, p, end) ? next_special(p, end) : end; p < end;
       p = next_special(p, end)) {
    if (from < p)
      render_text(render, from, (gsize)(p - from));
    from = p;
    const char *next = special(render, text->start, p, end, text->line);
    if (next)
      from = p = next;
    else
      p++;
  }
  if (from < end)
    render_text(render, from, (gsize)(end - from));
}

static void tell_undefined_notes(Render *render, const char *text, guint line)
{
  const char *open = strstr(text, "[^");
  const char *close = open ? strchr(open, ']') : NULL;
  if (!close || close == open + 2 || memchr(open, ' ', (gsize)(close - open)))
    return;
  mkepub_findings_add(render->options->findings, MKEPUB_FINDING_FOOTNOTE_UNDEFINED,
                      render->options->path, line, 0, "no such footnote: '%.*s'",
                      (int)(close + 1 - open), open);
}

void inline_text(Render *render, cmark_node *node, gsize skip)
{
  const char *start = cmark_node_get_literal(node);
  if (!render->extensions) {
    render_text(render, start, strlen(start));
    return;
  }
  Text text = read_text(start, render_line(render, node));
  const char *at = start + MIN(skip, text.length);
  const GArray *spans = text.rare & RARE_MARK ? spans_of(render, node) : NULL;
  for (guint i = 0; spans && i < spans->len; i++) {
    const Span *span = &g_array_index(spans, Span, i);
    if (start + span->offset < at)
      continue;
    plain_run(render, &text, at, start + span->offset);
    if (span->opens)
      mkepub_writer_open(render->writer, span->element);
    else
      mkepub_writer_close(render->writer, span->element);
    at = start + span->offset + 2;
  }
  plain_run(render, &text, at, start + text.length);
  if (text.rare & RARE_BRACKET)
    tell_undefined_notes(render, start, text.line);
}
