/* SPDX-License-Identifier: MIT */
#include "epub/links.h"

#include <string.h>

#include "base/text.h"
#include "mkepub/url.h"

struct Links {
  GHashTable *paths; /* path below an input, normalized, to MkepubBookArticle * */
  GHashTable *names; /* base name in lower case to the article; to NULL when two share it */
  GHashTable *urls;  /* normalized source URL to the article */
};

/* A path with '.' and '..' resolved, without outer slashes, extension or final 'index'; NULL
 * when it leads above the top. */
static char *normal_path(const char *base, const char *path)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  const char *sources[] = {path[0] == '/' ? "" : base, path};
  for (guint i = 0; i < 2; i++) {
    g_auto(GStrv) split = g_strsplit(sources[i], "/", -1);
    for (guint j = 0; split[j]; j++) {
      if (!*split[j] || strcmp(split[j], ".") == 0)
        continue;
      if (strcmp(split[j], "..") != 0)
        g_ptr_array_add(parts, g_strdup(split[j]));
      else if (parts->len > 0)
        g_ptr_array_remove_index(parts, parts->len - 1);
      else
        return NULL;
    }
  }
  if (parts->len == 0)
    return NULL;
  static const char *const endings[] = {".md",  ".markdown", ".mdown", ".mkd",
                                        ".txt", ".html",     ".htm"};
  char *last = g_ptr_array_index(parts, parts->len - 1);
  for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
    if (strlen(last) > strlen(endings[i]) && g_str_has_suffix(last, endings[i])) {
      last[strlen(last) - strlen(endings[i])] = '\0';
      break;
    }
  if (parts->len > 1 && strcmp(last, "index") == 0)
    g_ptr_array_remove_index(parts, parts->len - 1);
  g_ptr_array_add(parts, NULL);
  return g_strjoinv("/", (char **)parts->pdata);
}

/* A URL as a key: no scheme, 'www.', query of trackers, fragment or final slash. */
static char *url_key(const char *url)
{
  const char *rest = strstr(url, "://");
  rest = rest ? rest + 3 : url;
  if (g_ascii_strncasecmp(rest, "www.", 4) == 0)
    rest += 4;
  char *key = g_strndup(rest, strcspn(rest, "#"));
  char *query = strchr(key, '?');
  if (query && strncmp(query + 1, "utm_", 4) == 0)
    *query = '\0';
  gsize length = strlen(key);
  while (length > 0 && key[length - 1] == '/')
    key[--length] = '\0';
  return key;
}

/* A name as a key: in lower case, its quotes and dashes straight, as writers mix them up. */
static char *name_key(const char *name)
{
  g_autofree char *straight = text_straighten(name, strlen(name));
  return text_fold(straight);
}

static void add_name(GHashTable *table, char *key, gpointer article)
{
  if (!key || !*key || g_hash_table_contains(table, key))
    g_free(key);
  else
    g_hash_table_insert(table, key, article);
}

Links *links_new(const MkepubBook *book)
{
  Links *links = g_new0(Links, 1);
  links->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  links->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  links->urls = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < book->articles->len; i++) {
    MkepubBookArticle *article = g_ptr_array_index(book->articles, i);
    const MkepubArticle *facts = article->article;
    char *path = normal_path("", facts->relative);
    const char *slash = path ? strrchr(path, '/') : NULL;
    g_autofree char *name = name_key(slash ? slash + 1 : path ? path : "");
    gboolean known = g_hash_table_contains(links->names, name);
    g_hash_table_insert(links->names, g_steal_pointer(&name), known ? NULL : article);
    add_name(links->paths, path, article);
    if (facts->source.text)
      add_name(links->urls, url_key(facts->source.text), article);
  }
  /* what articles say of themselves comes after what the file system says of all of them */
  for (guint i = 0; i < book->articles->len; i++) {
    MkepubBookArticle *article = g_ptr_array_index(book->articles, i);
    const GPtrArray *addresses = article->article->addresses;
    for (guint j = 0; j < addresses->len; j++)
      add_name(links->paths, normal_path("", g_ptr_array_index(addresses, j)), article);
    add_name(links->names, name_key(article->article->title.text), article);
  }
  return links;
}

void links_free(Links *links)
{
  g_hash_table_unref(links->paths);
  g_hash_table_unref(links->names);
  g_hash_table_unref(links->urls);
  g_free(links);
}

static char *href_to(const MkepubBookArticle *from, const MkepubBookArticle *to,
                     const char *fragment)
{
  if (from == to)
    return g_strconcat("#", fragment ? fragment : "", NULL);
  return g_strdup(to->name);
}

static const MkepubBookArticle *find_path(const Links *links, const MkepubBookArticle *from,
                                          const char *path)
{
  const char *relative = from->article->relative;
  const char *slash = strrchr(relative, '/');
  g_autofree char *folder = g_strndup(relative, slash ? (gsize)(slash - relative) : 0);
  g_autofree char *decoded = mkepub_url_decode(path, -1);
  g_autofree char *below = normal_path(folder, decoded);
  const MkepubBookArticle *found = below ? g_hash_table_lookup(links->paths, below) : NULL;
  if (found)
    return found;
  /* a site's page is a folder: './x/' seen from '/2025/01/me/' is '../x/' seen from the file */
  g_autofree char *top = normal_path("", decoded);
  found = top ? g_hash_table_lookup(links->paths, top) : NULL;
  if (found)
    return found;
  /* a path that leads above the inputs may come back into them */
  const char *below_all = decoded + strspn(decoded, "./");
  g_autofree char *rest = top ? NULL : normal_path("", below_all);
  const char *whole = top ? top : rest;
  if (!whole)
    return NULL;
  const char *last = strrchr(whole, '/');
  g_autofree char *name = name_key(last ? last + 1 : whole);
  return g_hash_table_lookup(links->names, name);
}

static void report_link(const MkepubBookArticle *article, MkepubFindings *findings,
                        MkepubFindingId id, guint line, const char *what, const char *address)
{
  g_autofree char *shown = text_shorten(address, 200);
  mkepub_findings_add(findings, id, article->article->path, line, 0, "%s: '%s'", what, shown);
}

static char *resolve_relative(const Links *links, const MkepubBookArticle *article,
                              const char *address, guint line, MkepubFindings *findings)
{
  gsize length = strcspn(address, "?#");
  g_autofree char *path = g_strndup(address, length);
  const char *hash = strchr(address, '#');
  const MkepubBookArticle *found = *path ? find_path(links, article, path) : NULL;
  if (found) {
    char *href = href_to(article, found, hash ? hash + 1 : NULL);
    if (strcmp(href, "#") != 0)
      return href;
    g_free(href);
    return NULL; /* a link to its own page has no use */
  }
  const char *base = article->article->source.text;
  char *resolved = base ? mkepub_url_resolve(base, address) : NULL;
  if (!resolved)
    report_link(article, findings, MKEPUB_FINDING_LINK_BROKEN, line, "broken link", address);
  return resolved;
}

/* The parts of an address that may contain a byte without repair. */
enum { IN_HOST = 1, IN_PATH = 2 };
static const guint8 address_bytes[256] = {['a' ... 'z'] = IN_HOST | IN_PATH,
                                          ['0' ... '9'] = IN_HOST | IN_PATH,
                                          ['A' ... 'Z'] = IN_PATH,
                                          ['-'] = IN_HOST | IN_PATH,
                                          ['.'] = IN_HOST | IN_PATH,
                                          ['_'] = IN_PATH,
                                          ['~'] = IN_PATH,
                                          ['/'] = IN_PATH,
                                          ['?'] = IN_PATH,
                                          ['&'] = IN_PATH,
                                          ['='] = IN_PATH,
                                          ['+'] = IN_PATH,
                                          [','] = IN_PATH,
                                          [';'] = IN_PATH,
                                          [':'] = IN_PATH,
                                          ['@'] = IN_PATH,
                                          ['!'] = IN_PATH,
                                          ['$'] = IN_PATH,
                                          ['('] = IN_PATH,
                                          [')'] = IN_PATH,
                                          ['*'] = IN_PATH,
                                          ['\''] = IN_PATH};

/* Most addresses need no repair, and this test is far quicker than the repair: http or https, a
 * host of ASCII letters, digits and single dots and hyphens, and after it only characters that
 * a URL parser accepts. */
static gboolean is_plain_web(const char *address)
{
  if (strncmp(address, "http", 4) != 0)
    return FALSE;
  const char *host = address + (address[4] == 's' ? 5 : 4);
  if (strncmp(host, "://", 3) != 0)
    return FALSE;
  host += 3;
  const char *dot = NULL, *label = host, *p = host;
  for (; address_bytes[(guchar)*p] & IN_HOST; p++) {
    gboolean mark = *p == '.' || *p == '-';
    if (mark && (p == host || p[-1] == '.' || p[-1] == '-'))
      return FALSE;
    if (*p == '.') {
      dot = p;
      label = p + 1;
    } else if (p - label >= 63) {
      return FALSE;
    }
  }
  if (!dot || p - host > 253 || !g_ascii_islower(dot[1]) || p[-1] == '-')
    return FALSE;
  if (*p != '/')
    return *p == '\0';
  while (address_bytes[(guchar)*p] & IN_PATH)
    p++;
  if (*p == '#')
    p++;
  while (address_bytes[(guchar)*p] & IN_PATH)
    p++;
  return *p == '\0';
}

/* The link into the book, when the address is that of another of its articles. */
static char *resolve_own(const Links *links, const MkepubBookArticle *article,
                         const char *address)
{
  g_autofree char *key = g_hash_table_size(links->urls) > 0 ? url_key(address) : NULL;
  const MkepubBookArticle *found = key ? g_hash_table_lookup(links->urls, key) : NULL;
  return found && found != article ? g_strdup(found->name) : NULL;
}

/* Returns TRUE when ADDRESS breaks a rule, so that its repair is reported. Letters of other
 * scripts and brackets in a query are allowed: encoding them changes only the form. */
static gboolean is_malformed(const char *address)
{
  for (const char *p = address; *p; p++)
    if ((guchar)*p <= 0x20 || strchr("\\<>\"{}|^`", *p) ||
        (*p == '%' && (!g_ascii_isxdigit(p[1]) || !g_ascii_isxdigit(p[2]))))
      return TRUE;
  const char *colon = strchr(address, ':');
  return g_str_has_prefix(address, "//") || (g_ascii_strncasecmp(address, "http", 4) == 0 &&
                                             colon && strncmp(colon, "://", 3) != 0);
}

static char *resolve_web(const Links *links, const MkepubBookArticle *article,
                         const char *address, guint line, MkepubFindings *findings)
{
  char *own = resolve_own(links, article, address);
  if (own)
    return own;
  char *clean = mkepub_url_clean(address);
  if (!clean)
    report_link(article, findings, MKEPUB_FINDING_LINK_REFUSED, line,
                "link address is not valid", address);
  else if (strcmp(clean, address) != 0 && is_malformed(address))
    report_link(article, findings, MKEPUB_FINDING_LINK_REPAIRED, line, "link address repaired",
                address);
  return clean;
}

char *links_resolve(const Links *links, const MkepubBookArticle *article, const char *address,
                    guint line, MkepubFindings *findings)
{
  if (is_plain_web(address)) {
    char *own = resolve_own(links, article, address);
    return own ? own : g_strdup(address);
  }
  switch (mkepub_url_kind(address)) {
  case MKEPUB_URL_EMPTY:
    report_link(article, findings, MKEPUB_FINDING_LINK_BROKEN, line, "link has no address",
                address);
    return NULL;
  case MKEPUB_URL_FRAGMENT:
    return address[1] ? mkepub_url_decode(address, -1) : NULL;
  case MKEPUB_URL_RELATIVE:
    return resolve_relative(links, article, address, line, findings);
  case MKEPUB_URL_NETWORK:
  case MKEPUB_URL_WEB:
  case MKEPUB_URL_OTHER:
    return resolve_web(links, article, address, line, findings);
  default:
    report_link(article, findings, MKEPUB_FINDING_LINK_REFUSED, line, "link address refused",
                address);
    return NULL;
  }
}

char *links_page(const Links *links, const MkepubBookArticle *article, const char *name,
                 guint line, MkepubFindings *findings)
{
  const char *hash = strchr(name, '#');
  if (hash == name)
    return name[1] ? g_strdup(name) : NULL;
  g_autofree char *page = hash ? g_strndup(name, (gsize)(hash - name)) : g_strdup(name);
  const MkepubBookArticle *found = find_path(links, article, g_strstrip(page));
  if (found == article)
    return hash && hash[1] ? g_strdup(hash) : NULL;
  if (found)
    return g_strdup(found->name);
  report_link(article, findings, MKEPUB_FINDING_LINK_BROKEN, line, "no such page in the book",
              name);
  return NULL;
}
