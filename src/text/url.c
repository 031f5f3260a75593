/* SPDX-License-Identifier: MIT */
#include "mkepub/url.h"

#include <string.h>

#include "base/text.h"
#include "text/url-internal.h"

/* Schemes that epubcheck 5.3.0 knows (HTM-025) and that readers can use. */
static const char *const other_schemes[] = {"ftp",    "gopher", "irc",  "ldap", "mailto",
                                            "news",   "nntp",   "sip",  "sips", "tel",
                                            "telnet", "urn",    "xmpp", NULL};

/* Schemes whose '//' and host epubcheck 5.3.0 parses. It reads all after the ':' of others as
 * plain data, in which a bracket is an error. */
static const char *const special_schemes[] = {"http", "https", "ftp", "gopher",
                                              "ws",   "wss",   NULL};

GString *url_strip(const char *text)
{
  gsize length = strlen(text);
  while (length > 0 && (guchar)text[length - 1] <= 0x20)
    length--;
  gsize start = 0;
  while (start < length && (guchar)text[start] <= 0x20)
    start++;
  GString *out = g_string_sized_new(length - start + 16);
  while (start < length) {
    gsize run = strcspn(text + start, "\t\n\r");
    run = MIN(run, length - start);
    text_append(out, text + start, run);
    start += run + 1;
  }
  return out;
}

/* Returns the length of the scheme at the start of TEXT, without its ':'; 0 without one. */
static gsize scheme_length(const char *text)
{
  gsize i = 0;
  if (!g_ascii_isalpha(text[0]))
    return 0;
  while (g_ascii_isalnum(text[i]) || text[i] == '+' || text[i] == '-' || text[i] == '.')
    i++;
  return text[i] == ':' ? i : 0;
}

static gboolean is_scheme(const char *text, gsize length, const char *scheme)
{
  return strlen(scheme) == length && g_ascii_strncasecmp(text, scheme, length) == 0;
}

static gboolean is_special(const char *text, gsize length)
{
  for (guint i = 0; special_schemes[i]; i++)
    if (is_scheme(text, length, special_schemes[i]))
      return TRUE;
  return FALSE;
}

static MkepubUrlKind kind_of(const char *text)
{
  if (*text == '\0')
    return MKEPUB_URL_EMPTY;
  if (*text == '#')
    return MKEPUB_URL_FRAGMENT;
  if (text[0] == '/' && text[1] == '/')
    return MKEPUB_URL_NETWORK;
  gsize scheme = scheme_length(text);
  if (scheme == 0)
    return MKEPUB_URL_RELATIVE;
  const char *rest = text + scheme + 1;
  if (is_scheme(text, scheme, "http") || is_scheme(text, scheme, "https")) {
    gsize slashes = strspn(rest, "/\\");
    return slashes > 0 && rest[slashes] && !strchr("?#:@", rest[slashes]) ? MKEPUB_URL_WEB
                                                                          : MKEPUB_URL_REFUSED;
  }
  for (guint i = 0; other_schemes[i]; i++)
    if (is_scheme(text, scheme, other_schemes[i]))
      return *rest ? MKEPUB_URL_OTHER : MKEPUB_URL_REFUSED;
  return MKEPUB_URL_REFUSED;
}

MkepubUrlKind mkepub_url_kind(const char *text)
{
  g_autoptr(GString) plain = url_strip(text);
  return kind_of(plain->str);
}

gboolean url_is_encoded(const char *p)
{
  return p[0] == '%' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]);
}

typedef enum { PART_USER, PART_REST } UrlPart;

/* Appends TEXT and percent-encodes everything that is not a URL code point (WHATWG URL 4.3). In
 * PART_REST, path to fragment, the first '#' stays. In PART_USER a character above U+FFFF is
 * encoded too: epubcheck 5.3.0 looks at its two surrogates and refuses them. */
static void append_encoded(GString *out, const char *text, gsize length, UrlPart part)
{
  gboolean fragment = part == PART_REST;
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                              "!$&'()*+,-./:;=?@_~";
  const char *end = text + length;
  for (const char *p = text; p < end;) {
    gsize run = MIN(strspn(p, plain), (gsize)(end - p));
    text_append(out, p, run);
    p += run;
    if (p == end)
      break;
    guchar byte = (guchar)*p;
    gsize step = 1;
    gboolean keep = end - p >= 3 && url_is_encoded(p);
    if (byte == '#' && fragment) {
      keep = TRUE;
      fragment = FALSE;
    }
    if (byte >= 0x80) {
      gunichar c = g_utf8_get_char_validated(p, end - p);
      keep = c != (gunichar)-1 && c != (gunichar)-2 && c >= 0xa0 && (c & 0xfffe) != 0xfffe &&
             !(c >= 0xfdd0 && c <= 0xfdef) && !(c >= 0xfff0 && c <= 0xffff) &&
             (part == PART_REST || c <= 0xffff);
      step = keep ? (gsize)(g_utf8_next_char(p) - p) : 1;
    }
    if (keep)
      text_append(out, p, step);
    else
      g_string_append_printf(out, "%%%02X", byte);
    p += step;
  }
}

/* Appends the user name at the start of AUTHORITY, up to its last '@'; returns the byte after
 * it. */
static const char *append_user(GString *out, const char *authority, const char *end)
{
  const char *at = memrchr(authority, '@', (gsize)(end - authority));
  if (!at)
    return authority;
  g_autoptr(GString) user = g_string_new(NULL);
  append_encoded(user, authority, (gsize)(at - authority), PART_USER);
  g_string_replace(user, "@", "%40", 0);
  g_string_append_printf(out, "%s@", user->str);
  return at + 1;
}

/* Appends AUTHORITY; returns FALSE when its host or port is invalid, or, with USUAL, when
 * parsers disagree about the host. */
static gboolean append_authority(GString *out, const char *authority, gsize length,
                                 gboolean usual)
{
  const char *end = authority + length;
  authority = append_user(out, authority, end);
  length = (gsize)(end - authority);
  gsize host = length;
  const char *bracket = length > 0 && *authority == '[' ? memchr(authority, ']', length) : NULL;
  const char *from = bracket ? bracket : authority;
  const char *colon = memchr(from, ':', (gsize)(end - from));
  if (colon)
    host = (gsize)(colon - authority);
  g_autofree char *name = url_host_clean(authority, host);
  if (!name || (usual && !url_host_is_usual(name)))
    return FALSE;
  g_string_append(out, name);
  if (!colon || colon + 1 == end)
    return TRUE;
  guint64 port = 0;
  for (const char *p = colon + 1; p < end; p++) {
    if (!g_ascii_isdigit(*p) || port > 65535)
      return FALSE;
    port = port * 10 + (guint64)(*p - '0');
  }
  if (port > 65535)
    return FALSE;
  g_string_append_printf(out, ":%u", (guint)port);
  return TRUE;
}

gboolean mkepub_url_authority_is_valid(const char *text)
{
  g_autoptr(GString) plain = url_strip(text);
  g_autoptr(GString) out = g_string_new(NULL);
  gsize scheme = scheme_length(plain->str);
  const char *rest = plain->str + (scheme > 0 ? scheme + 1 : 0);
  gboolean slashes = strncmp(rest, "//", 2) == 0;
  gboolean special = scheme == 0 || is_special(plain->str, scheme);
  if (!slashes)
    return scheme == 0 || !special;
  rest += 2;
  gsize length = strcspn(rest, "/\\?#");
  if (!special)
    return is_scheme(plain->str, scheme, "file") || !memchr(rest, '[', length);
  if (!append_authority(out, rest, length, FALSE))
    return FALSE;
  /* a user name that had to be encoded */
  const char *at = memrchr(rest, '@', length);
  return !at || strncmp(out->str, rest, (gsize)(at - rest) + 1) == 0;
}

/* Returns TEXT, stripped, of KIND, in clean spelling. */
static char *clean_stripped(const char *text, MkepubUrlKind kind)
{
  if (kind != MKEPUB_URL_WEB && kind != MKEPUB_URL_NETWORK && kind != MKEPUB_URL_OTHER)
    return NULL;
  g_autoptr(GString) out = g_string_sized_new(strlen(text) + 16);
  gsize scheme = kind == MKEPUB_URL_NETWORK ? 0 : scheme_length(text);
  const char *rest = kind == MKEPUB_URL_NETWORK ? text : text + scheme + 1;
  for (gsize i = 0; i < scheme; i++)
    g_string_append_c(out, g_ascii_tolower(text[i]));
  g_string_append(out, scheme > 0 ? ":" : "https:");
  gboolean special = scheme == 0 || is_special(text, scheme);
  if (special || g_str_has_prefix(rest, "//")) {
    rest += special ? strspn(rest, "/\\") : 2;
    g_string_append(out, "//");
    gsize authority = strcspn(rest, "/\\?#");
    if (!append_authority(out, rest, authority, TRUE) ||
        (!special && memchr(out->str, '[', out->len)))
      return NULL;
    rest += authority;
    /* the WHATWG parser treats it as a slash here */
    if (*rest == '\\') {
      g_string_append_c(out, '/');
      rest++;
    }
  }
  append_encoded(out, rest, strlen(rest), PART_REST);
  return g_string_free(g_steal_pointer(&out), FALSE);
}

char *mkepub_url_clean(const char *text)
{
  g_autoptr(GString) plain = url_strip(text);
  return clean_stripped(plain->str, kind_of(plain->str));
}

char *mkepub_url_host(const char *url)
{
  g_autoptr(GString) plain = url_strip(url);
  if (kind_of(plain->str) != MKEPUB_URL_WEB)
    return NULL;
  const char *rest = plain->str + scheme_length(plain->str) + 1;
  rest += strspn(rest, "/\\");
  g_autoptr(GString) authority = g_string_new(NULL);
  if (!append_authority(authority, rest, strcspn(rest, "/\\?#"), TRUE))
    return NULL;
  const char *at = strrchr(authority->str, '@');
  g_string_erase(authority, 0, at ? at + 1 - authority->str : 0);
  if (authority->str[0] != '[')
    g_string_truncate(authority, strcspn(authority->str, ":"));
  gboolean www = g_str_has_prefix(authority->str, "www.") && strchr(authority->str + 4, '.');
  return g_strdup(authority->str + (www ? 4 : 0));
}

char *mkepub_url_decode(const char *text, gssize length)
{
  gsize n = length < 0 ? strlen(text) : (gsize)length;
  GString *out = g_string_sized_new(n);
  for (gsize i = 0; i < n;) {
    /* at most one character: four bytes, each written with three */
    char bytes[5] = "";
    gsize count = 0;
    while (count < 4 && i + count * 3 + 2 < n && url_is_encoded(text + i + count * 3)) {
      const char *digits = text + i + count * 3 + 1;
      bytes[count++] =
          (char)(g_ascii_xdigit_value(digits[0]) << 4 | g_ascii_xdigit_value(digits[1]));
    }
    gunichar c = count > 0 ? g_utf8_get_char_validated(bytes, (gssize)count) : 0;
    if (c == 0 || c == (gunichar)-1 || c == (gunichar)-2) {
      g_string_append_c(out, text[i++]);
      continue;
    }
    gsize used = (gsize)g_unichar_to_utf8(c, NULL);
    g_string_append_len(out, bytes, (gssize)used);
    i += used * 3;
  }
  return g_string_free(out, FALSE);
}

char *mkepub_url_name(const char *url)
{
  const char *start = strstr(url, "://");
  start = start ? start + 3 : url;
  const char *end = start + strcspn(start, "?#");
  while (end > start && end[-1] == '/')
    end--;
  const char *slash = g_strrstr_len(start, end - start, "/");
  g_autofree char *name = slash ? mkepub_url_decode(slash + 1, end - slash - 1) : NULL;
  const char *dot = name ? strrchr(name, '.') : NULL;
  /* without an extension the part is an identifier of some service */
  if (dot && strlen(dot) <= 5 && g_utf8_validate(name, -1, NULL) &&
      g_utf8_strlen(name, -1) <= 80)
    return g_steal_pointer(&name);
  char *host = mkepub_url_host(url);
  return host ? host : g_strdup(url);
}
