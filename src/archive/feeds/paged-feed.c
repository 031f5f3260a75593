/* SPDX-License-Identifier: MIT */
#include "archive/feeds/paged-feed.h"

#include <string.h>

enum { PER_PAGE = 50, HEAD_LEAST = 25 };

/* The facts about an issue that a walk records, to detect unchanged documents. */
typedef struct {
  guint8 digest[OPDS_DIGEST];
  char modified[24];
} Note;

/* One document: its range of issues, and its number in the chain; 0 is the first document. */
typedef struct {
  guint number, offset, count;
} Part;

OpdsDivision opds_chain_divide(guint issues, gboolean newest_first)
{
  OpdsDivision division = {0};
  if (!newest_first)
    division.full = issues > 0 ? (issues - 1) / PER_PAGE : 0;
  else if (issues >= PER_PAGE + HEAD_LEAST)
    division.full = (issues - HEAD_LEAST) / PER_PAGE;
  division.head = newest_first ? issues - division.full * PER_PAGE : MIN(issues, PER_PAGE);
  return division;
}

static char *part_path(const OpdsChain *chain, guint number)
{
  return number == 0 ? g_strdup(chain->path) : g_strdup_printf("%s/%u", chain->path, number);
}

gboolean opds_chain_keep(const OpdsRun *run, const OpdsChain *chain, guint issues)
{
  OpdsDivision division = opds_chain_divide(issues, chain->filter.newest_first);
  gboolean kept = TRUE;
  for (guint number = 0; number <= division.full; number++) {
    g_autofree char *path = part_path(chain, number);
    kept &= opds_page_keep(run, path, NULL);
  }
  return kept;
}

typedef struct {
  OpdsIssues *issues;
  GArray *notes;
} Noting;

static gboolean note_issue(gpointer data, const MkepubIssue *issue)
{
  Noting *noting = data;
  Note note;
  memcpy(note.digest, opds_issue_digest(noting->issues, issue), OPDS_DIGEST);
  g_strlcpy(note.modified, issue->modified, sizeof note.modified);
  g_array_append_val(noting->notes, note);
  return TRUE;
}

static Part part_at(const OpdsDivision *division, guint issues, gboolean newest_first,
                    guint number)
{
  Part part = {.number = number, .count = division->head};
  if (number > 0 && newest_first) {
    part.offset = issues - number * PER_PAGE;
    part.count = PER_PAGE;
  } else if (number > 0) {
    part.offset = number * PER_PAGE;
    part.count = MIN(issues - part.offset, PER_PAGE);
  }
  return part;
}

/* A document and its paths, which it owns. */
typedef struct {
  OpdsFeed feed;
  char *path, *next, *previous, *first, *last;
} Document;

static void document_clear(Document *document)
{
  g_free(document->path);
  g_free(document->next);
  g_free(document->previous);
  g_free(document->first);
  g_free(document->last);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Document, document_clear)

/* Sets the paths around PART. In a newest-first chain, documents after the head name only the
 * head and older ones, which do not change when an issue is added. */
static void name_neighbors(Document *document, const OpdsChain *chain, guint number, guint full)
{
  if (full == 0)
    return;
  document->first = part_path(chain, 0);
  if (chain->filter.newest_first) {
    document->last = part_path(chain, 1);
    if (number != 1)
      document->next = part_path(chain, number == 0 ? full : number - 1);
    return;
  }
  if (number < full)
    document->next = part_path(chain, number + 1);
  if (number > 0)
    document->previous = part_path(chain, number - 1);
}

static void describe_document(Document *document, const OpdsChain *chain,
                              const OpdsDivision *division, const Part *part, guint issues)
{
  gboolean newest = chain->filter.newest_first, head = part->number == 0;
  document->path = part_path(chain, part->number);
  name_neighbors(document, chain, part->number, division->full);
  document->feed = (OpdsFeed){.path = document->path,
                              .logical = chain->path,
                              .title = chain->title,
                              .acquisition = TRUE,
                              .up = chain->up,
                              .next = document->next,
                              .previous = document->previous,
                              .first = document->first,
                              .last = document->last};
  if (newest && head)
    document->feed.items = issues;
  if (division->full > 0)
    document->feed.per_page = PER_PAGE;
  if (division->full > 0 && (head || !newest))
    document->feed.page = part->number + 1;
}

static void made_from(const OpdsRun *run, const OpdsFeed *feed, const Note *notes, guint count,
                      guint8 digest[OPDS_DIGEST])
{
  OpdsSum *sum = opds_sum_new();
  opds_sum_digest(sum, run->settings);
  opds_sum_text(sum, feed->path);
  opds_sum_text(sum, feed->title);
  opds_sum_text(sum, feed->up);
  opds_sum_text(sum, feed->next);
  opds_sum_count(sum, feed->items);
  opds_sum_count(sum, feed->page);
  opds_sum_count(sum, feed->per_page);
  for (guint i = 0; i < count; i++)
    opds_sum_digest(sum, notes[i].digest);
  opds_sum_finish(sum, digest);
}

static const char *newest_of(const Note *notes, guint count)
{
  const char *newest = "1970-01-01T00:00:00Z"; /* of a feed without issues */
  for (guint i = 0; i < count; i++) {
    if (strcmp(notes[i].modified, newest) > 0)
      newest = notes[i].modified;
  }
  return newest;
}

typedef struct {
  const OpdsRun *run;
  OpdsPage *page;
  GError *error;
} Writing;

static gboolean write_issue(gpointer data, const MkepubIssue *issue)
{
  Writing *writing = data;
  OpdsContents *contents = opds_issue_contents(writing->run->issues, issue, &writing->error);
  if (contents)
    opds_page_issue(writing->page, issue, contents);
  return contents != NULL;
}

static gboolean write_part(const OpdsRun *run, const OpdsChain *chain, const OpdsFeed *feed,
                           const Part *part, const guint8 *from, GError **error)
{
  MkepubIssueFilter filter = chain->filter;
  filter.offset = part->offset;
  filter.limit = part->count;
  Writing writing = {.run = run, .page = opds_page_new(run, feed)};
  if (part->count == 0 || /* a limit of 0 would mean no limit */
      mkepub_catalog_issues(run->catalog, &filter, write_issue, &writing, error)) {
    if (!writing.error)
      return opds_page_finish(writing.page, from, error);
    g_propagate_error(error, writing.error);
  }
  opds_page_free(writing.page);
  return FALSE;
}

static gboolean bring_up_to_date(const OpdsRun *run, const OpdsChain *chain,
                                 const OpdsDivision *division, const GArray *notes,
                                 guint number, GError **error)
{
  guint8 from[OPDS_DIGEST];
  g_auto(Document) document = {0};
  Part part = part_at(division, notes->len, chain->filter.newest_first, number);
  const Note *within = &g_array_index(notes, Note, part.offset);
  describe_document(&document, chain, division, &part, notes->len);
  document.feed.updated = newest_of(within, part.count);
  made_from(run, &document.feed, within, part.count, from);
  return opds_page_keep(run, document.path, from) ||
         write_part(run, chain, &document.feed, &part, from, error);
}

gboolean opds_chain_write(const OpdsRun *run, const OpdsChain *chain, GError **error)
{
  g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(Note));
  Noting noting = {run->issues, notes};
  if (!mkepub_catalog_issues(run->catalog, &chain->filter, note_issue, &noting, error))
    return FALSE;
  OpdsDivision division = opds_chain_divide(notes->len, chain->filter.newest_first);
  for (guint number = 0; number <= division.full; number++) {
    if (!bring_up_to_date(run, chain, &division, notes, number, error))
      return FALSE;
  }
  return TRUE;
}
