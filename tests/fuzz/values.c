/* SPDX-License-Identifier: MIT */
/* Single values: languages, dates and addresses as EPUBCheck 5.3.0 takes them. */
#include <string.h>

#include "validity.h"

gboolean validity_fits(const char *pattern, const char *value)
{
  static GHashTable *compiled;
  if (!compiled)
    compiled = g_hash_table_new(g_str_hash, g_str_equal);
  GRegex *regex = g_hash_table_lookup(compiled, pattern);
  if (!regex) {
    g_autofree char *whole = g_strdup_printf("\\A(?:%s)\\z", pattern);
    regex = g_regex_new(whole, G_REGEX_OPTIMIZE, 0, NULL);
    g_assert(regex);
    g_hash_table_insert(compiled, (gpointer)pattern, regex);
  }
  return g_regex_match(regex, value, 0, NULL);
}

/* BCP 47 section 2.1, without the tags of old that the grammar lists one by one. */
gboolean validity_is_language(const char *value)
{
  return validity_fits(
      "[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
      "(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
      "(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
      "|[A-Za-z]{4,8}|[xX](?:-[A-Za-z0-9]{1,8})+",
      value);
}

#define DATE "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
#define TIME "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,3})?)?"
#define ZONE "(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"

/* HTML 2.3.5 and 4.5.14 */
gboolean validity_is_datetime(const char *value)
{
  if (!validity_fits("[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|" DATE "(?:[T ]" TIME ZONE "?)?|" TIME
                     "|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])|" ZONE
                     "|P(?=[0-9T])(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+"
                     "(?:\\.[0-9]{1,3})?S)?)?",
                     value))
    return FALSE;
  if (validity_fits("0000.*", value))
    return FALSE;
  int year, month, day;
  if (validity_fits(DATE ".*", value) && sscanf(value, "%d-%d-%d", &year, &month, &day) == 3)
    return g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

/* WHATWG URL 4.3: what may stand in a URL without an error of validation, beside %XX. */
static gboolean is_url_character(gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum((char)c) || strchr("!$&'()*+,-./:;=?@_~", (int)c);
  return c >= 0xa0 && c <= 0x10fffd && (c & 0xfffe) != 0xfffe &&
         !(c >= 0xfdd0 && c <= 0xfdef) && !(c >= 0xd800 && c <= 0xdfff);
}

/* REST is what follows the host: path, query and at most one fragment. */
static gboolean is_url_rest(const char *rest)
{
  guint hashes = 0;
  for (const char *p = rest; *p; p = g_utf8_next_char(p)) {
    if (*p == '#' && ++hashes == 1)
      continue;
    if (*p == '%' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]))
      continue;
    if (*p == '%' || !is_url_character(g_utf8_get_char(p)))
      return FALSE;
  }
  return TRUE;
}

gboolean validity_is_web_address(const char *value)
{
  static const char schemes[] =
      " http https ftp gopher irc ldap mailto news nntp sip sips tel telnet urn xmpp ";
  const char *colon = strchr(value, ':');
  if (!colon || !g_utf8_validate(value, -1, NULL))
    return FALSE;
  g_autofree char *scheme = g_strdup_printf(" %.*s ", (int)(colon - value), value);
  if (!strstr(schemes, scheme) || !colon[1])
    return FALSE;
  gboolean special = strstr(" http https ftp ", scheme) != NULL;
  if (!special && strncmp(colon, "://", 3) != 0)
    return is_url_rest(colon + 1);
  if (strncmp(colon, "://", 3) != 0)
    return FALSE;
  const char *authority = colon + 3;
  g_autofree char *server = g_strndup(authority, strcspn(authority, "/?#"));
  return is_url_rest(authority + strlen(server)) &&
         validity_fits(
             "(?:(?:[A-Za-z0-9!$&'()*+,;=:._~-]|%[0-9A-Fa-f]{2}|[^\\x{0}-\\x{9f}])*@)?"
             "(?:[a-z0-9_~!$&'()*+,;=-]+(?:\\.[a-z0-9_~!$&'()*+,;=-]+)*\\.?"
             "|\\[[0-9a-f:.]{2,45}\\])(?::[0-9]{0,5})?",
             server);
}
