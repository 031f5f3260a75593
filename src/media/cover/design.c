/* SPDX-License-Identifier: MIT */
#include "media/cover/design.h"
#include "media/cover/asset.h"

#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name, *text, *end;
} designs[] = {
    {"front", cover_asset_front, cover_asset_front_end},
    {"poster", cover_asset_poster, cover_asset_poster_end},
    {"quiet", cover_asset_quiet, cover_asset_quiet_end},
    {"brief", cover_asset_brief, cover_asset_brief_end},
    {"picture", cover_asset_picture, cover_asset_picture_end},
};

static const char *const names[] = {"front", "poster", "quiet", "brief", "picture", NULL};
G_STATIC_ASSERT(G_N_ELEMENTS(names) == G_N_ELEMENTS(designs) + 1);

/* Keywords of the design files; the index is the value. */
static const char *const colors[] = {"ink",   "paper", "white", "accent",
                                     "muted", "tint",  "none",  NULL};
static const char *const aligns[] = {"start", "center", "end", NULL};
static const char *const faces[] = {"serif", "sans", NULL};
static const char *const places[] = {"top", "bottom", "middle", NULL};
static const char *const kinds[] = {"area",     "rule",  "frame",    "picture",
                                    "pattern",  "leads", "masthead", "motto",
                                    "dateline", "foot",  NULL};
static const char *const conditions[] = {"always",     "leads",    "no leads", "picture",
                                         "no picture", "dateline", "foot",     NULL};

const char *const *cover_design_names(void)
{
  return names;
}

/* The files are compiled in: an invalid value is a bug of mkepub. */
static guint read_keyword(GKeyFile *file, const char *group, const char *key,
                          const char *const *words, guint usual)
{
  g_autofree char *value = g_key_file_get_string(file, group, key, NULL);
  if (!value)
    return usual;
  for (guint i = 0; words[i]; i++)
    if (!strcmp(words[i], value))
      return i;
  g_assert_not_reached();
}

static double read_number(GKeyFile *file, const char *group, const char *key, double usual)
{
  g_autofree char *value = g_key_file_get_value(file, group, key, NULL);
  return value ? g_ascii_strtod(value, NULL) : usual;
}

static guint32 hex_color(GKeyFile *file, const char *key)
{
  g_autofree char *value = g_key_file_get_string(file, "design", key, NULL);
  g_assert(value && *value == '#');
  return (guint32)g_ascii_strtoull(value + 1, NULL, 16);
}

/* 'box = 0 0 1600 1200' */
static void read_numbers(GKeyFile *file, const char *group, const char *key, guint count,
                         double **into)
{
  g_autofree char *value = g_key_file_get_string(file, group, key, NULL);
  char *rest = value;
  for (guint i = 0; value && i < count; i++)
    *into[i] = g_ascii_strtod(rest, &rest);
}

/* '1 300-150; 2 200-90': one line of 300 down to 150 pixels, else two of 200 down to 90 */
static void read_tiers(GKeyFile *file, const char *group, const char *key, CoverStyle *style)
{
  g_auto(GStrv) parts = g_key_file_get_string_list(file, group, key, NULL, NULL);
  for (guint i = 0; parts && parts[i]; i++) {
    char *rest = parts[i];
    g_assert(i < COVER_TIERS);
    CoverTier *tier = &style->tiers[style->n_tiers++];
    tier->lines = (guint)g_ascii_strtoull(rest, &rest, 10);
    tier->largest = g_ascii_strtod(rest, &rest);
    tier->smallest = g_ascii_strtod(rest + 1, NULL);
    g_assert(tier->lines > 0 && tier->smallest > 0 && tier->largest >= tier->smallest);
  }
}

static void read_style(GKeyFile *file, const char *group, const char *fit, CoverStyle *style)
{
  style->face = read_keyword(file, group, "face", faces, COVER_SERIF);
  style->bold = g_key_file_get_boolean(file, group, "bold", NULL);
  style->italic = g_key_file_get_boolean(file, group, "italic", NULL);
  style->color = read_keyword(file, group, "color", colors, COVER_INK);
  style->align = read_keyword(file, group, "align", aligns, COVER_START);
  style->leading = read_number(file, group, "leading", 1.2);
  read_tiers(file, group, fit, style);
}

static void read_leads(GKeyFile *file, const char *group, CoverBlock *block)
{
  read_style(file, group, "first", &block->first);
  block->first.bold = g_key_file_get_boolean(file, group, "first-bold", NULL);
  block->limit = (guint)read_number(file, group, "limit", 5);
  block->columns = (guint)read_number(file, group, "columns", 1);
  block->grow = read_number(file, group, "grow", 1);
  block->numbers = g_key_file_get_boolean(file, group, "numbers", NULL);
  block->hairline = read_keyword(file, group, "hairline", colors, COVER_NONE);
}

/* Returns the kind of a block: the first word of its group's name; further words only
 * distinguish groups of one kind. */
static CoverBlockKind kind_of(const char *group)
{
  gsize length = strcspn(group, " ");
  for (guint i = 0; kinds[i]; i++)
    if (strlen(kinds[i]) == length && !strncmp(kinds[i], group, length))
      return i;
  g_assert_not_reached();
}

static CoverBlock read_block(GKeyFile *file, const char *group)
{
  CoverBlock block = {.kind = kind_of(group), .width = 1600, .height = 2400};
  double *box[] = {&block.x, &block.y, &block.width, &block.height};
  double *pad[] = {&block.pad_x, &block.pad_y};
  block.when = read_keyword(file, group, "when", conditions, COVER_ALWAYS);
  block.place = read_keyword(file, group, "place", places, COVER_TOP);
  block.gap = read_number(file, group, "gap", 0);
  block.after = read_number(file, group, "after", 0);
  block.color = read_keyword(file, group, "color", colors,
                             block.kind == COVER_BLOCK_AREA ? COVER_NONE : COVER_INK);
  block.align = read_keyword(file, group, "align", aligns, COVER_START);
  block.thickness = read_number(file, group, "thickness", 0);
  block.length = read_number(file, group, "length", 0);
  block.inset = read_number(file, group, "inset", 0);
  read_numbers(file, group, "box", 4, box);
  read_numbers(file, group, "pad", 2, pad);
  if (block.kind >= COVER_BLOCK_LEADS)
    read_style(file, group, "fit", &block.style);
  if (block.kind == COVER_BLOCK_LEADS)
    read_leads(file, group, &block);
  return block;
}

static GKeyFile *open_asset(const char *text, const char *end)
{
  GKeyFile *file = g_key_file_new();
  gboolean sound = g_key_file_load_from_data(file, text, (gsize)(end - text), 0, NULL);
  g_assert(sound);
  return file;
}

static CoverDesign *read_design(GKeyFile *file)
{
  CoverDesign *design = g_new0(CoverDesign, 1);
  g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
  design->paper = hex_color(file, "paper");
  design->ink = hex_color(file, "ink");
  design->blocks = g_array_new(FALSE, FALSE, sizeof(CoverBlock));
  for (guint i = 1; groups[i]; i++) { /* the first is 'design' */
    CoverBlock block = read_block(file, groups[i]);
    g_array_append_val(design->blocks, block);
  }
  return design;
}

CoverDesign *cover_design_new(const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(designs); i++) {
    if (strcmp(designs[i].name, name) != 0)
      continue;
    g_autoptr(GKeyFile) file = open_asset(designs[i].text, designs[i].end);
    return read_design(file);
  }
  return NULL;
}

void cover_design_free(CoverDesign *design)
{
  if (!design)
    return;
  g_array_unref(design->blocks);
  g_free(design);
}

char *cover_design_families(CoverFace face, const char *language)
{
  g_autoptr(GKeyFile) file = open_asset(cover_asset_fonts, cover_asset_fonts_end);
  const char *group = faces[face];
  g_autofree char *all = g_key_file_get_string(file, group, "all", NULL);
  g_autofree char *own = NULL;
  if (language)
    own = g_key_file_get_string(file, group, language, NULL);
  return own ? g_strconcat(own, ",", all, NULL) : g_steal_pointer(&all);
}
