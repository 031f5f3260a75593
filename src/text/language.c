/* SPDX-License-Identifier: MIT */
#include "text/language.h"

#include <string.h>

/* Names of languages that collectors write instead of a tag. */
static const struct {
  const char *name, *tag;
} names[] = {
    {"english", "en"},
    {"german", "de"},
    {"deutsch", "de"},
    {"french", "fr"},
    {"français", "fr"},
    {"francais", "fr"},
    {"spanish", "es"},
    {"español", "es"},
    {"espanol", "es"},
    {"portuguese", "pt"},
    {"português", "pt"},
    {"italian", "it"},
    {"italiano", "it"},
    {"dutch", "nl"},
    {"nederlands", "nl"},
    {"swedish", "sv"},
    {"svenska", "sv"},
    {"danish", "da"},
    {"dansk", "da"},
    {"norwegian", "no"},
    {"norsk", "no"},
    {"finnish", "fi"},
    {"suomi", "fi"},
    {"polish", "pl"},
    {"polski", "pl"},
    {"czech", "cs"},
    {"čeština", "cs"},
    {"slovak", "sk"},
    {"hungarian", "hu"},
    {"magyar", "hu"},
    {"romanian", "ro"},
    {"greek", "el"},
    {"russian", "ru"},
    {"русский", "ru"},
    {"ukrainian", "uk"},
    {"українська", "uk"},
    {"bulgarian", "bg"},
    {"turkish", "tr"},
    {"türkçe", "tr"},
    {"arabic", "ar"},
    {"العربية", "ar"},
    {"hebrew", "he"},
    {"עברית", "he"},
    {"persian", "fa"},
    {"farsi", "fa"},
    {"hindi", "hi"},
    {"bengali", "bn"},
    {"urdu", "ur"},
    {"thai", "th"},
    {"vietnamese", "vi"},
    {"indonesian", "id"},
    {"malay", "ms"},
    {"korean", "ko"},
    {"한국어", "ko"},
    {"japanese", "ja"},
    {"日本語", "ja"},
    {"chinese", "zh"},
    {"中文", "zh"},
    {"简体中文", "zh-Hans"},
    {"繁體中文", "zh-Hant"},
    {"simplified chinese", "zh-Hans"},
    {"traditional chinese", "zh-Hant"},
    {"latin", "la"},
    {"catalan", "ca"},
    {"català", "ca"},
    {"esperanto", "eo"},
};

/* Primary subtags that have a shorter or a newer spelling (RFC 5646 section 2.2.1), and two
 * that are often confused. */
static const struct {
  char from[4], to[4];
} codes[] = {
    {"eng", "en"}, {"deu", "de"}, {"ger", "de"}, {"fra", "fr"}, {"fre", "fr"}, {"spa", "es"},
    {"por", "pt"}, {"ita", "it"}, {"nld", "nl"}, {"dut", "nl"}, {"swe", "sv"}, {"dan", "da"},
    {"nor", "no"}, {"fin", "fi"}, {"pol", "pl"}, {"ces", "cs"}, {"cze", "cs"}, {"rus", "ru"},
    {"ukr", "uk"}, {"ell", "el"}, {"gre", "el"}, {"tur", "tr"}, {"ara", "ar"}, {"heb", "he"},
    {"fas", "fa"}, {"per", "fa"}, {"hin", "hi"}, {"jpn", "ja"}, {"kor", "ko"}, {"zho", "zh"},
    {"chi", "zh"}, {"iw", "he"},  {"ji", "yi"},  {"jp", "ja"},  {"cn", "zh"},
};

static gboolean consists_of(const char *text, gsize n, gboolean letters, gboolean digits)
{
  for (gsize i = 0; i < n; i++)
    if (!(letters && g_ascii_isalpha(text[i])) && !(digits && g_ascii_isdigit(text[i])))
      return FALSE;
  return TRUE;
}

static void set_case(char *part, gboolean title, gboolean upper)
{
  for (char *p = part; *p; p++)
    *p = upper || (title && p == part) ? g_ascii_toupper(*p) : g_ascii_tolower(*p);
}

/* The kinds of subtags in RFC 5646 section 2.1, in their order. */
enum { EXTLANG, SCRIPT, REGION, VARIANT, EXTENSION };

/* Returns the kind of subtag that PART can be, not before FROM in that order; -1 when it cannot
 * be any. */
static int place_of(const char *part, int from)
{
  gsize n = strlen(part);
  if (from <= EXTLANG && n == 3 && consists_of(part, n, TRUE, FALSE))
    return EXTLANG;
  if (from <= SCRIPT && n == 4 && consists_of(part, n, TRUE, FALSE))
    return SCRIPT;
  if (from <= REGION && ((n == 2 && consists_of(part, n, TRUE, FALSE)) ||
                         (n == 3 && consists_of(part, n, FALSE, TRUE))))
    return REGION;
  if (from <= VARIANT && ((n >= 5 && n <= 8) || (n == 4 && g_ascii_isdigit(*part))))
    return VARIANT;
  return n == 1 ? EXTENSION : -1;
}

/* Corrects the case of PARTS after the primary subtag; returns FALSE when they are not
 * well-formed. */
static gboolean fix_parts(char **parts)
{
  int from = EXTLANG;
  for (char **p = parts; *p; p++) {
    if (!consists_of(*p, strlen(*p), TRUE, TRUE) || **p == '\0' || strlen(*p) > 8)
      return FALSE;
    int place = place_of(*p, from);
    if (place < 0)
      return FALSE;
    if (place == EXTENSION) { /* a singleton with at least one subtag; 'x' is private use */
      gsize least = g_ascii_tolower(**p) == 'x' ? 1 : 2;
      if (!p[1])
        return FALSE;
      for (char **q = p; *q; q++) {
        if (!consists_of(*q, strlen(*q), TRUE, TRUE) || strlen(*q) > 8 ||
            (q > p && strlen(*q) < least))
          return FALSE;
        set_case(*q, FALSE, FALSE);
      }
      return TRUE;
    }
    set_case(*p, place == SCRIPT, place == REGION);
    if (place == REGION && g_str_equal(*p, "UK"))
      memcpy(*p, "GB", 2);
    from = place == VARIANT || place == EXTLANG ? place : place + 1;
  }
  return TRUE;
}

char *mkepub_language_normalize(const char *text)
{
  g_autofree char *tag = g_strstrip(g_strdup(text));
  tag[strcspn(tag, ".@")] = '\0'; /* remove the code set and modifier of a locale */
  g_autofree char *folded = g_utf8_validate(tag, -1, NULL) ? g_utf8_casefold(tag, -1) : NULL;
  for (gsize i = 0; folded && i < G_N_ELEMENTS(names); i++)
    if (g_str_equal(folded, names[i].name))
      return g_strdup(names[i].tag);
  g_strdelimit(tag, "_", '-');
  g_auto(GStrv) parts = g_strsplit(tag, "-", 12);
  gsize n = parts[0] ? strlen(parts[0]) : 0;
  if (n < 2 || n > 3 || !consists_of(parts[0], n, TRUE, FALSE) || !fix_parts(parts + 1))
    return NULL;
  set_case(parts[0], FALSE, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
    if (g_str_equal(parts[0], codes[i].from)) {
      g_free(parts[0]);
      parts[0] = g_strdup(codes[i].to);
    }
  return g_strjoinv("-", parts);
}

gboolean mkepub_language_is_rtl(const char *language)
{
  static const char *const scripts[] = {"Arab", "Hebr", "Syrc", "Thaa",
                                        "Nkoo", "Adlm", "Rohg", "Samr"};
  static const char *const languages[] = {"ar",  "fa",  "he",  "iw",  "ur", "yi",
                                          "ji",  "ps",  "sd",  "ug",  "dv", "ckb",
                                          "arc", "syr", "arz", "azb", "pnb"};
  if (!language)
    return FALSE;
  g_auto(GStrv) parts = g_strsplit_set(language, "-_", 4);
  if (!parts[0])
    return FALSE;
  /* a script subtag decides: 'az-Arab' is written from right to left, 'ku-Latn' is not */
  for (int i = 1; parts[i] && i <= 2; i++)
    if (strlen(parts[i]) == 4 && g_ascii_isalpha(parts[i][0])) {
      for (gsize k = 0; k < G_N_ELEMENTS(scripts); k++)
        if (g_ascii_strcasecmp(parts[i], scripts[k]) == 0)
          return TRUE;
      return FALSE;
    }
  for (gsize k = 0; k < G_N_ELEMENTS(languages); k++)
    if (g_ascii_strcasecmp(parts[0], languages[k]) == 0)
      return TRUE;
  return FALSE;
}
