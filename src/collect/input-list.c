/* SPDX-License-Identifier: MIT */
#include "collect/input-list.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "mkepub/error.h"

#define LIST_LIMIT (64 * 1024 * 1024) /* bytes of paths that are read from standard input */

/* Returns all of standard input, or NULL with an error. */
static GByteArray *read_standard_input(GError **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  guint8 buffer[16384];
  for (;;) {
    ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
    if (n == 0)
      return g_steal_pointer(&bytes);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0 || bytes->len > LIST_LIMIT) {
      mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, n < 0 ? errno : EFBIG, "cannot read",
                             "standard input");
      return NULL;
    }
    g_byte_array_append(bytes, buffer, (guint)n);
  }
}

static gboolean add_listed(GPtrArray *inputs, GError **error)
{
  g_autoptr(GByteArray) bytes = read_standard_input(error);
  if (!bytes)
    return FALSE;
  if (bytes->len > 0 && memchr(bytes->data, '\0', bytes->len)) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT,
                "cannot read the list on standard input: it holds NUL bytes, "
                "and must be one path a line");
    return FALSE;
  }
  g_byte_array_append(bytes, (const guint8 *)"", 1);
  g_auto(GStrv) lines = g_strsplit((const char *)bytes->data, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line)
      g_ptr_array_add(inputs, g_strdup(*line));
  return TRUE;
}

GPtrArray *inputs_list(const char *const *paths, GError **error)
{
  g_autoptr(GPtrArray) inputs = g_ptr_array_new_with_free_func(g_free);
  gboolean listed = FALSE;
  for (; *paths; paths++) {
    if (strcmp(*paths, "-") != 0)
      g_ptr_array_add(inputs, g_strdup(*paths));
    else if (!listed && !add_listed(inputs, error))
      return NULL;
    listed = listed || !strcmp(*paths, "-");
  }
  return g_steal_pointer(&inputs);
}
