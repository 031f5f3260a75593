/* SPDX-License-Identifier: MIT */
#include "markdown/address.h"

#include <string.h>

#define DOMAIN_LIMIT                                                                           \
  253 /* RFC 1035 section 2.3.4; it also bounds what is read again and again */

/* Whether a curly quote stands in the three bytes at P: one of a word, U+2018 and U+2019, or of
 * a sentence, U+201C to U+201E. */
static gboolean is_quote(const char *p, const char *end, gboolean of_word)
{
  if (end - p < 3 || (guchar)p[0] != 0xe2 || (guchar)p[1] != 0x80)
    return FALSE;
  guchar last = (guchar)p[2];
  return of_word ? last == 0x98 || last == 0x99 : last >= 0x9c && last <= 0x9e;
}

/* Bytes of the domain at P; 0 when it is none: no dot, or an underscore in its last two parts.
 */
static gsize domain_length(const char *p, const char *end)
{
  const char *q = p;
  guint dots = 0;
  gboolean underscore = FALSE, before = FALSE;
  for (; q < end; q++) {
    if (q - p > DOMAIN_LIMIT)
      return 0;
    if (*q == '.') {
      if (q == p || q[-1] == '.')
        break;
      dots++;
      before = underscore;
      underscore = FALSE;
    } else if (*q == '_') {
      underscore = TRUE;
    } else if ((!g_ascii_isalnum(*q) && *q != '-' && !((guchar)*q & 0x80)) ||
               is_quote(q, end, FALSE) || is_quote(q, end, TRUE)) {
      break;
    }
  }
  if (dots == 0 || underscore || before || q - p < 4)
    return 0;
  return (gsize)(q - p);
}

/* Takes off what belongs to the sentence around the address. */
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

gsize address_length(const char *text, const char *p, const char *end)
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
  gsize host = domain_length(domain, end);
  if (host == 0)
    return 0;
  const char *q = domain + host;
  while (q < end && !g_ascii_isspace(*q) && *q != '<' && *q != '>' && *q != '"' &&
         !is_quote(q, end, FALSE)) {
    /* full-width punctuation ends an address in Chinese and Japanese text, where no space does
     */
    if ((guchar)*q >= 0xe3 && (guchar)*q <= 0xef) {
      gunichar c = g_utf8_get_char_validated(q, end - q);
      if ((c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff65))
        break;
    }
    q++;
  }
  return (gsize)(trim_end(domain, q) - p);
}
