/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "text/language.h"

enum { LATIN, CYRILLIC, ARABIC, HAN, KANA, HANGUL, OTHER };

/* Blocks of letters (Unicode 15), in order, with the language that is assumed for the
 * script. */
static const struct {
  gunichar first, last;
  int script;
  const char *language; /* for OTHER */
} blocks[] = {
    {0x00c0, 0x024f, LATIN, NULL},    {0x0370, 0x03ff, OTHER, "el"},
    {0x0400, 0x052f, CYRILLIC, NULL}, {0x0531, 0x058f, OTHER, "hy"},
    {0x05d0, 0x05f4, OTHER, "he"},    {0x0620, 0x06ff, ARABIC, NULL},
    {0x0750, 0x077f, ARABIC, NULL},   {0x0900, 0x097f, OTHER, "hi"},
    {0x0980, 0x09ff, OTHER, "bn"},    {0x0a00, 0x0a7f, OTHER, "pa"},
    {0x0a80, 0x0aff, OTHER, "gu"},    {0x0b80, 0x0bff, OTHER, "ta"},
    {0x0c00, 0x0c7f, OTHER, "te"},    {0x0c80, 0x0cff, OTHER, "kn"},
    {0x0d00, 0x0d7f, OTHER, "ml"},    {0x0d80, 0x0dff, OTHER, "si"},
    {0x0e00, 0x0e7f, OTHER, "th"},    {0x0e80, 0x0eff, OTHER, "lo"},
    {0x0f00, 0x0fff, OTHER, "bo"},    {0x1000, 0x109f, OTHER, "my"},
    {0x10a0, 0x10ff, OTHER, "ka"},    {0x1100, 0x11ff, HANGUL, NULL},
    {0x1200, 0x137f, OTHER, "am"},    {0x1780, 0x17ff, OTHER, "km"},
    {0x1e00, 0x1eff, LATIN, NULL},    {0x1f00, 0x1fff, OTHER, "el"},
    {0x3040, 0x30ff, KANA, NULL},     {0x3400, 0x4dbf, HAN, NULL},
    {0x4e00, 0x9fff, HAN, NULL},      {0xac00, 0xd7a3, HANGUL, NULL},
    {0xf900, 0xfaff, HAN, NULL},      {0xfb1d, 0xfb4f, OTHER, "he"},
    {0xfb50, 0xfdcf, ARABIC, NULL},   {0xfe70, 0xfefc, ARABIC, NULL},
    {0xff66, 0xff9d, KANA, NULL},     {0x20000, 0x3134f, HAN, NULL},
};

/* Letters that only some languages of a script use. */
static const struct {
  gunichar letter;
  const char *language;
} marks[] = {
    {0x0456, "uk"}, {0x0457, "uk"}, {0x0454, "uk"}, {0x0491, "uk"}, {0x045e, "be"},
    {0x044b, "ru"}, {0x044d, "ru"}, {0x0451, "ru"}, {0x0458, "sr"}, {0x0459, "sr"},
    {0x045a, "sr"}, {0x0452, "sr"}, {0x045b, "sr"}, {0x0453, "mk"}, {0x045c, "mk"},
    {0x0455, "mk"}, {0x067e, "fa"}, {0x0686, "fa"}, {0x0698, "fa"}, {0x06af, "fa"},
    {0x06a9, "fa"}, {0x06cc, "fa"}, {0x0679, "ur"}, {0x0688, "ur"}, {0x0691, "ur"},
    {0x06d2, "ur"}, {0x06ba, "ur"}, {0x06be, "ur"}, {0x06c1, "ur"}, {0x0649, "ar"},
    {0x0629, "ar"}, {0x064a, "ar"}, {0x0643, "ar"}, {0x044a, "bg"},
};

typedef struct {
  gsize letters[G_N_ELEMENTS(blocks)];
  gsize mark[G_N_ELEMENTS(marks)];
  gsize ascii;
} Count;

static void count_letter(Count *count, gunichar c)
{
  gsize low = 0, high = G_N_ELEMENTS(blocks);
  while (low < high) {
    gsize middle = (low + high) / 2;
    if (c > blocks[middle].last)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == G_N_ELEMENTS(blocks) || c < blocks[low].first)
    return;
  count->letters[low]++;
  if (blocks[low].script != CYRILLIC && blocks[low].script != ARABIC)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
    if (c == marks[i].letter)
      count->mark[i]++;
}

/* Returns the length of the address at P: its letters say nothing about the language of the
 * text. */
static gsize address_length(const char *p, const char *end)
{
  if (end - p < 8 || (memcmp(p, "http://", 7) != 0 && memcmp(p, "https://", 8) != 0))
    return 0;
  const char *q = p;
  while (q < end && !strchr(" \t\n)>\"", *q))
    q++;
  return (gsize)(q - p);
}

static void count_text(Count *count, const char *text, gsize length)
{
  const char *end = text + length;
  for (const char *p = text; p < end;) {
    guchar c = (guchar)*p;
    if (c < 0x80) {
      gsize skip = c == 'h' ? address_length(p, end) : 0;
      count->ascii += skip == 0 && g_ascii_isalpha(c);
      p += MAX(skip, 1);
      continue;
    }
    gunichar wide = g_utf8_get_char_validated(p, end - p);
    if (wide >= (gunichar)-2)
      return; /* the limit cuts a character in two */
    count_letter(count, wide);
    p = g_utf8_next_char(p);
  }
}

/* Returns the language whose letters were seen most often; FALLBACK when there were no such
 * letters. */
static const char *by_marks(const Count *count, int script, const char *fallback)
{
  const char *best = fallback;
  gsize most = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(marks);) {
    const char *language = marks[i].language;
    gsize sum = 0;
    for (; i < G_N_ELEMENTS(marks) && g_str_equal(marks[i].language, language); i++)
      if ((marks[i].letter < 0x0530) == (script == CYRILLIC))
        sum += count->mark[i];
    /* these languages share most letters with a larger neighbor, and their own letters are
     * rare */
    if (g_str_equal(language, "be") || g_str_equal(language, "mk") ||
        g_str_equal(language, "ur"))
      sum *= 10;
    if (sum > most) {
      most = sum;
      best = language;
    }
  }
  return best;
}

/* Counts bytes outside ASCII, and ASCII letters, in one pass that compilers can vectorize: in
 * blocks so short that their count fits in a byte. */
static void count_bytes(const char *text, gsize length, gsize *high, gsize *letters)
{
  enum { FEW = 128 };
  *high = *letters = 0;
  for (gsize at = 0; at < length; at += FEW) {
    guint8 h = 0, l = 0;
    for (gsize i = at; i < MIN(at + FEW, length); i++) {
      guint8 c = (guint8)text[i];
      h = (guint8)(h + (c >> 7));
      l = (guint8)(l + ((guint8)((c | 0x20) - 'a') < 26));
    }
    *high += h;
    *letters += l;
  }
}

const char *mkepub_language_guess(const char *text, gsize length)
{
  enum {
    LIMIT = 64 * 1024,
    ENOUGH = 10,
    WEIGHT = 3 /* letters that one ideograph counts for */
  };
  Count count = {.ascii = 0};
  gsize sums[OTHER] = {0}, best = 0, latin;
  const char *other = NULL, *language = NULL;
  gsize high, letters;
  length = MIN(length, LIMIT);
  count_bytes(text, length, &high, &letters);
  if (high * 16 <
      letters) /* a few foreign letters, even among many addresses: the text is Latin */
    return NULL;
  count_text(&count, text, length);
  for (gsize i = 0; i < G_N_ELEMENTS(blocks); i++) {
    if (blocks[i].script != OTHER) {
      sums[blocks[i].script] += count.letters[i];
    } else if (count.letters[i] > best) {
      best = count.letters[i];
      other = blocks[i].language;
    }
  }
  latin = sums[LATIN] + count.ascii;
  gsize cjk = WEIGHT * (sums[HAN] + sums[KANA]), hangul = 2 * sums[HANGUL];
  const struct {
    gsize letters;
    const char *language;
  } found[] = {
      {best, other},
      {sums[CYRILLIC], by_marks(&count, CYRILLIC, "ru")},
      {sums[ARABIC], by_marks(&count, ARABIC, "ar")},
      /* Japanese has kana in every sentence; a single name in kana is not enough */
      {cjk, sums[KANA] * 10 > sums[HAN] ? "ja" : "zh"},
      {hangul, "ko"},
  };
  gsize most = MAX(latin, ENOUGH - 1);
  for (gsize i = 0; i < G_N_ELEMENTS(found); i++)
    if (found[i].letters > most) {
      most = found[i].letters;
      language = found[i].language;
    }
  return language;
}
