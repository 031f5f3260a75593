/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/text.h"
#include "html/html.h"
#include "html/tag-names.h"
#include "html/tokenizer.h"

char *mkepub_html_to_text(const char *fragment, gsize length)
{
  struct tokeniser tokeniser;
  g_autoptr(GString) out = g_string_sized_new(length);
  g_autofree char *valid = g_utf8_make_valid(fragment, (gssize)length);
  gboolean no_end = FALSE; /* a script without an end: nothing more is hidden */
  tokeniser_init(&tokeniser);
  tokeniser_feed(&tokeniser, valid, strlen(valid));
  while (tokeniser_next(&tokeniser) != TOKEN_END_OF_INPUT) {
    if (tokeniser.kind == TOKEN_TEXT || tokeniser.kind == TOKEN_CDATA) {
      g_string_append_len(out, tokeniser.strings->str, (gssize)tokeniser.strings->len);
      continue;
    }
    if (tokeniser.kind == TOKEN_COMMENT && tokeniser.broken)
      tokeniser.at = tokeniser.raw + 4;
    if (tokeniser.kind != TOKEN_START && tokeniser.kind != TOKEN_END)
      continue;
    const struct tag_name *tag = tag_name_find(tokeniser.strings->str);
    if (!tag || tag->role == ROLE_HEADING ||
        (tag->element != ELEMENT_NONE &&
         (element_facts[tag->element].kind == KIND_BLOCK ||
          element_facts[tag->element].kind == KIND_PART || tag->element == MKEPUB_EL_BR)))
      g_string_append_c(out, ' ');
    gint depth = -1;
    const char *at = tokeniser.at;
    if (tokeniser.kind == TOKEN_START && tag && tag->role == ROLE_HIDDEN && !no_end &&
        !tokeniser_skip_to_end_tag(&tokeniser, tag->name, &depth)) {
      no_end = TRUE;
      tokeniser.at = at;
    }
    const char *alt = tokeniser.kind == TOKEN_START && tag && tag->role == ROLE_IMAGE
                          ? tokeniser_attribute(&tokeniser, "alt")
                          : NULL;
    g_string_append(out, alt ? alt : "");
  }
  tokeniser_clear(&tokeniser);
  return text_collapse(out->str, (gssize)out->len);
}
