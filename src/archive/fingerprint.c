/* SPDX-License-Identifier: MIT */
#include "mkepub/fingerprint.h"

#include <string.h>

#define SHINGLE 4 /* words, or characters of a script without blanks */

/* Bytes that are normalized at once, and combining characters in a row: what is longer is cut,
 * so that neither memory nor time depends on what a text holds (UAX #15, section 13). */
#define PIECE      4096
#define PIECE_MOST 65536
#define MARKS_MOST 30

/* A text cut into words. A character of a script without blanks is a word. */
typedef struct Words {
  void (*each)(struct Words *words, guint64 shingle); /* for each shingle; may be NULL */
  GChecksum *checksum;   /* over the words, with a blank after each; may be NULL */
  guint64 word;          /* hash of the word so far */
  gboolean open;         /* within a word */
  gboolean alone;        /* the last letter is of a script without blanks */
  guint64 last[SHINGLE]; /* hashes of the last words, the newest first */
  guint count;           /* words, not above SHINGLE */
  guint characters;
  GString *spelled; /* what the checksum has not taken yet */
  gpointer data;
} Words;

static guint64 mix_bits(guint64 x)
{
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
  x ^= x >> 33;
  x *= G_GUINT64_CONSTANT(0xc4ceb9fe1a85ec53);
  return x ^ x >> 33;
}

static void end_shingle(Words *words)
{
  guint64 hash = 0;
  for (guint i = 0; i < words->count; i++)
    hash = mix_bits(hash + words->last[i]);
  words->each(words, hash);
}

static void flush_word(Words *words)
{
  if (words->checksum)
    g_checksum_update(words->checksum, (const guchar *)words->spelled->str,
                      (gssize)words->spelled->len);
  g_string_truncate(words->spelled, 0);
}

static void end_word(Words *words)
{
  if (!words->open)
    return;
  words->open = FALSE;
  g_string_append_c(words->spelled, ' ');
  memmove(words->last + 1, words->last, sizeof words->last - sizeof words->last[0]);
  words->last[0] = mix_bits(words->word);
  words->count = MIN(words->count + 1, SHINGLE);
  if (words->count == SHINGLE && words->each)
    end_shingle(words);
}

static gboolean is_word_alone(gunichar c)
{
  if (c < 0x0e00)
    return FALSE;
  if (c >= 0x4e00 && c <= 0x9fff)
    return TRUE;
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_THAI:
  case G_UNICODE_SCRIPT_LAO:
  case G_UNICODE_SCRIPT_KHMER:
  case G_UNICODE_SCRIPT_MYANMAR:
  case G_UNICODE_SCRIPT_TIBETAN:
    return TRUE;
  default:
    return FALSE;
  }
}

static void add_character(Words *words, gunichar c)
{
  gboolean mark = c >= 0x300 && g_unichar_ismark(c);
  gboolean counts = c < 0x80 ? g_ascii_isalnum((char)c) : mark || g_unichar_isalnum(c);
  if (!counts) {
    end_word(words);
    return;
  }
  if (!mark) {
    gboolean alone = is_word_alone(c);
    if (alone || words->alone)
      end_word(words);
    words->alone = alone;
    words->characters++;
  }
  if (!words->open)
    words->word = G_GUINT64_CONSTANT(0xcbf29ce484222325);
  words->word = (words->word ^ c) * G_GUINT64_CONSTANT(0x100000001b3);
  words->open = TRUE;
  if (c < 0x80)
    g_string_append_c(words->spelled, (char)c);
  else
    g_string_append_unichar(words->spelled, c);
  if (words->spelled->len > PIECE)
    flush_word(words);
}

static void add_text(Words *words, const char *text)
{
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    add_character(words, (guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char(p));
}

/* The end of the piece of TEXT to be normalized next; *ascii: it needs nothing but lower case.
 * No character composes with an ASCII one before it. */
static const char *piece_end(const char *text, const char *end, gboolean *ascii)
{
  guint marks = 0;
  *ascii = TRUE;
  const char *p = text;
  while (p < end) {
    if ((guchar)*p < 0x80) {
      if (p - text >= PIECE)
        break;
      marks = 0;
      p++;
      continue;
    }
    *ascii = FALSE;
    marks = g_unichar_combining_class(g_utf8_get_char(p)) != 0 ? marks + 1 : 0;
    p = g_utf8_next_char(p);
    if (marks == MARKS_MOST || p - text >= PIECE_MOST)
      break;
  }
  return p;
}

static void add_ascii(Words *words, const char *p, const char *end)
{
  for (; p < end; p++)
    add_character(words, (gunichar)g_ascii_tolower(*p));
}

static void read_words(Words *words, const char *text, gsize length)
{
  const char *end = text + length;
  words->spelled = g_string_sized_new(PIECE * 2);
  while (text < end) {
    gboolean ascii;
    const char *stop = piece_end(text, end, &ascii);
    if (ascii) {
      add_ascii(words, text, stop);
    } else {
      g_autofree char *normal = g_utf8_normalize(text, stop - text, G_NORMALIZE_ALL_COMPOSE);
      g_autofree char *folded = normal ? g_utf8_casefold(normal, -1) : NULL;
      if (folded)
        add_text(words, folded);
    }
    text = stop;
  }
  end_word(words);
  /* a text of few words is one shingle */
  if (words->count > 0 && words->count < SHINGLE && words->each)
    end_shingle(words);
  flush_word(words);
  g_string_free(words->spelled, TRUE);
}

typedef struct {
  guint64 set[64]; /* how many shingles have the bit */
  guint64 count;
} Bits;

static void count_bits(Words *words, guint64 shingle)
{
  Bits *bits = words->data;
  for (guint i = 0; i < 64; i++)
    bits->set[i] += shingle >> i & 1;
  bits->count++;
}

void mkepub_fingerprint(const char *text, gsize length, MkepubFingerprint *fingerprint)
{
  Bits bits = {{0}, 0};
  g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
  Words words = {.each = count_bits, .checksum = checksum, .data = &bits};
  read_words(&words, text, length);
  guint8 digest[32];
  gsize size = sizeof digest;
  g_checksum_get_digest(checksum, digest, &size);
  *fingerprint = (MkepubFingerprint){.characters = words.characters};
  memcpy(fingerprint->hash, digest, sizeof fingerprint->hash);
  for (guint i = 0; i < 64; i++)
    if (bits.set[i] * 2 > bits.count)
      fingerprint->simhash |= G_GUINT64_CONSTANT(1) << i;
}

/* Shingles of a text, each once; of a long text those only whose hash ends in zeros. */
typedef struct {
  GArray *hashes; /* of guint64 */
  guint64 zeros;
} Shingles;

static void keep_shingle(Words *words, guint64 shingle)
{
  Shingles *shingles = words->data;
  if ((shingle & shingles->zeros) == 0)
    g_array_append_val(shingles->hashes, shingle);
}

static gint compare_hashes(gconstpointer a, gconstpointer b)
{
  guint64 x = *(const guint64 *)a, y = *(const guint64 *)b;
  return (x > y) - (x < y);
}

static GArray *shingles_of(const char *text, gsize length, guint64 zeros)
{
  Shingles shingles = {g_array_new(FALSE, FALSE, sizeof(guint64)), zeros};
  Words words = {.each = keep_shingle, .data = &shingles};
  read_words(&words, text, length);
  GArray *all = shingles.hashes;
  g_array_sort(all, compare_hashes);
  guint n = 0;
  for (guint i = 0; i < all->len; i++)
    if (i == 0 || g_array_index(all, guint64, i) != g_array_index(all, guint64, n - 1))
      g_array_index(all, guint64, n++) = g_array_index(all, guint64, i);
  return g_array_set_size(all, n);
}

double mkepub_fingerprint_similarity(const char *a, gsize a_length, const char *b,
                                     gsize b_length)
{
  guint64 zeros = 0;
  for (gsize most = MAX(a_length, b_length); most > 1 << 20; most /= 2)
    zeros = zeros << 1 | 1;
  g_autoptr(GArray) left = shingles_of(a, a_length, zeros);
  g_autoptr(GArray) right = shingles_of(b, b_length, zeros);
  guint i = 0, j = 0, both = 0;
  while (i < left->len && j < right->len) {
    gint order =
        compare_hashes(&g_array_index(left, guint64, i), &g_array_index(right, guint64, j));
    both += order == 0;
    i += order <= 0;
    j += order >= 0;
  }
  guint all = left->len + right->len - both;
  return all > 0 ? (double)both / all : 0;
}
