/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/strip-markup.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/text.h"

/* Returns the bytes of the entity at P, and sets *c to its character; 0 when P is not at an
 * entity. */
static gsize entity_at(const char *p, const char *end, gunichar *c)
{
  enum { LONGEST = 12 };
  const char *stop = memchr(p, ';', (gsize)MIN(end - p, LONGEST));
  if (*p != '&' || !stop || stop - p < 3)
    return 0;
  char name[LONGEST];
  gsize n = (gsize)(stop - p) - 1;
  memcpy(name, p + 1, n);
  name[n] = '\0';
  if (name[0] == '#') {
    gboolean hex = name[1] == 'x' || name[1] == 'X';
    char *tail;
    guint64 value = g_ascii_strtoull(name + 1 + hex, &tail, hex ? 16 : 10);
    if (*tail || !g_ascii_isxdigit(name[1 + hex]) || value == 0 || value > 0x10ffff)
      return 0;
    *c = (gunichar)value;
  } else if (g_str_equal(name, "apos")) {
    *c = '\'';
  } else {
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    if (!entity)
      return 0;
    *c = entity->value;
  }
  return text_is_xml_char(*c) ? n + 2 : 0;
}

/* Returns the bytes of the HTML tag or comment at P; 0 when P is not at one. The '<T>' of a
 * program is not a tag. *unclosed becomes TRUE once no comment ends before END, so that the
 * search is not repeated. */
static gsize tag_at(const char *p, const char *end, gboolean *unclosed)
{
  if (*p != '<')
    return 0;
  if (end - p >= 7 && memcmp(p, "<!--", 4) == 0) {
    const char *close = *unclosed ? NULL : memmem(p + 4, (gsize)(end - p - 4), "-->", 3);
    *unclosed = !close;
    return close ? (gsize)(close + 3 - p) : 0;
  }
  const char *q = p + 1 + (end - p > 1 && p[1] == '/');
  char name[12] = "";
  gsize n = 0;
  while (q < end && n + 1 < sizeof name && g_ascii_isalnum(*q))
    name[n++] = g_ascii_tolower(*q++);
  if (n == 0 || q == end || !(g_ascii_isspace(*q) || *q == '/' || *q == '>'))
    return 0;
  if (!htmlTagLookup((const xmlChar *)name))
    return 0;
  enum { LONGEST = 2000 }; /* keeps repeated '<a' linear */
  const char *close = memchr(q, '>', (gsize)MIN(end - q, LONGEST));
  return close ? (gsize)(close + 1 - p) : 0;
}

/* Returns the bytes after the tag in [TAG, CLOSE) that are not visible: a script or style sheet
 * up to its end tag. */
static gsize hidden_length(const char *tag, const char *close, const char *end)
{
  static const char *const names[] = {"script", "style", "template"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    gsize n = strlen(names[i]);
    if ((gsize)(close - tag) < n + 2 || g_ascii_strncasecmp(tag + 1, names[i], n) != 0 ||
        g_ascii_isalnum(tag[1 + n]))
      continue;
    enum { LONGEST = 2000 }; /* keeps repeated ones linear */
    const char *limit = close + MIN(end - close, LONGEST);
    for (const char *p = close; (p = memchr(p, '<', (gsize)(limit - p))); p++)
      if ((gsize)(limit - p) > n + 2 && p[1] == '/' &&
          g_ascii_strncasecmp(p + 2, names[i], n) == 0)
        return (gsize)(p - close);
  }
  return 0;
}

/* Appends TEXT without tags and with its entities decoded. */
static void append_plain(GString *out, const char *p, const char *end)
{
  gboolean unclosed = FALSE;
  while (p < end) {
    gsize run = 0;
    while (p + run < end && p[run] != '&' && p[run] != '<')
      run++;
    g_string_append_len(out, p, (gssize)run);
    p += run;
    if (p == end)
      return;
    gunichar c;
    gsize n = entity_at(p, end, &c);
    if (n > 0) {
      g_string_append_unichar(out, c);
    } else if ((n = tag_at(p, end, &unclosed)) > 0) {
      n += hidden_length(p, p + n, end);
      /* only a tag that breaks a line separates two words */
      if (g_ascii_strncasecmp(p, "<br", 3) == 0 || g_ascii_strncasecmp(p, "</p", 3) == 0)
        g_string_append_c(out, ' ');
    } else {
      g_string_append_c(out, *p);
      n = 1;
    }
    p += n;
  }
}

static char *finish_text(GString *out)
{
  g_autofree char *raw = g_string_free(out, FALSE);
  gsize length;
  g_autofree char *clean = text_repair(raw, strlen(raw), &length, NULL, NULL);
  return text_collapse(clean, (gssize)length);
}

char *plain_text(const char *text, gssize length)
{
  GString *out = g_string_new(NULL);
  append_plain(out, text, text + (length < 0 ? strlen(text) : (gsize)length));
  return finish_text(out);
}

char *plain_word(const char *text, gssize length)
{
  return finish_text(g_string_new_len(text, length < 0 ? (gssize)strlen(text) : length));
}

/* One line of Markdown, and its pairs of brackets. */
typedef struct {
  const char *start, *end;
  guint *mates; /* per byte: offset past the mate of the bracket there; 0: no mate */
} Brackets;

/* Finds the mate of each OPEN of LINE. A CLOSE after a backslash does not count. An OPEN there
 * has a mate but does not take it from other brackets: it shares the CLOSE of the bracket
 * around it. */
static void pair_brackets(const Brackets *line, char open, char close, GArray *waiting)
{
  gsize length = (gsize)(line->end - line->start);
  g_array_set_size(waiting, 0);
  for (gsize i = 0; i < length; i++) {
    guint escaped = line->start[i] == '\\' && i + 1 < length ? 1 : 0;
    i += escaped;
    if (line->start[i] == open) {
      guint at = (guint)i << 1 | escaped;
      g_array_append_val(waiting, at);
    } else if (line->start[i] == close && !escaped) {
      for (gboolean more = TRUE; more && waiting->len > 0;) {
        guint at = g_array_index(waiting, guint, waiting->len - 1);
        line->mates[at >> 1] = (guint)i + 1;
        g_array_set_size(waiting, waiting->len - 1);
        more = at & 1;
      }
    }
  }
}

/* Returns the bytes up to and including the bracket that matches the one at P; 0 when there is
 * no match nearby. */
static gsize bracket_length(const Brackets *line, const char *p)
{
  enum { LONGEST = 2000 };
  gsize at = (gsize)(p - line->start), past = line->mates[at];
  return past > at && past - at <= LONGEST ? past - at : 0;
}

/* Reads a code span at P: appends its content and returns its bytes; 0 when the run of '`' has
 * no match. */
static gsize code_span(GString *out, const char *p, const char *end)
{
  gsize ticks = 0;
  while (p + ticks < end && p[ticks] == '`')
    ticks++;
  for (const char *q = p + ticks; q < end;) {
    gsize n = 0;
    while (q + n < end && q[n] == '`')
      n++;
    if (n == ticks) {
      g_string_append_len(out, p + ticks, q - p - (gssize)ticks);
      return (gsize)(q - p) + n;
    }
    q += MAX(n, 1);
  }
  g_string_append_len(out, p, (gssize)ticks);
  return ticks;
}

/* Reads a link, wiki link, picture or footnote mark at P: *text and *length become its visible
 * part. Returns its bytes; 0 when it is only a bracket. */
static gsize link_at(const Brackets *line, const char *p, const char **text, gsize *length)
{
  const char *end = line->end;
  gsize bang = *p == '!';
  if (p + bang >= end || p[bang] != '[')
    return 0;
  const char *open = p + bang;
  gsize label = bracket_length(line, open);
  if (label < 2)
    return 0;
  *text = open + 1;
  *length = bang ? 0 : label - 2;
  if (open[1] == '[' && open[label - 2] == ']' && label >= 4) { /* [[Page|shown]] */
    const char *bar = memchr(open + 2, '|', label - 4);
    *text = bar ? bar + 1 : open + 2;
    *length = bang ? 0 : (gsize)(open + label - 2 - *text);
    return bang + label;
  }
  if (open[1] == '^') {
    *length = 0;
    return bang + label;
  }
  const char *next = open + label;
  gsize target = next < end && (*next == '(' || *next == '[') ? bracket_length(line, next) : 0;
  return target > 0 ? bang + label + target : 0;
}

/* Returns TRUE when the run of '*' or '_' at P (N bytes) opens or closes emphasis, unlike the
 * star of a multiplication. */
static gboolean is_emphasis(const char *start, const char *p, gsize n, const char *end)
{
  gboolean space_before = p == start || g_ascii_isspace(p[-1]);
  gboolean space_after = p + n == end || g_ascii_isspace(p[n]);
  if (space_before && space_after)
    return FALSE;
  if (*p == '*')
    return TRUE;
  gboolean word_before = !space_before && (g_ascii_isalnum(p[-1]) || (guchar)p[-1] >= 0x80);
  gboolean word_after = !space_after && (g_ascii_isalnum(p[n]) || (guchar)p[n] >= 0x80);
  return !(word_before && word_after);
}

/* Emphasis of one line, from its start on. */
typedef struct {
  const char *start, *end;
  char *closes; /* per byte; 1: the run there closes emphasis and is left out */
  struct {
    const char *from, *mate; /* the first run after FROM that can close; NULL: none */
  } next[3][3];              /* by character and by length of the run, less 1 */
} Emphasis;

/* Returns the run that closes the emphasis of N bytes at P; NULL without one, so that a lone
 * '*' is kept. Searches only past the last mate found, so that all runs together cost one pass.
 */
static const char *emphasis_mate(Emphasis *line, const char *p, gsize n)
{
  const char *from = p + n;
  gsize sign = *p == '*' ? 0 : *p == '_' ? 1 : 2;
  const char **mate = &line->next[sign][n - 1].mate, **asked = &line->next[sign][n - 1].from;
  if (*asked && (!*mate || *mate >= from))
    return *mate;
  *asked = from;
  *mate = NULL;
  for (const char *q = from; !*mate && q + n <= line->end; q++)
    if (*q == *p && memcmp(q, p, n) == 0 && !g_ascii_isspace(q[-1]) &&
        is_emphasis(line->start, q, n, line->end))
      *mate = q;
  return *mate;
}

/* Appends to OUT what is shown of the run at P: nothing when it opens or closes emphasis.
 * Returns its length. */
static gsize append_run(GString *out, Emphasis *line, const char *p)
{
  gsize n = 1;
  while (n < 3 && p + n < line->end && p[n] == *p)
    n++;
  if (line->closes[p - line->start])
    return n;
  const char *mate = NULL;
  if (p + n < line->end && !g_ascii_isspace(p[n]) && is_emphasis(line->start, p, n, line->end))
    mate = emphasis_mate(line, p, n);
  if (mate)
    memset(line->closes + (mate - line->start), 1, n);
  else
    g_string_append_len(out, p, (gssize)n);
  return n;
}

/* Makes one pass over Markdown: handles everything but links, which it replaces by their
 * text. */
static GString *unlink_markdown(const char *p, const char *end)
{
  GString *out = g_string_new(NULL);
  Brackets line = {p, end, NULL};
  g_autofree guint *mates = line.mates = g_new0(guint, (gsize)(end - p) + 1);
  g_autoptr(GArray) waiting = g_array_new(FALSE, FALSE, sizeof(guint));
  pair_brackets(&line, '[', ']', waiting);
  pair_brackets(&line, '(', ')', waiting);
  while (p < end) {
    const char *text;
    gsize length;
    gsize n = *p == '[' || *p == '!' ? link_at(&line, p, &text, &length) : 0;
    if (n > 0) {
      g_string_append_len(out, text, (gssize)length);
      p += n;
    } else if (*p == '`') {
      const char *close = p;
      GString *span = g_string_new(NULL);
      close += code_span(span, p, end);
      g_string_append_len(out, p, close - p); /* copied: the next pass reads it */
      g_string_free(span, TRUE);
      p = close;
    } else {
      g_string_append_c(out, *p++);
    }
  }
  return out;
}

char *plain_inline(const char *text, gssize length)
{
  enum { LONGEST = 4000 }; /* longer text is not a title or a standfirst */
  gsize n = length < 0 ? strlen(text) : (gsize)length;
  if (n > LONGEST)
    return plain_text(text, (gssize)n);
  g_autoptr(GString) in = unlink_markdown(text, text + n);
  GString *out = g_string_new(NULL);
  const char *end = in->str + in->len;
  gboolean unclosed = FALSE;
  g_autofree char *closes = g_malloc0(in->len + 1);
  Emphasis emphasis = {in->str, end, closes, {{{0}}}};
  for (const char *p = in->str; p < end;) {
    const char *start = p;
    while (p < end && !strchr("`*_~\\<&", *p))
      p++;
    g_string_append_len(out, start, p - start);
    if (p == end)
      break;
    gunichar c;
    gsize used;
    if (*p == '`') {
      p += code_span(out, p, end);
    } else if (*p == '\\' && p + 1 < end && g_ascii_ispunct(p[1])) {
      g_string_append_c(out, p[1]);
      p += 2;
    } else if ((used = entity_at(p, end, &c)) > 0) {
      g_string_append_unichar(out, c);
      p += used;
    } else if ((used = tag_at(p, end, &unclosed)) > 0) {
      append_plain(out, p, p + used);
      p += used + hidden_length(p, p + used, end);
    } else if (*p == '*' || *p == '_' || (*p == '~' && p[1] == '~')) {
      p += append_run(out, &emphasis, p);
    } else {
      g_string_append_c(out, *p++);
    }
  }
  return finish_text(out);
}
