/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "media/picture-lookup.h"
#include "mkepub/url.h"

#define ADDRESS_LIMIT 4096
/* input folders that are tried one after the other; the names below all of them are searched
 * together (picture-finder.c) */
#define ROOTS_LIMIT 16

/* One interpretation of an address. */
typedef struct {
  char *path;        /* with '/', as in a file system */
  gboolean intended; /* the interpretation of a browser: only if this one leads outside, the
                        address does */
} Reading;

typedef struct {
  const FindPlaces *places;
  char *folder;      /* canonical folder of the article; NULL when it no longer exists */
  gboolean file_url; /* an absolute path is one of the machine, never of the site */
  gboolean outside;  /* the intended interpretation led outside */
  char *found;
} Search;

static void reading_clear(gpointer data)
{
  g_free(((Reading *)data)->path);
}

static gboolean is_below_a_root(const Search *search, const char *path)
{
  return roots_hold(search->places->below, path);
}

/* Returns BASE and PATH as one path without '.', '..' and empty parts, computed without the
 * file system. */
static char *join_paths(const char *base, const char *path)
{
  const char *parts[] = {base, path};
  GString *out = g_string_sized_new(strlen(base) + strlen(path) + 2);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    for (const char *p = parts[i]; *p;) {
      gsize length = strcspn(p, "/");
      if (length == 2 && memcmp(p, "..", 2) == 0) {
        const char *slash = strrchr(out->str, '/');
        g_string_truncate(out, slash ? (gsize)(slash - out->str) : 0);
      } else if (length > 1 || (length == 1 && *p != '.')) {
        g_string_append_c(out, '/');
        g_string_append_len(out, p, (gssize)length);
      }
      p += length + (p[length] == '/');
    }
  if (out->len == 0)
    g_string_append_c(out, '/');
  return g_string_free(out, FALSE);
}

/* Checks PATH, which is below a root by its spelling; symbolic links are resolved here. */
static gboolean check_path(Search *search, const char *path)
{
  struct stat status;
  g_autofree char *real =
      folders_may_hold(search->places->folders, path) ? file_real_path(path) : NULL;
  if (!real)
    return FALSE;
  gboolean below = is_below_a_root(search, real);
  search->outside = search->outside || !below;
  if (below && stat(real, &status) == 0 && S_ISREG(status.st_mode))
    search->found = g_steal_pointer(&real);
  return search->found != NULL;
}

static gboolean check_other_spelling(Search *search, const char *path)
{
  g_autofree char *other = folders_other_spelling(search->places->folders, path);
  return other && check_path(search, other);
}

typedef gboolean (*Look)(Search *search, const char *path);

/* Tries READING from BASE; *outside becomes TRUE when it leads out of all roots. */
static gboolean try_base(Search *search, const Reading *reading, const char *base, Look look,
                         gboolean *outside)
{
  g_autofree char *path = join_paths(base, reading->path);
  if (is_below_a_root(search, path))
    return look(search, path);
  *outside = TRUE;
  return FALSE;
}

/* Returns TRUE for '/home/…', a file of the machine where the article was written; '/img/…' is
 * one of its site. The list is fixed so that findings do not depend on the machine. */
static gboolean names_machine(const char *path)
{
  static const char *const folders[] = {"/etc/",  "/proc/",    "/sys/",   "/dev/",    "/root/",
                                        "/home/", "/usr/",     "/var/",   "/tmp/",    "/boot/",
                                        "/run/",  "/private/", "/Users/", "/Volumes/"};
  for (guint i = 0; i < G_N_ELEMENTS(folders); i++)
    if (g_str_has_prefix(path, folders[i]))
      return TRUE;
  return g_ascii_isalpha(path[0]) && path[1] == ':' && (path[2] == '/' || path[2] == '\\');
}

static gboolean try_root(Search *search, const char *root, const Reading *reading, Look look,
                         gboolean *outside)
{
  static const char *const places[] = {"", "static", "assets", "public"};
  guint n_places = *reading->path == '/' ? G_N_ELEMENTS(places) : 1;
  for (guint i = 0; i < n_places; i++) {
    g_autofree char *base = g_build_filename(root, places[i], NULL);
    if (try_base(search, reading, base, look, outside))
      return TRUE;
  }
  return FALSE;
}

/* Looks below each root and in the folders that site builders serve from the top; of many
 * roots, below the first, and the article's own. */
static gboolean try_roots(Search *search, const Reading *reading, Look look, gboolean *outside)
{
  const GPtrArray *roots = search->places->roots;
  for (guint i = 0; i < MIN(roots->len, ROOTS_LIMIT); i++)
    if (try_root(search, roots->pdata[i], reading, look, outside))
      return TRUE;
  const char *own = roots->len > ROOTS_LIMIT && search->folder
                        ? roots_nearest(search->places->below, search->folder)
                        : NULL;
  return own && try_root(search, own, reading, look, outside);
}

static gboolean try_from_top(Search *search, const Reading *reading, Look look,
                             gboolean *outside)
{
  g_autofree char *path = join_paths("", reading->path);
  if (is_below_a_root(search, path) && look(search, path))
    return TRUE;
  if (search->file_url || names_machine(path))
    *outside = !is_below_a_root(search, path);
  return !search->file_url && try_roots(search, reading, look, outside);
}

static gboolean try_reading(Search *search, const Reading *reading, Look look)
{
  gboolean outside = FALSE, elsewhere = FALSE, done;
  if (*reading->path == '/') {
    done = try_from_top(search, reading, look, &outside);
  } else {
    outside = names_machine(reading->path);
    done = (search->folder && try_base(search, reading, search->folder, look, &outside)) ||
           try_roots(search, reading, look, &elsewhere);
  }
  search->outside = search->outside || (outside && reading->intended);
  return done;
}

static gboolean has_control(const char *text)
{
  for (; *text; text++)
    if ((guchar)*text < 0x20 || *text == 0x7f)
      return TRUE;
  return FALSE;
}

/* Adds TEXT (taken over) as a further interpretation, unless it is NULL or already listed. */
static void add_reading(GArray *readings, char *text, gboolean intended)
{
  gboolean bad = *text == '\0' || !strcmp(text, "/") || has_control(text);
  for (guint i = 0; !bad && i < readings->len; i++) {
    Reading *other = &g_array_index(readings, Reading, i);
    bad = !strcmp(other->path, text);
    other->intended = other->intended || (bad && intended);
  }
  if (bad) {
    g_free(text);
    return;
  }
  Reading reading = {.path = text, .intended = intended};
  g_array_append_val(readings, reading);
}

/* Skips the mark in Pelican's '{static}/img/a.png', '{attach}a.png' and the older
 * '|static|/img/a.png'. */
static const char *skip_mark(const char *address)
{
  static const char *const marks[] = {"{static}", "{attach}", "{filename}",
                                      "{photo}",  "|static|", "|filename|"};
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    if (g_str_has_prefix(address, marks[i]))
      return address + strlen(marks[i]);
  return address;
}

/* Lists the interpretations of ADDRESS, the most literal first: a file name may contain '%',
 * '#' and '?'. */
static GArray *list_readings(const char *address)
{
  GArray *readings = g_array_new(FALSE, FALSE, sizeof(Reading));
  g_array_set_clear_func(readings, reading_clear);
  gsize length = strcspn(address, "?#");
  add_reading(readings, g_strdup(address), FALSE);
  add_reading(readings, mkepub_url_decode(address, -1), FALSE);
  add_reading(readings, g_strndup(address, length), FALSE);
  char *decoded = mkepub_url_decode(address, (gssize)length);
  add_reading(readings, g_strdup(skip_mark(decoded)), TRUE);
  add_reading(readings, g_strdelimit(decoded, "\\", '/'), TRUE);
  return readings;
}

/* Returns the path of a file URL (RFC 8089), or ADDRESS itself; NULL when it is not the name of
 * a file. */
static const char *path_of(const char *address)
{
  static const char *const others[] = {
      "http:", "https:", "data:", "javascript:", "mailto:", "ftp:", "blob:", "//", "\\\\"};
  if (!g_ascii_strncasecmp(address, "file:", 5)) {
    address += 5;
    if (!g_str_has_prefix(address, "//"))
      return address;
    const char *path = strchr(address + 2, '/');
    return path ? path : "";
  }
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    if (!g_ascii_strncasecmp(address, others[i], strlen(others[i])))
      return NULL;
  return address;
}

static char *canonical_folder(const char *file)
{
  g_autofree char *folder = g_path_get_dirname(file);
  return file_real_path(folder);
}

/* The path that a browser would make of ADDRESS, without the leading '/' and '..', for
 * comparison with the end of a file's path. NULL when nothing is left. */
char *find_tail(const char *address)
{
  g_autofree char *trimmed = g_strstrip(g_strndup(address, ADDRESS_LIMIT));
  const char *path = path_of(trimmed);
  if (!path || has_control(path) || strstr(path, "%00"))
    return NULL;
  g_autofree char *decoded = mkepub_url_decode(path, (gssize)strcspn(path, "?#"));
  g_autofree char *slashed = g_strdelimit(g_strdup(skip_mark(decoded)), "\\", '/');
  g_autofree char *whole = join_paths("", slashed);
  return g_str_equal(whole, "/") ? NULL : g_strdup(whole);
}

MkepubFoundResult find_file(const char *address, const char *file, const FindPlaces *places,
                            char **found)
{
  *found = NULL;
  g_autofree char *trimmed = g_strstrip(g_strndup(address, ADDRESS_LIMIT + 1));
  const char *path = path_of(trimmed);
  if (!path || strlen(trimmed) > ADDRESS_LIMIT || has_control(trimmed) ||
      strstr(trimmed, "%00"))
    return MKEPUB_FOUND_NOTHING;
  g_autoptr(GArray) readings = list_readings(path);
  Search search = {
      .places = places, .folder = canonical_folder(file), .file_url = path != trimmed};
  gboolean done = FALSE;
  for (guint i = 0; !done && i < readings->len; i++)
    done = try_reading(&search, &g_array_index(readings, Reading, i), check_path);
  for (guint i = 0; !done && i < readings->len; i++)
    if (g_array_index(readings, Reading, i).intended)
      done = try_reading(&search, &g_array_index(readings, Reading, i), check_other_spelling);
  g_free(search.folder);
  if (done) {
    *found = search.found;
    return MKEPUB_FOUND;
  }
  return search.outside ? MKEPUB_FOUND_OUTSIDE : MKEPUB_FOUND_NOTHING;
}
