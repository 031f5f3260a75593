/* SPDX-License-Identifier: MIT */
#include "base/module.h"

#include <dlfcn.h>
#include <string.h>

#include "base/text.h"
#include "mkepub/error.h"

static gconstpointer fail_to_load(const char *path, const char *reason, GError **error)
{
  g_autofree char *shown = text_display_path(path);
  /* the linker's message begins with the path, which this message has already */
  gsize length = strlen(path);
  if (!strncmp(reason, path, length) && g_str_has_prefix(reason + length, ": "))
    reason += length + 2;
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INTERNAL, "cannot load '%s': %s", shown,
              reason);
  return NULL;
}

/* For the caller to free. A program that was replaced while it runs is "… (deleted)", in the
 * same folder. */
static char *path_of(const char *name)
{
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname(program ? program : "/");
  g_autofree char *file = g_strconcat(name, ".so", NULL);
  g_autofree char *beside = g_build_filename(folder, "modules", NULL);
  if (g_file_test(beside, G_FILE_TEST_IS_DIR))
    return g_build_filename(beside, file, NULL);
  g_autofree char *above = g_path_get_dirname(folder);
  return g_build_filename(above, "lib", "mkepub", file, NULL);
}

gconstpointer module_load(const char *name, const char *symbol, gconstpointer linked,
                          GError **error)
{
  if (linked)
    return linked;
  g_autofree char *path = path_of(name);
  /* with all that it needs, at once: better a failure now than an end in the middle */
  void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!module)
    return fail_to_load(path, dlerror(), error);
  const ModuleHead *table = dlsym(module, symbol);
  if (!table)
    return fail_to_load(path, "it is not a module of mkepub", error);
  if (strcmp(table->version, MODULE_VERSION))
    return fail_to_load(path, "it belongs to another version of mkepub", error);
  return table;
}
