/* SPDX-License-Identifier: MIT */
#include "media/cover-asset.h"

/* The paths are seen from the root of the source tree, where make runs the compiler. */
#define EMBED(name)                                                                            \
  __asm__(".pushsection .rodata\n"                                                             \
          ".global cover_asset_" #name "\n"                                                    \
          ".type cover_asset_" #name ", %object\ncover_asset_" #name ":\n"                     \
          ".incbin \"assets/covers/" #name ".ini\"\n"                                          \
          ".size cover_asset_" #name ", . - cover_asset_" #name "\n"                           \
          ".global cover_asset_" #name "_end\ncover_asset_" #name "_end:\n"                    \
          ".byte 0\n"                                                                          \
          ".popsection\n")

EMBED(front);
EMBED(poster);
EMBED(quiet);
EMBED(brief);
EMBED(picture);
EMBED(fonts);
