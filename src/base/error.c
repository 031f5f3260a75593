/* SPDX-License-Identifier: MIT */
#include "mkepub/error.h"

#include "base/text.h"

G_DEFINE_QUARK(mkepub - error - quark, mkepub_error)

void mkepub_error_set_errno(GError **error, MkepubErrorCode code, int errnum, const char *what,
                            const char *path)
{
  g_autofree char *reason = g_strdup(g_strerror(errnum));
  g_autofree char *shown = text_display_path(path);
  reason[0] = g_ascii_tolower(reason[0]);
  g_set_error(error, MKEPUB_ERROR, (int)code, "%s '%s': %s", what, shown, reason);
}
