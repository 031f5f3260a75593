/* SPDX-License-Identifier: MIT */
/* Draws the page of a cover. Used by cover.c, which loads it as the module "cover". */
#ifndef MEDIA_COVER_PAGE_H
#define MEDIA_COVER_PAGE_H

#include "base/module.h"
#include "media/cover/cover.h"
#include "media/cover/design.h"

typedef struct {
  ModuleHead head;

  /* mkepub_cover_draw() with the parsed DESIGN; *missing may not be NULL. */
  gboolean (*draw)(const MkepubCover *cover, const CoverDesign *design, GByteArray **jpeg,
                   guint *missing, GError **error);
} CoverPageModule;

MODULE_TABLE const CoverPageModule cover_page_module;

#endif
