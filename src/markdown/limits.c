/* SPDX-License-Identifier: MIT */
#include "markdown/limits.h"

#include <string.h>

/* Returns one past the container marker at P, or NULL: '>', or one of '-', '+', '*', '1.' and
 * '1)' in front of white space. */
static const char *container_marker(const char *p, const char *end)
{
  if (p < end && *p == '>')
    return p + 1;
  const char *q = p;
  if (q < end && (*q == '-' || *q == '+' || *q == '*')) {
    q++;
  } else {
    while (q < end && g_ascii_isdigit(*q) && q - p < 9)
      q++;
    if (q == p || q >= end || (*q != '.' && *q != ')'))
      return NULL;
    q++;
  }
  return q >= end || *q == ' ' || *q == '\t' || *q == '\n' ? q : NULL;
}

/* Returns the first container marker above the limit in the line [LINE, END), or NULL. */
static const char *excess_marker(const char *line, const char *end)
{
  guint count = 0;
  const char *p = line;
  for (;;) {
    while (p < end && (*p == ' ' || *p == '\t'))
      p++;
    const char *next = container_marker(p, end);
    if (!next)
      return NULL;
    if (++count > GUARD_CONTAINERS)
      return p;
    p = next;
  }
}

typedef struct {
  MarkdownText *source;
  GString *out;                  /* NULL until something changes */
  const char *from;              /* not yet copied */
  gboolean many_images, escapes; /* anywhere in the text */
  guint containers, images;
  guint line_containers, line_images; /* line where the first was seen */
} Guard;

static void guard_mute(Guard *guard, const char *at)
{
  if (!guard->out)
    guard->out = g_string_sized_new(guard->source->length + 1024);
  g_string_append_len(guard->out, guard->from, at - guard->from);
  g_string_append_len(guard->out, MARKDOWN_TEXT_MUTE, MARKDOWN_TEXT_MUTE_LENGTH);
  guard->from = at;
}

/* Returns whether the text could hold too many pictures. Few texts do; in the others only
 * escapes are searched for. */
static gboolean has_many_images(const MarkdownText *source)
{
  const char *end = source->text + source->length;
  guint images = 0;
  for (const char *p = source->text; (p = memchr(p, '!', (gsize)(end - p))); p++)
    if (p + 1 < end && p[1] == '[' && ++images > GUARD_IMAGES)
      return TRUE;
  return FALSE;
}

/* Returns the next byte from P on in the line that may matter, or NULL. */
static const char *next_mark(const Guard *guard, const char *p, const char *end)
{
  if (!guard->many_images && !guard->escapes)
    return NULL;
  if (!guard->many_images)
    return p < end ? memchr(p, '\\', (gsize)(end - p)) : NULL;
  while (p < end && *p != '!' && *p != '\\')
    p++;
  return p < end ? p : NULL;
}

static void guard_line(Guard *guard, const char *line, const char *end, guint number,
                       guint *images)
{
  gboolean extensions =
      !(guard->source->options->flags & (MKEPUB_MARKDOWN_COMMONMARK | MKEPUB_MARKDOWN_GFM));
  const char *excess = excess_marker(line, end);
  if (excess) {
    guard_mute(guard, excess);
    if (guard->containers++ == 0)
      guard->line_containers = number;
  }
  for (const char *p = line; (p = next_mark(guard, p, end)) && p + 1 < end; p++) {
    if (*p == '!' && p[1] == '[' && ++*images > GUARD_IMAGES) {
      guard_mute(guard, p + 1);
      if (guard->images++ == 0)
        guard->line_images = number;
    } else if (*p == '\\') {
      p++;
      if (extensions && strchr("~=[%^", *p))
        guard_mute(guard, p + 1);
    }
  }
}

void guard_apply(MarkdownText *source)
{
  Guard guard = {.source = source,
                 .from = source->text,
                 .many_images = has_many_images(source),
                 .escapes = memchr(source->text, '\\', source->length) != NULL};
  const char *end = source->text + source->length;
  guint images = 0;
  guint number = 1;
  for (const char *line = source->text; line < end; number++) {
    const char *stop = memchr(line, '\n', (gsize)(end - line));
    if (!stop)
      stop = end;
    if (stop == line)
      images = 0;
    else
      guard_line(&guard, line, stop, number, &images);
    line = stop + 1;
  }
  const MkepubMarkdownOptions *options = source->options;
  if (guard.containers > 0)
    mkepub_findings_add(options->findings, MKEPUB_FINDING_MARKUP_LIMITED, options->path,
                        markdown_text_line(source, (int)guard.line_containers), 0,
                        "quotes or lists nested more than %d deep", GUARD_CONTAINERS);
  if (guard.images > 0)
    mkepub_findings_add(options->findings, MKEPUB_FINDING_MARKUP_LIMITED, options->path,
                        markdown_text_line(source, (int)guard.line_images), 0,
                        "more than %d pictures in one paragraph", GUARD_IMAGES);
  if (guard.out) {
    g_string_append_len(guard.out, guard.from, end - guard.from);
    markdown_text_replace(source, guard.out, NULL);
    source->muted = TRUE;
  }
}

/* Returns the next "%%" in [LINE, END) that may begin a comment: at the start of the line or
 * after white space, outside a code span. Returns NULL without one. */
static const char *comment_start(const char *line, const char *end)
{
  gboolean code = FALSE;
  for (const char *p = line; p + 1 < end; p++) {
    if (*p == '`')
      code = !code;
    if (!code && p[0] == '%' && p[1] == '%' && (p == line || g_ascii_isspace(p[-1])))
      return p;
  }
  return NULL;
}

/* The state of the pass over the text. */
typedef struct {
  const char *end;
  guint8 *kinds;     /* of the lines, when the text is parsed with its comments */
  guint number;      /* of the line, from 0 */
  guint first;       /* number of the line with the first comment, from 1; 0: none yet */
  gboolean unclosed; /* one search for a missing end is enough */
  GString *out;
} Comments;

/* Returns the "%%" that ends the comment whose text begins at P, in front of LIMIT and outside
 * code; NULL without one. */
static const char *comment_end(const Comments *comments, const char *p, const char *limit)
{
  guint number = comments->number;
  for (const char *line = p, *stop; line < limit; line = stop + 1, number++) {
    const char *close = g_strstr_len(line, limit - line, "%%");
    if (!close)
      return NULL;
    /* do not search for the end of this line: it may hold many comments */
    for (; (stop = memchr(line, '\n', (gsize)(close - line))); line = stop + 1)
      number++;
    if (comments->kinds[number] != LINE_CODE)
      return close;
    stop = memchr(close, '\n', (gsize)(limit - close));
    if (!stop)
      return NULL;
  }
  return NULL;
}

/* Removes the comment from START to CLOSE but keeps its line feeds. */
static void drop_comment(Comments *comments, const char *start, const char *close)
{
  if (comments->first == 0)
    comments->first = comments->number + 1;
  for (const char *p = start; p < close; p++)
    if (*p == '\n') {
      g_string_append_c(comments->out, '\n');
      comments->number++;
    }
}

/* Copies the line from LINE to STOP up to its first comment, and removes that. Returns one past
 * the comment, or STOP if the line has none. */
static const char *pass_line(Comments *comments, const char *line, const char *stop)
{
  gboolean code = comments->kinds[comments->number] == LINE_CODE;
  const char *start = code || comments->unclosed ? NULL : comment_start(line, stop);
  const char *close =
      start ? comment_end(comments, start + 2, start == line ? comments->end : stop) : NULL;
  comments->unclosed |= start == line && !close;
  g_string_append_len(comments->out, line, (close ? start : stop) - line);
  if (close)
    drop_comment(comments, start, close);
  else
    comments->number++;
  return close ? close + 2 : stop;
}

void guard_drop_comments(MarkdownText *source)
{
  if (!markdown_text_has_pair(source, '%', '%'))
    return;
  g_autoptr(GArray) offsets = markdown_text_offsets(source);
  Comments comments = {.end = source->text + source->length,
                       .kinds = markdown_text_find_code(source, offsets),
                       .out = g_string_sized_new(source->length)};
  const char *stop = source->text;
  for (const char *line = source->text; line < comments.end;) {
    if (line >= stop) { /* once for each line, not for each comment of a long line */
      stop = memchr(line, '\n', (gsize)(comments.end - line));
      stop = stop ? stop + 1 : comments.end;
    }
    line = pass_line(&comments, line, stop);
  }
  g_free(comments.kinds);
  if (comments.first == 0) {
    g_string_free(comments.out, TRUE);
    return;
  }
  mkepub_findings_add(source->options->findings, MKEPUB_FINDING_COMMENT_DROPPED,
                      source->options->path, markdown_text_line(source, (int)comments.first), 0,
                      "a %%%%comment%%%% is not shown");
  markdown_text_replace(source, comments.out, NULL);
}
