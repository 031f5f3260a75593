/* SPDX-License-Identifier: MIT */
/* The element and attribute tables as arrays for quick lookup. Used by the writer and by the
 * raw HTML reader. */
#ifndef XHTML_ELEMENT_H
#define XHTML_ELEMENT_H

#include "xhtml/writer.h"

/* The value for "not an element". */
#define ELEMENT_NONE MKEPUB_N_ELEMENTS

enum element_kind { KIND_BLOCK, KIND_INLINE, KIND_PHRASE, KIND_PART, KIND_FOREIGN };

/* Content models. ROOT is flow content in which the writer puts stray text into a paragraph. */
enum element_content {
  CONTENT_ROOT,
  CONTENT_FLOW,
  CONTENT_PHRASING,
  CONTENT_LIST,
  CONTENT_DESCRIPTIONS,
  CONTENT_TABLE,
  CONTENT_ROWS,
  CONTENT_CELLS,
  CONTENT_COLUMNS,
  CONTENT_RUBY_HINT,
  CONTENT_VOID
};

enum attribute_type {
  TYPE_ID,
  TYPE_TEXT,
  TYPE_ANY,
  TYPE_LANGUAGE,
  TYPE_DIRECTION,
  TYPE_ADDRESS,
  TYPE_INTEGER,
  TYPE_FLAG,
  TYPE_NUMBERING,
  TYPE_SPAN,
  TYPE_SCOPE,
  TYPE_DATETIME,
  TYPE_REFERENCE
};

struct element_facts {
  char start[16];     /* "<name" */
  char end[16];       /* "</name>" */
  guint8 length;      /* bytes of the name */
  guint8 kind;        /* enum element_kind */
  guint8 content;     /* enum element_content */
  guint32 attributes; /* bits by MkepubAttribute */
};

struct attribute_facts {
  char name[16];
  guint8 type; /* enum attribute_type */
};

extern const struct element_facts
    element_facts[MKEPUB_N_ELEMENTS + 1]; /* the entry of ELEMENT_NONE is a block */
extern const struct attribute_facts attribute_facts[MKEPUB_N_ATTRIBUTES];

/* Returns the name of ELEMENT, a static string. */
static inline const char *element_name(MkepubElement element)
{
  return element_facts[element].start + 1;
}

/* Returns TRUE for h1 to h6. */
static inline gboolean element_is_heading(MkepubElement element)
{
  return element >= MKEPUB_EL_H1 && element <= MKEPUB_EL_H6;
}

/* Returns the element with the name NAME of LENGTH bytes in lower case, or ELEMENT_NONE. */
MkepubElement element_by_name(const char *name, gsize length);

/* Returns TRUE when VALUE is valid for ATTRIBUTE on ELEMENT. Does not consider other
 * elements. */
gboolean attribute_value_fits(MkepubAttribute attribute, MkepubElement element,
                              const char *value);

/* Returns TRUE for a well-formed tag of language, script, region and variants (RFC 5646 section
 * 2.1). */
gboolean value_is_language(const char *value);

/* Returns TRUE for a valid datetime of <time> (HTML 4.5.14) or, with EDIT, of <ins> and <del>:
 * a date, or a date and time with its time zone. */
gboolean value_is_datetime(const char *value, gboolean edit);

#endif
