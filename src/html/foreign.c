/* SPDX-License-Identifier: MIT */
#include "html/foreign.h"

#include <string.h>

#include "base/text.h"
#include "html/foreign-internal.h"
#include "xhtml/escape.h"

/* Maximum depth of elements; deeper drawings are not kept. */
#define DEPTH_LIMIT 64

/* An element that is neither SVG nor MathML: the drawing is not kept, only its text. */
static const struct foreign_element stranger = {.role = FOREIGN_REFUSE};
/* An element with a prefix, which drawing programs write for their own use. */
static const struct foreign_element prefixed = {.role = FOREIGN_DROP};

gboolean foreign_is_name(const char *name)
{
  return foreign_svg_element(name) || foreign_math_element(name);
}

static struct foreign_open *open_at(const struct foreign_reader *reader, guint index)
{
  return &g_array_index(reader->stack, struct foreign_open, index);
}

static struct foreign_open *top(const struct foreign_reader *reader)
{
  return open_at(reader, reader->stack->len - 1);
}

static const struct foreign_element *find_element(const struct foreign_reader *reader,
                                                  const char *name)
{
  const struct foreign_element *element =
      reader->is_math ? foreign_math_element(name) : foreign_svg_element(name);
  return element ? element : strchr(name, ':') ? &prefixed : &stranger;
}

/* Returns TRUE when MathML allows ELEMENT in PARENT. */
static gboolean fits_parent(const struct foreign_element *element,
                            const struct foreign_element *parent)
{
  static const char *const pairs[][2] = {
      {"mtr", "mtable"},     {"mlabeledtr", "mtable"},  {"mtd", "mtr"},
      {"mtd", "mlabeledtr"}, {"none", "mmultiscripts"}, {"mprescripts", "mmultiscripts"}};
  gboolean bound = FALSE;
  gboolean exclusive = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
    gboolean child = strcmp(element->name, pairs[i][0]) == 0;
    gboolean in = strcmp(parent->name, pairs[i][1]) == 0;
    if (child && in)
      return TRUE;
    bound |= child;
    exclusive |= in && strcmp(pairs[i][1], "mmultiscripts") != 0;
  }
  return !bound && !exclusive;
}

/* Returns the innermost entry that is not a link. */
static struct foreign_open *holder(const struct foreign_reader *reader)
{
  guint i = reader->stack->len - 1;
  while (i > 0 && open_at(reader, i)->element->role == FOREIGN_UNWRAP)
    i--;
  return open_at(reader, i);
}

/* Returns TRUE when SVG allows ELEMENT at this place, and counts it as a child unless it is a
 * description. */
static gboolean fits_svg(const struct foreign_reader *reader,
                         const struct foreign_element *element)
{
  struct foreign_open *parent = holder(reader);
  gboolean describes = (element->class & foreign_svg_element("title")->class) != 0;
  if ((parent->element->holds & element->class) == 0 ||
      (parent->element->ordered && describes && parent->children > 0))
    return FALSE;
  parent->children += describes ? 0 : 1;
  return TRUE;
}

/* Counts ELEMENT as a child of the open MathML element. Refuses the formula when ELEMENT is not
 * allowed there. */
static void count_child(struct foreign_reader *reader, const struct foreign_element *element)
{
  struct foreign_open *parent = top(reader);
  if (parent->element->role != FOREIGN_GROUP || !fits_parent(element, parent->element))
    reader->refused = TRUE;
  if (strcmp(element->name, "mprescripts") == 0) {
    /* the content is: the base, pairs of scripts, mprescripts, pairs of scripts */
    if (parent->children % 2 == 0 || parent->turned)
      reader->refused = TRUE;
    parent->turned = TRUE;
    return;
  }
  parent->children++;
}

/* Returns the role of ELEMENT at this place. */
static enum foreign_role role_here(struct foreign_reader *reader,
                                   const struct foreign_element *element)
{
  if (element->role >= FOREIGN_UNWRAP)
    return element->role;
  if (reader->is_math)
    count_child(reader, element);
  else if (!fits_svg(reader, element))
    return FOREIGN_DROP;
  return element->role;
}

/* Returns the number of open elements that were written, including the root. */
static guint count_written(const struct foreign_reader *reader)
{
  guint written = 0;
  for (guint i = 0; i < reader->stack->len; i++)
    written += open_at(reader, i)->written ? 1 : 0;
  return written;
}

static void open_tag(struct foreign_reader *reader, const struct foreign_element *element)
{
  struct foreign_open entry = {.element = element, .hushed = top(reader)->hushed};
  GString *out = reader->out;
  if (entry.hushed) {
    g_array_append_val(reader->stack, entry);
    return;
  }
  switch (role_here(reader, element)) {
  case FOREIGN_GROUP:
  case FOREIGN_TEXT:
  case FOREIGN_EMPTY:
    entry.written = TRUE;
    break;
  case FOREIGN_UNWRAP:
    reader->foreign->changed = TRUE;
    break;
  case FOREIGN_DROP:
    reader->foreign->changed = TRUE;
    entry.hushed = TRUE;
    break;
  case FOREIGN_SOURCE:
    entry.hushed = TRUE;
    break;
  case FOREIGN_REFUSE:
    reader->refused = TRUE;
    break;
  }
  if (entry.written) {
    reader->titles += strcmp(element->name, "title") == 0 && count_written(reader) == 1;
    g_string_append_c(out, '<');
    g_string_append(out, element->name);
    foreign_write_attributes(reader, element);
    g_string_append_c(out, '>');
  }
  entry.inner = out->len;
  g_array_append_val(reader->stack, entry);
}

/* Returns TRUE when the element has a valid number of children. */
static gboolean is_complete(const struct foreign_open *entry)
{
  const struct foreign_element *element = entry->element;
  if (element->class)
    return TRUE;
  if (entry->children < element->least || (element->most && entry->children > element->most))
    return FALSE;
  return strcmp(element->name, "mmultiscripts") != 0 || entry->children % 2 == 1;
}

static void close_top(struct foreign_reader *reader)
{
  struct foreign_open entry = *top(reader);
  GString *out = reader->out;
  g_array_set_size(reader->stack, reader->stack->len - 1);
  if (!entry.written)
    return;
  if (!is_complete(&entry))
    reader->refused = TRUE;
  if (out->len == entry.inner) {
    g_string_truncate(out, out->len - 1);
    g_string_append(out, "/>");
    return;
  }
  g_string_append(out, "</");
  g_string_append(out, entry.element->name);
  g_string_append_c(out, '>');
}

static void start_tag(struct foreign_reader *reader)
{
  struct tokenizer *tokenizer = &reader->tokenizer;
  const char *name = tokenizer->strings->str;
  const struct foreign_element *element = find_element(reader, name);
  reader->refused |= tokenizer->broken || reader->stack->len > DEPTH_LIMIT;
  if (!reader->is_math)
    g_string_append_c(reader->foreign->text, ' ');
  if (strcmp(name, "script") == 0 || strcmp(name, "style") == 0) {
    gint depth = -1;
    reader->refused = TRUE;
    if (!tokenizer->self_closing && tokenizer_skip_to_end_tag(tokenizer, name, &depth))
      tokenizer_next(tokenizer);
    return;
  }
  if (reader->stack->len > DEPTH_LIMIT)
    return;
  open_tag(reader, element);
  if (tokenizer->self_closing)
    close_top(reader);
}

static void end_tag(struct foreign_reader *reader)
{
  const char *name = reader->tokenizer.strings->str;
  const struct foreign_element *element = find_element(reader, name);
  if (!reader->is_math)
    g_string_append_c(reader->foreign->text, ' ');
  if (reader->stack->len > 1 && top(reader)->element == element)
    close_top(reader);
  else
    reader->refused = TRUE;
}

/* Returns TRUE when the open element is the drawing's own title: the first title child of the
 * root that is written. */
static gboolean is_own_title(const struct foreign_reader *reader)
{
  return count_written(reader) == 2 && reader->titles == 1 &&
         strcmp(holder(reader)->element->name, "title") == 0;
}

static void text(struct foreign_reader *reader)
{
  const GString *words = reader->tokenizer.strings;
  gboolean blank = escape_blank_prefix(words->str, words->len) == words->len;
  const struct foreign_element *element = holder(reader)->element;
  if (element->role == FOREIGN_SOURCE && !reader->source->len)
    g_string_append_len(reader->source, words->str, (gssize)words->len);
  if (top(reader)->hushed)
    return;
  g_string_append_len(reader->foreign->text, words->str, (gssize)words->len);
  if (blank && element->role != FOREIGN_TEXT)
    return;
  if (element->role != FOREIGN_TEXT) {
    reader->refused = TRUE;
    return;
  }
  reader->speaks |= !blank;
  reader->foreign->titled |= !blank && is_own_title(reader);
  reader->draws_text |= strcmp(element->name, "title") != 0;
  escape_append(reader->out, words->str, words->len, ESCAPE_TEXT);
}

static void read_tokens(struct foreign_reader *reader)
{
  struct tokenizer *tokenizer = &reader->tokenizer;
  while (tokenizer_next(tokenizer) != TOKEN_END_OF_INPUT) {
    switch (tokenizer->kind) {
    case TOKEN_TEXT:
    case TOKEN_CDATA:
      reader->refused |= tokenizer->kind == TOKEN_TEXT && tokenizer->broken;
      text(reader);
      break;
    case TOKEN_START:
      start_tag(reader);
      break;
    case TOKEN_END:
      end_tag(reader);
      break;
    default:
      reader->refused |= tokenizer->kind == TOKEN_COMMENT && tokenizer->broken;
      break;
    }
  }
}

/* Gives a formula without a label one, which is read aloud: its source or its letters. */
static void describe_math(struct foreign_reader *reader)
{
  struct foreign *foreign = reader->foreign;
  if (!foreign->label || !*foreign->label) {
    g_autofree char *source = text_collapse(reader->source->str, -1);
    g_autofree char *letters = text_collapse(foreign->text->str, -1);
    GString *words = g_string_new(" alttext=\"");
    const char *said = *source ? source : letters;
    escape_append(words, said, strlen(said), ESCAPE_ATTRIBUTE);
    g_string_append_c(words, '"');
    g_string_insert(reader->out, (gssize)reader->root, words->str);
    g_string_free(words, TRUE);
    reader->refused |= *said == '\0';
  }
  foreign->described = TRUE;
}

static void describe_svg(struct foreign_reader *reader)
{
  struct foreign *foreign = reader->foreign;
  gboolean labeled = foreign->label && *foreign->label;
  foreign->described = labeled || reader->speaks || reader->ornament;
  if (reader->links)
    g_string_insert(reader->out, (gssize)reader->root,
                    " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
  if ((labeled || reader->foreign->titled) && !reader->draws_text)
    g_string_insert(reader->out, (gssize)reader->root, " role=\"img\"");
}

/* Reads and writes the start tag of the root. Notes the offset at which attributes can be
 * added. */
static void open_root(struct foreign_reader *reader)
{
  static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
  static const char math[] = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"";
  struct foreign_open entry = {.written = TRUE};
  tokenizer_next(&reader->tokenizer);
  entry.element = find_element(reader, reader->is_math ? "math" : "svg");
  reader->refused |= reader->tokenizer.broken;
  g_string_append(reader->out, reader->is_math ? math : svg);
  reader->root = reader->out->len;
  foreign_write_attributes(reader, entry.element);
  g_string_append_c(reader->out, '>');
  entry.inner = reader->out->len;
  g_array_append_val(reader->stack, entry);
}

static gboolean is_not_given(gpointer old, gpointer name, gpointer given)
{
  (void)name;
  return !given || !g_hash_table_contains(given, old);
}

void foreign_read(struct foreign *foreign, const char *markup, gsize length,
                  ForeignNewId new_id, gpointer data)
{
  struct foreign_reader reader = {.foreign = foreign, .new_id = new_id, .data = data};
  memset(foreign, 0, sizeof *foreign);
  foreign->text = g_string_new(NULL);
  reader.out = g_string_sized_new(length + 64);
  reader.source = g_string_new(NULL);
  reader.stack = g_array_new(FALSE, FALSE, sizeof(struct foreign_open));
  reader.is_math = length > 5 && g_ascii_strncasecmp(markup, "<math", 5) == 0;
  tokenizer_init(&reader.tokenizer);
  foreign_collect_ids(&reader, markup, length);
  tokenizer_feed(&reader.tokenizer, markup, length);
  open_root(&reader);
  read_tokens(&reader);
  reader.refused |= reader.stack->len != 1;
  foreign_resolve(&reader);
  if (reader.is_math)
    describe_math(&reader);
  else
    describe_svg(&reader);
  while (reader.stack->len > 0)
    close_top(&reader);
  /* an id on an element that does not accept ids was not written */
  if (foreign->ids)
    g_hash_table_foreach_remove(foreign->ids, is_not_given, reader.given);
  foreign->kinds = g_steal_pointer(&reader.given);
  foreign->markup = reader.refused ? NULL : reader.out;
  if (reader.refused)
    g_string_free(reader.out, TRUE);
  g_string_free(reader.source, TRUE);
  g_array_unref(reader.stack);
  g_clear_pointer(&reader.references, g_array_unref);
  tokenizer_clear(&reader.tokenizer);
}

void foreign_clear(struct foreign *foreign)
{
  if (foreign->markup)
    g_string_free(foreign->markup, TRUE);
  g_string_free(foreign->text, TRUE);
  g_free(foreign->label);
  g_clear_pointer(&foreign->ids, g_hash_table_unref);
  g_clear_pointer(&foreign->kinds, g_hash_table_unref);
}
