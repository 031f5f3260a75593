/* SPDX-License-Identifier: MIT */
/* Hosts of URLs as the WHATWG URL Standard reads them (section 3.5): percent-decoded, mapped by
 * UTS 46 (nontransitional) and written in ASCII. */
#include "text/url-internal.h"

/* after GLib: it defines one of GLib's macros unless GLib has done so */
#include <idn2.h>
#include <string.h>

enum { LABEL_LIMIT = 63, HOST_LIMIT = 253 }; /* RFC 1035 section 2.3.4 */

static gboolean is_within(gunichar c, gunichar first, gunichar last)
{
  return c >= first && c <= last;
}

/* Returns TRUE when LABEL contains a letter that the transitional mapping changes, or one that
 * is written from right to left, whose order that mapping does not check. */
static gboolean needs_strict_rules(const char *label)
{
  for (const char *p = label; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == 0xdf || c == 0x1e9e || c == 0x3c2 || is_within(c, 0x200c, 0x200f) ||
        is_within(c, 0x590, 0x8ff) || is_within(c, 0xfb1d, 0xfdff) ||
        is_within(c, 0xfe70, 0xfeff) || is_within(c, 0x10800, 0x10fff) ||
        is_within(c, 0x1e800, 0x1efff))
      return TRUE;
  }
  return FALSE;
}

/* Returns LABEL in ASCII and lower case; NULL when it is invalid by UTS 46. UTS 46 allows emoji
 * and other signs, IDNA 2008 does not, and libidn2 requires both unless the mapping is the
 * transitional one. */
static char *to_ascii(const char *label)
{
  char *name = NULL;
  int status = idn2_to_ascii_8z(label, &name, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
  if (status == IDN2_DISALLOWED && !needs_strict_rules(label))
    status = idn2_to_ascii_8z(label, &name, IDN2_TRANSITIONAL | IDN2_NFC_INPUT);
  char *result = status == IDN2_OK ? g_strdup(name) : NULL;
  if (status == IDN2_OK)
    idn2_free(name);
  return result;
}

static char *to_unicode(const char *label)
{
  char *name = NULL;
  if (idn2_to_unicode_8z8z(label, &name, 0) != IDN2_OK)
    return NULL;
  char *result = g_strdup(name);
  idn2_free(name);
  return result;
}

static gboolean is_encoded_label(const char *label)
{
  return g_ascii_strncasecmp(label, "xn--", 4) == 0;
}

/* Returns LABEL, valid UTF-8, in its canonical spelling; NULL when it is not a valid label. */
static char *clean_label(const char *label)
{
  g_autofree char *lower = g_ascii_strdown(label, -1);
  if (g_str_is_ascii(label) && !is_encoded_label(label))
    return g_steal_pointer(&lower);
  g_autofree char *name = to_ascii(lower);
  /* the mapping makes a plain ':' or '/', which would end the host, of a full-width one */
  if (!name || name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_")])
    return NULL;
  if (is_encoded_label(label) && strcmp(name, lower) != 0)
    return NULL;
  /* reject a label that decodes to another one, or to nothing */
  g_autofree char *unicode = to_unicode(name);
  g_autofree char *again = unicode ? to_ascii(unicode) : NULL;
  return g_strcmp0(again, name) == 0 ? g_steal_pointer(&name) : NULL;
}

/* Returns the labels of HOST, cleaned and joined; a last empty one, the dot of a full name, is
 * kept. */
static char *clean_labels(const char *host)
{
  GString *out = g_string_new(NULL);
  g_autofree char *dotted = NULL;
  if (!g_str_is_ascii(host)) {
    g_autoptr(GString) text = g_string_new(host);
    static const char *const dots[] = {"\u3002", "\uff0e", "\uff61"};
    for (guint i = 0; i < G_N_ELEMENTS(dots); i++)
      g_string_replace(text, dots[i], ".", 0);
    host = dotted = g_strdup(text->str);
  }
  g_auto(GStrv) labels = g_strsplit(host, ".", -1);
  guint count = g_strv_length(labels);
  gboolean dot = count > 1 && !*labels[count - 1];
  gboolean good = count > (dot ? 1 : 0);
  for (guint i = 0; good && i < count - (dot ? 1 : 0); i++) {
    g_autofree char *label = clean_label(labels[i]);
    good = label && *label && strlen(label) <= LABEL_LIMIT;
    if (good)
      g_string_append_printf(out, "%s%s", i > 0 ? "." : "", label);
  }
  good = good && out->len <= HOST_LIMIT;
  if (good && dot)
    g_string_append_c(out, '.');
  return g_string_free(out, !good);
}

char *url_host_clean(const char *text, gsize length)
{
  g_autofree char *raw = g_strndup(text, length);
  if (raw[0] == '[') {
    if (length < 4 || raw[length - 1] != ']')
      return NULL;
    g_autofree char *address = g_strndup(raw + 1, length - 2);
    return strchr(address, ':') && !strchr(address, '%') && g_hostname_is_ip_address(address)
               ? g_ascii_strdown(raw, -1)
               : NULL;
  }
  g_autofree char *host = g_uri_unescape_string(raw, NULL);
  if (!host || !*host || !g_utf8_validate(host, -1, NULL))
    return NULL;
  for (const char *p = host; *p; p++)
    if ((guchar)*p <= 0x20 || strchr("#/:<>?@[\\]^|%\x7f", *p))
      return NULL;
  return clean_labels(host);
}

/* Returns TRUE for four numbers from 0 to 255 without leading zeros. */
static gboolean is_full_ipv4(char **parts, guint count)
{
  for (guint i = 0; i < count; i++) {
    gsize digits = strspn(parts[i], "0123456789");
    if (digits == 0 || digits > 3 || parts[i][digits] || (digits > 1 && parts[i][0] == '0') ||
        g_ascii_strtoull(parts[i], NULL, 10) > 255)
      return FALSE;
  }
  return count == 4;
}

gboolean url_host_is_usual(const char *host)
{
  if (*host == '[')
    return TRUE;
  g_auto(GStrv) parts = g_strsplit(host, ".", -1);
  guint count = g_strv_length(parts);
  if (count > 1 && !*parts[count - 1])
    count--;
  const char *last = parts[count - 1];
  gboolean number =
      !last[strspn(last, "0123456789")] ||
      (g_str_has_prefix(last, "0x") && !last[2 + strspn(last + 2, "0123456789abcdef")]);
  return !strpbrk(host, "\"`{}") && (!number || is_full_ipv4(parts, count));
}
