/* SPDX-License-Identifier: MIT */
/* search fill FOLDER N: makes an index and a catalog of N made-up articles of about 5 KB in
 *   FOLDER and reports the time an article takes, for the first 10,000 and for all.
 * search ask FOLDER: reports how long queries take there.
 * Words follow Zipf's law; everything is made from a seed, so that runs can be compared. The
 * articles come in no order of date, which is the worst for the index. */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "mkepub/search.h"

#define WORDS 1000000
#define TEXT  5000

typedef struct {
  guint64 state;
  double *sums; /* of the frequencies of all words up to one */
} Maker;

static guint64 draw(Maker *maker)
{
  maker->state += 0x9e3779b97f4a7c15u; /* splitmix64 */
  guint64 z = maker->state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static void maker_start(Maker *maker)
{
  double sum = 0;
  maker->state = 1;
  maker->sums = g_new(double, WORDS);
  for (guint i = 0; i < WORDS; i++)
    maker->sums[i] = sum += pow(i + 2.7, -1.15);
}

static guint draw_word(Maker *maker)
{
  double at = (double)(draw(maker) >> 11) / 9007199254740992.0 * maker->sums[WORDS - 1];
  guint low = 0, high = WORDS - 1;
  while (low < high) {
    guint middle = (low + high) / 2;
    if (maker->sums[middle] < at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The word of a rank, of syllables; frequent words are short. */
static void append_word(GString *text, guint rank)
{
  static const char *const heads[] = {"b", "d", "f", "g", "h", "k", "l", "m",
                                      "n", "p", "r", "s", "t", "v", "z", "tr"};
  static const char *const tails[] = {"a", "e", "i", "o", "u", "an", "er", "is"};
  guint code = rank;
  do {
    g_string_append(text, heads[code % 16]);
    g_string_append(text, tails[code / 16 % 8]);
    code /= 128;
  } while (code > 0);
  if (rank % 3 == 0)
    g_string_prepend_c(text, "aeiou"[rank % 5]);
}

static void make_text(Maker *maker, GString *text, gsize length)
{
  g_autoptr(GString) word = g_string_new(NULL);
  g_string_truncate(text, 0);
  while (text->len < length) {
    g_string_truncate(word, 0);
    append_word(word, draw_word(maker));
    g_string_append_len(text, word->str, (gssize)word->len);
    g_string_append(text, draw(maker) % 12 == 0 ? ". " : " ");
  }
}

static void check(gboolean done, const GError *error)
{
  if (done)
    return;
  fprintf(stderr, "search: %s\n", error ? error->message : "cannot write the catalog");
  exit(1);
}

static sqlite3 *make_catalog(const char *folder, sqlite3_stmt **insert)
{
  g_autofree char *path = g_build_filename(folder, "catalog.db", NULL);
  g_autofree char *schema_sql = NULL;
  sqlite3 *db;
  check(g_file_get_contents("src/archive/shelf/schema.sql", &schema_sql, NULL, NULL), NULL);
  check(sqlite3_open(path, &db) == SQLITE_OK &&
            sqlite3_exec(db, "PRAGMA synchronous = OFF; BEGIN", NULL, NULL, NULL) ==
                SQLITE_OK &&
            sqlite3_exec(db, schema_sql, NULL, NULL, NULL) == SQLITE_OK &&
            sqlite3_exec(db,
                         "INSERT INTO source VALUES (1, 'x');"
                         "INSERT INTO run VALUES (1, '', '', 0, 0, 0, 0, 0);"
                         "INSERT INTO issue VALUES (1, 0, '2025', 1, 1, 'News, 2025', '2025',"
                         " '250101', '2025-01-01', '2025', 'en', 'urn:uuid:1', '',"
                         " '2025/news.epub', NULL, NULL, NULL, 0, '', '', 0, 0)",
                         NULL, NULL, NULL) == SQLITE_OK &&
            sqlite3_prepare_v2(db,
                               "INSERT INTO article (id, source, file, path, bytes, mtime,"
                               " sha256, taken, state, title, byline, day, language, section,"
                               " characters, words, issue, place, chapter) VALUES (?1, 1,"
                               " 'f' || ?1, 'news/' || ?1 || '.md', 5000, 0, zeroblob(32), '',"
                               " 0, ?2, 'A. Writer', ?3, 'en', ?4, 4000, 800, 1, ?1, 'a')",
                               -1, insert, NULL) == SQLITE_OK,
        NULL);
  return db;
}

/* Processor time in microseconds: other programs have no say in it. */
static gint64 now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void fill(const char *folder, guint count)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) text = g_string_new(NULL), title = g_string_new(NULL);
  Maker maker;
  sqlite3_stmt *insert;
  sqlite3 *catalog = make_catalog(folder, &insert);
  gint64 spent = 0, start;
  maker_start(&maker);
  g_autoptr(MkepubSearchWriter) writer = mkepub_search_writer_open(folder, NULL, &error);
  check(writer != NULL, error);
  for (guint i = 1; i <= count; i++) {
    guint64 day = draw(&maker) % 7300, section = draw(&maker) % 1000;
    char date[16], name[16];
    g_snprintf(date, sizeof date, "%04u-%02u-%02u", (guint)(2005 + day / 365),
               (guint)(1 + day % 365 / 31), (guint)(1 + day % 28));
    g_snprintf(name, sizeof name, "Section %u", section < 900 ? 1 : (guint)section);
    make_text(&maker, title, 40);
    make_text(&maker, text, TEXT / 2 + draw(&maker) % TEXT);
    sqlite3_bind_int(insert, 1, (int)i);
    sqlite3_bind_text(insert, 2, title->str, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 3, date, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 4, name, -1, SQLITE_STATIC);
    check(sqlite3_step(insert) == SQLITE_DONE, NULL);
    sqlite3_reset(insert);
    MkepubSearchArticle article = {.id = i,
                                   .day = date,
                                   .title = title->str,
                                   .byline = "A. Writer",
                                   .section = name,
                                   .language = i % 10 == 0 ? "de" : "en",
                                   .text = text->str,
                                   .length = text->len};
    start = now();
    check(mkepub_search_put(writer, &article, &error), error);
    spent += now() - start;
    if (i == 10000 || i == count || i % 100000 == 0)
      printf("%u articles: %.3f ms each\n", i, (double)spent / 1000 / i);
    fflush(stdout);
  }
  start = now();
  check(mkepub_search_commit(writer, 1, &error), error);
  spent += now() - start;
  check(sqlite3_finalize(insert) == SQLITE_OK &&
            sqlite3_exec(catalog, "COMMIT", NULL, NULL, NULL) == SQLITE_OK &&
            sqlite3_close(catalog) == SQLITE_OK,
        NULL);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%u articles, commit included: %.3f ms each; %ld MB resident\n", count,
         (double)spent / 1000 / count, usage.ru_maxrss / 1024);
  g_free(maker.sums);
}

/* The word that stands in about SHARE of all articles, for the caller to free. */
static char *word_of(sqlite3 *db, double share)
{
  char *word = NULL;
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(db,
                           "SELECT term FROM vocabulary WHERE unicode(term) < 128 ORDER BY"
                           " abs(articles - ?1 * (SELECT count(*) FROM entry)) LIMIT 1",
                           -1, &statement, NULL) == SQLITE_OK,
        NULL);
  sqlite3_bind_double(statement, 1, share);
  if (sqlite3_step(statement) == SQLITE_ROW)
    word = g_strdup((const char *)sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  return word;
}

/* The best of three times, so that the disk has no say. */
static void time_query(const char *folder, const char *what, MkepubQuery query)
{
  g_autoptr(GError) error = NULL;
  gint64 best = G_MAXINT64;
  guint64 found = 0;
  gboolean bounded = FALSE;
  for (guint i = 0; i < 3; i++) {
    gint64 start = now();
    g_autoptr(MkepubHits) hits = mkepub_search(folder, &query, &error);
    best = MIN(best, now() - start);
    check(hits != NULL, error);
    found = hits->found;
    bounded = hits->bounded;
  }
  printf("%8.1f ms  %8" G_GUINT64_FORMAT " found%s  %s\n", (double)best / 1000, found,
         bounded ? ", bounded" : "", what);
  fflush(stdout);
}

static void ask(const char *folder)
{
  g_autofree char *path = g_build_filename(folder, "search.db", NULL);
  sqlite3 *db;
  check(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, NULL);
  g_autofree char *all = word_of(db, 1), *most = word_of(db, 0.9), *half = word_of(db, 0.5),
                  *tenth = word_of(db, 0.1), *one = word_of(db, 0.01),
                  *one_less = word_of(db, 0.0099), *rare = word_of(db, 0.00002);
  sqlite3_close(db);
  const struct {
    const char *what;
    char *words;
    const char *section, *since, *language;
  } queries[] = {
      {"a rare word", g_strdup(rare), NULL, NULL, NULL},
      {"a word of 1 %", g_strdup(one), NULL, NULL, NULL},
      {"two words of 1 %", g_strdup_printf("%s %s", one, one_less), NULL, NULL, NULL},
      {"a word of 1 % beside one that is everywhere", g_strdup_printf("%s %s", one, all), NULL,
       NULL, NULL},
      {"a word of 10 %", g_strdup(tenth), NULL, NULL, NULL},
      {"a word of 50 %", g_strdup(half), NULL, NULL, NULL},
      {"a word that is everywhere", g_strdup(all), NULL, NULL, NULL},
      {"three words that are everywhere", g_strdup_printf("%s %s %s", all, most, half), NULL,
       NULL, NULL},
      {"a phrase of two that are everywhere", g_strdup_printf("\"%s %s\"", all, most), NULL,
       NULL, NULL},
      {"a phrase of five that are everywhere",
       g_strdup_printf("\"%s %s %s %s %s\"", most, all, half, most, half), NULL, NULL, NULL},
      {"three common words, any of them", g_strdup_printf("%s OR %s OR %s", all, most, half),
       NULL, NULL, NULL},
      {"everywhere, without one of 50 %", g_strdup_printf("%s -%s", all, half), NULL, NULL,
       NULL},
      {"everywhere, without another", g_strdup_printf("%s -%s", most, all), NULL, NULL, NULL},
      {"one of 1 %, without a common one", g_strdup_printf("%s -%s", one, half), NULL, NULL,
       NULL},
      {"beginning of one letter", g_strdup("a*"), NULL, NULL, NULL},
      {"beginning of two letters", g_strdup("ba*"), NULL, NULL, NULL},
      {"beginnings of one letter, eight times", g_strdup("a* e* i* o* u* b* d* f*"), NULL, NULL,
       NULL},
      {"without a beginning", g_strdup_printf("%s -%s*", one, rare), NULL, NULL, NULL},
      {"everywhere, rare section", g_strdup(all), "Section 950", NULL, NULL},
      {"everywhere, common section", g_strdup(all), "section 1", NULL, NULL},
      {"everywhere, language of 10 %", g_strdup(all), NULL, NULL, "de"},
      {"rare, common section", g_strdup(rare), "section 1", NULL, NULL},
      {"everywhere, of the last months", g_strdup(all), NULL, "2024-10", NULL},
      {"a word of 1 %, of ten years", g_strdup(one), NULL, "2015", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
    time_query(folder, queries[i].what,
               (MkepubQuery){.words = queries[i].words,
                             .section = queries[i].section,
                             .since = queries[i].since,
                             .language = queries[i].language});
    g_free(queries[i].words);
  }
}

int main(int argc, char **argv)
{
  if (argc == 4 && strcmp(argv[1], "fill") == 0)
    fill(argv[2], (guint)g_ascii_strtoull(argv[3], NULL, 10));
  else if (argc == 3 && strcmp(argv[1], "ask") == 0)
    ask(argv[2]);
  else
    return 2;
  return 0;
}
