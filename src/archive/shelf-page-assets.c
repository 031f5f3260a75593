/* SPDX-License-Identifier: MIT */
#include "archive/shelf-page-assets.h"

/* The paths are seen from the root of the source tree, where make runs the compiler. */
#define EMBED(name, path)                                                                      \
  __asm__(".pushsection .rodata\n"                                                             \
          ".global " #name "\n"                                                                \
          ".type " #name ", %object\n" #name ":\n"                                             \
          ".incbin \"" path "\"\n"                                                             \
          ".size " #name ", . - " #name "\n"                                                   \
          ".global " #name "_end\n" #name "_end:\n"                                            \
          ".byte 0\n"                                                                          \
          ".popsection\n")

EMBED(shelf_page_css, "assets/shelf/shelf.css");
EMBED(shelf_page_js, "assets/shelf/search.js");
EMBED(shelf_page_icon, "assets/shelf/icon.svg");
