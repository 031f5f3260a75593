/* SPDX-License-Identifier: MIT */
#include "archive/audit/check-catalog.h"

#include <string.h>

#include "archive/shelf/catalog-internal.h"

/* Each row of a result is an inconsistency; its first column names the subject. */
static const struct {
  const char *sql, *message;
} questions[] = {
    {"SELECT * FROM pragma_quick_check(5) WHERE quick_check <> 'ok'", "SQLite says: %s"},
    {"SELECT \"table\" FROM pragma_foreign_key_check LIMIT 5",
     "a row of the table '%s' refers to one that is not there"},
    {"SELECT path FROM article WHERE state = 0 AND issue IS NULL LIMIT 5",
     "an article stands in no issue: '%s'"},
    {"SELECT path FROM article WHERE state <> 0 AND issue IS NOT NULL LIMIT 5",
     "an article that is left out stands in an issue: '%s'"},
    {"SELECT a.path FROM article a JOIN issue i ON i.id = a.issue WHERE i.kind <> 0 LIMIT 5",
     "an article stands in a yearly book, but in no issue: '%s'"},
    {"SELECT file FROM issue i WHERE kind = 0 AND articles <>"
     " (SELECT count(*) FROM article a WHERE a.issue = i.id) LIMIT 5",
     "an issue has not as many articles as it says: '%s'"},
    {"SELECT i.file FROM article a JOIN issue i ON i.id = a.issue GROUP BY a.issue, a.place"
     " HAVING count(*) > 1 LIMIT 5",
     "two articles stand in the same place of an issue: '%s'"},
    {"SELECT i.file FROM issue i LEFT JOIN file f ON f.name = i.file WHERE f.name IS NULL"
     " OR f.sha256 <> i.sha256 OR f.bytes <> i.bytes LIMIT 5",
     "an issue and its published file disagree: '%s'"},
    {"SELECT name FROM file WHERE kind = 'book' AND name NOT IN (SELECT file FROM issue)"
     " LIMIT 5",
     "a book is no issue: '%s'"},
    {"SELECT cover FROM issue WHERE cover NOT IN (SELECT name FROM file) UNION ALL"
     " SELECT thumbnail FROM issue WHERE thumbnail NOT IN (SELECT name FROM file) LIMIT 5",
     "the cover of an issue is no published file: '%s'"},
};

void check_catalog(MkepubCatalog *catalog, const char *place, MkepubFindings *findings)
{
  for (guint i = 0; i < G_N_ELEMENTS(questions); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(sqlite3_stmt) row = catalog_prepare(catalog, &error, questions[i].sql, "");
    int result = row ? SQLITE_ROW : SQLITE_ERROR;
    while (result == SQLITE_ROW &&
           (result = catalog_step(catalog, row, "T", &error)) == SQLITE_ROW) {
      const char *text = catalog_text(row, 0);
      g_autofree char *subject = g_strdelimit(g_strdup(text ? text : ""), "\n", ' ');
      mkepub_findings_add(findings, MKEPUB_FINDING_SHELF_CATALOG, place, 0, 0,
                          questions[i].message, subject);
    }
    if (error) {
      mkepub_findings_add(findings, MKEPUB_FINDING_SHELF_CATALOG, place, 0, 0, "%s",
                          error->message);
      return; /* the following queries would fail in the same way */
    }
  }
}
