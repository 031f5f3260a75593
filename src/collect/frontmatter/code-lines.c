/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/code-lines.h"

#include <string.h>

/* The rest of a line: its position, and the column where its container's content begins. */
typedef struct {
  const char *p, *end;
  gsize column, base;
} Rest;

static void skip_blanks(Rest *r)
{
  for (; r->p < r->end && g_ascii_isspace(*r->p); r->p++)
    r->column = *r->p == '\t' ? (r->column | 3) + 1 : r->column + 1;
}

static gsize run_length(const Rest *r, char c)
{
  const char *p = r->p;
  while (p < r->end && *p == c)
    p++;
  return (gsize)(p - r->p);
}

/* Returns TRUE when the rest of the line is indented as far as code. */
static gboolean is_indented(const Rest *r)
{
  return r->column > r->base + 3;
}

/* Skips the marker of a quote. */
static gboolean take_quote(Rest *r)
{
  if (r->p == r->end || *r->p != '>' || is_indented(r))
    return FALSE;
  r->p++;
  r->column++;
  r->base = r->column + (r->p < r->end && g_ascii_isspace(*r->p));
  return TRUE;
}

/* Skips the marker of a list item; the base becomes the column of its text. */
static gboolean take_item(Rest *r)
{
  const char *p = r->p;
  while (p < r->end && p - r->p < 9 && g_ascii_isdigit(*p))
    p++;
  gboolean mark = p < r->end && strchr(p > r->p ? ".)" : "-+*", *p);
  if (!mark || is_indented(r) || (p + 1 < r->end && !g_ascii_isspace(p[1])))
    return FALSE;
  gsize behind = r->column + (gsize)(p + 1 - r->p);
  r->p = p + 1;
  r->column = behind;
  skip_blanks(r);
  /* an item that is empty or begins with indented code has its content one column after the
   * marker */
  r->base = r->p == r->end || r->column > behind + 4 ? behind + 1 : r->column;
  return TRUE;
}

/* Returns how many of the open containers continue in this line; R becomes their content. */
static guint match_containers(const Verbatim *v, Rest *r)
{
  guint i = 0;
  for (skip_blanks(r); i < v->depth; i++, skip_blanks(r)) {
    gsize column = v->containers[i];
    if (column == 0 && !take_quote(r))
      break;
    if (column > 0 && r->p < r->end && r->column < column)
      break;
    if (column > 0)
      r->base = column;
  }
  return i;
}

static void open_containers(Verbatim *v, Rest *r)
{
  while (v->depth < VERBATIM_DEPTH) {
    if (take_quote(r))
      v->containers[v->depth++] = 0;
    else if (take_item(r))
      v->containers[v->depth++] = r->base;
    else
      return;
    skip_blanks(r);
  }
}

static gboolean begins_with(const char *p, const char *end, const char *word)
{
  gsize n = strlen(word);
  return (gsize)(end - p) >= n && g_ascii_strncasecmp(p, word, n) == 0;
}

/* Returns the bytes of the name at P when it is an element without Markdown inside; 0
 * otherwise. */
static gsize code_element(const char *p, const char *end)
{
  static const char *const names[] = {"pre", "script", "style", "textarea"};
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    const char *behind = p + strlen(names[i]);
    if (begins_with(p, end, names[i]) &&
        (behind == end || *behind == '>' || g_ascii_isspace(*behind)))
      return strlen(names[i]);
  }
  return 0;
}

/* Returns TRUE when one of those elements ends in the line, not necessarily the one that began
 * (CommonMark 4.6). */
static gboolean ends_html(const Rest *r)
{
  for (const char *p = r->p; (p = memchr(p, '<', (gsize)(r->end - p))); p++)
    if (r->end - p > 2 && p[1] == '/' && code_element(p + 2, r->end) > 0)
      return TRUE;
  return FALSE;
}

static gboolean ends_fence(const Verbatim *v, Rest r)
{
  gsize run = run_length(&r, v->fence);
  if (run < v->fence_length || is_indented(&r))
    return FALSE;
  r.p += run;
  skip_blanks(&r);
  return r.p == r.end;
}

static gboolean ends_block(const Verbatim *v, const Rest *r)
{
  switch (v->block) {
  case VERBATIM_FENCE:
    return ends_fence(v, *r);
  case VERBATIM_HTML:
    return ends_html(r);
  case VERBATIM_COMMENT:
    return g_strstr_len(r->p, r->end - r->p, "-->") != NULL;
  default:
    return TRUE;
  }
}

static gboolean begins_fence(Verbatim *v, const Rest *r)
{
  char c = *r->p;
  gsize run = c == '`' || c == '~' ? run_length(r, c) : 0;
  if (run < 3 || (c == '`' && memchr(r->p + run, '`', (gsize)(r->end - r->p) - run)))
    return FALSE;
  v->block = VERBATIM_FENCE;
  v->fence = c;
  v->fence_length = run;
  return TRUE;
}

static gboolean begins_html(Verbatim *v, const Rest *r)
{
  if (begins_with(r->p, r->end, "<!--"))
    v->block = VERBATIM_COMMENT;
  else if (*r->p == '<' && code_element(r->p + 1, r->end) > 0)
    v->block = VERBATIM_HTML;
  else
    return FALSE;
  if (ends_block(v, r))
    v->block = VERBATIM_NONE;
  return TRUE;
}

/* Returns the name in the template tag at P, '{% name', '{{< name'; NULL when no tag begins
 * here. */
static const char *tag_name(const char *p, const char *end)
{
  if (!begins_with(p, end, "{%") && !begins_with(p, end, "{{<") && !begins_with(p, end, "{{%"))
    return NULL;
  for (p += p[1] == '{' ? 3 : 2; p < end && (*p == '-' || *p == ' ');)
    p++;
  return p;
}

/* Returns TRUE when the tag whose name is at P is WORD. */
static gboolean tag_is(const char *p, const char *end, const char *word)
{
  const char *behind = p + strlen(word);
  return begins_with(p, end, word) && behind < end && strchr(" \t%>-", *behind);
}

/* Returns the end tag of NAME after P: '{% endname %}', '{{< /name >}}'. NULL without one. */
static const char *find_end(const char *name, const char *p, const char *end)
{
  g_autofree char *last = g_strconcat("end", name, NULL);
  for (; (p = memchr(p, '{', (gsize)(end - p))); p++) {
    const char *found = tag_name(p, end);
    if (!found)
      continue;
    if (tag_is(found, end, last))
      return p;
    if (found < end && *found == '/') {
      found += found + 1 < end && found[1] == ' ' ? 2 : 1;
      if (tag_is(found, end, name))
        return p;
    }
  }
  return NULL;
}

/* Goes to the last line of the template block of code or comment that begins at P. The content
 * of 'raw' is ordinary Markdown. A block without an end is ignored, and its end is not searched
 * for again. */
static gboolean skip_template(Verbatim *v, const char *p, Line *line)
{
  static const char *const names[] = {"highlight", "codeblock", "comment"};
  const char *name = tag_name(p, line->text + line->length);
  for (guint i = 0; name && i < G_N_ELEMENTS(names); i++) {
    if ((v->endless & 1u << i) || !tag_is(name, line->end, names[i]))
      continue;
    const char *end = find_end(names[i], name, line->end);
    if (!end) {
      v->endless |= 1u << i;
      return FALSE;
    }
    while (line->next <= end && line_next(line))
      continue;
    return TRUE;
  }
  return FALSE;
}

gboolean verbatim_takes(Verbatim *v, Line *line)
{
  Rest r = {line->text, line->text + line->length, 0, 0};
  guint going_on = match_containers(v, &r);
  if (going_on < v->depth) {
    v->block = VERBATIM_NONE;
    v->depth = going_on;
  }
  if (v->block) {
    if (ends_block(v, &r))
      v->block = VERBATIM_NONE;
    return TRUE;
  }
  open_containers(v, &r);
  if (r.p == r.end)
    return FALSE;
  return (!is_indented(&r) && (begins_fence(v, &r) || begins_html(v, &r))) ||
         skip_template(v, r.p, line);
}
