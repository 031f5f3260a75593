/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/site/parts.h"
#include "base/text.h"
#include "mkepub/search.h"

/* A file of terms or of documents ends at this length: small enough to load for one word, and
 * not too many files in a year of many articles. */
#define FILE_BYTES 49152
/* Of an article's own description, which may be a whole text. */
#define DESCRIPTION_BYTES 2000

/* A posting encodes its document as the distance from the one before, times 8, plus a weight: 4
 * for a word of the title, and the number of occurrences, from 0 for one to 3. */
typedef struct {
  GString *postings;
  guint document; /* of the last posting, plus one */
  guint weight;   /* of the current document; 0: it does not contain this term */
} Term;

typedef struct {
  const ShelfPage *page;
  const ShelfPageYear *year;
  const ShelfPageIssue *issue;
  GHashTable *terms;  /* char * to Term * */
  GPtrArray *found;   /* of Term *: those of the current document */
  guint document;     /* its number */
  gboolean title;     /* the title is being read */
  json_t *firsts;     /* first document of each file of documents */
  GString *documents; /* the current file */
  json_t *issues;     /* issues named in it */
  const char *named;  /* the last of these: its anchor */
  guint files;
  gboolean failed;
  GError **error;
} Find;

static void term_free(Term *term)
{
  g_string_free(term->postings, TRUE);
  g_free(term);
}

static void count_term(gpointer data, const char *word)
{
  Find *find = data;
  Term *term = g_hash_table_lookup(find->terms, word);
  if (!term) {
    term = g_new0(Term, 1);
    term->postings = g_string_new(NULL);
    g_hash_table_insert(find->terms, g_strdup(word), term);
  }
  if (term->weight == 0) {
    g_ptr_array_add(find->found, term);
    term->weight = 1;
  } else if ((term->weight & 7) < 4) {
    term->weight++;
  }
  if (find->title)
    term->weight |= 8;
}

static void count_text(Find *find, const char *text, gsize limit)
{
  if (text)
    shelf_page_terms(text, MIN(strlen(text), limit), count_term, find);
}

static void append_number(GString *out, guint number)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  char text[8];
  guint at = sizeof text;
  do
    text[--at] = digits[number % 36];
  while ((number /= 36) > 0);
  g_string_append_len(out, text + at, (gssize)(sizeof text - at));
}

static void close_document(Find *find)
{
  for (guint i = 0; i < find->found->len; i++) {
    Term *term = find->found->pdata[i];
    guint weight = (term->weight & 8 ? 4 : 0) + (term->weight & 7) - 1;
    if (term->postings->len > 0)
      g_string_append_c(term->postings, ' ');
    append_number(term->postings, (find->document + 1 - term->document) * 8 + weight);
    term->document = find->document + 1;
    term->weight = 0;
  }
  g_ptr_array_set_size(find->found, 0);
}

/* Publishes CALL(year, number, …VALUES); and frees VALUES. */
static gboolean put_file(const Find *find, const char *call, guint number, char *values)
{
  GString *out = g_string_new(NULL);
  g_autofree char *name =
      g_strdup_printf("pages/find/%s/%c%u.js", find->year->name, *call, number);
  g_string_printf(out, "mkepubShelf.%s(\"%s\",%u,%s);\n", call, find->year->name, number,
                  values);
  g_free(values);
  return shelf_page_put(find->page, name, out, find->error);
}

static gboolean close_documents(Find *find)
{
  if (find->documents->len == 0)
    return TRUE;
  g_autofree char *issues = json_dumps(find->issues, JSON_COMPACT);
  char *values =
      g_strdup_printf("{\"issues\":%s,\"articles\":[%s]}", issues, find->documents->str);
  g_string_truncate(find->documents, 0);
  json_array_clear(find->issues);
  find->named = NULL;
  return put_file(find, "docs", find->files++, values);
}

/* Collapses white space; this also removes line separators, which end a script's string in old
 * browsers. */
static json_t *text_value(const char *text)
{
  if (!text || !*text)
    return json_integer(0);
  g_autofree char *repaired = text_repair(text, strlen(text), NULL, NULL, NULL);
  g_autofree char *line = text_collapse(repaired, -1);
  return json_string(line);
}

static void name_issue(Find *find)
{
  const ShelfPageIssue *issue = find->issue;
  if (find->named == issue->anchor)
    return;
  find->named = issue->anchor;
  g_autofree char *place = g_strdup_printf("pages/%s.html#%s", issue->page, issue->anchor);
  g_autofree char *file = shelf_page_href("", issue->file);
  g_autofree char *date = shelf_page_date(find->page, issue);
  json_t *row = json_array();
  json_array_append_new(row, text_value(issue->name));
  json_array_append_new(row, text_value(date));
  json_array_append_new(row, text_value(file));
  json_array_append_new(row, text_value(place));
  json_array_append_new(row, json_integer(issue->articles));
  json_array_append_new(row, text_value(shelf_page_lang(find->page, issue->language)));
  json_array_append_new(find->issues, row);
}

static void append_document(Find *find, const MkepubIssueArticle *article)
{
  json_t *row = json_array();
  name_issue(find);
  json_array_append_new(row, json_integer((json_int_t)json_array_size(find->issues) - 1));
  json_array_append_new(row, json_integer(article->place + 1));
  json_array_append_new(row, text_value(article->title));
  json_array_append_new(row, text_value(article->byline));
  json_array_append_new(row, text_value(article->section));
  json_array_append_new(row, text_value(shelf_page_lang(find->page, article->language)));
  json_array_append_new(row, text_value(shelf_page_dir(find->page, article->language)));
  g_autofree char *line = json_dumps(row, JSON_COMPACT);
  if (find->documents->len == 0)
    json_array_append_new(find->firsts, json_integer(find->document));
  else
    g_string_append(find->documents, ",\n");
  g_string_append(find->documents, line);
  json_decref(row);
}

static gboolean count_body(Find *find, gint64 id)
{
  g_autoptr(GError) trouble = NULL;
  gsize length = 0;
  g_autofree char *text = find->page->text(find->page->text_data, id, &length, &trouble);
  if (text)
    shelf_page_terms(text, length, count_term, find);
  if (!trouble)
    return TRUE;
  g_propagate_error(find->error, g_steal_pointer(&trouble));
  return FALSE;
}

static gboolean read_article(gpointer data, const MkepubIssueArticle *article)
{
  Find *find = data;
  find->title = TRUE;
  count_text(find, article->title, G_MAXSIZE);
  find->title = FALSE;
  count_text(find, article->byline, G_MAXSIZE);
  count_text(find, article->section, G_MAXSIZE);
  count_text(find, article->description, DESCRIPTION_BYTES);
  if (find->page->text && !count_body(find, article->id)) {
    find->failed = TRUE;
    return FALSE;
  }
  close_document(find);
  append_document(find, article);
  find->document++;
  if (find->documents->len >= FILE_BYTES)
    find->failed = !close_documents(find);
  return !find->failed;
}

static gboolean put_terms(const Find *find, guint number, GString *lines)
{
  json_t *value = json_stringn(lines->str, lines->len);
  char *text = json_dumps(value, JSON_ENCODE_ANY);
  json_decref(value);
  g_string_truncate(lines, 0);
  return put_file(find, "terms", number, text);
}

/* Writes the terms sorted, so that words with a common prefix are neighbors. The first file
 * also holds everything before its first term. */
static gboolean write_terms(const Find *find, json_t *firsts)
{
  guint length, files = 0;
  gboolean done = TRUE;
  g_autofree gpointer *words = g_hash_table_get_keys_as_array(find->terms, &length);
  if (length > 0)
    qsort(words, length, sizeof *words, text_compare);
  GString *lines = g_string_new(NULL);
  for (guint i = 0; done && i < length; i++) {
    const Term *term = g_hash_table_lookup(find->terms, words[i]);
    if (lines->len == 0)
      json_array_append_new(firsts, json_string(i == 0 ? "" : words[i]));
    else
      g_string_append_c(lines, '\n');
    g_string_append_printf(lines, "%s %s", (const char *)words[i], term->postings->str);
    if (lines->len >= FILE_BYTES)
      done = put_terms(find, files++, lines);
  }
  if (done && lines->len > 0)
    done = put_terms(find, files, lines);
  g_string_free(lines, TRUE);
  return done;
}

gboolean shelf_page_write_find(const ShelfPage *page, const ShelfPageYear *year, json_t *facts,
                               GError **error)
{
  g_autoptr(GHashTable) terms =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)term_free);
  g_autoptr(GPtrArray) found = g_ptr_array_new();
  json_t *firsts = json_array();
  Find find = {.page = page,
               .year = year,
               .terms = terms,
               .found = found,
               .firsts = json_array(),
               .documents = g_string_new(NULL),
               .issues = json_array(),
               .error = error};
  gboolean done = TRUE;
  for (guint i = 0; done && i < year->issues->len; i++) {
    find.issue = year->issues->pdata[i];
    done = mkepub_catalog_articles(page->catalog, find.issue->id, read_article, &find, error) &&
           !find.failed;
  }
  done = done && close_documents(&find) && write_terms(&find, firsts);
  json_object_set_new(facts, "docs", find.firsts);
  json_object_set_new(facts, "terms", firsts);
  json_decref(find.issues);
  g_string_free(find.documents, TRUE);
  return done;
}

void shelf_page_terms(const char *text, gsize length, ShelfPageTermCall call, gpointer data)
{
  g_autofree char *folded = mkepub_search_fold(text, length);
  for (char *word = folded, *next; word; word = next) {
    next = strchr(word, ' ');
    if (next)
      *next++ = '\0';
    if (*word)
      call(data, word);
  }
}
