/* SPDX-License-Identifier: MIT */
#include "collect/frontmatter/frontmatter.h"

#include <string.h>

#include "collect/frontmatter/body-metadata.h"
#include "collect/frontmatter/json.h"
#include "collect/frontmatter/key-value.h"
#include "collect/frontmatter/lines.h"
#include "collect/frontmatter/toml.h"
#include "collect/frontmatter/yaml.h"

typedef struct {
  const char *text;
  gsize length;
  const char *path;
  MkepubFindings *findings;
} Head;

/* A delimited block: the lines between the delimiters, and where the text continues. */
typedef struct {
  const char *text;
  gsize length;
  guint line;
  gsize body;
  guint body_line;
} Block;

void frontmatter_clear(FrontMatter *matter)
{
  g_clear_pointer(&matter->fields, fields_free);
}

static void report_problem(const Head *head, guint line, const char *problem)
{
  mkepub_findings_add(head->findings, MKEPUB_FINDING_FRONT_MATTER_INVALID, head->path, line, 0,
                      "front matter is invalid: %s", problem);
}

static void take_block(FrontMatter *matter, Fields *fields, const char *dialect,
                       const Block *block)
{
  matter->fields = fields;
  matter->dialect = dialect;
  matter->body = block->body;
  matter->body_line = block->body_line;
}

/* Finds the lines between the first line that is not blank, which must be OPEN, and the next
 * that is CLOSE or OTHER (may be NULL). Returns FALSE without such a block. */
static gboolean find_block(const Head *head, const char *open, const char *close,
                           const char *other, Block *block)
{
  Line line = {.next = head->text, .end = head->text + head->length};
  do {
    if (!line_next(&line))
      return FALSE;
  } while (line_is_blank(&line) && line.number < 10);
  if (!line_is(&line, open))
    return FALSE;
  block->text = line.next;
  block->line = line.number + 1;
  while (line_next(&line))
    if (line_is(&line, close) || (other && line_is(&line, other))) {
      block->length = (gsize)(line.text - block->text);
      block->body = (gsize)(line.next - head->text);
      block->body_line = line.number + 1;
      return TRUE;
    }
  return FALSE;
}

/* Returns TRUE when the first line that is not blank or a comment is 'key:', '- ' or '{': text
 * after a horizontal rule does not begin like this. */
static gboolean looks_like_yaml(const Block *block)
{
  Line line = {.next = block->text, .end = block->text + block->length};
  while (line_next(&line)) {
    if (line_is_blank(&line) || *line.text == '#')
      continue;
    if (*line.text == '{' || (line.length > 2 && memcmp(line.text, "- ", 2) == 0))
      return TRUE;
    const char *colon = memchr(line.text, ':', line.length);
    return colon && colon > line.text && !g_ascii_isspace(*line.text) &&
           (colon + 1 == line.text + line.length || g_ascii_isspace(colon[1]));
  }
  return TRUE; /* only comments: empty front matter */
}

static gboolean read_yaml(FrontMatter *matter, const Head *head)
{
  Block block;
  if (!find_block(head, "---", "---", "...", &block) || !looks_like_yaml(&block))
    return FALSE;
  g_autofree char *problem = NULL;
  guint line = 0, odd = 0;
  Fields *fields = yaml_read(block.text, block.length, block.line, &problem, &line);
  if (!fields) {
    fields = yaml_read_lines(block.text, block.length, block.line, &odd);
    /* prose between two rules is not front matter */
    if (problem && odd > fields_count(fields)) {
      fields_free(fields);
      return FALSE;
    }
    if (problem)
      report_problem(head, line, problem);
  }
  take_block(matter, fields, "YAML", &block);
  return TRUE;
}

static gboolean read_toml(FrontMatter *matter, const Head *head)
{
  Block block;
  const char *problem;
  guint line;
  if (!find_block(head, "+++", "+++", NULL, &block))
    return FALSE;
  Fields *fields = toml_read(block.text, block.length, block.line, &problem, &line);
  if (problem && fields_count(fields) == 0) {
    fields_free(fields);
    return FALSE;
  }
  if (problem)
    report_problem(head, line, problem);
  take_block(matter, fields, "TOML", &block);
  return TRUE;
}

static gboolean read_json(FrontMatter *matter, const Head *head)
{
  gsize brace = 0;
  while (brace < head->length && g_ascii_isspace(head->text[brace]))
    brace++;
  gsize next = brace + 1;
  while (next < head->length && g_ascii_isspace(head->text[next]))
    next++;
  if (next >= head->length || head->text[brace] != '{' || head->text[next] != '"')
    return FALSE;
  g_autofree char *problem = NULL;
  guint line = 0;
  gsize used = 0;
  Fields *fields = json_read(head->text + brace, head->length - brace, &used, &problem, &line);
  if (!fields) {
    report_problem(head, line, problem);
    return FALSE;
  }
  Block block = {.body = brace + used, .body_line = 1};
  /* the line end after the brace belongs to it */
  while (block.body < head->length &&
         (head->text[block.body] == ' ' || head->text[block.body] == '\t'))
    block.body++;
  if (block.body < head->length && head->text[block.body] == '\n')
    block.body++;
  for (gsize i = 0; i < block.body; i++)
    block.body_line += head->text[i] == '\n';
  take_block(matter, fields, "JSON", &block);
  return TRUE;
}

typedef Fields *(*BareReader)(const char *text, gsize length, gsize *body, guint *body_line);

static gboolean read_bare(FrontMatter *matter, const Head *head, BareReader reader,
                          const char *dialect)
{
  Block block = {.body_line = 1};
  Fields *fields = reader(head->text, head->length, &block.body, &block.body_line);
  if (!fields)
    return FALSE;
  take_block(matter, fields, dialect, &block);
  return TRUE;
}

/* Counts the lines of TEXT, including a last one without a line end, so that no finding names a
 * line beyond the text. */
static guint count_lines(const char *text, gsize length)
{
  guint lines = 1;
  for (const char *p = text; (p = memchr(p, '\n', (gsize)(text + length - p))); p++)
    lines++;
  return lines;
}

void frontmatter_read(FrontMatter *matter, const char *text, gsize length, const char *path,
                      MkepubFindings *findings)
{
  static const struct {
    BareReader reader;
    const char *dialect;
  } bare[] = {{bodymeta_read_dated, "dated text"},
              {keyvalue_read_lctt, "LCTT"},
              {keyvalue_read_logseq, "Logseq"},
              {keyvalue_read_headers, "key: value"}};
  const Head head = {text, length, path, findings};
  *matter = (FrontMatter){NULL, NULL, 0, 1};
  gboolean done =
      read_yaml(matter, &head) || read_toml(matter, &head) || read_json(matter, &head);
  for (gsize i = 0; !done && i < G_N_ELEMENTS(bare); i++)
    done = read_bare(matter, &head, bare[i].reader, bare[i].dialect);
  if (!done)
    take_block(matter, fields_new(), "plain", &(Block){.body_line = 1});
  bodymeta_read(matter, text, length);
  if (matter->body == length && length > 0 && text[length - 1] != '\n')
    matter->body_line = count_lines(text, length);
}
