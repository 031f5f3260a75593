/* SPDX-License-Identifier: MIT */
#include "archive/site/assets.h"

#include "base/embed.h"

EMBED(shelf_page_css, "assets/shelf/shelf.css");
EMBED(shelf_page_js, "assets/shelf/search.js");
EMBED(shelf_page_icon, "assets/shelf/icon.svg");
