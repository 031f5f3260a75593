/* SPDX-License-Identifier: MIT */
/* The metadata of a file, flattened: keys with their values and lines. Filled by the readers of
 * the dialects, read by the mapping of metadata. */
#ifndef COLLECT_FRONTMATTER_FIELDS_H
#define COLLECT_FRONTMATTER_FIELDS_H

#include <glib.h>

typedef struct {
  char *name;        /* as written, nested keys joined by '.': 'extra.author' */
  GPtrArray *values; /* of char *, in order; may be empty */
  guint line;        /* of the file, from 1 */
  gboolean listed;   /* written as a list, so that no value needs splitting */
  gboolean in_body;  /* found in the body, not in the front matter */
} Field;

/* Fields by folded name: lower case, without '-', '_' and blanks. */
typedef struct Fields Fields;

/* Returns an empty set of fields, for the caller to free. */
Fields *fields_new(void);
void fields_free(Fields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fields, fields_free)

/* Returns the number of fields. */
guint fields_count(const Fields *fields);

/* Starts the field NAME (LENGTH bytes, or -1): an earlier field of that name is dropped once
 * the new one has a value, so that the last of repeated keys counts. */
void fields_start(Fields *fields, const char *name, gssize length, guint line);

/* Adds a value to the field NAME, which need not have been started. */
void fields_add(Fields *fields, const char *name, gssize name_length, const char *value,
                gssize length, guint line);

/* Calls fields_start and fields_add for one value. */
void fields_set(Fields *fields, const char *name, gssize name_length, const char *value,
                gssize length, guint line);

/* Marks the field NAME as written as a list, or as found in the body. */
void fields_mark_listed(Fields *fields, const char *name);
void fields_mark_in_body(Fields *fields, const char *name);

/* Returns the field with this folded name, if it has at least one value; otherwise NULL.
 * Borrowed. */
const Field *fields_find(const Fields *fields, const char *folded);

#endif
