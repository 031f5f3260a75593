/* SPDX-License-Identifier: MIT */
/* The page of a cover, drawn.
 * Used by cover.c, which loads it as the module "cover". */
#ifndef MEDIA_COVER_PAGE_H
#define MEDIA_COVER_PAGE_H

#include "base/module.h"
#include "media/cover/cover.h"
#include "media/cover/design.h"

typedef struct {
  ModuleHead head;

  /* mkepub_cover_draw() in DESIGN; *missing is a number. */
  gboolean (*draw)(const MkepubCover *cover, const CoverDesign *design, GByteArray **jpeg,
                   guint *missing, GError **error);
} CoverPageModule;

MODULE_TABLE const CoverPageModule cover_page_module;

#endif
