/* SPDX-License-Identifier: MIT */
#include "cli/reach.h"

#include <errno.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/print.h"
#include "cli/sandbox.h"
#include "mkepub/collection.h"
#include "mkepub/error.h"
#include "mkepub/ocf.h"

#define LIST_LIMIT (64 * 1024 * 1024) /* bytes of a list that are kept */

/* Paths that system libraries read: themselves and their data, fonts, time zones, character
 * sets, settings of OpenSSL, random numbers, and the kernel's description of the machine. */
static const char *const system_paths[] = {"/usr",
                                           "/lib",
                                           "/lib32",
                                           "/lib64",
                                           "/nix/store",
                                           "/gnu/store",
                                           "/run/current-system",
                                           "/etc/ld.so.cache",
                                           "/etc/fonts",
                                           "/var/cache/fontconfig",
                                           "/var/lib/defoma",
                                           "/etc/localtime",
                                           "/etc/ssl/openssl.cnf",
                                           "/etc/pki/tls/openssl.cnf",
                                           "/etc/crypto-policies",
                                           "/dev/urandom",
                                           "/dev/random",
                                           "/dev/null",
                                           "/proc/self",
                                           "/proc/cpuinfo",
                                           "/proc/meminfo",
                                           "/proc/stat",
                                           "/proc/sys/vm/overcommit_memory",
                                           "/sys/devices/system/cpu"};
/* To find a host and to know it. */
static const char *const network_paths[] = {
    "/etc/resolv.conf",         "/etc/hosts",           "/etc/host.conf",
    "/etc/nsswitch.conf",       "/etc/gai.conf",        "/etc/services",
    "/etc/protocols",           "/etc/ssl/certs",       "/etc/ca-certificates",
    "/etc/pki/ca-trust",        "/etc/pki/tls",         "/etc/gnutls",
    "/var/lib/ca-certificates", "/run/systemd/resolve", "/run/NetworkManager",
    "/run/resolvconf"};
/* Lists of paths, parted by ':', that lead libraries elsewhere. */
static const char *const system_variables[] = {
    "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "LIBHEIF_PLUGIN_PATH",
    "GCONV_PATH",      "TZDIR",           "OPENSSL_CONF",    "XDG_DATA_DIRS"};
static const char *const network_variables[] = {"SSL_CERT_FILE", "SSL_CERT_DIR"};

static void allow_all(Sandbox *sandbox, const char *const *paths, gsize count)
{
  for (gsize i = 0; i < count; i++)
    sandbox_allow(sandbox, paths[i], SANDBOX_READ);
}

static void allow_variables(Sandbox *sandbox, const char *const *names, gsize count)
{
  for (gsize i = 0; i < count; i++) {
    const char *value = g_getenv(names[i]);
    gboolean fonts = strcmp(names[i], "XDG_DATA_DIRS") == 0;
    g_auto(GStrv) paths = g_strsplit(value ? value : "", ":", -1);
    for (char **path = paths; *path; path++) {
      g_autofree char *below = fonts ? g_build_filename(*path, "fonts", NULL) : NULL;
      if (**path)
        sandbox_allow(sandbox, below ? below : *path, SANDBOX_READ);
    }
  }
}

static void allow_folder(Sandbox *sandbox, const char *file, SandboxAccess access)
{
  g_autofree char *folder = g_path_get_dirname(file);
  sandbox_allow(sandbox, folder, access);
}

static int allow_library(struct dl_phdr_info *info, size_t size, void *data)
{
  (void)size;
  if (info->dlpi_name[0] == '/')
    allow_folder(data, info->dlpi_name, SANDBOX_READ);
  return 0;
}

/* The program's modules (src/base/module.h), and the libraries beside those it has already. */
static void allow_program(Sandbox *sandbox)
{
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname(program ? program : "/");
  g_autofree char *above = g_path_get_dirname(folder);
  g_autofree char *beside = g_build_filename(folder, "modules", NULL);
  g_autofree char *installed = g_build_filename(above, "lib", "mkepub", NULL);
  sandbox_allow(sandbox, "/proc/self/exe", SANDBOX_READ);
  sandbox_allow(sandbox, beside, SANDBOX_READ);
  sandbox_allow(sandbox, installed, SANDBOX_READ);
  dl_iterate_phdr(allow_library, sandbox);
#ifdef COVERAGE_FOLDER
  sandbox_allow(sandbox, COVERAGE_FOLDER, SANDBOX_TREE); /* counts are written at the end */
#endif
}

static void allow_home(Sandbox *sandbox, gboolean fetch)
{
  static const char *const fonts[] = {".fonts", ".fonts.conf", ".fonts.conf.d", ".fontconfig"};
  const char *home = g_get_home_dir(), *cache = g_get_user_cache_dir();
  g_autofree char *data = g_build_filename(g_get_user_data_dir(), "fonts", NULL);
  g_autofree char *config = g_build_filename(g_get_user_config_dir(), "fontconfig", NULL);
  g_autofree char *lists = g_build_filename(cache, "fontconfig", NULL);
  g_autofree char *pictures = g_build_filename(cache, "mkepub", "pictures", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(fonts); i++) {
    g_autofree char *path = g_build_filename(home, fonts[i], NULL);
    sandbox_allow(sandbox, path, SANDBOX_READ);
  }
  sandbox_allow(sandbox, data, SANDBOX_READ);
  sandbox_allow(sandbox, config, SANDBOX_READ);
  sandbox_allow(sandbox, lists, SANDBOX_FILES);
  if (fetch)
    g_mkdir_with_parents(pictures, 0700); /* a failure is reported when it is needed */
  sandbox_allow(sandbox, pictures, fetch ? SANDBOX_TREE : SANDBOX_READ);
}

/* A folder with all below it; of a file its folder, where its pictures are. */
static void allow_input(Sandbox *sandbox, const char *path)
{
  struct stat status;
  if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
    sandbox_allow(sandbox, path, SANDBOX_READ);
  else
    allow_folder(sandbox, path, SANDBOX_READ);
}

/* A setting that is a path, or a font with the number of a face: 'font.ttc#1'. */
static void allow_setting(Sandbox *sandbox, const char *value)
{
  const char *mark = strrchr(value, '#');
  g_autofree char *file = mark ? g_strndup(value, (gsize)(mark - value)) : NULL;
  sandbox_allow(sandbox, value, SANDBOX_READ);
  if (file)
    sandbox_allow(sandbox, file, SANDBOX_READ);
}

static void allow_settings(Sandbox *sandbox, const Options *options)
{
  static const char *const keys[] = {"css",        "cover",  "cover-font",
                                     "embed-font", "assets", NULL};
  for (guint i = 0; i < options->settings->len; i++) {
    const Setting *setting = g_ptr_array_index(options->settings, i);
    for (guint j = 0; g_strv_contains(keys, setting->key) && j + 1 < setting->values->len; j++)
      allow_setting(sandbox, setting->values->pdata[j]);
  }
  if (options->config_file) {
    sandbox_allow(sandbox, options->config_file, SANDBOX_READ);
    allow_folder(sandbox, options->config_file, SANDBOX_READ);
  }
  for (guint i = 0; options->allow_read && i < options->allow_read->len; i++)
    sandbox_allow(sandbox, options->allow_read->pdata[i], SANDBOX_READ);
}

/* FOLDER, or where it is to be made: the nearest folder above that is there. */
static void allow_tree(Sandbox *sandbox, const char *folder)
{
  g_autofree char *path = g_strdup(folder);
  struct stat status;
  while (stat(path, &status) != 0 && strcmp(path, "/") != 0 && strcmp(path, ".") != 0) {
    char *above = g_path_get_dirname(path);
    g_free(path);
    path = above;
  }
  sandbox_allow(sandbox, path, SANDBOX_TREE);
}

/* The folder of the book that is to be written. */
static void allow_book(Sandbox *sandbox, const Options *options)
{
  g_autofree char *name = mkepub_collection_name((const char *const *)options->paths);
  g_autofree char *output =
      options->output ? g_strdup(options->output) : g_strconcat(name, ".epub", NULL);
  g_autofree char *target = mkepub_ocf_target(output);
  struct stat status;
  /* what is neither missing nor a file is not written */
  if (target && (stat(target, &status) != 0 || S_ISREG(status.st_mode)))
    allow_folder(sandbox, target, SANDBOX_FILES);
}

/* A shelf that is only read. What a killed run left half done in a database is undone first. */
static void allow_shelf(Sandbox *sandbox, const char *path)
{
  static const char *const names[] = {"catalog.db", "search.db"};
  sandbox_allow(sandbox, path, SANDBOX_READ);
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *database = g_build_filename(path, names[i], NULL);
    g_autofree char *journal = g_strconcat(database, "-journal", NULL);
    if (g_file_test(journal, G_FILE_TEST_IS_REGULAR))
      sandbox_allow(sandbox, path, SANDBOX_FILES);
  }
}

static void allow_articles(Sandbox *sandbox, const Options *options, const GPtrArray *inputs)
{
  allow_home(sandbox, options->fetch);
  allow_settings(sandbox, options);
  for (guint i = 0; i < inputs->len; i++)
    allow_input(sandbox, inputs->pdata[i]);
  if (options->fetch) {
    allow_all(sandbox, network_paths, G_N_ELEMENTS(network_paths));
    allow_variables(sandbox, network_variables, G_N_ELEMENTS(network_variables));
  }
  if (options->verb == VERB_BUILD && !options->dry_run)
    allow_book(sandbox, options);
  if (options->verb != VERB_ARCHIVE)
    return;
  if (options->output && options->dry_run)
    allow_shelf(sandbox, options->output);
  else if (options->output)
    allow_tree(sandbox, options->output);
  if (options->dry_run)
    sandbox_allow(sandbox, g_get_tmp_dir(), SANDBOX_TREE); /* for a copy of the catalog */
  else if (options->bag) {
    g_autofree char *beside = g_path_get_dirname(options->bag);
    allow_tree(sandbox, beside);
  }
}

static void allow_books(Sandbox *sandbox, const Options *options)
{
  for (char **path = options->paths; *path; path++)
    if (options->verb != VERB_SEARCH || path == options->paths)
      allow_shelf(sandbox, *path);
  if (options->verb == VERB_EXTRACT)
    allow_tree(sandbox, options->output ? options->output : ".");
}

/* Keeps the list that comes on standard input where it can be read twice: once to know what it
 * names, once for the work. FALSE with errno. */
static gboolean keep_list(void)
{
  char buffer[16384];
  gssize n = 1;
  int list = memfd_create("list", MFD_CLOEXEC);
  for (gsize all = 0; list >= 0 && n > 0 && all <= LIST_LIMIT; all += (gsize)n) {
    n = read(STDIN_FILENO, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR)
      n = 1; /* nothing yet */
    else if (n > 0 && write(list, buffer, (gsize)n) != n)
      n = -1;
  }
  if (list < 0)
    return FALSE;
  gboolean kept = n >= 0 && lseek(list, 0, SEEK_SET) == 0 && dup2(list, STDIN_FILENO) >= 0;
  close(list);
  return kept;
}

/* The inputs, those of a list on standard input as well; NULL with an error. */
static GPtrArray *list_inputs(const Options *options, GError **error)
{
  const char *const *paths = (const char *const *)options->paths;
  gboolean listed = g_strv_contains(paths, "-");
  if (listed && !keep_list()) {
    mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, errno, "cannot read", "standard input");
    return NULL;
  }
  GPtrArray *inputs = mkepub_collection_inputs(paths, error);
  if (listed)
    lseek(STDIN_FILENO, 0, SEEK_SET);
  return inputs;
}

static void report_sandbox(const Options *options, const Sandbox *sandbox, int errnum)
{
  if (!options->verbose)
    return;
  if (!sandbox) {
    print_error("mkepub: no sandbox: %s", errnum == 0        ? "--no-sandbox"
                                          : errnum == ENOSYS ? "this kernel has no Landlock"
                                                             : g_strerror(errnum));
    return;
  }
  guint version = sandbox_version(sandbox);
  print_error("mkepub: sandbox: files%s%s (Landlock %u)",
              version >= 4 && !options->fetch ? ", network" : "",
              version >= 6 ? ", signals" : "", version);
}

gboolean reach_confine(const Options *options, GError **error)
{
  g_autoptr(Sandbox) sandbox = options->no_sandbox ? NULL : sandbox_new(options->fetch);
  int errnum = options->no_sandbox ? 0 : errno;
  gboolean articles = options->verb == VERB_BUILD || options->verb == VERB_INSPECT ||
                      options->verb == VERB_ARCHIVE;
  /* what is fetched is moved from one folder of the cache to another */
  if (sandbox && options->fetch && sandbox_version(sandbox) < 2) {
    g_clear_pointer(&sandbox, sandbox_free);
    errnum = EOPNOTSUPP;
  }
  if (!sandbox) {
    report_sandbox(options, NULL, errnum);
    return TRUE;
  }
  allow_all(sandbox, system_paths, G_N_ELEMENTS(system_paths));
  allow_variables(sandbox, system_variables, G_N_ELEMENTS(system_variables));
  allow_program(sandbox);
  g_autoptr(GPtrArray) inputs = articles ? list_inputs(options, error) : NULL;
  if (articles && !inputs)
    return FALSE;
  if (articles)
    allow_articles(sandbox, options, inputs);
  else
    allow_books(sandbox, options);
  gboolean entered = sandbox_enter(sandbox);
  errnum = errno;
  report_sandbox(options, entered ? sandbox : NULL, errnum);
  return TRUE;
}
