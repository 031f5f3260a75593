/* SPDX-License-Identifier: MIT */
#include "mkepub/url.h"

#include <string.h>

#include "text/url-canonical.h"

/* Parameters that record how a visitor came to a page. */
static const char *const tracking[] = {"fbclid",
                                       "gclid",
                                       "gclsrc",
                                       "dclid",
                                       "gbraid",
                                       "wbraid",
                                       "msclkid",
                                       "yclid",
                                       "twclid",
                                       "ttclid",
                                       "li_fat_id",
                                       "igshid",
                                       "igsh",
                                       "mc_cid",
                                       "mc_eid",
                                       "mkt_tok",
                                       "_ga",
                                       "_gl",
                                       "_hsenc",
                                       "_hsmi",
                                       "ref_src",
                                       "cmpid",
                                       "spm",
                                       "s_cid",
                                       "wickedid",
                                       "_openstat",
                                       "rb_clickid",
                                       "fb_source",
                                       "fb_ref",
                                       "fb_action_ids",
                                       "oly_anon_id",
                                       "oly_enc_id",
                                       "vero_id",
                                       "vero_conv",
                                       "fb_action_types",
                                       "__s",
                                       "ss_campaign_id",
                                       "__twitter_impression"};
static const char *const tracking_prefixes[] = {"utm_", "mtm_", "pk_", "hsa_", "matomo_"};

/* Labels of hosts that serve the same pages for telephones and caches. */
static const char *const twins[] = {"www", "m", "amp", "mobile"};

static gboolean is_one_of(const char *text, gsize length, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strlen(list[i]) == length && g_ascii_strncasecmp(text, list[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* Appends TEXT with percent-encoding as in RFC 3986 section 6.2.2: letters, digits and '-._~'
 * decoded, all bytes outside ASCII encoded, hex digits in upper case. */
static void append_spelled(GString *out, const char *text, gsize length)
{
  const char *end = text + length;
  for (const char *p = text; p < end; p++) {
    gboolean encoded =
        end - p > 2 && *p == '%' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]);
    guchar c = (guchar)*p;
    if (encoded) {
      c = (guchar)(g_ascii_xdigit_value(p[1]) * 16 + g_ascii_xdigit_value(p[2]));
      p += 2;
    }
    gboolean unreserved = g_ascii_isalnum(c) || (c && strchr("-._~", c));
    if (unreserved || (!encoded && c > ' ' && c < 0x80))
      g_string_append_c(out, (char)c);
    else
      g_string_append_printf(out, "%%%02X", c);
  }
}

/* Appends HOST without the labels that name a twin: 'en.m.wikipedia.org'. The last two labels
 * are always kept. */
static void append_host(GString *out, const char *host, gsize length)
{
  g_autofree char *lower = g_ascii_strdown(host, (gssize)length);
  g_auto(GStrv) labels = g_strsplit(lower, ".", -1);
  guint n = g_strv_length(labels);
  if (n > 1 && !*labels[n - 1])
    n--; /* 'example.com.' */
  for (guint i = 0; i < n; i++) {
    if (i + 2 < n && is_one_of(labels[i], strlen(labels[i]), twins, G_N_ELEMENTS(twins)))
      continue;
    if (out->str[out->len - 1] != '/')
      g_string_append_c(out, '.');
    g_string_append(out, labels[i]);
  }
}

static void append_authority(GString *out, const char *p, const char *end)
{
  const char *user = g_strrstr_len(p, end - p, "@");
  if (user)
    p = user + 1;
  const char *bracket = memchr(p, ']', (gsize)(end - p)); /* of an IPv6 address */
  const char *from = bracket ? bracket : p;
  const char *port = memchr(from, ':', (gsize)(end - from));
  append_host(out, p, (gsize)((port ? port : end) - p));
  gsize length = port ? (gsize)(end - port) : 0;
  static const char *const usual[] = {":", ":80", ":443"};
  if (length > 0 && !is_one_of(port, length, usual, G_N_ELEMENTS(usual)))
    g_string_append_len(out, port, (gssize)length);
}

/* Returns TRUE when a path with SEGMENT at its end leads to the same page as without it. */
static gboolean is_redundant_segment(const char *segment)
{
  static const char *const names[] = {"", "amp", "index.html", "index.htm", "index.php"};
  return is_one_of(segment, strlen(segment), names, G_N_ELEMENTS(names));
}

static void append_path(GString *out, const char *p, const char *end)
{
  g_autofree char *path = g_strndup(p, (gsize)(end - p));
  g_auto(GStrv) segments = g_strsplit(path, "/", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new();
  for (char **s = segments; *s; s++) {
    if (g_str_equal(*s, ".."))
      g_ptr_array_set_size(kept, (gint)kept->len - (kept->len > 0));
    else if (!g_str_equal(*s, ".") && (kept->len > 0 || **s))
      g_ptr_array_add(kept, *s);
  }
  while (kept->len > 0 && is_redundant_segment(g_ptr_array_index(kept, kept->len - 1)))
    g_ptr_array_set_size(kept, (gint)kept->len - 1);
  for (guint i = 0; i < kept->len; i++) {
    const char *segment = g_ptr_array_index(kept, i);
    g_string_append_c(out, '/');
    append_spelled(out, segment, strlen(segment));
  }
}

static gboolean is_tracking(const char *parameter)
{
  gsize length = strcspn(parameter, "=");
  for (gsize i = 0; i < G_N_ELEMENTS(tracking_prefixes); i++)
    if (g_ascii_strncasecmp(parameter, tracking_prefixes[i], strlen(tracking_prefixes[i])) == 0)
      return TRUE;
  static const char *const amp[] = {"amp", "amp=", "amp=1", "amp=true", "outputType=amp"};
  return is_one_of(parameter, length, tracking, G_N_ELEMENTS(tracking)) ||
         is_one_of(parameter, strlen(parameter), amp, G_N_ELEMENTS(amp));
}

static gint compare_texts(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void append_query(GString *out, const char *p, const char *end)
{
  g_autofree char *query = g_strndup(p, (gsize)(end - p));
  g_auto(GStrv) parameters = g_strsplit(query, "&", -1);
  g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
  for (char **s = parameters; *s; s++) {
    if (!**s || is_tracking(*s))
      continue;
    GString *spelled = g_string_new(NULL);
    g_strdelimit(*s, "+", ' ');
    append_spelled(spelled, *s, strlen(*s));
    g_ptr_array_add(kept, g_string_free(spelled, FALSE));
  }
  g_ptr_array_sort(kept, compare_texts);
  for (guint i = 0; i < kept->len; i++) {
    g_string_append_c(out, i == 0 ? '?' : '&');
    g_string_append(out, g_ptr_array_index(kept, i));
  }
}

char *mkepub_url_canonical(const char *url)
{
  if (mkepub_url_kind(url) != MKEPUB_URL_WEB)
    return NULL;
  g_autofree char *clean = mkepub_url_clean(url);
  if (!clean)
    return NULL;
  GString *out = g_string_new("https://");
  const char *authority = strstr(clean, "://") + 3;
  const char *path = authority + strcspn(authority, "/?#");
  const char *query = path + strcspn(path, "?#");
  const char *fragment = query + strcspn(query, "#");
  append_authority(out, authority, path);
  append_path(out, path, query);
  if (*query == '?')
    append_query(out, query + 1, fragment);
  /* pages in their own right, shown by a script */
  if (g_str_has_prefix(fragment, "#!") || g_str_has_prefix(fragment, "#/"))
    append_spelled(out, fragment, strlen(fragment));
  return g_string_free(out, FALSE);
}
