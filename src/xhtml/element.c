/* SPDX-License-Identifier: MIT */
#include "xhtml/element.h"

#include <string.h>

#define AT(name) (1u << MKEPUB_AT_##name)
#define COMMON   (AT(ID) | AT(CLASS) | AT(LANG) | AT(DIR) | AT(TITLE) | AT(HIDDEN))
#define ROLES    (AT(EPUB_TYPE) | AT(ROLE) | AT(ARIA_LABEL))
#define SEMANTIC (ROLES | AT(ARIA_LABELLEDBY))

#define X(id, text, element_kind, element_content, mask)                                       \
  [MKEPUB_EL_##id] = {.start = "<" text,                                                       \
                      .end = "</" text ">",                                                    \
                      .length = sizeof text - 1,                                               \
                      .kind = KIND_##element_kind,                                             \
                      .content = CONTENT_##element_content,                                    \
                      .attributes = (mask)},
const struct element_facts element_facts[MKEPUB_N_ELEMENTS + 1] = {
    MKEPUB_ELEMENT_TABLE(X)[ELEMENT_NONE] = {.kind = KIND_BLOCK}};
#undef X

#define X(id, text, attribute_type) [MKEPUB_AT_##id] = {text, TYPE_##attribute_type},
const struct attribute_facts attribute_facts[MKEPUB_N_ATTRIBUTES] = {MKEPUB_ATTRIBUTE_TABLE(X)};
#undef X

G_STATIC_ASSERT(MKEPUB_N_ATTRIBUTES <= 32);

MkepubElement element_by_name(const char *name, gsize length)
{
  guint low = 0;
  guint high = MKEPUB_N_ELEMENTS;
  while (low < high) {
    guint middle = (low + high) / 2;
    gsize other = element_facts[middle].length;
    int order = memcmp(name, element_facts[middle].start + 1, MIN(length, other));
    if (order == 0 && length == other)
      return middle;
    if (order < 0 || (order == 0 && length < other))
      high = middle;
    else
      low = middle + 1;
  }
  return ELEMENT_NONE;
}

static gboolean is_one_of(const char *value, const char *const *words)
{
  for (; *words; words++)
    if (strcmp(value, *words) == 0)
      return TRUE;
  return FALSE;
}

/* Returns TRUE for a valid integer (HTML 2.3.4.1) of at most nine digits and sets *NUMBER. */
static gboolean is_integer(const char *value, int *number)
{
  const char *p = *value == '-' ? value + 1 : value;
  gsize digits = strspn(p, "0123456789");
  if (digits == 0 || digits > 9 || p[digits] != '\0')
    return FALSE;
  *number = (int)g_ascii_strtoll(value, NULL, 10);
  return TRUE;
}

/* Returns TRUE for a valid id in XHTML: not empty, without white space and without characters
 * that XML forbids. */
static gboolean is_name(const char *value)
{
  if (*value == '\0' || !g_utf8_validate(value, -1, NULL))
    return FALSE;
  for (const char *p = value; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c <= 0x20 || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe ||
        g_unichar_isspace(c) || (c >= 0xfdd0 && c <= 0xfdef))
      return FALSE;
  }
  return TRUE;
}

/* Returns TRUE for an address without characters that would make the book invalid. The caller
 * has already encoded it (url.h). */
static gboolean is_address(const char *value)
{
  static const guint8 refused[256] = {
      [0 ... 0x20] = 1, ['"'] = 1, ['<'] = 1, ['>'] = 1, ['\\'] = 1, ['^'] = 1,
      ['`'] = 1,        ['{'] = 1, ['|'] = 1, ['}'] = 1, [0x7f] = 1};
  const char *p = value;
  while (!refused[(guchar)*p])
    p++;
  return *p == '\0' && *value != '\0';
}

gboolean attribute_value_fits(MkepubAttribute attribute, MkepubElement element,
                              const char *value)
{
  static const char *const directions[] = {"ltr", "rtl", "auto", NULL};
  static const char *const numberings[] = {"1", "a", "A", "i", "I", NULL};
  static const char *const scopes[] = {"row", "col", "rowgroup", "colgroup", NULL};
  int number;
  switch ((enum attribute_type)attribute_facts[attribute].type) {
  case TYPE_ID:
  case TYPE_REFERENCE:
    return is_name(value);
  case TYPE_TEXT:
    return *value != '\0';
  case TYPE_LANGUAGE:
    return value_is_language(value);
  case TYPE_DIRECTION:
    return is_one_of(value, directions);
  case TYPE_ADDRESS:
    return is_address(value);
  case TYPE_INTEGER:
    return is_integer(value, &number);
  case TYPE_NUMBERING:
    return is_one_of(value, numberings);
  case TYPE_SPAN:
    return is_integer(value, &number) && number >= 2 && number <= 1000;
  case TYPE_SCOPE:
    return is_one_of(value, scopes);
  case TYPE_DATETIME:
    return value_is_datetime(value, element != MKEPUB_EL_TIME);
  case TYPE_ANY:
  case TYPE_FLAG:
    return TRUE;
  }
  return FALSE;
}
