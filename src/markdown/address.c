/* SPDX-License-Identifier: MIT */
#include "markdown/address.h"

#include <string.h>

#define DOMAIN_LIMIT                                                                           \
  253 /* RFC 1035 section 2.3.4; it also bounds how much is read again for each candidate */

/* Returns whether the three bytes at P are a curly quote: with OF_WORD an apostrophe or single
 * quote (U+2018, U+2019), otherwise a double quote (U+201C to U+201E). */
static gboolean is_quote(const char *p, const char *end, gboolean of_word)
{
  if (end - p < 3 || (guchar)p[0] != 0xe2 || (guchar)p[1] != 0x80)
    return FALSE;
  guchar last = (guchar)p[2];
  return of_word ? last == 0x98 || last == 0x99 : last >= 0x9c && last <= 0x9e;
}

/* Returns whether a domain may hold C, a character outside ASCII: letters, digits and their
 * marks, the joiners of Indic and Persian words, the dot between Japanese words, emoji. */
static gboolean is_domain_character(gunichar c)
{
  return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == 0x200c || c == 0x200d ||
         c == 0x30fb || g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL;
}

/* Returns whether the script of C puts no space between words, so that 'example.com' may end
 * where C begins: Chinese, Japanese, Korean and South-East Asian letters, emoji. */
static gboolean needs_no_space(gunichar c)
{
  switch (g_unichar_get_script(c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_HANGUL:
  case G_UNICODE_SCRIPT_YI:
  case G_UNICODE_SCRIPT_THAI:
  case G_UNICODE_SCRIPT_LAO:
  case G_UNICODE_SCRIPT_KHMER:
  case G_UNICODE_SCRIPT_MYANMAR:
  case G_UNICODE_SCRIPT_TIBETAN:
    return TRUE;
  default:
    return g_unichar_iswide(c) || g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL;
  }
}

/* The labels of a domain as far as they have been read. */
struct domain {
  guint dots;
  gboolean underscore, before; /* seen in the last label; seen in the label in front of it */
  gboolean begin;              /* the last label has no character yet */
  gboolean spaced; /* the last label begins with a script that separates words by spaces */
  gboolean smart;  /* a dash may be cmark's form of hyphens */
};

/* Returns the length in bytes of the character at Q if it belongs to the domain; 0 where the
 * domain ends. */
static gsize domain_step(struct domain *domain, const char *q, const char *end)
{
  if (!((guchar)*q & 0x80)) {
    domain->underscore |= *q == '_';
    domain->spaced |= domain->begin;
    domain->begin = FALSE;
    return g_ascii_isalnum(*q) || *q == '-' || *q == '_' ? 1 : 0;
  }
  gunichar c = g_utf8_get_char_validated(q, end - q);
  if (c == (gunichar)-1 || c == (gunichar)-2)
    return 0;
  gboolean hyphens = domain->smart && (c == 0x2013 || c == 0x2014);
  if (!hyphens && !is_domain_character(c))
    return 0;
  if (domain->spaced && domain->dots > 0 && needs_no_space(c))
    return 0;
  domain->spaced |= domain->begin && !needs_no_space(c);
  domain->begin = FALSE;
  return (gsize)(g_utf8_next_char(q) - q);
}

/* Returns the length in bytes of the domain at P; 0 without a dot, or with an underscore in one
 * of the last two labels. */
static gsize domain_length(const char *p, const char *end, gboolean smart)
{
  struct domain domain = {.begin = TRUE, .smart = smart};
  const char *q = p;
  while (q < end) {
    if (q - p > DOMAIN_LIMIT)
      return 0;
    if (*q == '.') {
      if (q == p || q[-1] == '.')
        break;
      domain.dots++;
      domain.before = domain.underscore;
      domain.underscore = domain.spaced = FALSE;
      domain.begin = TRUE;
      q++;
    } else {
      gsize step = domain_step(&domain, q, end);
      if (step == 0)
        break;
      q += step;
    }
  }
  if (domain.dots == 0 || domain.underscore || domain.before || q - p < 4)
    return 0;
  return (gsize)(q - p);
}

/* Returns whether C ends an address in Chinese, Japanese or Korean text, where no space does:
 * punctuation of these scripts, in all widths. */
static gboolean is_wide_punctuation(gunichar c)
{
  return (c >= 0x3000 && c <= 0x303f && !g_unichar_isalnum(c)) ||
         (c >= 0xfe10 && c <= 0xfe1f) || (c >= 0xfe30 && c <= 0xfe6f) ||
         (c >= 0xff00 && c <= 0xff65) || c == 0x30fb || (c >= 0xffe0 && c <= 0xffef);
}

/* Returns whether an address ends at Q, in whichever part of it Q lies. */
static gboolean is_end(const char *q, const char *end)
{
  if (g_ascii_isspace(*q) || strchr("<>\"", *q) || is_quote(q, end, FALSE))
    return TRUE;
  if ((guchar)*q < 0xe3 || (guchar)*q > 0xef)
    return FALSE;
  gunichar c = g_utf8_get_char_validated(q, end - q);
  return c != (gunichar)-1 && c != (gunichar)-2 && is_wide_punctuation(c);
}

/* Returns the end of the server whose host name ends at Q, after the port if there is one.
 * *MORE becomes whether the address goes on after it. If a '@' comes first, the name belongs to
 * a user; the function returns the place of the '@'. */
static const char *server_end(const char *q, const char *end, gboolean *more)
{
  const char *at = q, *limit = end - q > DOMAIN_LIMIT ? q + DOMAIN_LIMIT : end;
  while (at < limit && !is_end(at, end) && !strchr("/?#@", *at))
    at++;
  if (at < limit && *at == '@') {
    *more = TRUE;
    return at;
  }
  const char *port = q;
  if (q < end && *q == ':')
    for (port++; port < end && g_ascii_isdigit(*port);)
      port++;
  if (port > q + 1)
    q = port;
  *more = q < end && *q && strchr("/?#\\", *q);
  return q;
}

/* Removes punctuation of the sentence around the address from its end. */
static const char *trim_end(const char *start, const char *end)
{
  gint balance = 0;
  for (const char *p = start; p < end; p++)
    balance += *p == '(' ? 1 : *p == ')' ? -1 : 0;
  while (end > start) {
    char last = end[-1];
    if (last == ')' && balance < 0)
      balance++;
    else if (end - start > 2 && is_quote(end - 3, end, TRUE))
      end -= 2;
    else if (!strchr("?!.,:;*_~'\"", last))
      break;
    end--;
  }
  return end;
}

gsize address_length(const char *text, const char *p, const char *end, gboolean smart)
{
  const char *domain;
  if (p > text && g_ascii_isalnum(p[-1]))
    return 0;
  if (end - p > 8 && g_ascii_strncasecmp(p, "https://", 8) == 0)
    domain = p + 8;
  else if (end - p > 7 && g_ascii_strncasecmp(p, "http://", 7) == 0)
    domain = p + 7;
  else if (end - p > 4 && g_ascii_strncasecmp(p, "www.", 4) == 0)
    domain = p;
  else
    return 0;
  gsize host = domain_length(domain, end, smart);
  if (host == 0)
    return 0;
  gboolean more;
  const char *q = server_end(domain + host, end, &more);
  while (more && q < end && !is_end(q, end))
    q++;
  const char *last = trim_end(domain, q);
  /* 'www.[name].example' has no host: its dot is at the end, not inside */
  return domain == p && last - p <= 4 ? 0 : (gsize)(last - p);
}
