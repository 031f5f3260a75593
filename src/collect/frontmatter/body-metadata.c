/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/body-metadata.h"

#include <string.h>

#include "base/text.h"
#include "collect/frontmatter/lines.h"
#include "collect/frontmatter/strip-markup.h"
#include "mkepub/date.h"

/* Returns TRUE when the '.' at P does not end a sentence: 'U.S.', 'Mr.', 'No. 5'. */
static gboolean is_abbreviation(const char *start, const char *p)
{
  static const char *const words[] = {"Mr",  "Mrs", "Ms",  "Dr",   "Prof", "St",  "Gen",
                                      "Gov", "Sen", "Rep", "Lt",   "Col",  "Sgt", "Jr",
                                      "Sr",  "No",  "vs",  "Inc",  "Ltd",  "Jan", "Feb",
                                      "Mar", "Apr", "Aug", "Sept", "Oct",  "Nov", "Dec"};
  const char *word = p;
  while (word > start && (g_ascii_isalpha(word[-1]) || word[-1] == '.'))
    word--;
  gsize n = (gsize)(p - word);
  if (n == 1 || (n > 1 && memchr(word, '.', n)))
    return n > 0 && g_ascii_isalpha(*word);
  for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
    if (strlen(words[i]) == n && memcmp(words[i], word, n) == 0)
      return TRUE;
  return FALSE;
}

/* Returns the bytes of the first sentence of a line, including its '?' or '!' but not its
 * '.'. */
static gsize sentence_length(const char *text, gsize length)
{
  const char *end = text + length;
  for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    const char *next = g_utf8_next_char(p);
    if (c == 0x3002)
      return (gsize)(p - text);
    if (c == 0xff01 || c == 0xff1f)
      return (gsize)(next - text);
    if (c != '.' && c != '!' && c != '?')
      continue;
    while (next < end && strchr("\"')", *next))
      next++;
    if (next < end && !g_ascii_isspace(*next))
      continue;
    if (c != '.')
      return (gsize)(next - text);
    if (next == end || !is_abbreviation(text, p))
      return (gsize)((next > p + 1 ? next : p) - text);
  }
  return length;
}

Fields *bodymeta_read_dated(const char *text, gsize length, gsize *body, guint *body_line)
{
  enum { TITLE = 80 };
  Line line = {.next = text, .end = text + length};
  do {
    if (!line_next(&line))
      return NULL;
  } while (line_is_blank(&line));
  const char *p = line.text + line_indent(&line), *end = line.text + line.length;
  if (end - p < 9 || g_ascii_strncasecmp(p, "date", 4) != 0)
    return NULL;
  p += 4 + (p[4] == ':');
  if (!g_ascii_isspace(*p))
    return NULL;
  while (p < end && g_ascii_isspace(*p))
    p++;
  const char *date = p;
  while (p < end && !g_ascii_isspace(*p))
    p++;
  MkepubDate parsed, whole;
  if (!mkepub_date_parse(date, p - date, &parsed) || parsed.day == 0)
    return NULL;
  const char *rest = p;
  while (rest < end && g_ascii_isspace(*rest))
    rest++;
  /* 'Date: 2025-01-13 10:00' is a Pelican header, as is 'Date: 2025-01-13' */
  if (mkepub_date_parse(date, end - date, &whole) &&
      (rest < end || line.text[line_indent(&line) + 4] == ':'))
    return NULL;
  Fields *fields = fields_new();
  fields_set(fields, "date", -1, date, p - date, line.number);
  fields_mark_in_body(fields, "date");
  *body = (gsize)((rest < end ? rest : line.next) - text);
  *body_line = line.number + (rest == end);
  while (rest == end && line_next(&line)) {
    rest = line.text + line_indent(&line);
    end = line.text + line.length;
  }
  g_autofree char *sentence =
      plain_inline(rest, (gssize)sentence_length(rest, (gsize)(end - rest)));
  g_autofree char *title = text_shorten(sentence, TITLE);
  fields_set(fields, "first sentence", -1, title, -1, line.number);
  return fields;
}

/* Adds a value found in the body unless the front matter has the field, and marks it. */
static void add_if_missing(Fields *fields, const char *name, gsize name_length,
                           const char *value, gsize length, guint line)
{
  g_autofree char *key = g_strndup(name, name_length);
  g_autofree char *folded = g_ascii_strdown(key, -1);
  char *out = folded;
  for (const char *p = folded; *p; p++)
    if (!strchr("-_ \t", *p))
      *out++ = *p;
  *out = '\0';
  if (length == 0 || fields_find(fields, folded))
    return;
  fields_set(fields, key, -1, value, (gssize)length, line);
  fields_mark_in_body(fields, key);
}

/* Goes to the next line that is not blank. */
static gboolean next_filled(Line *line)
{
  while (line_next(line))
    if (!line_is_blank(line))
      return TRUE;
  return FALSE;
}

/* Reads '- Key: value'. */
static void read_item(Fields *fields, const Line *line)
{
  gsize indent = line_indent(line);
  const char *p = line->text + indent, *end = line->text + line->length;
  if (end - p < 4 || (*p != '-' && *p != '*') || p[1] != ' ')
    return;
  p += 2;
  const char *colon = memchr(p, ':', (gsize)(end - p));
  /* Readwise's category is a kind ('#articles'), not a section */
  if (!colon || (colon - p == 8 && g_ascii_strncasecmp(p, "Category", 8) == 0))
    return;
  const char *value = colon + 1;
  while (value < end && g_ascii_isspace(*value))
    value++;
  add_if_missing(fields, p, (gsize)(colon - p), value, (gsize)(end - value), line->number);
}

static void move_body(FrontMatter *matter, const char *text, const Line *line, gboolean behind)
{
  matter->body = (gsize)((behind ? line->next : line->text) - text);
  matter->body_line = line->number + (behind ? 1 : 0);
}

/* Reads the lines after '## Metadata'. */
static void read_readwise(FrontMatter *matter, const char *text, Line line)
{
  matter->dialect = "Readwise";
  matter->body = (gsize)(line.end - text);
  while (next_filled(&line)) {
    if (*line.text == '#') {
      move_body(matter, text, &line, line_is(&line, "## Full Document"));
      return;
    }
    if (!strchr("-* \t", *line.text)) {
      move_body(matter, text, &line, FALSE);
      return;
    }
    read_item(matter->fields, &line);
  }
  matter->body_line = line.number + 1;
}

/* Reads the quote after '> ## Excerpt' up to its '---'. */
static void read_excerpt(FrontMatter *matter, const char *text, Line line)
{
  g_autoptr(GString) excerpt = g_string_new(NULL);
  guint first = line.number + 1;
  gboolean more;
  while ((more = line_next(&line)) && line.length > 0 && *line.text == '>') {
    g_string_append_len(excerpt, line.text + 1, (gssize)line.length - 1);
    g_string_append_c(excerpt, ' ');
  }
  add_if_missing(matter->fields, "excerpt", 7, excerpt->str, excerpt->len, first);
  if (more && line_is_blank(&line))
    more = next_filled(&line);
  if (more)
    move_body(matter, text, &line,
              line_is(&line, "---") || line_is(&line, "___") || line_is(&line, "* * *"));
  else
    matter->body = (gsize)(line.end - text);
  if (g_str_equal(matter->dialect, "plain"))
    matter->dialect = "MarkDownload";
}

void bodymeta_read(FrontMatter *matter, const char *text, gsize length)
{
  Line line = {
      .next = text + matter->body, .end = text + length, .number = matter->body_line - 1};
  if (!next_filled(&line) || line.length < 3 || memcmp(line.text, "# ", 2) != 0)
    return;
  Line heading = line, cover = {.text = NULL};
  gboolean more = next_filled(&line);
  if (more && line.length > 2 && memcmp(line.text, "![", 2) == 0) {
    cover = line;
    more = next_filled(&line);
  }
  gboolean readwise = more && line_is(&line, "## Metadata");
  if (!readwise && !(more && !cover.text && line_is(&line, "> ## Excerpt")))
    return;
  add_if_missing(matter->fields, "heading", 7, heading.text + 2, heading.length - 2,
                 heading.number);
  if (cover.text) {
    const char *open = memchr(cover.text, '(', cover.length);
    const char *close =
        open ? memchr(open, ')', (gsize)(cover.text + cover.length - open)) : NULL;
    if (close)
      add_if_missing(matter->fields, "cover", 5, open + 1, (gsize)(close - open) - 1,
                     cover.number);
  }
  if (readwise)
    read_readwise(matter, text, line);
  else
    read_excerpt(matter, text, line);
}
