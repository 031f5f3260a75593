/* SPDX-License-Identifier: MIT */
/* From any bytes, taken as a Markdown file, to the chapter of a book: it is well-formed and
 * valid, and a text without markup keeps all its letters. */
#include <string.h>

#include "press.h"
#include "validity.h"

/* The header and the footer are not the author's. A raw <header> of the article is, but such
 * texts are not compared. */
#define NOT_TEXT " header footer "

/* TRUE for Markdown in which every letter is to be read in the book: emphasis, quotes, lists
 * and headings are fine; what holds addresses, names of languages, boxes to tick or comments is
 * not. */
static gboolean says_all(const char *text)
{
  if (strpbrk(text, "<&{|%") || strstr(text, "```") || strstr(text, "~~~") ||
      strstr(text, "![") || strstr(text, "[!") || strstr(text, "[x]") || strstr(text, "[X]"))
    return FALSE;
  return !strchr(text, '[') || !strpbrk(text, "(:");
}

static char *letters_of(const char *text)
{
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p)))
      g_string_append_unichar(out, g_utf8_get_char(p));
  return g_string_free(out, FALSE);
}

/* Whether LEFT is WHOLE, or WHOLE without one stretch that says TITLE: a first heading that
 * repeats the title is set once. */
static gboolean is_all_but_title(const char *whole, const char *left, const char *title)
{
  gsize all = strlen(whole), some = strlen(left), same = 0;
  if (some > all)
    return FALSE;
  if (some == all)
    return strcmp(whole, left) == 0;
  g_autofree char *wanted = g_utf8_casefold(title, -1);
  for (gsize at = 0; at <= some; at++) {
    if (strcmp(whole + at + all - some, left + at) == 0) {
      g_autofree char *gone = g_strndup(whole + at, all - some);
      g_autofree char *folded =
          g_utf8_validate(gone, -1, NULL) ? g_utf8_casefold(gone, -1) : NULL;
      if (folded && strcmp(folded, wanted) == 0)
        return TRUE;
    }
    same += whole[at] == left[at];
    if (same <= at)
      return FALSE;
  }
  return FALSE;
}

static void check_letters(const Press *press, const char *text, const xmlDoc *tree,
                          GString *trouble)
{
  const xmlNode *article = validity_find(tree, "article");
  if (!says_all(text))
    return;
  g_autofree char *wanted = letters_of(text);
  g_autofree char *title = letters_of(press->article->title.text);
  g_autofree char *found = article ? validity_letters(article, NOT_TEXT) : g_strdup("");
  if (!is_all_but_title(wanted, found, title))
    g_string_append_printf(trouble, "[letters: '%s' instead of '%s']", found, wanted);
}

static GHashTable *files_of(const Press *press)
{
  GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < press->book->articles->len; i++) {
    const MkepubBookArticle *one = g_ptr_array_index(press->book->articles, i);
    g_hash_table_insert(files, g_strdup(one->name), GINT_TO_POINTER(1));
  }
  g_hash_table_insert(files, g_strdup("nav.xhtml"), GINT_TO_POINTER(1));
  g_autoptr(GPtrArray) pictures = pictures_all(press->tools.pictures);
  for (guint i = 0; i < pictures->len; i++) {
    const StoredPicture *one = g_ptr_array_index(pictures, i);
    g_hash_table_insert(files, g_strdup(one->picture.href), GINT_TO_POINTER(2));
  }
  return files;
}

typedef struct {
  const Press *press;
  const MkepubBody *body; /* of its article */
} Printer;

/* The chapter that BODY would become after the metadata of the article of DATA, a Printer.
 * The article's file is gone afterwards. */
static char *print_body(const char *body, gpointer data)
{
  const Printer *printer = data;
  MkepubMarkdownFacts facts = {0};
  ChapterResult result;
  Press other;
  g_autoptr(GString) text = g_string_new_len(printer->body->text, (gssize)printer->body->body);
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c(text, '\n'); /* metadata up to the end of the file goes no further */
  g_string_append(text, body);
  press_open(&other, text->str, text->len, NULL, 0);
  g_assert(other.article); /* text it was, text it is */
  other.book->smart = printer->press->book->smart;
  GString *chapter = chapter_write(&other.tools, other.index, &facts, NULL, &result);
  press_close(&other);
  return g_string_free(chapter, FALSE);
}

/* What stands for something else on the way through the parser is for no reader's eyes. Nothing
 * can be written of PRESS afterwards. */
static void check_marks(Press *press, const GString *chapter, const MkepubBody *body,
                        GString *trouble)
{
  Printer printer = {press, body};
  if (validity_has_mark(chapter->str, body->text + body->body, print_body, &printer))
    g_string_append(trouble, "[a mark is left]");
  if (strstr(chapter->str, "\xef\xb7\x90"))
    g_string_append(trouble, "[a mute is left]");
}

static guint count_lines(const uint8_t *data, size_t size)
{
  guint lines = 1;
  for (size_t i = 0; i < size; i++)
    lines += data[i] == '\n' || data[i] == '\r';
  return lines;
}

/* The same again is the same: a writer keeps nothing of what it wrote before. */
static void check_again(Press *press, const GString *chapter, GString *trouble)
{
  MkepubMarkdownFacts facts = {0};
  ChapterResult result;
  GString *again = chapter_write(&press->tools, press->index, &facts, NULL, &result);
  if (!g_string_equal(chapter, again))
    g_string_append(trouble, "[not the same again]");
  g_string_free(again, TRUE);
}

/* The manifest must say what the chapter holds, neither less nor more. */
static void check_properties(const xmlDoc *tree, const char *properties, GString *trouble)
{
  g_autofree char *wanted =
      g_strdup_printf("%s%s", validity_find(tree, "math") ? "mathml " : "",
                      validity_find(tree, "svg") ? "svg " : "");
  if (g_strcmp0(g_strchomp(wanted), properties ? properties : "") != 0)
    g_string_append_printf(trouble, "[properties: '%s']", properties ? properties : "");
}

static void check_chapter(Press *press, GString *trouble)
{
  g_auto(MkepubBody) body = {0};
  MkepubMarkdownFacts facts = {0};
  ChapterResult result;
  GString *chapter =
      chapter_write(&press->tools, press->index, &facts, press->findings, &result);
  g_autoptr(GHashTable) files = files_of(press);
  if (result.lost)
    g_string_append(trouble, "[lost]");
  if (mkepub_findings_count(press->findings, MKEPUB_SEVERITY_ERROR) > 0)
    g_string_append(trouble, "[an error finding: degraded]");
  xmlDoc *tree = validity_parse(chapter->str, chapter->len, trouble);
  if (tree)
    validity_check_tree(chapter->str, tree, files, trouble);
  if (tree && mkepub_article_read_body(press->article, &body, NULL)) {
    check_letters(press, body.text + body.body, tree, trouble);
    check_properties(tree, result.properties, trouble);
  }
  xmlFreeDoc(tree);
  if (chapter->len % 4 == 0) /* often enough */
    check_again(press, chapter, trouble);
  if (body.text)
    check_marks(press, chapter, &body, trouble);
  g_string_free(chapter, TRUE);
}

char *fuzz_one(const uint8_t *data, size_t size)
{
  Press press;
  g_autoptr(GString) trouble = g_string_new(NULL);
  press_open(&press, data, size, NULL, 0);
  if (press.article) {
    press.book->smart = size % 2 == 1; /* both ways are tried */
    check_chapter(&press, trouble);
    press_check_findings(&press, count_lines(data, size), trouble);
  }
  press_close(&press);
  return trouble->len > 0 ? g_strdup(trouble->str) : NULL;
}
