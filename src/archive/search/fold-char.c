/* SPDX-License-Identifier: MIT */
#include "archive/search/fold-char.h"

#include <string.h>

static gboolean is_within(gunichar c, gunichar first, gunichar last)
{
  return c - first <= last - first;
}

/* Returns TRUE for scripts without blanks between words, and Hangul. Digits were handled
 * before. */
static gboolean is_single(gunichar c)
{
  if (c < 0x0e00)
    return FALSE;
  if (is_within(c, 0x4e00, 0x9fff) || is_within(c, 0x3400, 0x4dbf) ||
      is_within(c, 0xac00, 0xd7a3))
    return TRUE;
  if (c == 0x30fc) /* the mark of a long vowel, shared by several scripts */
    return TRUE;
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_HANGUL:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_THAI:
  case G_UNICODE_SCRIPT_LAO:
  case G_UNICODE_SCRIPT_KHMER:
  case G_UNICODE_SCRIPT_MYANMAR:
    return TRUE;
  default:
    return FALSE;
  }
}

/* The fast path: most letters of these blocks fold to themselves, unless a mark follows. */
static gboolean is_plain(gunichar c)
{
  return is_within(c, 0x4e00, 0x9fff) || is_within(c, 0x3041, 0x3096) ||
         is_within(c, 0x30a1, 0x30fa) || is_within(c, 0xac00, 0xd7a3) ||
         is_within(c, 0x3400, 0x4dbf) || is_within(c, 0x0430, 0x044f) ||
         is_within(c, 0x05d0, 0x05ea) || is_within(c, 0x0627, 0x063a) ||
         is_within(c, 0x0641, 0x064a);
}

/* Returns TRUE for a MARK, on BASE, that is not searched for: marks of vowels and tones, of
 * recitation and emphasis, which are usually not typed. */
static gboolean is_left_out(gunichar mark, gunichar base)
{
  if (is_within(mark, 0x0591, 0x05c7)) /* Hebrew points and cantillation */
    return TRUE;
  if (is_within(mark, 0x0610, 0x061a) || is_within(mark, 0x064b, 0x065f) || mark == 0x0670 ||
      is_within(mark, 0x06d6, 0x06ed) || is_within(mark, 0x08ca, 0x08ff))
    /* a hamza makes waw and yeh another letter; on alef it is usually omitted */
    return !(mark == 0x0654 && base != 0x0627);
  if (is_within(mark, 0x0300, 0x036f)) {
    if (!is_within(base, 0x0400, 0x052f))
      return TRUE;
    /* of Cyrillic, the stress and the points of yo; short i is a letter of its own */
    return mark == 0x0300 || mark == 0x0301 ||
           (mark == 0x0308 && (base == 0x0435 || base == 0x0415));
  }
  return is_within(mark, 0x1ab0, 0x1aff) || is_within(mark, 0x1dc0, 0x1dff) ||
         is_within(mark, 0x20d0, 0x20ff) || is_within(mark, 0xfe00, 0xfe2f) ||
         is_within(mark, 0xe0100, 0xe01ef) || is_within(mark, 0x302a, 0x302f);
}

/* Returns the common form of a letter that is written in more than one way; *more becomes its
 * second letter, or 0. */
static gunichar same_letter(gunichar c, gunichar *more)
{
  *more = 0;
  switch (c) {
  case 0x00df: /* ß */
    *more = 's';
    return 's';
  case 0x00e6: /* æ */
    *more = 'e';
    return 'a';
  case 0x0153: /* œ */
    *more = 'e';
    return 'o';
  case 0x00fe: /* þ */
    *more = 'h';
    return 't';
  case 0x00f0: /* ð */
  case 0x0111: /* đ */
    return 'd';
  case 0x00f8: /* ø */
    return 'o';
  case 0x0142: /* ł */
    return 'l';
  case 0x0127: /* ħ */
    return 'h';
  case 0x0131: /* ı: capital I is the capital of both i, so all four are one letter */
    return 'i';
  case 0x03c2: /* final sigma */
    return 0x03c3;
  case 0x0671: /* alef with wasla */
  case 0x0672:
  case 0x0673:
    return 0x0627;
  case 0x0649: /* yeh without its dots, and that of Persian */
  case 0x06cc:
    return 0x064a;
  case 0x06a9: /* kaf of Persian */
    return 0x0643;
  case 0x0629: /* teh marbuta, often written as heh */
    return 0x0647;
  default:
    return c;
  }
}

static void append_letter(SearchLetters *letters, gunichar c, LetterKind kind)
{
  if (letters->queued < LETTERS_MOST)
    letters->queue[letters->queued++] = (Letter){c, kind};
}

static void push_letter(SearchLetters *letters, gunichar c)
{
  gunichar more;
  c = same_letter(g_unichar_tolower(c), &more);
  append_letter(letters, c, is_single(c) ? LETTER_SINGLE : LETTER_WORD);
  if (more)
    append_letter(letters, more, LETTER_WORD);
}

/* Appends the folded form of a composed character. */
static void push_folded(SearchLetters *letters, gunichar c)
{
  switch (g_unichar_type(c)) {
  case G_UNICODE_DECIMAL_NUMBER:
    append_letter(letters, '0' + (gunichar)g_unichar_digit_value(c), LETTER_WORD);
    break;
  case G_UNICODE_MODIFIER_LETTER:
    if (c == 0x0640) /* tatweel only stretches a word */
      break;
    if (is_within(c, 0x02b9, 0x02bf)) { /* apostrophes of several languages */
      append_letter(letters, c, LETTER_NONE);
      break;
    }
    push_letter(letters, c);
    break;
  case G_UNICODE_LETTER_NUMBER:
  case G_UNICODE_OTHER_NUMBER:
  case G_UNICODE_LOWERCASE_LETTER:
  case G_UNICODE_OTHER_LETTER:
  case G_UNICODE_TITLECASE_LETTER:
  case G_UNICODE_UPPERCASE_LETTER:
    push_letter(letters, c);
    break;
  case G_UNICODE_SPACING_MARK:
  case G_UNICODE_NON_SPACING_MARK:
    append_letter(letters, c, LETTER_MARK);
    break;
  case G_UNICODE_ENCLOSING_MARK:
  case G_UNICODE_FORMAT: /* soft hyphens, joiners, marks of direction: not typed */
    break;
  default:
    append_letter(letters, c, LETTER_NONE);
  }
}

/* Returns TRUE for characters that belong to the one before: marks, decomposed vowels and
 * finals of Hangul, and the voicing marks of narrow katakana. */
static gboolean is_extending(gunichar c)
{
  return c >= 0x0300 &&
         (g_unichar_ismark(c) || is_within(c, 0x1160, 0x11ff) || c == 0xff9e || c == 0xff9f);
}

/* Returns the character at AT; 0xfffd for an invalid byte. *behind becomes the position after
 * it. */
static gunichar read_char(const SearchLetters *letters, gsize at, gsize *behind)
{
  const char *p = letters->text + at;
  if ((guchar)*p < 0x80) {
    *behind = at + 1;
    return (guchar)*p;
  }
  gunichar c = g_utf8_get_char_validated(p, (gssize)(letters->length - at));
  if (c == (gunichar)-1 || c == (gunichar)-2) {
    *behind = at + 1;
    return 0xfffd;
  }
  *behind = at + (gsize)(g_utf8_next_char(p) - p);
  return c;
}

/* Decomposes all characters by compatibility and sorts the marks into canonical order. */
static guint take_apart(const gunichar *from, guint count, gunichar *to)
{
  guint length = 0;
  for (guint i = 0; i < count; i++)
    length += (guint)g_unichar_fully_decompose(from[i], TRUE, to + length, 18);
  for (guint i = 1; i < length; i++) {
    gunichar c = to[i];
    int class = g_unichar_combining_class(c);
    guint j = i;
    for (; class > 0 && j > 0 && g_unichar_combining_class(to[j - 1]) > class; j--)
      to[j] = to[j - 1];
    to[j] = c;
  }
  return length;
}

/* Composes the remaining characters again, and appends them. */
static void put_together(SearchLetters *letters, const gunichar *parts, guint count)
{
  gunichar base = 0, whole = 0;
  for (guint i = 0; i < count; i++) {
    gboolean mark = g_unichar_ismark(parts[i]);
    gunichar joined;
    if (mark && is_left_out(parts[i], base))
      continue;
    if (whole && g_unichar_compose(whole, parts[i], &joined)) {
      whole = joined;
      continue;
    }
    if (whole)
      push_folded(letters, whole);
    whole = parts[i];
    if (!mark)
      base = whole;
  }
  if (whole)
    push_folded(letters, whole);
}

/* Reads one character with its marks into the queue, which may remain empty. */
static void fill_queue(SearchLetters *letters)
{
  gunichar parts[LETTERS_MOST], read[LETTERS_MARKS + 1];
  guint count = 0;
  gsize behind;
  letters->queued = letters->taken = 0;
  letters->from = letters->next;
  read[count++] = read_char(letters, letters->next, &letters->next);
  while (letters->next < letters->length && (guchar)letters->text[letters->next] >= 0x80 &&
         count < G_N_ELEMENTS(read)) {
    gunichar c = read_char(letters, letters->next, &behind);
    if (!is_extending(c))
      break;
    read[count++] = c;
    letters->next = behind;
  }
  letters->to = letters->next;
  if (read[0] < 0x80 && count == 1) {
    char c = (char)read[0];
    append_letter(letters, (gunichar)g_ascii_tolower(c),
                  g_ascii_isalnum(c) ? LETTER_WORD : LETTER_NONE);
  } else if (count == 1 && is_plain(read[0])) {
    push_letter(letters, read[0]);
  } else {
    put_together(letters, parts, take_apart(read, count, parts));
  }
}

const Letter *search_letters_peek(SearchLetters *letters)
{
  while (letters->taken == letters->queued) {
    if (letters->next >= letters->length)
      return NULL;
    fill_queue(letters);
  }
  return &letters->queue[letters->taken];
}

void search_letters_take(SearchLetters *letters)
{
  letters->taken++;
}
