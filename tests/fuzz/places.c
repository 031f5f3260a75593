/* SPDX-License-Identifier: MIT */
/* Ids of a document and what refers to them. */
#include "validity.h"

static void reference_clear(gpointer data)
{
  g_free(((ValidityReference *)data)->id);
}

void validity_places_init(ValidityPlaces *places)
{
  places->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  places->references = g_array_new(FALSE, FALSE, sizeof(ValidityReference));
  g_array_set_clear_func(places->references, reference_clear);
}

void validity_place(ValidityPlaces *places, const char *id, enum validity_target target,
                    GString *trouble)
{
  if (g_hash_table_contains(places->ids, id))
    g_string_append_printf(trouble, "[id twice: '%s']", id);
  g_hash_table_insert(places->ids, g_strdup(id), GINT_TO_POINTER(target));
}

void validity_refer(ValidityPlaces *places, const char *id, enum validity_use use)
{
  ValidityReference reference = {g_strdup(id), use};
  g_array_append_val(places->references, reference);
}

static gboolean goes_together(enum validity_use use, enum validity_target target)
{
  switch (use) {
  case USE_LINK:
    return target == TARGET_PLAIN;
  case USE_PAINT:
    return target == TARGET_PAINT;
  case USE_SHAPE:
    return target == TARGET_PLAIN || target == TARGET_SYMBOL;
  default:
    return TRUE;
  }
}

void validity_places_close(ValidityPlaces *places, GString *trouble)
{
  for (guint i = 0; i < places->references->len; i++) {
    const ValidityReference *one = &g_array_index(places->references, ValidityReference, i);
    gint target = GPOINTER_TO_INT(g_hash_table_lookup(places->ids, one->id));
    if (target == 0)
      g_string_append_printf(trouble, "[no such id: '%s']", one->id);
    else if (!goes_together(one->use, (enum validity_target)target))
      g_string_append_printf(trouble, "[refers to the wrong thing: '%s']", one->id);
  }
  g_hash_table_unref(places->ids);
  g_array_unref(places->references);
}
