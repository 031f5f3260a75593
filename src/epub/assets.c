/* SPDX-License-Identifier: MIT */
#include "epub/assets.h"

#include "base/embed.h"

EMBED(asset_base_css, "assets/css/base.css");
EMBED(asset_night_css, "assets/css/night.css");
