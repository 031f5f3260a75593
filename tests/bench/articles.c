/* SPDX-License-Identifier: MIT */
/* articles FOLDER FIRST COUNT [DATED_AS]: writes the articles FIRST to FIRST+COUNT-1 of an
 * endless collection into FOLDER, about 5 KB each, 250 to a folder. An article is the same
 * whenever it is written. Three hundred come out a week from 1960 on, in the order of their
 * numbers; with DATED_AS all have the date of that article. Words are Zipf's, of 50000; three
 * in a hundred articles are Chinese, 'centesima' stands in each hundredth, 'rarissima' in each
 * ten-thousandth. Used by tests/bench/archive. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEED       UINT64_C(20250113)
#define VOCABULARY 50000
#define WORD       16
#define RANKS      (1 << 20) /* steps of Zipf's law */
#define CHARACTERS 3000      /* Chinese */
#define WORDS      930       /* of an article */
#define A_WEEK     300
#define A_FOLDER   250
#define FIRST_DAY  (-3653) /* 1960-01-01, a Friday */

static uint32_t ranks[RANKS];
static char vocabulary[VOCABULARY][WORD];

static uint64_t state;

/* splitmix64 */
static uint64_t next(void)
{
  uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static uint32_t below(uint32_t n)
{
  return (uint32_t)(((next() >> 32) * n) >> 32);
}

static void make_word(char *word, uint32_t rank)
{
  static const char *const heads[] = {"b", "c", "d", "f", "g",  "h",  "l",  "m",  "n",  "p",
                                      "r", "s", "t", "v", "ch", "st", "tr", "pl", "sh", "gr"};
  static const char *const hearts[] = {"a", "e", "i", "o", "u", "ea", "ou"};
  size_t length = 0;
  /* each rank in its own way: 140 syllables a digit, frequent words short */
  do {
    length += (size_t)snprintf(word + length, WORD - length, "%s%s", heads[rank % 20],
                               hearts[rank / 20 % 7]);
    rank /= 140;
  } while (rank > 0);
}

static void prepare(void)
{
  for (uint32_t i = 0; i < VOCABULARY; i++)
    make_word(vocabulary[i], i);
  /* the rank that a share of all words does not reach: 1/rank each */
  for (uint32_t i = 0; i < RANKS; i++)
    ranks[i] = (uint32_t)pow(VOCABULARY, (i + 0.5) / RANKS) - 1;
}

static const char *word(void)
{
  return vocabulary[ranks[next() >> 44]];
}

typedef struct {
  char bytes[32768];
  size_t length;
} Text;

__attribute__((format(printf, 2, 3))) static void put(Text *text, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  size_t room = sizeof text->bytes - text->length;
  int n = vsnprintf(text->bytes + text->length, room, format, arguments);
  va_end(arguments);
  if (n < 0 || (size_t)n >= room)
    abort();
  text->length += (size_t)n;
}

static void put_words(Text *text, unsigned n)
{
  for (unsigned i = 0; i < n; i++) {
    const char *w = word();
    size_t length = strlen(w);
    if (text->length + length + 2 > sizeof text->bytes)
      abort();
    if (i > 0)
      text->bytes[text->length++] = i % 13 == 0 ? '\n' : ' ';
    memcpy(text->bytes + text->length, w, length + 1);
    text->length += length;
  }
}

static void put_chinese(Text *text, unsigned n)
{
  for (unsigned i = 0; i < n; i++) {
    uint32_t c = 0x4e00 + (uint32_t)((uint64_t)ranks[next() >> 44] * CHARACTERS / VOCABULARY);
    put(text, "%c%c%c%s", (int)(0xe0 | c >> 12), (int)(0x80 | (c >> 6 & 63)),
        (int)(0x80 | (c & 63)), i % 17 == 16 ? "，" : "");
  }
}

static void put_front(Text *text, uint64_t number, uint64_t dated_as, int chinese)
{
  int64_t seconds = ((int64_t)FIRST_DAY * 86400) + (int64_t)(dated_as * (7 * 86400 / A_WEEK));
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_utc(seconds);
  g_autofree char *date = g_date_time_format(moment, "%Y-%m-%dT%H:%M:%SZ");
  put(text, "---\ntitle: \"");
  if (chinese)
    put_chinese(text, 9);
  else
    put_words(text, 5);
  put(text, " %" PRIu64 "\"\ndate: %s\n", number, date);
  put(text, "author: %s %s\n", vocabulary[100 + below(12)], vocabulary[200 + below(25)]);
  put(text, "section: %s\n", vocabulary[1000 + below(12)]);
  put(text, "tags: [%s, %s]\n", vocabulary[2000 + below(30)], vocabulary[3000 + below(30)]);
  put(text, "lang: %s\n", chinese ? "zh" : "en");
  put(text, "url: https://news.example/%" PRIu64 "\n---\n", number);
}

static void put_paragraph(Text *text, unsigned number, int chinese)
{
  put(text, "\n");
  if (chinese) {
    put_chinese(text, WORDS * 2 / 8);
    put(text, "。\n");
    return;
  }
  put_words(text, WORDS / 8 - 10);
  put(text, " *%s* [%s](https://%s.example/%s) **%s**.\n", word(), word(), word(), word(),
      word());
  if (number % 3 == 1) {
    put(text, "\n## ");
    put_words(text, 4);
    put(text, "\n\n- ");
    put_words(text, 6);
    put(text, "\n- ");
    put_words(text, 6);
    put(text, "\n");
  }
}

static void make_article(Text *text, uint64_t number, uint64_t dated_as)
{
  state = SEED ^ (number * UINT64_C(0xd1342543de82ef95));
  int chinese = below(100) < 3;
  text->length = 0;
  put_front(text, number, dated_as, chinese);
  for (unsigned i = 0; i < 8; i++)
    put_paragraph(text, i, chinese);
  if (number % 100 == 37)
    put(text, "\ncentesima\n");
  if (number % 10000 == 4321)
    put(text, "\nrarissima\n");
}

static void fail(const char *what, const char *path)
{
  fprintf(stderr, "articles: cannot %s '%s': %s\n", what, path, strerror(errno));
  exit(1);
}

static void make_folder(const char *path)
{
  if (mkdir(path, 0777) != 0 && errno != EEXIST)
    fail("make", path);
}

static void write_article(const char *folder, uint64_t number, const Text *text)
{
  unsigned at = (unsigned)(number / A_FOLDER);
  g_autofree char *outer = g_strdup_printf("%s/%03u", folder, at / 100);
  g_autofree char *inner = g_strdup_printf("%s/%02u", outer, at % 100);
  g_autofree char *path = g_strdup_printf("%s/%07" PRIu64 ".md", inner, number);
  if (number % A_FOLDER == 0 || access(inner, F_OK) != 0) {
    make_folder(outer);
    make_folder(inner);
  }
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0 || write(fd, text->bytes, text->length) != (ssize_t)text->length || close(fd) != 0)
    fail("write", path);
}

int main(int argc, char **argv)
{
  static Text text;
  if (argc < 4) {
    fprintf(stderr, "usage: articles FOLDER FIRST COUNT [DATED_AS]\n");
    return 2;
  }
  uint64_t first = strtoull(argv[2], NULL, 10), count = strtoull(argv[3], NULL, 10);
  make_folder(argv[1]);
  prepare();
  for (uint64_t i = first; i < first + count; i++) {
    make_article(&text, i, argc > 4 ? strtoull(argv[4], NULL, 10) : i);
    write_article(argv[1], i, &text);
  }
  return 0;
}
