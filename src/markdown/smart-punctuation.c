/* SPDX-License-Identifier: MIT */
#include "markdown/smart-punctuation.h"

#include <string.h>

#include "base/text.h"

char *smart_undo(MkepubMarkdownFlags flags, const char *text, gsize length)
{
  gboolean curled = flags & MKEPUB_MARKDOWN_SMART && memchr(text, 0xe2, length);
  return curled ? text_straighten(text, length) : g_strndup(text, length);
}
