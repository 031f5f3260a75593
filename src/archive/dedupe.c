/* SPDX-License-Identifier: MIT */
#include "archive/dedupe.h"

#include <string.h>

#include "archive/article-text.h"
#include "archive/kept.h"
#include "archive/run-search.h"
#include "archive/shelf/catalog-article.h"

typedef struct {
  CatalogRecord article;
  gboolean published; /* a book has it */
} Member;

typedef struct {
  Run *run;
  MkepubNearIndex *near; /* NULL unless wanted */
  GHashTable *done;      /* of gint64 *: settled with another one */
  GError **error;
} Repeats;

/* A set of equal articles, while it is collected. */
typedef struct {
  GPtrArray *members; /* of Member * */
  GHashTable *ids;    /* of gint64 * */
  GHashTable *used;   /* addresses and hashes that were looked for already */
} Group;

static void member_free(gpointer data)
{
  Member *member = data;
  catalog_record_clear(&member->article);
  g_free(member);
}

static gpointer copy_id(gint64 id)
{
  return g_memdup2(&id, sizeof id);
}

/* Adds article ID, unless it can be in no issue whatever it repeats. */
static gboolean add_member(Repeats *repeats, Group *group, gint64 id)
{
  if (g_hash_table_contains(group->ids, &id))
    return TRUE;
  Member *member = g_new0(Member, 1);
  CatalogRecord *article = &member->article;
  gboolean good = catalog_find_record(repeats->run->catalog, id, article, repeats->error);
  if (!good || article->id == 0 ||
      (article->state != CATALOG_IN_ISSUE && article->state != CATALOG_REPEAT)) {
    member_free(member);
    return good;
  }
  member->published = article->state == CATALOG_IN_ISSUE && article->issue > 0;
  g_hash_table_add(group->ids, copy_id(id));
  g_ptr_array_add(group->members, member);
  return TRUE;
}

static gboolean add_members(Repeats *repeats, Group *group, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (!add_member(repeats, group, g_array_index(ids, gint64, i)))
      return FALSE;
  return TRUE;
}

/* The text of a file that is missing is in the index, when there is one. */
static char *text_of(Repeats *repeats, gint64 id, gsize *length, GError **error)
{
  Run *run = repeats->run;
  g_autoptr(GError) own = NULL;
  char *text = article_text(run->catalog, id, length, &own);
  if (!text && run->search)
    text = mkepub_search_text(run->search, id, length, NULL);
  if (!text)
    g_propagate_error(error, g_steal_pointer(&own));
  return text;
}

static gboolean add_near(Repeats *repeats, Group *group, const CatalogRecord *member)
{
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_autofree char *own = NULL;
  gsize length = 0;
  mkepub_near_index_find(repeats->near, member->simhash, found);
  for (guint i = 0; i < found->len; i++) {
    gint64 id = g_array_index(found, gint64, i);
    if (g_hash_table_contains(group->ids, &id))
      continue;
    g_autoptr(GError) error = NULL;
    if (!own && !(own = text_of(repeats, member->id, &length, &error)))
      return kept_lose(repeats->run, member->id, error->message, repeats->error);
    gsize other_length;
    g_autofree char *other = text_of(repeats, id, &other_length, &error);
    if (!other && !kept_lose(repeats->run, id, error->message, repeats->error))
      return FALSE;
    if (other &&
        mkepub_fingerprint_similarity(own, length, other, other_length) >=
            MKEPUB_NEAR_SIMILARITY &&
        !add_member(repeats, group, id))
      return FALSE;
  }
  return TRUE;
}

/* Each address and each hash is looked for once. */
static gboolean add_neighbors(Repeats *repeats, Group *group, const Member *member)
{
  MkepubCatalog *catalog = repeats->run->catalog;
  MkepubDedupe dedupe = repeats->run->options->dedupe;
  const CatalogRecord *article = &member->article;
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  if (article->canonical &&
      g_hash_table_add(group->used, g_strconcat("a ", article->canonical, NULL)) &&
      !catalog_list_by_address(catalog, article->canonical, ids, repeats->error))
    return FALSE;
  gboolean by_text = dedupe != MKEPUB_DEDUPE_URL && article->has_text_hash;
  if (by_text && g_hash_table_add(group->used, digest_hex(article->text_hash, 16)) &&
      !catalog_list_by_text(catalog, article->text_hash, ids, repeats->error))
    return FALSE;
  return add_members(repeats, group, ids) &&
         (!by_text || !repeats->near || add_near(repeats, group, &member->article));
}

static gboolean have_same_text(const CatalogRecord *a, const CatalogRecord *b)
{
  return (a->has_text_hash && b->has_text_hash &&
          memcmp(a->text_hash, b->text_hash, 16) == 0) ||
         memcmp(a->sha256, b->sha256, DIGEST_SHA256) == 0;
}

/* Whether A stays rather than B. The book of one that is missing cannot be written without it,
 * and a published text gives way to no new one. */
static gboolean stays_before(const Member *first, const Member *second)
{
  const CatalogRecord *a = &first->article, *b = &second->article;
  if (!a->missing != !b->missing)
    return a->missing;
  if (first->published != second->published && !have_same_text(a, b))
    return first->published;
  if (!a->day != !b->day)
    return a->day != NULL;
  int order = g_strcmp0(a->day, b->day);
  if (order == 0)
    order = strcmp(a->path, b->path);
  if (order == 0)
    order = memcmp(a->sha256, b->sha256, DIGEST_SHA256);
  return order != 0 ? order < 0 : a->id < b->id;
}

static const char *reason_of(const CatalogRecord *member, const CatalogRecord *keeper)
{
  if (member->canonical && g_strcmp0(member->canonical, keeper->canonical) == 0)
    return "address";
  if (have_same_text(member, keeper))
    return "text";
  return "near text";
}

/* One address and two texts, of which KEEPER's is published. */
static void warn_other_text(Run *run, const Member *member, const CatalogRecord *keeper)
{
  mkepub_findings_add(
      run->findings, MKEPUB_FINDING_ARTICLE_OTHER_TEXT, member->article.path, 0, 0,
      member->published ? "has the same address as '%s' and another text; both stay"
                        : "left out: '%s', which is published, has the same address and "
                          "another text",
      keeper->path);
}

static gboolean set_repeat(Repeats *repeats, const Member *repeat, const Member *kept)
{
  const CatalogRecord *member = &repeat->article, *keeper = &kept->article;
  Run *run = repeats->run;
  const char *why = reason_of(member, keeper);
  if (member->missing)
    return TRUE;
  if (member->state == CATALOG_REPEAT && member->same_as == keeper->id)
    return TRUE;
  gboolean near = strcmp(why, "near text") == 0;
  gboolean other = !have_same_text(member, keeper) && (kept->published || repeat->published) &&
                   (!near || run->options->dedupe != MKEPUB_DEDUPE_NEAR);
  if (other)
    warn_other_text(run, repeat, keeper);
  if (other && repeat->published)
    return TRUE;
  g_autofree char *words = near ? g_strdup_printf("nearly the same text as '%s'", keeper->path)
                                : g_strdup_printf("the same %s as '%s'", why, keeper->path);
  if (!other)
    mkepub_findings_add(run->findings, MKEPUB_FINDING_ARTICLE_REPEATED, member->path, 0, 0,
                        "left out: it has %s", words);
  if (member->state == CATALOG_IN_ISSUE) {
    run_mark_period_dirty(run, member->day, member->path);
    if (!run_search_remove(run, member->id, repeats->error))
      return FALSE;
  }
  return catalog_set_repeat(run->catalog, member->id, keeper->id, why, repeats->error) &&
         run_report(run, "repeats", member->path, words, repeats->error);
}

/* KEEPER is in an issue again: the search must find its text. */
static gboolean index_text(Repeats *repeats, const CatalogRecord *keeper)
{
  gsize length = 0;
  if (!repeats->run->search)
    return TRUE;
  g_autoptr(GError) own = NULL;
  g_autofree char *text = article_text(repeats->run->catalog, keeper->id, &length, &own);
  return text ? run_search_put_text(repeats->run, keeper->id, text, length, repeats->error)
              : kept_lose(repeats->run, keeper->id, own->message, repeats->error);
}

static gboolean set_keeper(Repeats *repeats, const CatalogRecord *keeper)
{
  Run *run = repeats->run;
  if (keeper->state == CATALOG_IN_ISSUE)
    return TRUE;
  run_mark_period_dirty(run, keeper->day, keeper->path);
  return catalog_set_keeper(run->catalog, keeper->id, repeats->error) &&
         index_text(repeats, keeper) &&
         run_report(run, "no longer repeats another", keeper->path, NULL, repeats->error);
}

static const CatalogRecord *record_at(const Group *group, guint at)
{
  return &((const Member *)group->members->pdata[at])->article;
}

/* One that is gone, and one of the same day that is there: a file that was renamed and changed
 * at once. */
static gboolean settle_renamed(Repeats *repeats, const Group *group)
{
  for (guint i = group->members->len; i-- > 0;) {
    const CatalogRecord *gone = record_at(group, i);
    for (guint j = 0; gone->missing == CATALOG_GONE && j < group->members->len; j++) {
      const CatalogRecord *other = record_at(group, j);
      if (other->missing || g_strcmp0(other->day, gone->day) != 0)
        continue;
      if (!kept_take_over(repeats->run, other->id, gone->id, repeats->error))
        return FALSE;
      g_ptr_array_remove_index(group->members, i);
      break;
    }
  }
  return TRUE;
}

static gboolean settle_group(Repeats *repeats, const Group *group)
{
  if (!settle_renamed(repeats, group))
    return FALSE;
  const Member *keeper = group->members->pdata[0];
  for (guint i = 1; i < group->members->len; i++)
    if (stays_before(group->members->pdata[i], keeper))
      keeper = group->members->pdata[i];
  if (!set_keeper(repeats, &keeper->article))
    return FALSE;
  for (guint i = 0; i < group->members->len; i++) {
    const Member *member = group->members->pdata[i];
    if (group->members->len > 1)
      g_hash_table_add(repeats->done, copy_id(member->article.id));
    if (member != keeper && !set_repeat(repeats, member, keeper))
      return FALSE;
  }
  return TRUE;
}

/* ID and all that are the same, directly or by others. */
static gboolean settle_article(Repeats *repeats, gint64 id)
{
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func(member_free);
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Group group = {members, ids, used};
  if (!add_member(repeats, &group, id))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    if (!add_neighbors(repeats, &group, members->pdata[i]))
      return FALSE;
  return members->len == 0 || settle_group(repeats, &group);
}

static void add_hash(gpointer near, gint64 id, guint64 simhash)
{
  mkepub_near_index_add(near, simhash, id);
}

gboolean dedupe_settle(Run *run, GError **error)
{
  if (run->options->dedupe == MKEPUB_DEDUPE_OFF || run->touched->len == 0)
    return TRUE;
  g_autoptr(GHashTable) done = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  Repeats repeats = {.run = run, .done = done, .error = error};
  gboolean good = TRUE;
  if (run->options->dedupe == MKEPUB_DEDUPE_NEAR) {
    repeats.near = mkepub_near_index_new();
    good = catalog_walk_hashes(run->catalog, add_hash, repeats.near, error);
  }
  for (guint i = 0; good && i < run->touched->len; i++) {
    gint64 id = g_array_index(run->touched, gint64, i);
    if (!g_hash_table_contains(done, &id))
      good = settle_article(&repeats, id) && ((i & 255) != 0 || run_goes_on(run, error));
  }
  g_clear_pointer(&repeats.near, mkepub_near_index_free);
  return good;
}
