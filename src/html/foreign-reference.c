/* SPDX-License-Identifier: MIT */
/* The ids of a drawing and the references to them. */
#include <string.h>

#include "html/foreign-internal.h"

gboolean foreign_is_definition(const char *kind)
{
  return kind &&
         strstr(
             " linearGradient radialGradient pattern clipPath mask filter marker stop symbol ",
             kind);
}

void foreign_collect_ids(struct foreign_reader *reader, const char *text, gsize length)
{
  struct tokenizer *tokenizer = &reader->tokenizer;
  if (reader->is_math)
    return;
  tokenizer_feed(tokenizer, text, length);
  while (tokenizer_next(tokenizer) != TOKEN_END_OF_INPUT) {
    const char *id =
        tokenizer->kind == TOKEN_START ? tokenizer_attribute(tokenizer, "id") : NULL;
    const struct foreign_element *element =
        id ? foreign_svg_element(tokenizer->strings->str) : NULL;
    if (!element || element->role >= FOREIGN_UNWRAP || !*id || strpbrk(id, " \t\r\n\f"))
      continue;
    if (!reader->foreign->ids)
      reader->foreign->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (g_hash_table_contains(reader->foreign->ids, id))
      reader->foreign->changed = TRUE;
    else
      g_hash_table_insert(reader->foreign->ids, g_strdup(id),
                          g_strdup(reader->new_id(reader->data, id)));
  }
}

static void reference_clear(gpointer data)
{
  g_free(((struct foreign_reference *)data)->id);
}

void foreign_refer(struct foreign_reader *reader, gsize start, const char *attribute,
                   const char *element, const char *id)
{
  struct foreign_reference reference = {start, reader->out->len, attribute, element,
                                        g_strdup(id)};
  if (!reader->references) {
    reader->references = g_array_new(FALSE, FALSE, sizeof(struct foreign_reference));
    g_array_set_clear_func(reader->references, reference_clear);
  }
  g_array_append_val(reader->references, reference);
}

/* Returns TRUE when the attribute NAME, a paint, clip, mask, filter or marker property, may
 * refer to an element KIND (epubcheck RSC-014). */
static gboolean takes_kind(const char *name, const char *kind)
{
  static const struct {
    const char *attribute, *kinds;
  } pairs[] = {{"fill", " linearGradient radialGradient pattern "},
               {"stroke", " linearGradient radialGradient pattern "},
               {"clip-path", " clipPath "},
               {"mask", " mask "},
               {"filter", " filter "},
               {"marker-start", " marker "},
               {"marker-mid", " marker "},
               {"marker-end", " marker "}};
  g_autofree char *word = g_strdup_printf(" %s ", kind);
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    if (strcmp(pairs[i].attribute, name) == 0)
      return strstr(pairs[i].kinds, word) != NULL;
  return FALSE;
}

/* Returns TRUE when a link from ELEMENT may refer to an element KIND: gradients and patterns
 * inherit from elements of their own kind, all others show drawn elements, and <use> also shows
 * symbols. */
static gboolean links_kind(const char *element, const char *kind)
{
  if (strstr(" linearGradient radialGradient pattern ", element))
    return strcmp(kind, element) == 0;
  return !foreign_is_definition(kind) ||
         (strcmp(element, "use") == 0 && strcmp(kind, "symbol") == 0);
}

static gboolean is_link(const struct foreign_reference *reference)
{
  return strcmp(reference->attribute, "xlink:href") == 0;
}

static gboolean refers_well(const struct foreign_reader *reader,
                            const struct foreign_reference *reference)
{
  const char *kind = reader->given ? g_hash_table_lookup(reader->given, reference->id) : NULL;
  if (!kind)
    return FALSE;
  return is_link(reference) ? links_kind(reference->element, kind)
                            : takes_kind(reference->attribute, kind);
}

void foreign_resolve(struct foreign_reader *reader)
{
  GString *out = reader->out;
  struct foreign_open *root = &g_array_index(reader->stack, struct foreign_open, 0);
  gsize from = 0, to = 0, inner = root->inner;
  for (guint i = 0; reader->references && i < reader->references->len; i++) {
    const struct foreign_reference *reference =
        &g_array_index(reader->references, struct foreign_reference, i);
    if (refers_well(reader, reference)) {
      reader->links |= is_link(reference);
      continue;
    }
    reader->foreign->changed |= is_link(reference);
    memmove(out->str + to, out->str + from, reference->start - from);
    to += reference->start - from;
    from = reference->end;
    root->inner -= from <= inner ? from - reference->start : 0;
  }
  memmove(out->str + to, out->str + from, out->len - from);
  g_string_truncate(out, to + out->len - from);
}
