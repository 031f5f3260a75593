/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "archive/site/parts.h"
#include "mkepub/search.h"

void shelf_page_terms(const char *text, gsize length, ShelfPageTermCall call, gpointer data)
{
  g_autofree char *folded = mkepub_search_fold(text, length);
  for (char *word = folded, *next; word; word = next) {
    next = strchr(word, ' ');
    if (next)
      *next++ = '\0';
    if (*word)
      call(data, word);
  }
}
