/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/text.h"
#include "html/html.h"
#include "html/tag-names.h"
#include "html/tokenizer.h"

char *mkepub_html_to_text(const char *fragment, gsize length)
{
  struct tokenizer tokenizer;
  g_autoptr(GString) out = g_string_sized_new(length);
  g_autofree char *valid = g_utf8_make_valid(fragment, (gssize)length);
  gboolean no_end = FALSE; /* a script without an end: nothing more is hidden */
  tokenizer_init(&tokenizer);
  tokenizer_feed(&tokenizer, valid, strlen(valid));
  while (tokenizer_next(&tokenizer) != TOKEN_END_OF_INPUT) {
    if (tokenizer.kind == TOKEN_TEXT || tokenizer.kind == TOKEN_CDATA) {
      g_string_append_len(out, tokenizer.strings->str, (gssize)tokenizer.strings->len);
      continue;
    }
    if (tokenizer.kind == TOKEN_COMMENT && tokenizer.broken)
      tokenizer.at = tokenizer.raw + 4;
    if (tokenizer.kind != TOKEN_START && tokenizer.kind != TOKEN_END)
      continue;
    const struct tag_name *tag = tag_name_find(tokenizer.strings->str);
    if (!tag || tag->role == ROLE_HEADING ||
        (tag->element != ELEMENT_NONE &&
         (element_facts[tag->element].kind == KIND_BLOCK ||
          element_facts[tag->element].kind == KIND_PART || tag->element == MKEPUB_EL_BR)))
      g_string_append_c(out, ' ');
    gint depth = -1;
    const char *at = tokenizer.at;
    if (tokenizer.kind == TOKEN_START && tag && tag->role == ROLE_HIDDEN && !no_end &&
        !tokenizer_skip_to_end_tag(&tokenizer, tag->name, &depth)) {
      no_end = TRUE;
      tokenizer.at = at;
    }
    const char *alt = tokenizer.kind == TOKEN_START && tag && tag->role == ROLE_IMAGE
                          ? tokenizer_attribute(&tokenizer, "alt")
                          : NULL;
    g_string_append(out, alt ? alt : "");
  }
  tokenizer_clear(&tokenizer);
  return text_collapse(out->str, (gssize)out->len);
}
