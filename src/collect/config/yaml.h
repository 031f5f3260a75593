/* SPDX-License-Identifier: MIT */
/* Reads the keys and values of a small YAML mapping, with their lines. Used by config.c for
 * book.yaml. */
#ifndef COLLECT_CONFIG_YAML_H
#define COLLECT_CONFIG_YAML_H

#include <glib.h>

typedef enum {
  CONFIG_SHAPE_TEXT, /* one scalar */
  CONFIG_SHAPE_LIST, /* a sequence of scalars */
  CONFIG_SHAPE_OTHER /* anything deeper */
} ConfigShape;

typedef struct {
  char *key;      /* as written; NULL when the key is not a scalar */
  guint key_line; /* from 1, like value_line */
  guint value_line;
  ConfigShape shape;
  GPtrArray *texts; /* of char *: valid UTF-8, nulls and empty texts left out */
} ConfigEntry;

/* Reads the file PATH as YAML (1.1) whose first document is a mapping. Returns a GPtrArray of
 * ConfigEntry *, empty for an empty document, for the caller to unref. *more becomes the line
 * of a second document, or 0. NULL with an INPUT error "cannot read 'book.yaml': line 3: …"
 * when the content is not YAML or not a mapping, nests deeper than 32 or holds an alias, and
 * when the file cannot be opened, is not a regular file or is larger than 256 KiB. */
GPtrArray *config_yaml_read(const char *path, guint *more, GError **error);

#endif
