/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/shelf/shelf-internal.h"
#include "base/text.h"

#define ID       16 /* hexadecimal digits of a journal's ID */
#define ID_OLDER 6  /* letters and digits at random */

gboolean shelf_fail(const Beneath *root, MkepubErrorCode code, int errnum, const char *what,
                    const char *name, GError **error)
{
  g_autofree char *path = beneath_path(root, name), *shown = text_display_path(path);
  if (errnum == ELOOP)
    g_set_error(error, MKEPUB_ERROR, code,
                "%s '%s': a symbolic link is in the way; a shelf must not have any", what,
                shown);
  else if (errnum == FILE_NOT_REGULAR)
    g_set_error(error, MKEPUB_ERROR, code, "%s '%s': not a regular file", what, shown);
  else
    mkepub_error_set_errno(error, code, errnum, what, path);
  return FALSE;
}

char *shelf_hidden_name(const char *name, const char *id)
{
  const char *slash = strrchr(name, '/');
  return g_strdup_printf(".%s.%s", slash ? slash + 1 : name, id);
}

static gboolean ends_in(const char *entry, gsize digits)
{
  gsize length = strlen(entry);
  if (entry[0] != '.' || length < digits + 3 || entry[length - digits - 1] != '.')
    return FALSE;
  for (const char *p = entry + length - digits; *p; p++)
    if (!g_ascii_isalnum(*p))
      return FALSE;
  return TRUE;
}

gboolean shelf_is_temporary(const char *entry)
{
  return ends_in(entry, ID) || ends_in(entry, ID_OLDER);
}
