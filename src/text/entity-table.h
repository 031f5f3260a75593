/* SPDX-License-Identifier: MIT */
/* The named character references of HTML (13.5), sorted by strcmp.
 * Read by entity.c. */
#ifndef TEXT_ENTITY_TABLE_H
#define TEXT_ENTITY_TABLE_H

#include <glib.h>

#define ENTITY_COUNT 2125

struct entity {
  const char *name;
  const char *text;
  gboolean legacy; /* valid without its ';' */
};

extern const struct entity entity_table[ENTITY_COUNT];

#endif
