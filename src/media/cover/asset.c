/* SPDX-License-Identifier: MIT */
#include "media/cover/asset.h"

#include "base/embed.h"

#define EMBED_COVER(name) EMBED(cover_asset_##name, "assets/covers/" #name ".ini")

EMBED_COVER(front);
EMBED_COVER(poster);
EMBED_COVER(quiet);
EMBED_COVER(brief);
EMBED_COVER(picture);
EMBED_COVER(fonts);
