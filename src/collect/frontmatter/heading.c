/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/heading.h"

#include <string.h>

#include "base/text.h"
#include "collect/frontmatter/code-lines.h"
#include "collect/frontmatter/lines.h"
#include "collect/frontmatter/strip-markup.h"

typedef struct {
  const char *paragraph; /* where the open paragraph began; NULL: no paragraph is open */
  gboolean begun;        /* a line with text was seen */
  gboolean opening;      /* the open paragraph is the first text */
} Scan;

static gsize run_length(const char *p, gsize n, char c)
{
  gsize i = 0;
  while (i < n && p[i] == c)
    i++;
  return i;
}

/* Returns the length of TEXT without a closing run of '#'. */
static gsize without_hashes(const char *text, gsize length)
{
  while (length > 0 && g_ascii_isspace(text[length - 1]))
    length--;
  gsize hashes = 0;
  while (hashes < length && text[length - 1 - hashes] == '#')
    hashes++;
  gboolean closing =
      hashes > 0 && hashes < length && g_ascii_isspace(text[length - 1 - hashes]);
  return closing || hashes == length ? length - hashes : length;
}

/* Returns the text of '## Text ##' and sets *level, to 0 when the line is not a heading. */
static const char *read_atx(const char *p, gsize *n, gsize *level)
{
  *level = run_length(p, *n, '#');
  if (*level == 0 || *level > 6 || (*level < *n && !g_ascii_isspace(p[*level]))) {
    *level = 0;
    return NULL;
  }
  *n = without_hashes(p + *level, *n - *level);
  return p + *level;
}

/* Returns the text of a heading without markup and '{#id}', for the caller to free; NULL when
 * nothing remains. */
static char *heading_text(const char *text, gsize length)
{
  while (length > 0 && g_ascii_isspace(text[length - 1]))
    length--;
  if (length > 2 && text[length - 1] == '}') {
    const char *open = g_strrstr_len(text, (gssize)length, "{");
    if (open && (open[1] == '#' || open[1] == '.' || open[1] == ':'))
      length = without_hashes(text, (gsize)(open - text));
  }
  g_autofree char *plain = plain_inline(text, (gssize)length);
  return *plain ? g_steal_pointer(&plain) : NULL;
}

/* Returns the level for '===' or '---' below a paragraph; 0 for other lines. */
static gsize underline_level(const char *p, gsize n)
{
  while (n > 0 && g_ascii_isspace(p[n - 1]))
    n--;
  if (n == 0 || run_length(p, n, *p) != n)
    return 0;
  return *p == '=' ? 1 : *p == '-' ? 2 : 0;
}

char *heading_find(const char *text, gsize length)
{
  enum { LONGEST = 400 }; /* bytes of a paragraph that may be a heading */
  Scan s = {.paragraph = NULL};
  Verbatim verbatim = {.depth = 0};
  Line line = {.next = text, .end = text + length};
  g_autofree char *lesser = NULL; /* a heading of another level at the very start */
  while (line_next(&line)) {
    gsize indent = line_indent(&line), n = line.length - indent, level;
    const char *p = line.text + indent, *paragraph = s.paragraph;
    s.paragraph = NULL;
    if (verbatim_takes(&verbatim, &line) || n == 0)
      continue;
    if (indent > 3 ||
        memchr(line.text, '\t', indent)) { /* code, or continuation of the paragraph */
      s.paragraph = paragraph;
      continue;
    }
    gboolean first = !s.begun;
    s.begun = TRUE;
    gsize heading = n;
    const char *atx = read_atx(p, &heading, &level);
    if (!atx && paragraph && (level = underline_level(p, n)) > 0) {
      first = s.opening;
      atx = paragraph;
      heading = (gsize)(line.text - paragraph);
    }
    char *found =
        atx && heading < LONGEST && (level == 1 || first) ? heading_text(atx, heading) : NULL;
    if (found && level == 1)
      return found;
    if (found && !lesser)
      lesser = found;
    else
      g_free(found);
    if (atx || strchr(">-*+|<", *p))
      continue;
    s.paragraph = paragraph ? paragraph : line.text;
    s.opening = paragraph ? s.opening : first;
  }
  return g_steal_pointer(&lesser);
}

char *heading_first_line(const char *text, gsize length)
{
  enum { LONGEST = 100 };
  Line line = {.next = text, .end = text + length};
  do {
    if (!line_next(&line))
      return NULL;
  } while (line_is_blank(&line));
  const char *p = line.text;
  gsize n = line.length;
  if (g_utf8_strlen(p, (gssize)n) > LONGEST || (line_next(&line) && !line_is_blank(&line)))
    return NULL;
  return heading_text(p, n);
}

char *heading_teaser(const char *text, gsize length)
{
  enum { NEAR = 4000, SHOWN = 300 };
  gsize n = MIN(length, NEAR);
  const char *mark = memmem(text, n, "<!--more-->", strlen("<!--more-->"));
  if (!mark)
    mark = memmem(text, n, "<!-- more -->", strlen("<!-- more -->"));
  if (!mark)
    return NULL;
  g_autoptr(GString) kept = g_string_new(NULL);
  Line line = {.next = text, .end = mark};
  while (line_next(&line)) {
    gsize level, heading = line.length;
    if (read_atx(line.text, &heading, &level))
      continue;
    g_string_append_len(kept, line.text, (gssize)line.length);
    g_string_append_c(kept, '\n');
  }
  g_autofree char *plain = plain_inline(kept->str, (gssize)kept->len);
  return *plain ? text_shorten(plain, SHOWN) : NULL;
}

/* Returns TRUE for ideographs and kana, by the first two bytes of their UTF-8: U+3040 to U+9FFF
 * and U+F900 to U+FAFF. */
static gboolean is_ideograph(const guchar *p)
{
  return (p[0] == 0xe3 && p[1] >= 0x81) || (p[0] >= 0xe4 && p[0] <= 0xe9) ||
         (p[0] == 0xef && (p[1] >= 0xa4 && p[1] <= 0xab)) ||
         (p[0] == 0xf0 && p[1] >= 0xa0 && p[1] < 0xb0);
}

/* How ASCII counts in words: bit 0, a letter or digit; bit 1, not white space. */
static const guint8 ascii_kinds[128] = {['!' ... '/'] = 2, ['0' ... '9'] = 3, [':' ... '@'] = 2,
                                        ['A' ... 'Z'] = 3, ['[' ... '`'] = 2, ['a' ... 'z'] = 3,
                                        ['{' ... 127] = 2};

#define EACH(byte) (G_GUINT64_CONSTANT(0x0101010101010101) * (byte))

/* Sets the highest bit of each byte of V, which is ASCII, that is FIRST or greater. */
static inline guint64 mark_from(guint64 v, guint first)
{
  return v + EACH(0x80 - first);
}

/* Returns the highest bits of the eight bytes as eight bits. */
static inline guint64 bits_of(guint64 v)
{
  return ((v & EACH(0x80)) * G_GUINT64_CONSTANT(0x0002040810204081)) >> 56;
}

/* Counts the words of the 64 bytes at P, by ascii_kinds, in parallel: a bit for each byte.
 * Returns FALSE, and counts nothing, unless all are ASCII. */
static gboolean count_block(const guchar *p, gsize *words, guint *open)
{
  guint64 letters = 0, blacks = 0, v;
  for (guint i = 0; i < 64; i += 8) {
    memcpy(&v, p + i, 8);
    v = GUINT64_FROM_LE(v);
    if (v & EACH(0x80))
      return FALSE;
    guint64 digit = mark_from(v, '0') & ~mark_from(v, '9' + 1), small = v | EACH(0x20);
    guint64 letter = mark_from(small, 'a') & ~mark_from(small, 'z' + 1);
    letters |= bits_of(digit | letter) << i;
    blacks |= bits_of(mark_from(v, '!')) << i;
  }
  /* after its first letter a word is counted: the carry of a sum marks the rest of the word */
  guint64 behind = (letters << 1 | *open) & blacks;
  guint64 counted = ((behind + blacks) ^ blacks) | behind;
  *words += (guint)__builtin_popcountll(letters & ~counted);
  *open = (guint)(((letters | counted) & blacks) >> 63);
  return TRUE;
}

gsize heading_count_words(const char *text, gsize length)
{
  gsize words = 0, ideographs = 0;
  guint open = 0; /* 1: the open word is already counted */
  const guchar *p = (const guchar *)text, *end = p + length, *again = p;
  while (p < end) {
    if (p >= again && end - p >= 64) {
      if (count_block(p, &words, &open)) {
        p += 64;
        continue;
      }
      again = p + 64;
    }
    guchar c = *p;
    if (c < 0x80) { /* branch-free, as the branches would be unpredictable */
      guint kind = ascii_kinds[c];
      words += kind & ~open & 1;
      open = (open | kind) & (kind >> 1);
      p++;
    } else if (c >= 0xe3 && is_ideograph(p)) {
      ideographs++;
      open = 0;
      p += c >= 0xf0 ? 4 : 3;
    } else {
      /* letters of other scripts, but not general punctuation and U+3000 to U+303F */
      guint letter = !(c == 0xe2 && (p[1] == 0x80 || p[1] == 0x81)) &&
                     !(c == 0xe3 && p[1] == 0x80) && c != 0xc2;
      words += letter & ~open;
      open |= letter;
      p += c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
    }
  }
  return words + (ideographs + 1) / 2;
}
