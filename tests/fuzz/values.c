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

/* RFC 3492 section 6.2: the characters of a label behind 'xn--'; NULL when they are none. */
static GString *decode_punycode(const char *code)
{
  const char *hyphen = strrchr(code, '-');
  g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(gunichar));
  for (const char *p = code; hyphen && p < hyphen; p++) {
    gunichar c = (guchar)*p;
    g_array_append_val(points, c);
  }
  guint64 n = 128, at = 0, bias = 72;
  for (const char *p = hyphen ? hyphen + 1 : code; *p;) {
    guint64 start = at, weight = 1;
    for (guint64 k = 36;; k += 36) {
      if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p))
        return NULL;
      guint64 digit = g_ascii_isdigit(*p) ? (guint64)(*p - '0' + 26) : (guint64)(*p - 'a');
      guint64 least = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
      p++;
      at += digit * weight;
      if (digit < least)
        break;
      weight *= 36 - least;
      if (weight > G_MAXUINT32 || at > G_MAXUINT32)
        return NULL;
    }
    guint64 count = points->len + 1, delta = start == 0 ? at / 700 : (at - start) / 2, k = 0;
    for (delta += delta / count; delta > 455; k += 36)
      delta /= 35;
    bias = k + 36 * delta / (delta + 38);
    n += at / count;
    at %= count;
    gunichar c = (gunichar)MIN(n, G_MAXUINT32);
    if (n > 0x10ffff || !g_unichar_validate(c))
      return NULL;
    g_array_insert_val(points, (guint)at, c);
    at++;
  }
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < points->len; i++)
    g_string_append_unichar(out, g_array_index(points, gunichar, i));
  return out;
}

/* UTS 46 section 4.1, as far as GLib knows the characters: letters, digits, marks, symbols and
 * joiners that the mapping leaves as they are, at least one of them not of ASCII. */
static gboolean is_international_label(const char *code)
{
  g_autoptr(GString) label = decode_punycode(code);
  if (!label || g_str_is_ascii(label->str) || g_unichar_ismark(g_utf8_get_char(label->str)))
    return FALSE;
  g_autofree char *normal = g_utf8_normalize(label->str, -1, G_NORMALIZE_ALL_COMPOSE);
  if (!normal || strcmp(normal, label->str) != 0)
    return FALSE;
  for (const char *p = label->str; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gboolean plain =
        c >= 0x80
            ? !g_unichar_iscntrl(c) && !g_unichar_isspace(c) && !g_unichar_isupper(c)
            : g_ascii_islower((char)c) || g_ascii_isdigit((char)c) || strchr("-_", (int)c);
    if (!plain || (c >= 0xe000 && c <= 0xf8ff))
      return FALSE;
  }
  return TRUE;
}

/* WHATWG URL 3.5 for the host of a special scheme, in ASCII as our books have it. */
static gboolean is_host(const char *host)
{
  if (*host == '[') {
    g_autofree char *inner = g_strndup(host + 1, strlen(host) - 2);
    return strchr(inner, ':') && g_hostname_is_ip_address(inner);
  }
  g_auto(GStrv) labels = g_strsplit(host, ".", -1);
  guint count = g_strv_length(labels);
  if (count > 1 && !*labels[count - 1])
    count--;
  for (guint i = 0; i < count; i++) {
    gsize length = strlen(labels[i]);
    if (length == 0 || length > 63 ||
        (g_str_has_prefix(labels[i], "xn--") && !is_international_label(labels[i] + 4)))
      return FALSE;
  }
  if (count == 0 || strlen(host) > 254)
    return FALSE;
  return !validity_fits("[0-9]+|0x[0-9a-f]*", labels[count - 1]) ||
         validity_fits(
             "(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!\\z)|\\.?\\z)){4}",
             host);
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
  gboolean special = strstr(" http https ftp gopher ", scheme) != NULL;
  if (!special && strncmp(colon, "://", 3) != 0)
    return is_url_rest(colon + 1);
  if (strncmp(colon, "://", 3) != 0 || (!special && strchr(value, '[')))
    return FALSE;
  const char *authority = colon + 3;
  g_autofree char *server = g_strndup(authority, strcspn(authority, "/?#"));
  const char *at = strrchr(server, '@');
  const char *bracket = strrchr(server, ']');
  const char *port = strrchr(bracket ? bracket : at ? at : server, ':');
  const char *name = at ? at + 1 : server;
  g_autofree char *host = g_strndup(name, port ? (gsize)(port - name) : strlen(name));
  return is_url_rest(authority + strlen(server)) &&
         (!port || g_ascii_strtoull(port + 1, NULL, 10) <= 65535) &&
         validity_fits(
             "(?:(?:[A-Za-z0-9!$&'()*+,;=:._~-]|%[0-9A-Fa-f]{2}|[\\x{a0}-\\x{ffff}])*@)?"
             "(?:[a-z0-9_~!$&'()*+,;=-]+(?:\\.[a-z0-9_~!$&'()*+,;=-]+)*\\.?"
             "|\\[[0-9a-f:.]{2,45}\\])(?::[0-9]{0,5})?",
             server) &&
         is_host(host);
}
