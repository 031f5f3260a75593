/* SPDX-License-Identifier: MIT */
/* Whatever stands around them, what takes the place of notes and tables on the way through the
 * parser is never left in a text. */
#include <glib.h>
#include <string.h>

#include "markdown/arena.h"
#include "markdown/document.h"

typedef struct {
  guint headings, items, notes, tables;
  int start;   /* number of the last list's first item */
  char *words; /* all text of the tree */
  MkepubFindings *findings;
} Seen;

static Seen parse(const char *text, const char *nonce)
{
  Seen seen = {.findings = mkepub_findings_new()};
  MkepubMarkdownOptions options = {.path = "a.md", .first_line = 7, .findings = seen.findings};
  MarkdownText source;
  Render render = {.options = &options};
  Budget budget = budget_for(strlen(text));
  markdown_text_init(&source, text, strlen(text), &options, &budget);
  document_prepare(&source);
  source.nonce = g_strdup(nonce);
  GString *words = g_string_new(NULL);
  cmark_iter *iter = cmark_iter_new(document_parse(&source, &render));
  cmark_event_type event;
  while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
    cmark_node *node = cmark_iter_get_node(iter);
    if (event != CMARK_EVENT_ENTER)
      continue;
    seen.headings += cmark_node_get_type(node) == CMARK_NODE_HEADING;
    seen.items += cmark_node_get_type(node) == CMARK_NODE_ITEM;
    if (cmark_node_get_type(node) == CMARK_NODE_LIST)
      seen.start = cmark_node_get_list_start(node);
    if (cmark_node_get_literal(node))
      g_string_append_printf(words, "%s\n", cmark_node_get_literal(node));
  }
  cmark_iter_free(iter);
  seen.words = g_string_free(words, FALSE);
  seen.notes = source.n_notes;
  seen.tables = source.tables ? source.tables->len : 0;
  document_clear(&render);
  markdown_text_clear(&source);
  arena_release();
  return seen;
}

static void seen_clear(Seen *seen)
{
  g_free(seen->words);
  mkepub_findings_free(seen->findings);
}

#define BOTH "a[^n]\n\n| b |\n|---|\n| c |\n\n[^n]: d\n\nmarked0f0 e\n"

static void test_found(void)
{
  Seen seen = parse(BOTH, NULL);
  g_assert_cmpuint(seen.notes, ==, 1);
  g_assert_cmpuint(seen.tables, ==, 1);
  g_assert_cmpuint(seen.headings, ==, 1); /* the table's place */
  g_assert_cmpuint(mkepub_findings_length(seen.findings), ==, 0);
  seen_clear(&seen);
}

/* Were the word for marks part of the text after all, its tables and notes would be text too,
 * and the author be told. */
static void test_left(void)
{
  Seen seen = parse(BOTH, "marked0");
  g_assert_cmpuint(seen.notes, ==, 0);
  g_assert_cmpuint(seen.tables, ==, 0);
  g_assert_cmpuint(seen.headings, ==, 0);
  /* the definition is no link reference either, which would show nothing */
  g_assert_cmpstr(seen.words, ==,
                  "a[^n]\n| b |\n|---|\n| c |\n[^n]" MARKDOWN_TEXT_MUTE ": d\nmarked0f0 e\n");
  g_assert_cmpuint(mkepub_findings_length(seen.findings), ==, 1);
  const MkepubFinding *finding = mkepub_findings_at(seen.findings, 0);
  g_assert_cmpint(finding->id, ==, MKEPUB_FINDING_MARKUP_LIMITED);
  g_assert_cmpstr(finding->path, ==, "a.md");
  g_assert_cmpuint(finding->line, ==, 7);
  seen_clear(&seen);
}

static guint count_limited(const Seen *seen)
{
  guint n = 0;
  for (guint i = 0; i < mkepub_findings_length(seen->findings); i++)
    n += mkepub_findings_at(seen->findings, i)->id == MKEPUB_FINDING_MARKUP_LIMITED;
  return n;
}

/* Two notes that are only seen to be text one after the other; the rest stay what they are. */
static void test_one_by_one(void)
{
  Seen seen =
      parse("    [^1]: deep\n> >\n[^4]: <div>\n<a>\n    [^2]: deep\n> -   > |-|\n"
            ">     [^4]: x\n# head\n|---|---|\n    > [^1]: q\n- |-\n\n  text\n- |-\n<?\n"
            "* + - [^2]: q\n [^2]: one\n<b><b>\n>\n",
            NULL);
  g_assert_cmpuint(count_limited(&seen), ==, 0);
  g_assert_null(strstr(seen.words, "mkepubmark"));
  g_assert_cmpuint(seen.notes, ==, 3);
  seen_clear(&seen);
}

/* A list of notes is no list in the text; items that say more keep their numbers. */
static void test_items(void)
{
  Seen seen = parse("1. [^1]: x\n2. two\n3. [^2]: y\n\n- > [^3]: z\n- [^4]: z\n", NULL);
  g_assert_cmpuint(seen.notes, ==, 4);
  g_assert_cmpuint(seen.items, ==, 1);
  g_assert_cmpint(seen.start, ==, 2);
  g_assert_cmpstr(seen.words, ==, "two\n");
  seen_clear(&seen);
  seen = parse("1. one\n2. [^1]: x\n3. three\n", NULL);
  g_assert_cmpuint(seen.notes, ==, 1);
  g_assert_cmpuint(seen.items, ==, 3);
  seen_clear(&seen);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/document/found", test_found);
  g_test_add_func("/document/left", test_left);
  g_test_add_func("/document/one-by-one", test_one_by_one);
  g_test_add_func("/document/items", test_items);
  return g_test_run();
}
