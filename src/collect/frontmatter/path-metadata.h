/* SPDX-License-Identifier: MIT */
/* What the name and the folders of a file say.
 * Used by the mapping of metadata. */
#ifndef COLLECT_FRONTMATTER_PATH_METADATA_H
#define COLLECT_FRONTMATTER_PATH_METADATA_H

#include <glib.h>

#include "mkepub/date.h"

typedef struct {
  char **folders; /* of the path below the root; without the page bundle's own */
  char *name; /* the file's name without its extension, or the bundle's folder for 'index.md' */
  const char *rest; /* NAME behind its date */
  MkepubDate date;  /* of the name; MKEPUB_DATE_NONE when it has none */
  gboolean is_text; /* '.txt' */
} Place;

/* RELATIVE as in MkepubArticle; ROOT names the bundle when 'index.md' lies at the top. */
void place_init(Place *place, const char *relative, const char *root);
void place_clear(Place *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

/* 'some_good-name' to 'Some good name', for the caller to free. */
char *place_title(const char *name);

/* The first folder that is no date, no language and none of the folders that generators use;
 * NULL. */
const char *place_section(const Place *place);

/* The language that a top folder is named by; NULL. For the caller to free. */
char *place_language(const Place *place);

/* A date in PARTS (NULL-ended): 'YYYY', 'MM', 'DD', or 'YYYYMM', or 'YYYY-MM-DD-x'. */
gboolean place_find_date(char *const *parts, MkepubDate *date);

#endif
