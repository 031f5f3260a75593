/* SPDX-License-Identifier: MIT */
#include "mkepub/error.h"

#include <string.h>

#include "base/text.h"

/* Not by G_DEFINE_QUARK, whose variable threads would write at once. */
GQuark mkepub_error_quark(void)
{
  return g_quark_from_static_string("mkepub-error-quark");
}

void mkepub_error_set_errno(GError **error, MkepubErrorCode code, int errnum, const char *what,
                            const char *path)
{
  char buffer[256]; /* strerror_r of the GNU library: for what it does not know */
  g_autofree char *reason = g_strdup(strerror_r(errnum, buffer, sizeof(buffer)));
  g_autofree char *shown = text_display_path(path);
  reason[0] = g_ascii_tolower(reason[0]);
  g_set_error(error, MKEPUB_ERROR, (int)code, "%s '%s': %s", what, shown, reason);
}
