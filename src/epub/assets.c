/* SPDX-License-Identifier: MIT */
#include "epub/assets.h"

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

EMBED(asset_base_css, "assets/css/base.css");
EMBED(asset_night_css, "assets/css/night.css");
