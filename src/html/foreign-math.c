/* SPDX-License-Identifier: MIT */
/* Presentation MathML 3: the elements and attributes that are allowed in a formula, and the
 * values of attributes. */
#include "html/foreign-table.h"

#include <string.h>

/* Sorted by name, ignoring case. */
static const struct foreign_element math_elements[] = {
    {.name = "annotation", .role = FOREIGN_SOURCE},
    {.name = "annotation-xml", .role = FOREIGN_DROP},
    {.name = "apply", .role = FOREIGN_REFUSE},
    {.name = "ci", .role = FOREIGN_REFUSE},
    {.name = "cn", .role = FOREIGN_REFUSE},
    {.name = "csymbol", .role = FOREIGN_REFUSE},
    {.name = "maction", .role = FOREIGN_REFUSE},
    {.name = "maligngroup", .role = FOREIGN_DROP},
    {.name = "malignmark", .role = FOREIGN_DROP},
    {.name = "math", .role = FOREIGN_GROUP},
    {.name = "menclose", .role = FOREIGN_GROUP},
    {.name = "merror", .role = FOREIGN_GROUP},
    {.name = "mfenced", .role = FOREIGN_GROUP},
    {.name = "mfrac", .role = FOREIGN_GROUP, .least = 2, .most = 2},
    {.name = "mglyph", .role = FOREIGN_REFUSE},
    {.name = "mi", .role = FOREIGN_TEXT},
    {.name = "mlabeledtr", .role = FOREIGN_GROUP, .least = 1},
    {.name = "mlongdiv", .role = FOREIGN_REFUSE},
    {.name = "mmultiscripts", .role = FOREIGN_GROUP, .least = 1},
    {.name = "mn", .role = FOREIGN_TEXT},
    {.name = "mo", .role = FOREIGN_TEXT},
    {.name = "mover", .role = FOREIGN_GROUP, .least = 2, .most = 2},
    {.name = "mpadded", .role = FOREIGN_GROUP},
    {.name = "mphantom", .role = FOREIGN_GROUP},
    {.name = "mprescripts", .role = FOREIGN_EMPTY},
    {.name = "mroot", .role = FOREIGN_GROUP, .least = 2, .most = 2},
    {.name = "mrow", .role = FOREIGN_GROUP},
    {.name = "ms", .role = FOREIGN_TEXT},
    {.name = "mscarries", .role = FOREIGN_REFUSE},
    {.name = "mscarry", .role = FOREIGN_REFUSE},
    {.name = "msgroup", .role = FOREIGN_REFUSE},
    {.name = "msline", .role = FOREIGN_REFUSE},
    {.name = "mspace", .role = FOREIGN_EMPTY},
    {.name = "msqrt", .role = FOREIGN_GROUP},
    {.name = "msrow", .role = FOREIGN_REFUSE},
    {.name = "mstack", .role = FOREIGN_REFUSE},
    {.name = "mstyle", .role = FOREIGN_GROUP},
    {.name = "msub", .role = FOREIGN_GROUP, .least = 2, .most = 2},
    {.name = "msubsup", .role = FOREIGN_GROUP, .least = 3, .most = 3},
    {.name = "msup", .role = FOREIGN_GROUP, .least = 2, .most = 2},
    {.name = "mtable", .role = FOREIGN_GROUP},
    {.name = "mtd", .role = FOREIGN_GROUP},
    {.name = "mtext", .role = FOREIGN_TEXT},
    {.name = "mtr", .role = FOREIGN_GROUP},
    {.name = "munder", .role = FOREIGN_GROUP, .least = 2, .most = 2},
    {.name = "munderover", .role = FOREIGN_GROUP, .least = 3, .most = 3},
    {.name = "none", .role = FOREIGN_EMPTY},
    {.name = "semantics", .role = FOREIGN_GROUP, .least = 1, .most = 1},
};

static const char variants[] =
    "normal bold italic bold-italic double-struck bold-fraktur script bold-script fraktur "
    "sans-serif bold-sans-serif sans-serif-italic sans-serif-bold-italic monospace initial "
    "tailed looped stretched";

/* The elements that have the attribute; "*" for all elements. */
static const struct {
  const char *elements;
  struct foreign_attribute attribute;
} math_attributes[] = {
    {"math", {"alttext", VALUE_LABEL, FALSE, 0, NULL}},
    {"math", {"display", VALUE_WORD, FALSE, 0, "block inline"}},
    {"math mstyle mtable", {"displaystyle", VALUE_WORD, FALSE, 0, "true false"}},
    {"math mstyle mrow mi mn mo mtext ms", {"dir", VALUE_WORD, FALSE, 0, "ltr rtl"}},
    {"mi mn mo mtext ms", {"mathvariant", VALUE_WORD, FALSE, 0, variants}},
    {"mo", {"form", VALUE_WORD, FALSE, 0, "prefix infix postfix"}},
    {"mo", {"fence", VALUE_WORD, FALSE, 0, "true false"}},
    {"mo", {"separator", VALUE_WORD, FALSE, 0, "true false"}},
    {"mo", {"stretchy", VALUE_WORD, FALSE, 0, "true false"}},
    {"mo", {"symmetric", VALUE_WORD, FALSE, 0, "true false"}},
    {"mo", {"largeop", VALUE_WORD, FALSE, 0, "true false"}},
    {"mo", {"movablelimits", VALUE_WORD, FALSE, 0, "true false"}},
    {"mo mover munderover", {"accent", VALUE_WORD, FALSE, 0, "true false"}},
    {"munder munderover", {"accentunder", VALUE_WORD, FALSE, 0, "true false"}},
    {"mo", {"lspace", VALUE_LENGTH, FALSE, 0, NULL}},
    {"mo", {"rspace", VALUE_LENGTH, FALSE, 0, NULL}},
    {"mo", {"minsize", VALUE_LENGTH, FALSE, 0, NULL}},
    {"mo", {"maxsize", VALUE_LENGTH, FALSE, 0, NULL}},
    {"mspace", {"width", VALUE_LENGTH, FALSE, 0, NULL}},
    {"mspace", {"height", VALUE_LENGTH, FALSE, 0, NULL}},
    {"mspace", {"depth", VALUE_LENGTH, FALSE, 0, NULL}},
    {"mfrac", {"linethickness", VALUE_LENGTH, FALSE, 0, NULL}},
    {"mfrac", {"bevelled", VALUE_WORD, FALSE, 0, "true false"}},
    {"mfenced", {"open", VALUE_ANY, FALSE, 0, NULL}},
    {"mfenced", {"close", VALUE_ANY, FALSE, 0, NULL}},
    {"mfenced", {"separators", VALUE_ANY, FALSE, 0, NULL}},
    {"menclose", {"notation", VALUE_ANY, FALSE, 0, NULL}},
    {"ms", {"lquote", VALUE_ANY, FALSE, 0, NULL}},
    {"ms", {"rquote", VALUE_ANY, FALSE, 0, NULL}},
    {"mtable mtr", {"columnalign", VALUE_WORDS, FALSE, 0, "left center right"}},
    {"mtable", {"columnlines", VALUE_WORDS, FALSE, 0, "none solid dashed"}},
    {"mtable", {"rowlines", VALUE_WORDS, FALSE, 0, "none solid dashed"}},
    {"mtable", {"frame", VALUE_WORD, FALSE, 0, "none solid dashed"}},
    {"mtable", {"columnspacing", VALUE_LENGTHS, FALSE, 0, NULL}},
    {"mtable", {"rowspacing", VALUE_LENGTHS, FALSE, 0, NULL}},
    {"mtd", {"columnspan", VALUE_COUNT, FALSE, 0, NULL}},
    {"mtd", {"rowspan", VALUE_COUNT, FALSE, 0, NULL}},
    /* attributes for appearance, and ids that nothing refers to */
    {"*", {"class", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"id", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"xref", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"xmlns", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"xml:space", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"lang", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"xml:lang", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"role", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"overflow", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"mode", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"color", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"background", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"mathcolor", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"mathbackground", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"mathsize", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"fontfamily", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"fontsize", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"fontstyle", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"fontweight", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"style", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"scriptlevel", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"scriptminsize", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"scriptsizemultiplier", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"encoding", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"definitionurl", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"columnalign", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"rowalign", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"columnwidth", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"equalrows", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"equalcolumns", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"width", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"height", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"depth", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"voffset", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"lspace", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"align", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"side", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"linebreak", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"subscriptshift", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"superscriptshift", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"numalign", VALUE_SILENT, FALSE, 0, NULL}},
    {"*", {"denomalign", VALUE_SILENT, FALSE, 0, NULL}},
};

const struct foreign_element *foreign_math_element(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(math_elements); i++)
    if (g_ascii_strcasecmp(name, math_elements[i].name) == 0)
      return &math_elements[i];
  return NULL;
}

static gboolean is_word_of(const char *words, const char *word, gsize length)
{
  while (*words) {
    gsize n = strcspn(words, " ");
    if (n == length && memcmp(words, word, n) == 0)
      return TRUE;
    words += n + strspn(words + n, " ");
  }
  return FALSE;
}

const struct foreign_attribute *foreign_math_attribute(const char *element, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(math_attributes); i++)
    if (g_ascii_strcasecmp(name, math_attributes[i].attribute.name) == 0 &&
        (*math_attributes[i].elements == '*' ||
         is_word_of(math_attributes[i].elements, element, strlen(element))))
      return &math_attributes[i].attribute;
  return NULL;
}

/* Returns TRUE when VALUE begins with a length (MathML 3 section 2.1.5.2) that is LENGTH bytes
 * long. */
static gboolean is_length(const char *value, gsize length)
{
  static const char named[] = "veryverythinmathspace verythinmathspace thinmathspace "
                              "mediummathspace thickmathspace verythickmathspace "
                              "veryverythickmathspace";
  const char *p = *value == '-' ? value + 1 : value;
  gsize before = strspn(p, "0123456789");
  gsize point = p[before] == '.' ? 1 : 0;
  gsize after = point ? strspn(p + before + 1, "0123456789") : 0;
  if (before + after == 0)
    return is_word_of(named, value, length);
  p += before + point + after;
  gsize rest = (gsize)(value + length - p);
  return rest == 0 || is_word_of("em ex in cm mm pt pc px %", p, rest);
}

/* Returns TRUE when VALUE is a list of at least one word, each one of WORDS or, when WORDS is
 * NULL, a length. */
static gboolean is_list(const char *value, const char *words)
{
  value += strspn(value, " \t\r\n");
  if (!*value)
    return FALSE;
  while (*value) {
    gsize n = strcspn(value, " \t\r\n");
    if (words ? !is_word_of(words, value, n) : !is_length(value, n))
      return FALSE;
    value += n + strspn(value + n, " \t\r\n");
  }
  return TRUE;
}

/* Returns TRUE for a value of preserveAspectRatio, such as 'xMidYMid slice' (SVG 1.1 section
 * 7.8). */
static gboolean is_ratio(const char *value)
{
  static const char aligns[] = "none xMinYMin xMidYMin xMaxYMin xMinYMid xMidYMid xMaxYMid "
                               "xMinYMax xMidYMax xMaxYMax";
  gsize n = strcspn(value, " ");
  if (!is_word_of(aligns, value, n))
    return FALSE;
  value += n + strspn(value + n, " ");
  return !*value || is_word_of("meet slice", value, strlen(value));
}

gboolean foreign_value_fits(const struct foreign_attribute *attribute, const char *value)
{
  gsize length = strlen(value);
  switch ((enum foreign_type)attribute->type) {
  case VALUE_HIDING:
    return strcmp(value, "true") == 0;
  case VALUE_WORD:
    return is_word_of(attribute->words, value, length);
  case VALUE_WORDS:
    return is_list(value, attribute->words);
  case VALUE_LENGTH:
    return is_length(value, length);
  case VALUE_LENGTHS:
    return is_list(value, NULL);
  case VALUE_COUNT:
    return *value >= '1' && *value <= '9' && length <= 4 &&
           strspn(value, "0123456789") == length;
  case VALUE_RATIO:
    return is_ratio(value);
  default:
    return TRUE;
  }
}
