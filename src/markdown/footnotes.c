/* SPDX-License-Identifier: MIT */
#include "markdown/footnotes.h"

#include <string.h>

/* How often the rewritten text is parsed to see whether all notes came out as such. */
#define LOOKS 2

typedef struct {
  const char *prefix; /* the line's start: containers and indentation */
  gsize prefix_length;
  const char *label; /* '^1' */
  gsize label_length;
  const char *rest; /* text of the note on this line */
} Definition;

/* Reads the line [LINE, END) as the start of a note. */
static gboolean definition_read(const char *line, const char *end, Definition *definition)
{
  const char *p = line;
  while (p < end && (*p == ' ' || *p == '>'))
    p++;
  if (end - p < 5 || p[0] != '[' || p[1] != '^')
    return FALSE;
  const char *close = p + 2;
  while (close < end && !strchr("[] \t\n\\", *close))
    close++;
  if (close == p + 2 || close + 1 >= end || close[0] != ']' || close[1] != ':' ||
      close - p > 900)
    return FALSE;
  definition->prefix = line;
  definition->prefix_length = (gsize)(p - line);
  definition->label = p + 1;
  definition->label_length = (gsize)(close - p - 1);
  definition->rest = close + 2;
  while (definition->rest < end && (*definition->rest == ' ' || *definition->rest == '\t'))
    definition->rest++;
  return TRUE;
}

/* Bullet of the next list item outside the note that could be taken for its neighbor, or 0; for
 * each line, read backward. */
static char *next_bullets(const Source *source, const GArray *offsets)
{
  guint n = offsets->len - 1;
  char *bullets = g_malloc0(n + 1);
  for (guint i = n; i-- > 0;) {
    const char *line = source->text + g_array_index(offsets, gsize, i);
    const char *end = source->text + g_array_index(offsets, gsize, i + 1);
    const char *p = line;
    while (p < end && (*p == ' ' || *p == '>'))
      p++;
    bullets[i] = bullets[i + 1];
    if (p + 1 < end && strchr("-+*", *p) && (p[1] == ' ' || p[1] == '\t' || p[1] == '\n'))
      bullets[i] = *p;
  }
  return bullets;
}

/* A note may begin below an empty line behind its label, where no list item could: the line
 * from I on, 0 when the note has none. */
static guint first_text_line(const Source *source, const GArray *offsets, guint i)
{
  enum { INDENT = 4 };
  guint next = i + 1;
  for (; next + 1 < offsets->len; next++) {
    const char *line = source->text + g_array_index(offsets, gsize, next);
    const char *end = source->text + g_array_index(offsets, gsize, next + 1);
    gsize blank = 0;
    while (line + blank < end && (line[blank] == ' ' || line[blank] == '\t'))
      blank++;
    if (line + blank == end || line[blank] == '\n')
      continue;
    return next > i + 1 && (*line == '\t' || blank >= INDENT) ? next : 0;
  }
  return 0;
}

/* '-   --' would be a rule, and a bullet like the next one's would make one list of two. */
static char choose_bullet(const Definition *definition, const char *end, char next)
{
  const char *p = definition->rest;
  while (p < end && strchr("- \t\n", *p))
    p++;
  if (p < end && next != '-')
    return '-';
  return next == '+' ? '*' : '+';
}

static void append_line(GString *out, GArray *lines, guint number)
{
  if (out->len == 0 || out->str[out->len - 1] != '\n')
    g_string_append_c(out, '\n');
  g_array_append_val(lines, number);
}

/* Whether a tag begins [LINE, END), or began one of the lines before it when SINCE says so, up
 * to an empty line. Such a tag may begin an HTML block once what is above it is no text of its
 * paragraph any more. */
static gboolean is_behind_tag(const char *line, const char *end, gboolean since)
{
  while (line < end && (g_ascii_isspace(*line) || *line == '>'))
    line++;
  return line < end && (since || *line == '<');
}

static void append_definition(Source *source, GString *out, GArray *lines,
                              const Definition *definition, const char *end, char bullet,
                              guint number)
{
  g_string_append_len(out, definition->prefix, (gssize)definition->prefix_length);
  g_string_append_printf(out, "###### %sf%u\n", source_nonce(source), source->n_notes);
  g_array_append_val(lines, number);
  g_string_append_len(out, definition->prefix, (gssize)definition->prefix_length);
  g_string_append_printf(out, "%c   ", bullet);
  g_string_append_len(out, definition->rest, end - definition->rest);
  append_line(out, lines, number);
  source->n_notes++;
  g_ptr_array_add(source->note_labels, g_strndup(definition->label, definition->label_length));
}

/* The labels as link references; they stand before the text, where nothing can swallow them.
 */
static GString *reference_lines(Source *source)
{
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < source->note_labels->len; i++)
    g_string_append_printf(out, "[%s]: %sr%u\n",
                           (char *)g_ptr_array_index(source->note_labels, i),
                           source_nonce(source), i);
  g_string_append_c(out, '\n');
  return out;
}

/* What the rewriting goes by, and what it makes. */
typedef struct {
  Source *source;
  GArray *offsets;   /* of gsize: the lines */
  guint8 *verbatim;  /* for each line, whether it is no definition; NULL before it is asked */
  char *bullets;     /* of next_bullets */
  GString *body;     /* the text with its notes */
  GArray *lines;     /* of guint: lines of the file for those of body */
  GArray *note_line; /* of guint: for each note its line, from 0 */
  gboolean deep;     /* a note is indented so far that it may be the text of a paragraph */
} Rewrite;

static void look_at_lines(Rewrite *rewrite)
{
  cmark_node *document = source_parse(rewrite->source);
  rewrite->verbatim = source_line_kinds(document, rewrite->offsets->len - 1);
  rewrite->bullets = next_bullets(rewrite->source, rewrite->offsets);
}

static gboolean is_deep(const Definition *definition)
{
  const char *p = definition->prefix + definition->prefix_length;
  return definition->prefix_length >= 4 && strncmp(p - 4, "    ", 4) == 0;
}

/* Writes the note of line *I, which becomes its last line. An empty line keeps it out of an
 * HTML block. */
static void rewrite_note(Rewrite *rewrite, guint *i, Definition *definition, const char *end,
                         gboolean behind_tag)
{
  Source *source = rewrite->source;
  guint number = source_line(source, (int)*i + 1);
  g_array_append_val(rewrite->note_line, *i);
  if (behind_tag) {
    g_string_append_len(rewrite->body, definition->prefix, (gssize)definition->prefix_length);
    g_string_append_c(rewrite->body, '\n');
    g_array_append_val(rewrite->lines, number);
  }
  guint text = *definition->rest == '\n' && definition->prefix_length == 0
                   ? first_text_line(source, rewrite->offsets, *i)
                   : 0;
  if (text > 0) {
    *i = text;
    definition->rest = source->text + g_array_index(rewrite->offsets, gsize, text);
    definition->rest += strspn(definition->rest, " \t");
    end = source->text + g_array_index(rewrite->offsets, gsize, text + 1);
    number = source_line(source, (int)text + 1);
  }
  char bullet = choose_bullet(definition, end, rewrite->bullets[*i + 1]);
  append_definition(source, rewrite->body, rewrite->lines, definition, end, bullet, number);
  rewrite->deep = rewrite->deep || is_deep(definition);
}

/* With DEEP FALSE, notes that are indented that far are left as they are. */
static void rewrite_lines(Rewrite *rewrite, gboolean deep)
{
  Source *source = rewrite->source;
  gboolean behind_tag = FALSE;
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
    if (is_note && !rewrite->verbatim[i] && (deep || !is_deep(&definition))) {
      rewrite_note(rewrite, &i, &definition, end, behind_tag);
      behind_tag = FALSE;
    } else {
      g_string_append_len(rewrite->body, line, end - line);
      append_line(rewrite->body, rewrite->lines, source_line(source, (int)i + 1));
      behind_tag = is_behind_tag(line, end, behind_tag);
    }
  }
}

/* Parses what was made. A note that did not become a block of its own was the text of a
 * paragraph: it is no definition from now on. Returns whether there is one. */
static gboolean drop_texts(Rewrite *rewrite)
{
  const Source *source = rewrite->source;
  g_autofree guint8 *placed = g_malloc0(source->n_notes + 1);
  Source trial = *source;
  gsize n = strlen(source->nonce);
  gboolean dropped = FALSE;
  trial.text = rewrite->body->str;
  trial.length = rewrite->body->len;
  cmark_iter *iter = cmark_iter_new(source_parse(&trial));
  while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    cmark_node *child = cmark_node_first_child(node);
    const char *literal = child ? cmark_node_get_literal(child) : NULL;
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING && literal &&
        strncmp(literal, source->nonce, n) == 0 && literal[n] == 'f')
      placed[MIN(g_ascii_strtoull(literal + n + 1, NULL, 10), source->n_notes)] = 1;
  }
  cmark_iter_free(iter);
  for (guint i = 0; i < source->n_notes; i++)
    if (!placed[i]) {
      rewrite->verbatim[g_array_index(rewrite->note_line, guint, i)] = 1;
      dropped = TRUE;
    }
  return dropped;
}

/* Puts the rewritten lines, with the references before them, in place of the text. */
static void take_over(Rewrite *rewrite)
{
  Source *source = rewrite->source;
  g_autoptr(GString) head = reference_lines(source);
  g_string_prepend_len(rewrite->body, head->str, (gssize)head->len);
  GArray *all =
      g_array_sized_new(FALSE, FALSE, sizeof(guint), rewrite->lines->len + source->n_notes + 1);
  for (guint i = 0; i <= source->n_notes; i++)
    g_array_append_val(all, source->options->first_line);
  g_array_append_vals(all, rewrite->lines->data, rewrite->lines->len);
  source_replace(source, g_steal_pointer(&rewrite->body), all);
}

void footnotes_rewrite(Source *source)
{
  if (!source_has_pair(source, '[', '^'))
    return;
  Rewrite rewrite = {.source = source,
                     .offsets = source_offsets(source),
                     .body = g_string_sized_new(source->length + 256),
                     .lines = g_array_new(FALSE, FALSE, sizeof(guint)),
                     .note_line = g_array_new(FALSE, FALSE, sizeof(guint))};
  rewrite_lines(&rewrite, TRUE);
  /* what is dropped may change what others are, hence a second look, and then an end */
  for (guint look = 0; rewrite.deep && look < LOOKS && drop_texts(&rewrite); look++)
    rewrite_lines(&rewrite, look + 1 < LOOKS);
  if (source->n_notes > 0)
    take_over(&rewrite);
  if (rewrite.body)
    g_string_free(rewrite.body, TRUE);
  g_array_unref(rewrite.offsets);
  g_array_unref(rewrite.lines);
  g_array_unref(rewrite.note_line);
  g_free(rewrite.verbatim);
  g_free(rewrite.bullets);
}
