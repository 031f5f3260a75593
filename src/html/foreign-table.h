/* SPDX-License-Identifier: MIT */
/* The elements and attributes of SVG and MathML that may stand in a chapter or in an SVG file.
 * Used by the reader of raw HTML and by the cleaning of SVG files. */
#ifndef HTML_FOREIGN_TABLE_H
#define HTML_FOREIGN_TABLE_H

#include <glib.h>

enum foreign_role {
  FOREIGN_GROUP,  /* holds elements */
  FOREIGN_TEXT,   /* holds text, in SVG perhaps elements too */
  FOREIGN_EMPTY,  /* holds nothing */
  FOREIGN_UNWRAP, /* left out, its content stays */
  FOREIGN_DROP,   /* left out with its content */
  FOREIGN_SOURCE, /* the same, but a formula's source is kept as its description */
  FOREIGN_REFUSE  /* nothing is kept when it is there */
};

struct foreign_element {
  char name[20];        /* as it is spelled */
  guint8 role;          /* in a chapter; in a file stays whatever has a class */
  guint8 least, most;   /* children in MathML; most 0: any number */
  guint32 class, holds; /* in SVG: what it is, and what may stand in it, as bits */
  gboolean ordered;     /* descriptions stand before all else */
  guint64 attributes;   /* in SVG: sets of attributes, as bits */
  const char *own;      /* in a file: attributes that no set has, or that mean another thing */
  const char *required; /* attributes that it may not be without, or NULL */
};

enum foreign_type {
  VALUE_SILENT, /* left out, nobody misses it */
  VALUE_ANY,
  VALUE_PAINT, /* may hold url(#id) */
  VALUE_LINK,  /* #id, else nothing is kept */
  VALUE_ID,
  VALUE_IDS,    /* ids of the same drawing */
  VALUE_LABEL,  /* says what the whole is */
  VALUE_HIDING, /* true, or nothing */
  VALUE_WORD,   /* one of the attribute's words */
  VALUE_WORDS,  /* some of them */
  VALUE_LENGTH, /* of MathML */
  VALUE_LENGTHS,
  VALUE_COUNT,
  VALUE_RATIO /* preserveAspectRatio */
};

struct foreign_attribute {
  char name[28]; /* as it is spelled */
  guint8 type;
  gboolean style; /* may stand in a style attribute too */
  guint64 sets;   /* in SVG: the sets that hold it, as bits */
  const char *words;
};

/* By name in any case; NULL when there is none. */
const struct foreign_element *foreign_svg_element(const char *name);
const struct foreign_attribute *foreign_svg_attribute(const char *name);

/* The same with those that may stand in a file only; a type of VALUE_SILENT means nothing
 * there. */
const struct foreign_attribute *foreign_svg_file_attribute(const char *name);

/* The words of which the attribute NAME of ELEMENT's own must be one; NULL when it may be
 * anything. */
const char *foreign_svg_own_words(const char *element, const char *name);
const struct foreign_element *foreign_math_element(const char *name);
const struct foreign_attribute *foreign_math_attribute(const char *element, const char *name);

/* TRUE when VALUE is one of ATTRIBUTE, as far as that can be told without the rest. */
gboolean foreign_value_fits(const struct foreign_attribute *attribute, const char *value);

#endif
