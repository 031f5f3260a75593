/* SPDX-License-Identifier: MIT */
#include "mkepub/search.h"

#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "cli/print.h"

/* How a terminal shows a title and what was found; nothing elsewhere. */
typedef struct {
  const char *title, *mark, *end;
} Look;

static void print_part(gboolean *first, const char *before, const char *text)
{
  if (!text || *text == '\0')
    return;
  print_plain(*first ? "  " : before);
  print_text(text, strlen(text));
  *first = FALSE;
}

static void print_snippet(const MkepubHit *hit, const Look *look)
{
  gsize at = 0, length = strlen(hit->snippet);
  if (length == 0)
    return;
  print_plain("  ");
  for (guint i = 0; i < hit->marks->len; i++) {
    const MkepubMark *mark = &g_array_index(hit->marks, MkepubMark, i);
    print_text(hit->snippet + at, mark->start - at);
    print_plain(look->mark);
    print_text(hit->snippet + mark->start, mark->length);
    print_plain(look->end);
    at = mark->start + mark->length;
  }
  print_text(hit->snippet + at, length - at);
  print_plain("\n");
}

static void print_hit(const char *shelf, const MkepubHit *hit, const Look *look)
{
  g_autofree char *file =
      hit->issue_file ? g_build_filename(shelf, hit->issue_file, NULL) : NULL;
  gboolean first = TRUE;
  print_plain(look->title);
  print_text(hit->title, strlen(hit->title));
  print_plain(look->end);
  print_plain("\n");
  print_part(&first, ", ", hit->date);
  print_part(&first, ", ", hit->byline);
  print_part(&first, ", ", hit->section);
  print_part(&first, ", in: ", hit->issue_title);
  print_plain(first ? "" : "\n");
  print_snippet(hit, look);
  first = TRUE;
  print_part(&first, "", file ? file : hit->path);
  print_plain("\n\n");
}

static void print_hits(const char *shelf, const MkepubHits *hits)
{
  const char *term = g_getenv("TERM");
  gboolean plain = !isatty(STDOUT_FILENO) || !term || strcmp(term, "dumb") == 0;
  const Look look = plain ? (Look){"", "", ""} : (Look){"\033[1m", "\033[7m", "\033[0m"};
  for (guint i = 0; i < hits->hits->len; i++)
    print_hit(shelf, g_ptr_array_index(hits->hits, i), &look);
  if (hits->bounded)
    print_line("more than %" G_GUINT64_FORMAT
               " articles found; showing the best of the newest: %u",
               hits->found, hits->hits->len);
  else if (hits->hits->len < hits->found)
    print_line("%" G_GUINT64_FORMAT " articles found; showing the best: %u", hits->found,
               hits->hits->len);
  else
    print_line("%u %s found", hits->hits->len, hits->hits->len == 1 ? "article" : "articles");
}

/* Marks in characters: programs count a text's characters, not its bytes. */
static json_t *marks_of(const MkepubHit *hit)
{
  json_t *array = json_array();
  for (guint i = 0; i < hit->marks->len; i++) {
    const MkepubMark *mark = &g_array_index(hit->marks, MkepubMark, i);
    glong start = g_utf8_strlen(hit->snippet, mark->start);
    glong length = g_utf8_strlen(hit->snippet + mark->start, mark->length);
    array = json_add(array, json_pack("{s:I, s:I}", "start", (json_int_t)start, "length",
                                      (json_int_t)length));
  }
  return array;
}

static json_t *hit_of(const MkepubHit *hit)
{
  json_t *issue = json_pack("{s:o, s:o, s:o, s:o}", "title", json_text(hit->issue_title),
                            "date", json_text(hit->issue_date), "file",
                            json_text(hit->issue_file), "chapter", json_text(hit->chapter));
  return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:f}", "title",
                   json_text(hit->title), "byline", json_text(hit->byline), "date",
                   json_text(hit->date), "section", json_text(hit->section), "language",
                   json_text(hit->language), "path", json_text(hit->path), "url",
                   json_text(hit->url), "issue", issue, "snippet", json_text(hit->snippet),
                   "marks", marks_of(hit), "score", hit->score);
}

static int print_json(const MkepubHits *hits)
{
  json_t *array = json_array();
  for (guint i = 0; i < hits->hits->len; i++)
    array = json_add(array, hit_of(g_ptr_array_index(hits->hits, i)));
  json_t *root = json_pack("{s:I, s:b, s:o}", "found", (json_int_t)hits->found, "bounded",
                           hits->bounded, "hits", array);
  return json_print(root, JSON_REAL_PRECISION(6), EXIT_DONE);
}

int search_main(const Options *options)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *words = g_strjoinv(" ", options->paths + 1);
  const MkepubQuery query = {.words = words,
                             .since = options->since,
                             .until = options->until,
                             .section = options->section,
                             .author = options->author,
                             .language = options->language,
                             .limit = (guint)options->limit};
  g_autoptr(MkepubHits) hits = mkepub_search(options->paths[0], &query, &error);
  if (!hits)
    return report_failure(error);
  if (options->json)
    return print_json(hits);
  if (hits->hits->len > 0)
    print_hits(options->paths[0], hits);
  else if (!options->quiet)
    print_error("nothing found");
  return EXIT_DONE;
}
