/* SPDX-License-Identifier: MIT */
#include "collect/walk-rules.h"

#include <string.h>

#include "base/file.h"
#include "collect/directory.h"
#include "collect/glob.h"

static GPtrArray *compile_globs(const GPtrArray *patterns)
{
  GPtrArray *globs = g_ptr_array_new_with_free_func((GDestroyNotify)glob_free);
  for (guint i = 0; patterns && i < patterns->len; i++)
    g_ptr_array_add(globs, glob_new(patterns->pdata[i]));
  return globs;
}

void walk_rules_init(WalkRules *rules, const MkepubConfig *config)
{
  rules->include = compile_globs(config ? config->include : NULL);
  rules->exclude = compile_globs(config ? config->exclude : NULL);
}

void walk_rules_clear(WalkRules *rules)
{
  g_clear_pointer(&rules->include, g_ptr_array_unref);
  g_clear_pointer(&rules->exclude, g_ptr_array_unref);
}

gboolean walk_rules_is_article(const char *name)
{
  static const char *const extensions[] = {".md", ".markdown", ".mdown", ".mkd", ".txt"};
  const char *dot = strrchr(name, '.');
  for (guint i = 0; dot && dot > name && i < G_N_ELEMENTS(extensions); i++)
    if (!g_ascii_strcasecmp(dot, extensions[i]))
      return TRUE;
  return FALSE;
}

static gboolean any_glob(const GPtrArray *globs, const char *path, GlobTarget target)
{
  for (guint i = 0; i < globs->len; i++)
    if (glob_match(globs->pdata[i], path, target))
      return TRUE;
  return FALSE;
}

gboolean walk_rules_want_file(const WalkRules *rules, const char *below)
{
  if (any_glob(rules->exclude, below, GLOB_FILE))
    return FALSE;
  return rules->include->len == 0 || any_glob(rules->include, below, GLOB_FILE);
}

gboolean walk_rules_want_folder(const WalkRules *rules, const char *below)
{
  return !any_glob(rules->exclude, below, GLOB_FOLDER);
}

gboolean walk_rules_exclude(const WalkRules *rules, const char *below)
{
  return any_glob(rules->exclude, below, GLOB_FILE) ||
         any_glob(rules->exclude, below, GLOB_FOLDER);
}

/* Returns the path from ROOT to PATH, which is below it. */
static const char *way_below(const char *root, const char *path)
{
  const char *below = path + strlen(root);
  return *below == '/' ? below + 1 : below;
}

/* Returns TRUE when the walk enters all folders in the first LENGTH bytes of the path BELOW a
 * root. */
static gboolean walks_folders(const WalkRules *rules, const char *below, gsize length)
{
  for (gsize i = 0; i < length;) {
    gsize end = i;
    while (end < length && below[end] != '/')
      end++;
    g_autofree char *name = g_strndup(below + i, end - i);
    g_autofree char *way = g_strndup(below, end);
    if (folder_skips(name) || !walk_rules_want_folder(rules, way))
      return FALSE;
    i = end + 1;
  }
  return TRUE;
}

gboolean walk_rules_reach_folder(const WalkRules *rules, const char *root, const char *path)
{
  if (!file_is_within(path, root))
    return FALSE;
  const char *below = way_below(root, path);
  return walks_folders(rules, below, strlen(below));
}

gboolean walk_rules_reach_file(const WalkRules *rules, const char *root, const char *path)
{
  if (!file_is_within(path, root))
    return FALSE;
  const char *below = way_below(root, path);
  const char *slash = strrchr(below, '/');
  const char *name = slash ? slash + 1 : below;
  return !folder_skips(name) && walk_rules_is_article(name) &&
         walk_rules_want_file(rules, below) &&
         walks_folders(rules, below, slash ? (gsize)(slash - below) : 0);
}
