/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"
#include "mkepub/error.h"

/* A book.yaml may use the folders that the command line names. */
static void allow_named(const Options *options, MkepubConfig *config)
{
  for (char **path = options->paths; *path; path++)
    if (g_file_test(*path, G_FILE_TEST_IS_DIR))
      mkepub_config_allow(config, *path);
  for (guint i = 0; options->allow_read && i < options->allow_read->len; i++)
    mkepub_config_allow(config, options->allow_read->pdata[i]);
}

gboolean cli_read_size(const char *option, const char *text, guint64 most, guint64 *size,
                       GError **error)
{
  g_autoptr(MkepubConfig) config = mkepub_config_new();
  const char *const values[] = {text, NULL};
  g_autoptr(GError) own = NULL;
  if (!text)
    return TRUE;
  if (mkepub_config_set(config, "max-size", values, &own) && config->max_size > 0 &&
      (most == 0 || config->max_size <= most)) {
    *size = config->max_size;
    return TRUE;
  }
  g_autofree char *limit =
      most > 0 ? g_strdup_printf(" of at most %" G_GUINT64_FORMAT "MiB", most >> 20)
               : g_strdup("");
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE,
              "--%s takes a size such as 5M%s, not '%s'", option, limit, text);
  return FALSE;
}

gboolean cli_configure(const Options *options, MkepubConfig **config, MkepubFindings *findings,
                       GError **error)
{
  const char *const *paths = (const char *const *)options->paths;
  *config = mkepub_config_new();
  allow_named(options, *config);
  g_autofree char *found = options->config_file ? g_strdup(options->config_file)
                                                : mkepub_config_find(*config, paths, findings);
  if (found && !mkepub_config_read(*config, found, findings, error))
    return FALSE;
  for (guint i = 0; i < options->settings->len; i++) {
    const Setting *setting = g_ptr_array_index(options->settings, i);
    if (!mkepub_config_set(*config, setting->key, (const char *const *)setting->values->pdata,
                           error))
      return FALSE;
  }
  return mkepub_config_check(*config, error) &&
         cli_read_size("max-article", options->max_article, MKEPUB_ARTICLE_FILE_LIMIT,
                       &(*config)->max_article, error);
}

gboolean cli_collect(const Options *options, MkepubConfig **config,
                     MkepubCollection **collection, MkepubFindings *findings, GError **error)
{
  const char *const *paths = (const char *const *)options->paths;
  if (!cli_configure(options, config, findings, error))
    return FALSE;
  *collection =
      mkepub_collection_read(paths, *config, (guint)options->threads, findings, error);
  return *collection != NULL;
}
