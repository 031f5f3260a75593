/* SPDX-License-Identifier: MIT */
/* Metadata from the name and the folders of a file. Used by the mapping of metadata. */
#ifndef COLLECT_FRONTMATTER_PATH_METADATA_H
#define COLLECT_FRONTMATTER_PATH_METADATA_H

#include <glib.h>

#include "mkepub/date.h"

typedef struct {
  char **folders; /* of the path below the root; without the page bundle's own */
  char *name; /* the file's name without its extension, or the bundle's folder for 'index.md' */
  const char *rest; /* the rest of NAME after its date */
  MkepubDate date;  /* date in the name; MKEPUB_DATE_NONE without one */
  gboolean is_text; /* '.txt' */
} Place;

/* Fills *place. RELATIVE as in MkepubArticle; ROOT names the bundle when 'index.md' is at the
 * top. */
void place_init(Place *place, const char *relative, const char *root);
void place_clear(Place *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

/* Turns 'some_good-name' into 'Some good name', for the caller to free. */
char *place_title(const char *name);

/* Returns the first folder that is not a date, not a language and not one that generators use;
 * otherwise NULL. Borrowed. */
const char *place_section(const Place *place);

/* Returns the language in the name of a top folder, for the caller to free; NULL without
 * one. */
char *place_language(const Place *place);

/* Finds a date in PARTS (NULL-ended): 'YYYY', 'MM', 'DD', or 'YYYYMM', or 'YYYY-MM-DD-x'.
 * Returns FALSE without one. */
gboolean place_find_date(char *const *parts, MkepubDate *date);

#endif
