/* SPDX-License-Identifier: MIT */
#include "epub/covers.h"

#include "base/file.h"
#include "epub/display-text.h"
#include "epub/picture-prepare.h"
#include "media/cover/cover.h"
#include "mkepub/url.h"
#include "text/words.h"

#define LEADS 6

void covers_clear(BookCover *cover)
{
  g_clear_pointer(&cover->href, g_free);
}

/* The first article of each section, then the second of each, until there are enough. Titles
 * are for the caller to free. Returns their number. */
static guint pick_leads(const MkepubBook *book, MkepubCoverLead *leads)
{
  guint count = 0, before;
  for (guint round = 0; count < LEADS; round++) {
    before = count;
    for (guint i = 0; i < book->sections->len && count < LEADS; i++) {
      const MkepubBookSection *section = g_ptr_array_index(book->sections, i);
      if (round >= section->count || section->first + round >= book->articles->len)
        continue;
      const MkepubBookArticle *article =
          g_ptr_array_index(book->articles, section->first + round);
      leads[count++] = (MkepubCoverLead){
          label_title(article->article->title.text, article->language), article->language};
    }
    if (count == before)
      break;
  }
  return count;
}

static char *make_dateline(const MkepubBook *book)
{
  g_autofree char *issue = label_issue(book);
  g_autofree char *date = label_date(book);
  if (issue && date)
    return g_strconcat(issue, " · ", date, NULL);
  return issue ? g_steal_pointer(&issue) : g_steal_pointer(&date);
}

/* The publisher, unless the masthead says it, or how much there is to read. */
static char *make_foot(const MkepubBook *book, const char *masthead)
{
  g_autofree char *publisher = label_clean(book->publisher);
  if (publisher && g_strcmp0(publisher, masthead) != 0)
    return g_steal_pointer(&publisher);
  return mkepub_words_articles(book->articles->len, book->language);
}

static void tell_missing(const MkepubBook *book, guint missing, MkepubFindings *findings)
{
  if (missing > 0)
    mkepub_findings_add(findings, MKEPUB_FINDING_COVER_LACKS, book->settings, 0, 0,
                        "%u character%s on the cover %s in no font of this machine", missing,
                        missing == 1 ? "" : "s", missing == 1 ? "is" : "are");
}

/* Draws WORDS; without the font or the design that cannot be used. NULL with ERROR. */
static GByteArray *draw_cover(const MkepubBook *book, MkepubCover *words,
                              MkepubFindings *findings, GError **error)
{
  GByteArray *jpeg = NULL;
  guint missing = 0;
  g_autoptr(GError) trouble = NULL;
  if (!mkepub_cover_draw(words, &jpeg, &missing, &trouble)) {
    gboolean ours = trouble->code == MKEPUB_ERROR_INTERNAL;
    if (ours || (!words->font && !words->design)) {
      g_propagate_error(error, g_steal_pointer(&trouble));
      return NULL;
    }
    mkepub_findings_add(findings,
                        trouble->code == MKEPUB_ERROR_USAGE ? MKEPUB_FINDING_CONFIG_INVALID
                                                            : MKEPUB_FINDING_FONT_UNUSABLE,
                        book->settings, 0, 0, "%s", trouble->message);
    if (trouble->code == MKEPUB_ERROR_USAGE)
      words->design = NULL;
    else
      words->font = NULL;
    return draw_cover(book, words, findings, error);
  }
  tell_missing(book, missing, findings);
  return jpeg;
}

/* The given picture for a design that shows one among the words, converted; for the caller to
 * clear. FALSE when there is none. */
static gboolean picture_within(const MkepubBook *book, MkepubFlight *flight,
                               MkepubConverted *picture)
{
  const MkepubConvertOptions looks = {
      .max_pixels = MKEPUB_COVER_WIDTH, .quality = 92, .jpeg = TRUE, .flight = flight};
  if (!book->cover || g_strcmp0(book->design, "picture") != 0 ||
      mkepub_url_kind(book->cover) == MKEPUB_URL_WEB)
    return FALSE;
  gsize length = 0;
  int trouble;
  g_autofree char *bytes = file_load(book->cover, FIT_LIMIT, &length, &trouble);
  if (!bytes)
    return FALSE;
  if (mkepub_convert((const guint8 *)bytes, length, &looks, picture) == MKEPUB_CONVERT_KEPT) {
    picture->bytes = (guint8 *)g_steal_pointer(&bytes);
    picture->length = length;
  }
  return picture->bytes != NULL;
}

static gboolean make_cover(const MkepubBook *book, const MkepubConverted *picture,
                           MkepubOcf *ocf, MkepubFindings *findings, BookCover *cover,
                           GError **error)
{
  MkepubCoverLead leads[LEADS];
  g_autofree char *masthead = label_masthead(book), *motto = label_clean(book->subtitle);
  g_autofree char *series = label_clean(book->series), *line = make_dateline(book);
  g_autofree char *below = make_foot(book, masthead);
  MkepubCover words = {.masthead = masthead,
                       .motto = motto,
                       .dateline = line,
                       .foot = below,
                       .language = label_language(book),
                       .series = series,
                       .leads = leads,
                       .n_leads = pick_leads(book, leads),
                       .design = book->design,
                       .font = book->cover_font,
                       .picture = picture->bytes,
                       .picture_length = picture->length};
  g_autoptr(GByteArray) jpeg = draw_cover(book, &words, findings, error);
  for (guint i = 0; i < words.n_leads; i++)
    g_free((char *)leads[i].title);
  if (!jpeg || !mkepub_ocf_pack(ocf, jpeg->data, jpeg->len, TRUE, &cover->blob, error))
    return FALSE;
  cover->href = g_strdup("img/cover.jpg");
  cover->media_type = "image/jpeg";
  return TRUE;
}

gboolean covers_settle(const MkepubBook *book, Pictures *pictures, MkepubOcf *ocf,
                       MkepubFindings *findings, BookCover *cover, GError **error)
{
  g_auto(MkepubConverted) within = {0};
  *cover = (BookCover){0};
  if (book->cover && !picture_within(book, pictures_flight(pictures), &within))
    cover->given = pictures_cover(pictures, book->cover, findings);
  if (!cover->given)
    return make_cover(book, &within, ocf, findings, cover, error);
  cover->href = g_strdup(cover->given->picture.href);
  cover->media_type = cover->given->picture.media_type;
  cover->blob = cover->given->blob;
  return TRUE;
}
