/* SPDX-License-Identifier: MIT */
#include "markdown/footnotes.h"

#include <string.h>

#include "markdown/arena.h"
#include "markdown/footnote-definition.h"
#include "markdown/placeholder.h"

/* How many times the rewritten text is parsed to check that each placeholder became a block. */
#define LOOKS 2

static void append_line(GString *out, GArray *lines, guint number)
{
  if (out->len == 0 || out->str[out->len - 1] != '\n')
    g_string_append_c(out, '\n');
  g_array_append_val(lines, number);
}

/* The value of 'around' without a tag. */
#define NO_TAG G_MAXUINT

/* Returns the least number of quotes around a tag that begins one of the lines since the last
 * empty one. The current line is [P, END) after the markers of QUOTES quotes; AROUND is the
 * result for the lines in front of it. Such a tag may begin an HTML block once the text above
 * it is no longer in its paragraph. */
static guint quotes_around_tag(const char *p, const char *end, guint quotes, guint around)
{
  if (p == end)
    return quotes <= around ? NO_TAG : around;
  return *p == '<' ? MIN(quotes, around) : around;
}

/* Appends an empty line, in front of a note with the prefix of DEFINITION, to end an HTML block
 * that began with AROUND quotes around it. NUMBER is the line of the file. */
static void append_empty_line(GString *out, GArray *lines, const Definition *definition,
                              guint around, guint number)
{
  const char *p = definition->prefix;
  const char *end = p + definition->prefix_length;
  for (; p < end && (*p == ' ' || (*p == '>' && around > 0)); p++)
    around -= *p == '>';
  g_string_append_len(out, definition->prefix, p - definition->prefix);
  g_string_append_c(out, '\n');
  g_array_append_val(lines, number);
}

/* Returns the labels as link reference definitions, for the caller to free. They go in front of
 * the text, where no open block can swallow them. */
static GString *reference_lines(MarkdownText *source)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < source->note_labels->len; i++)
    g_string_append_printf(out, "[%s]: %s%c%u\n",
                           (char *)g_ptr_array_index(source->note_labels, i),
                           markdown_text_nonce(source), MARK_REFERENCE, i);
  g_string_append_c(out, '\n');
  return out;
}

/* The state of the rewriting, and its results. */
typedef struct {
  MarkdownText *source;
  GArray *offsets;   /* of gsize: the lines */
  guint8 *verbatim;  /* for each line, whether it cannot begin a note; NULL until needed */
  char *bullets;     /* of definition_bullets */
  GString *body;     /* the text with placeholders for its notes */
  GArray *lines;     /* of guint: line of the file for each line of body */
  GArray *note_line; /* of guint: for each note its line, from 0 */
  guint around;      /* see quotes_around_tag */
  gboolean left;     /* a definition did not become a note and was made plain text */
} Rewrite;

static void append_definition(Rewrite *rewrite, const Definition *definition, const char *end,
                              char bullet, guint number)
{
  MarkdownText *source = rewrite->source;
  GString *out = rewrite->body;
  GArray *lines = rewrite->lines;
  definition_append_prefix(definition, TRUE, out);
  g_string_append_printf(out, "###### %s%c%u\n", markdown_text_nonce(source), MARK_NOTE,
                         source->n_notes);
  g_array_append_val(lines, number);
  definition_append_prefix(definition, FALSE, out);
  g_string_append_printf(out, "%c   ", bullet);
  g_string_append_len(out, definition->rest, end - definition->rest);
  append_line(out, lines, number);
  source->n_notes++;
  g_ptr_array_add(source->note_labels, g_strndup(definition->label, definition->label_length));
}

static void look_at_lines(Rewrite *rewrite)
{
  cmark_node *document = markdown_text_parse(rewrite->source);
  rewrite->verbatim = markdown_text_line_kinds(document, rewrite->offsets->len - 1);
  arena_release(); /* frees the tree */
  rewrite->bullets = definition_bullets(rewrite->source, rewrite->offsets);
}

/* Records a tag at the start of the line [LINE, END), which is not a note. */
static void look_for_tag(Rewrite *rewrite, const char *line, const char *end)
{
  guint quotes;
  const char *p = markdown_text_skip_marks(line, end, &quotes);
  rewrite->around = quotes_around_tag(p, end, quotes, rewrite->around);
}

/* Writes the note that begins in line *I, and sets *I to the last line that it used. */
static void rewrite_note(Rewrite *rewrite, guint *i, Definition *definition, const char *end)
{
  MarkdownText *source = rewrite->source;
  guint number = markdown_text_line(source, (int)*i + 1);
  g_array_append_val(rewrite->note_line, *i);
  if (rewrite->around != NO_TAG)
    append_empty_line(rewrite->body, rewrite->lines, definition, rewrite->around, number);
  rewrite->around = NO_TAG;
  guint text = *definition->rest == '\n' && definition->prefix_length == 0
                   ? definition_text_line(source, rewrite->offsets, *i)
                   : 0;
  if (text > 0) {
    *i = text;
    definition->rest = source->text + g_array_index(rewrite->offsets, gsize, text);
    definition->rest += strspn(definition->rest, " \t");
    end = source->text + g_array_index(rewrite->offsets, gsize, text + 1);
    number = markdown_text_line(source, (int)text + 1);
  }
  char bullet = definition_bullet(definition, end, rewrite->bullets[*i + 1]);
  append_definition(rewrite, definition, end, bullet, number);
}

/* Writes the line [LINE, END) of a definition that does not become a note. It is muted, because
 * cmark would read it as a link reference definition, which is not shown. */
static void leave_note(Rewrite *rewrite, const Definition *definition, const char *line,
                       const char *end)
{
  const char *colon = definition->label + definition->label_length + 1;
  g_string_append_len(rewrite->body, line, colon - line);
  g_string_append(rewrite->body, MARKDOWN_TEXT_MUTE);
  g_string_append_len(rewrite->body, colon, end - colon);
  rewrite->source->muted = rewrite->left = TRUE;
}

static void rewrite_lines(Rewrite *rewrite)
{
  MarkdownText *source = rewrite->source;
  rewrite->around = NO_TAG;
  g_string_truncate(rewrite->body, 0);
  g_array_set_size(rewrite->lines, 0);
  g_array_set_size(rewrite->note_line, 0);
  source->n_notes = 0;
  g_clear_pointer(&source->note_labels, g_ptr_array_unref);
  source->note_labels = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i + 1 < rewrite->offsets->len; i++) {
    const char *line = source->text + g_array_index(rewrite->offsets, gsize, i);
    const char *end = source->text + g_array_index(rewrite->offsets, gsize, i + 1);
    Definition definition;
    gboolean is_note = definition_read(line, end, &definition);
    if (is_note && !rewrite->verbatim)
      look_at_lines(rewrite);
    if (is_note && !rewrite->verbatim[i]) {
      rewrite_note(rewrite, &i, &definition, end);
    } else {
      if (is_note)
        leave_note(rewrite, &definition, line, end);
      else
        g_string_append_len(rewrite->body, line, end - line);
      append_line(rewrite->body, rewrite->lines, markdown_text_line(source, (int)i + 1));
      look_for_tag(rewrite, line, end);
    }
  }
}

/* Parses the rewritten text. A note whose placeholder did not become a block of its own was
 * text of a paragraph: its line is not taken for a definition from now on. Returns whether
 * there was such a note. */
static gboolean drop_texts(Rewrite *rewrite)
{
  const MarkdownText *source = rewrite->source;
  g_autofree guint8 *placed =
      placeholder_find_placed(source, rewrite->body, MARK_NOTE, source->n_notes);
  gboolean dropped = FALSE;
  for (guint i = 0; i < source->n_notes; i++)
    if (!placed[i]) {
      rewrite->verbatim[g_array_index(rewrite->note_line, guint, i)] = 1;
      dropped = TRUE;
    }
  return dropped;
}

/* Replaces the text by the rewritten lines, with the link reference definitions in front of
 * them. */
static void take_over(Rewrite *rewrite)
{
  MarkdownText *source = rewrite->source;
  g_autoptr(GString) head = reference_lines(source);
  g_string_prepend_len(rewrite->body, head->str, (gssize)head->len);
  GArray *all =
      g_array_sized_new(FALSE, FALSE, sizeof(guint), rewrite->lines->len + source->n_notes + 1);
  for (guint i = 0; i <= source->n_notes; i++)
    g_array_append_val(all, source->options->first_line);
  g_array_append_vals(all, rewrite->lines->data, rewrite->lines->len);
  markdown_text_replace(source, g_steal_pointer(&rewrite->body), all);
}

static void rewrite_begin(Rewrite *rewrite, MarkdownText *source)
{
  *rewrite = (Rewrite){.source = source,
                       .offsets = markdown_text_offsets(source),
                       .body = g_string_sized_new(source->length + 256),
                       .lines = g_array_new(FALSE, FALSE, sizeof(guint)),
                       .note_line = g_array_new(FALSE, FALSE, sizeof(guint))};
}

static void rewrite_end(Rewrite *rewrite)
{
  if (rewrite->source->n_notes > 0 || rewrite->left)
    take_over(rewrite);
  if (rewrite->body)
    g_string_free(rewrite->body, TRUE);
  g_array_unref(rewrite->offsets);
  g_array_unref(rewrite->lines);
  g_array_unref(rewrite->note_line);
  g_free(rewrite->verbatim);
  g_free(rewrite->bullets);
}

void footnotes_rewrite(MarkdownText *source)
{
  if (!markdown_text_has_pair(source, '[', '^'))
    return;
  Rewrite rewrite;
  rewrite_begin(&rewrite, source);
  rewrite_lines(&rewrite);
  /* a dropped note may change what the others are, so look again, a limited number of times */
  for (guint look = 0; source->careful && look < LOOKS && drop_texts(&rewrite); look++)
    rewrite_lines(&rewrite);
  rewrite_end(&rewrite);
}

void footnotes_leave(MarkdownText *source)
{
  Rewrite rewrite;
  rewrite_begin(&rewrite, source);
  rewrite.verbatim = g_malloc(rewrite.offsets->len);
  memset(rewrite.verbatim, 1, rewrite.offsets->len);
  rewrite_lines(&rewrite);
  rewrite_end(&rewrite);
}
