/* SPDX-License-Identifier: MIT */
/* The elements and attributes of SVG and MathML that are allowed in a chapter or in an SVG
 * file. Used by the reader of raw HTML and by the cleaning of SVG files. */
#ifndef HTML_FOREIGN_TABLE_H
#define HTML_FOREIGN_TABLE_H

#include <glib.h>

enum foreign_role {
  FOREIGN_GROUP,  /* contains elements */
  FOREIGN_TEXT,   /* contains text, in SVG perhaps also elements */
  FOREIGN_EMPTY,  /* is empty */
  FOREIGN_UNWRAP, /* the tags are left out, the content is kept */
  FOREIGN_DROP,   /* left out with its content */
  FOREIGN_SOURCE, /* left out, but the source of a formula becomes its description */
  FOREIGN_REFUSE  /* the drawing or formula that contains it is not kept */
};

struct foreign_element {
  char name[20];        /* spelling in XML */
  guint8 role;          /* its role in a chapter; a file keeps every element that has a class */
  guint8 least, most;   /* number of children in MathML; most 0: unlimited */
  guint32 class, holds; /* in SVG: its class and the classes it may contain, as bits */
  gboolean ordered;     /* descriptions must be the first children */
  guint64 attributes;   /* in SVG: the sets of attributes it accepts, as bits */
  const char *own;      /* in a file: attributes in no set, or with another meaning here */
  const char *required; /* required attributes, or NULL */
};

enum foreign_type {
  VALUE_SILENT, /* left out without a report */
  VALUE_ANY,
  VALUE_PAINT, /* may contain url(#id) */
  VALUE_LINK,  /* #id; with any other address the drawing is not kept */
  VALUE_ID,
  VALUE_IDS,    /* ids in the drawing */
  VALUE_LABEL,  /* the label of the drawing or formula */
  VALUE_HIDING, /* 'true'; other values are left out */
  VALUE_WORD,   /* one of the attribute's words */
  VALUE_WORDS,  /* a list of the attribute's words */
  VALUE_LENGTH, /* of MathML */
  VALUE_LENGTHS,
  VALUE_COUNT,
  VALUE_RATIO /* preserveAspectRatio */
};

struct foreign_attribute {
  char name[28]; /* spelling in XML */
  guint8 type;
  gboolean style; /* also allowed in a style attribute */
  guint64 sets;   /* in SVG: the sets that contain it, as bits */
  const char *words;
};

/* Returns the SVG element NAME, ignoring case; NULL when SVG does not have it. Static. */
const struct foreign_element *foreign_svg_element(const char *name);
/* Returns the SVG attribute NAME, ignoring case, when it is allowed in a chapter; otherwise
 * NULL. Static. */
const struct foreign_attribute *foreign_svg_attribute(const char *name);

/* Returns the SVG attribute NAME, ignoring case, when it is allowed in an SVG file; otherwise
 * NULL. Static. In a file, the type VALUE_SILENT has no meaning. */
const struct foreign_attribute *foreign_svg_file_attribute(const char *name);

/* Returns the words allowed for the attribute NAME that belongs to ELEMENT alone; NULL when
 * every value is allowed. Static. */
const char *foreign_svg_own_words(const char *element, const char *name);
/* Returns the MathML element NAME, ignoring case; NULL when presentation MathML does not have
 * it. Static. */
const struct foreign_element *foreign_math_element(const char *name);
/* Returns the attribute NAME, ignoring case, of the MathML element ELEMENT; NULL when the
 * element does not accept it. Static. */
const struct foreign_attribute *foreign_math_attribute(const char *element, const char *name);

/* Returns TRUE when VALUE is valid for ATTRIBUTE, as far as the value alone shows. */
gboolean foreign_value_fits(const struct foreign_attribute *attribute, const char *value);

#endif
