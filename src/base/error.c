/* SPDX-License-Identifier: MIT */
#include "mkepub/error.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

/* Not by G_DEFINE_QUARK, whose variable threads would write at once. */
GQuark mkepub_error_quark(void)
{
  return g_quark_from_static_string("mkepub-error-quark");
}

/* Whether the modes of PATH, or of its folder, allow what was refused: then something else did,
 * which is the sandbox of this run. */
static gboolean is_confined(MkepubErrorCode code, const char *path)
{
  if (code != MKEPUB_ERROR_OUTPUT)
    return faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) == 0;
  g_autofree char *folder = g_path_get_dirname(path);
  return faccessat(AT_FDCWD, folder, W_OK, AT_EACCESS) == 0;
}

void mkepub_error_set_errno(GError **error, MkepubErrorCode code, int errnum, const char *what,
                            const char *path)
{
  char buffer[256]; /* strerror_r of the GNU library: for what it does not know */
  g_autofree char *reason = g_strdup(strerror_r(errnum, buffer, sizeof(buffer)));
  g_autofree char *shown = text_display_path(path);
  reason[0] = g_ascii_tolower(reason[0]);
  const char *hint = "";
  if (errnum == EACCES && is_confined(code, path))
    hint = code == MKEPUB_ERROR_OUTPUT
               ? ": this run may not write there; --no-sandbox allows it"
               : ": this run may not read there; --allow-read FOLDER or --no-sandbox allows it";
  g_set_error(error, MKEPUB_ERROR, (int)code, "%s '%s': %s%s", what, shown, reason, hint);
}
