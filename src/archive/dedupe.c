/* SPDX-License-Identifier: MIT */
#include "archive/dedupe.h"

#include <string.h>

#include "archive/article-text.h"
#include "archive/kept.h"
#include "archive/run-search.h"
#include "archive/shelf/catalog-internal.h"

typedef struct {
  gint64 id, same_as; /* same_as: 0 for none */
  int state, missing;
  char *day, *path, *canonical;
  guint8 text_hash[16], sha256[DIGEST_SHA256];
  gboolean tells;     /* it has a text hash */
  gboolean published; /* a book has it */
  guint64 simhash;
} Member;

typedef struct {
  Run *run;
  MkepubNearIndex *near; /* NULL unless wanted */
  GHashTable *done;      /* of gint64 *: settled with another one */
  GError **error;
} Repeats;

/* Articles that are the same, as they are found. */
typedef struct {
  GPtrArray *members; /* of Member * */
  GHashTable *ids;    /* of gint64 * */
  GHashTable *used;   /* addresses and hashes that were looked for already */
} Group;

static void member_free(gpointer data)
{
  Member *member = data;
  g_free(member->day);
  g_free(member->path);
  g_free(member->canonical);
  g_free(member);
}

static gpointer copy_id(gint64 id)
{
  return g_memdup2(&id, sizeof id);
}

/* NULL when there is no such article, or it stands in no issue whatever it repeats. */
static Member *load(Repeats *repeats, gint64 id)
{
  sqlite3_stmt *row = catalog_query(
      repeats->run->catalog, repeats->error,
      "SELECT same_as, state, day, path, canonical, text_hash, sha256, simhash, missing,"
      " issue IS NOT NULL FROM article"
      " WHERE id = ? AND state IN (0, 2)",
      "i", id);
  Member *member = NULL;
  if (row &&
      catalog_step(repeats->run->catalog, row, "IcDtTShMcc", repeats->error) == SQLITE_ROW) {
    member = g_new0(Member, 1);
    member->id = id;
    member->same_as = column_number(row, 0);
    member->state = (int)column_count(row, 1);
    member->day = g_strdup(catalog_text(row, 2));
    member->path = g_strdup(catalog_text(row, 3));
    member->canonical = g_strdup(catalog_text(row, 4));
    member->tells = column_hash(row, 5) != NULL;
    if (member->tells)
      memcpy(member->text_hash, column_hash(row, 5), COLUMN_SHORT_HASH);
    memcpy(member->sha256, column_hash(row, 6), DIGEST_SHA256);
    member->simhash = (guint64)column_number(row, 7);
    member->missing = (int)column_count(row, 8);
    member->published = member->state == CATALOG_IN_ISSUE && column_count(row, 9) != 0;
  }
  if (row)
    sqlite3_reset(row);
  return member;
}

/* FALSE when the catalog cannot be read. */
static gboolean add(Repeats *repeats, Group *group, gint64 id)
{
  if (g_hash_table_contains(group->ids, &id))
    return TRUE;
  Member *member = load(repeats, id);
  if (!member)
    return catalog_is_sound(repeats->run->catalog, NULL);
  g_hash_table_add(group->ids, copy_id(id));
  g_ptr_array_add(group->members, member);
  return TRUE;
}

/* Adds all that SQL finds for KEY, unless it did so before. */
static gboolean add_equal(Repeats *repeats, Group *group, const char *sql, char *key,
                          const void *bytes, int length)
{
  if (!g_hash_table_add(group->used, key))
    return TRUE;
  MkepubCatalog *catalog = repeats->run->catalog;
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  sqlite3_stmt *row =
      length >= 0 ? catalog_query(catalog, repeats->error, sql, "b", bytes, length)
                  : catalog_query(catalog, repeats->error, sql, "t", (const char *)bytes);
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  while (result == SQLITE_ROW &&
         (result = catalog_step(catalog, row, "i", repeats->error)) == SQLITE_ROW) {
    gint64 id = column_number(row, 0);
    g_array_append_val(ids, id);
  }
  if (row)
    sqlite3_reset(row);
  for (guint i = 0; result == SQLITE_DONE && i < ids->len; i++)
    if (!add(repeats, group, g_array_index(ids, gint64, i)))
      return FALSE;
  return result == SQLITE_DONE;
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

static gboolean add_near(Repeats *repeats, Group *group, const Member *member)
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
        !add(repeats, group, id))
      return FALSE;
  }
  return TRUE;
}

static gboolean add_neighbors(Repeats *repeats, Group *group, const Member *member)
{
  MkepubDedupe dedupe = repeats->run->options->dedupe;
  if (member->canonical &&
      !add_equal(repeats, group, "SELECT id FROM article WHERE canonical = ? ORDER BY id",
                 g_strconcat("a ", member->canonical, NULL), member->canonical, -1))
    return FALSE;
  if (dedupe == MKEPUB_DEDUPE_URL || !member->tells)
    return TRUE;
  return add_equal(repeats, group, "SELECT id FROM article WHERE text_hash = ? ORDER BY id",
                   digest_hex(member->text_hash, 16), member->text_hash, 16) &&
         (!repeats->near || add_near(repeats, group, member));
}

static gboolean have_same_text(const Member *a, const Member *b)
{
  return (a->tells && b->tells && memcmp(a->text_hash, b->text_hash, 16) == 0) ||
         memcmp(a->sha256, b->sha256, DIGEST_SHA256) == 0;
}

/* Whether A stays rather than B. The book of one that is missing cannot be written without it,
 * and a published text gives way to no new one. */
static gboolean stays_before(const Member *a, const Member *b)
{
  if (!a->missing != !b->missing)
    return a->missing;
  if (a->published != b->published && !have_same_text(a, b))
    return a->published;
  if (!a->day != !b->day)
    return a->day != NULL;
  int order = g_strcmp0(a->day, b->day);
  if (order == 0)
    order = strcmp(a->path, b->path);
  if (order == 0)
    order = memcmp(a->sha256, b->sha256, DIGEST_SHA256);
  return order != 0 ? order < 0 : a->id < b->id;
}

static const char *reason(const Member *member, const Member *keeper)
{
  if (member->canonical && g_strcmp0(member->canonical, keeper->canonical) == 0)
    return "address";
  if (have_same_text(member, keeper))
    return "text";
  return "near text";
}

/* One address and two texts, of which KEEPER's is published. */
static void warn_other_text(Run *run, const Member *member, const Member *keeper)
{
  mkepub_findings_add(run->findings, MKEPUB_FINDING_ARTICLE_OTHER_TEXT, member->path, 0, 0,
                      member->published
                          ? "has the same address as '%s' and another text; both stay"
                          : "left out: '%s', which is published, has the same address and "
                            "another text",
                      keeper->path);
}

static gboolean set_repeat(Repeats *repeats, const Member *member, const Member *keeper)
{
  Run *run = repeats->run;
  const char *why = reason(member, keeper);
  if (member->missing)
    return TRUE;
  if (member->state == CATALOG_REPEAT && member->same_as == keeper->id)
    return TRUE;
  gboolean near = strcmp(why, "near text") == 0;
  gboolean other = !have_same_text(member, keeper) &&
                   (keeper->published || member->published) &&
                   (!near || run->options->dedupe != MKEPUB_DEDUPE_NEAR);
  if (other)
    warn_other_text(run, member, keeper);
  if (other && member->published)
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
  return catalog_run(run->catalog, repeats->error,
                     "UPDATE article SET state = 2, same_as = ?, why = ? WHERE id = ?", "iti",
                     keeper->id, why, member->id) &&
         run_report(run, "repeats", member->path, words, repeats->error);
}

/* KEEPER is in an issue again: the search must find its text. */
static gboolean index_text(Repeats *repeats, const Member *keeper)
{
  gsize length = 0;
  if (!repeats->run->search)
    return TRUE;
  g_autoptr(GError) own = NULL;
  g_autofree char *text = article_text(repeats->run->catalog, keeper->id, &length, &own);
  return text ? run_search_put_text(repeats->run, keeper->id, text, length, repeats->error)
              : kept_lose(repeats->run, keeper->id, own->message, repeats->error);
}

static gboolean set_keeper(Repeats *repeats, const Member *keeper)
{
  Run *run = repeats->run;
  if (keeper->state == CATALOG_IN_ISSUE)
    return TRUE;
  run_mark_period_dirty(run, keeper->day, keeper->path);
  return catalog_run(run->catalog, repeats->error,
                     "UPDATE article SET state = 0, same_as = NULL, why = NULL WHERE id = ?",
                     "i", keeper->id) &&
         index_text(repeats, keeper) &&
         run_report(run, "no longer repeats another", keeper->path, NULL, repeats->error);
}

/* One that is gone, and one of the same day that is there: a file that was renamed and changed
 * at once. */
static gboolean settle_renamed(Repeats *repeats, const Group *group)
{
  for (guint i = group->members->len; i-- > 0;) {
    const Member *gone = group->members->pdata[i];
    for (guint j = 0; gone->missing == CATALOG_GONE && j < group->members->len; j++) {
      const Member *other = group->members->pdata[j];
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
  if (!set_keeper(repeats, keeper))
    return FALSE;
  for (guint i = 0; i < group->members->len; i++) {
    const Member *member = group->members->pdata[i];
    if (group->members->len > 1)
      g_hash_table_add(repeats->done, copy_id(member->id));
    if (member != keeper && !set_repeat(repeats, member, keeper))
      return FALSE;
  }
  return TRUE;
}

/* ID and all that are the same, directly or by others. */
static gboolean settle(Repeats *repeats, gint64 id)
{
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func(member_free);
  g_autoptr(GHashTable) ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Group group = {members, ids, used};
  if (!add(repeats, &group, id))
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    if (!add_neighbors(repeats, &group, members->pdata[i]))
      return FALSE;
  return members->len == 0 || settle_group(repeats, &group);
}

static gboolean fill_near(Repeats *repeats)
{
  g_autoptr(sqlite3_stmt) row = catalog_prepare(
      repeats->run->catalog, repeats->error,
      "SELECT id, simhash FROM article WHERE text_hash IS NOT NULL AND state IN (0, 2)"
      " ORDER BY id",
      "");
  int result = row ? SQLITE_ROW : SQLITE_ERROR;
  repeats->near = mkepub_near_index_new();
  while (result == SQLITE_ROW && (result = catalog_step(repeats->run->catalog, row, "iM",
                                                        repeats->error)) == SQLITE_ROW)
    mkepub_near_index_add(repeats->near, (guint64)column_number(row, 1), column_number(row, 0));
  return result == SQLITE_DONE;
}

gboolean dedupe_settle(Run *run, GError **error)
{
  if (run->options->dedupe == MKEPUB_DEDUPE_OFF || run->touched->len == 0)
    return TRUE;
  g_autoptr(GHashTable) done = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  Repeats repeats = {.run = run, .done = done, .error = error};
  gboolean good = run->options->dedupe != MKEPUB_DEDUPE_NEAR || fill_near(&repeats);
  for (guint i = 0; good && i < run->touched->len; i++) {
    gint64 id = g_array_index(run->touched, gint64, i);
    if (!g_hash_table_contains(done, &id))
      good = settle(&repeats, id) && ((i & 255) != 0 || run_goes_on(run, error));
  }
  g_clear_pointer(&repeats.near, mkepub_near_index_free);
  return good;
}
