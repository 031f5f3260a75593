/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/site/parts.h"

/* Titles on one page: about 200 KB, which an old reader's browser can still show. */
#define SHEET_ARTICLES 600

static void issue_free(ShelfPageIssue *issue)
{
  g_free(issue->title);
  g_free(issue->name);
  g_free(issue->language);
  g_free(issue->file);
  g_free(issue->date);
  g_free(issue->cover);
  g_free(issue->thumbnail);
  g_free(issue->anchor);
  g_free(issue->page);
  g_free(issue);
}

static void sheet_free(ShelfPageSheet *sheet)
{
  g_free(sheet->stem);
  g_free(sheet);
}

static char *anchor_of(const MkepubIssue *issue)
{
  const char *kind = issue->omnibus ? "whole" : "issue";
  return issue->volumes > 1 ? g_strdup_printf("%s-%s-%u", kind, issue->period, issue->volume)
                            : g_strdup_printf("%s-%s", kind, issue->period);
}

static ShelfPageIssue *copy_issue(const MkepubIssue *from)
{
  ShelfPageIssue *issue = g_new(ShelfPageIssue, 1);
  *issue = (ShelfPageIssue){.id = from->id,
                            .omnibus = from->omnibus,
                            .title = g_strdup(from->title),
                            .name = g_strdup(*from->name ? from->name : from->title),
                            .language = g_strdup(from->language),
                            .file = g_strdup(from->file),
                            .date = g_strdup(from->date),
                            .cover = g_strdup(from->cover),
                            .thumbnail = g_strdup(from->thumbnail),
                            .anchor = anchor_of(from),
                            .page = g_strdup(from->year),
                            .bytes = from->bytes,
                            .articles = from->articles,
                            .words = from->words};
  return issue;
}

static gboolean collect_issue(gpointer data, const MkepubIssue *issue)
{
  ShelfPageYear *year = data;
  g_ptr_array_add(issue->omnibus ? year->books : year->issues, copy_issue(issue));
  return TRUE;
}

static void add_sheet(ShelfPageYear *year, char *stem, guint first, guint end)
{
  ShelfPageSheet *sheet = g_new(ShelfPageSheet, 1);
  *sheet = (ShelfPageSheet){.stem = stem, .first = first, .count = end - first};
  g_ptr_array_add(year->sheets, sheet);
  for (guint i = first; i < end; i++) {
    ShelfPageIssue *issue = year->issues->pdata[i];
    g_free(issue->page);
    issue->page = g_strdup(stem);
  }
}

/* Spreads the issues from FIRST to END, which share STEM, over as few pages as possible, filled
 * from the oldest, so that later issues do not change earlier pages. */
static void spread_issues(ShelfPageYear *year, const char *stem, guint first, guint end,
                          guint part)
{
  guint articles = 0, from = first;
  for (guint i = first; i < end; i++) {
    const ShelfPageIssue *issue = year->issues->pdata[i];
    if (i > from && articles + issue->articles > SHEET_ARTICLES) {
      add_sheet(year, part == 0 ? g_strdup(stem) : g_strdup_printf("%s-%u", stem, part), from,
                i);
      part = MAX(part, 1) + 1;
      from = i;
      articles = 0;
    }
    articles += issue->articles;
  }
  add_sheet(year, part == 0 ? g_strdup(stem) : g_strdup_printf("%s-%u", stem, part), from, end);
}

/* Returns the month in YEAR of the issue, 0 without a date: a week that began in the previous
 * year counts as January. */
static guint month_of(const ShelfPageIssue *issue, const char *year)
{
  if (!issue->date || strlen(issue->date) < strlen("2025-01"))
    return 0;
  int order = strncmp(issue->date, year, strlen("2025"));
  return order < 0   ? 1
         : order > 0 ? 12
                     : (guint)g_ascii_strtoull(issue->date + strlen("2025-"), NULL, 10);
}

static void plan_sheets(ShelfPageYear *year)
{
  GPtrArray *issues = year->issues;
  guint articles = 0;
  for (guint i = 0; i < issues->len; i++)
    articles += ((ShelfPageIssue *)issues->pdata[i])->articles;
  if (articles <= SHEET_ARTICLES || issues->len < 2) {
    add_sheet(year, g_strdup(year->name), 0, issues->len);
    return;
  }
  for (guint first = 0, end; first < issues->len; first = end) {
    guint month = month_of(issues->pdata[first], year->name);
    for (end = first + 1; end < issues->len; end++)
      if (month_of(issues->pdata[end], year->name) != month)
        break;
    g_autofree char *stem =
        month > 0 ? g_strdup_printf("%s-%02u", year->name, month) : g_strdup(year->name);
    /* the year's own name is that of the page with its covers */
    spread_issues(year, stem, first, end, month > 0 ? 0 : 1);
  }
}

ShelfPageYear *shelf_page_year_read(const ShelfPage *page, const char *name, GError **error)
{
  g_autoptr(ShelfPageYear) year = g_new0(ShelfPageYear, 1);
  year->name = g_strdup(name);
  year->issues = g_ptr_array_new_with_free_func((GDestroyNotify)issue_free);
  year->books = g_ptr_array_new_with_free_func((GDestroyNotify)issue_free);
  year->sheets = g_ptr_array_new_with_free_func((GDestroyNotify)sheet_free);
  MkepubIssueFilter filter = {.year = name};
  if (!mkepub_catalog_issues(page->catalog, &filter, collect_issue, year, error))
    return NULL;
  plan_sheets(year);
  return g_steal_pointer(&year);
}

void shelf_page_year_free(ShelfPageYear *year)
{
  if (!year)
    return;
  g_free(year->name);
  g_ptr_array_unref(year->issues);
  g_ptr_array_unref(year->books);
  g_ptr_array_unref(year->sheets);
  g_free(year);
}

gboolean shelf_page_year_is_split(const ShelfPageYear *year)
{
  const ShelfPageSheet *sheet = year->sheets->pdata[0];
  return strcmp(sheet->stem, year->name) != 0;
}
