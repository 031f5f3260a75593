/* SPDX-License-Identifier: MIT */
#include "media/cover/cover.h"

#include "media/cover/page.h"

gboolean mkepub_cover_draw(const MkepubCover *cover, GByteArray **jpeg, guint *missing,
                           GError **error)
{
  const char *name = cover->design ? cover->design : cover_design_names()[0];
  g_autoptr(CoverDesign) design = cover_design_new(name);
  guint count = 0;
  *jpeg = NULL;
  if (!design) {
    g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_USAGE, "unknown cover design '%s'", name);
    return FALSE;
  }
  const CoverPageModule *module =
      module_load("cover", "cover_page_module", &cover_page_module, error);
  gboolean drawn = module && module->draw(cover, design, jpeg, &count, error);
  if (drawn && missing)
    *missing = count;
  return drawn;
}
