/* SPDX-License-Identifier: MIT */
#include "media/cover/font.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "media/font/file.h"
#include "mkepub/error.h"
#include "text/language.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

struct CoverFonts {
  FcConfig *config;
  PangoFontMap *map;
  cairo_font_options_t *options;
  gboolean own; /* only one file: no family is requested */
  int count;
  int copy; /* descriptor of that one file; -1: none */
};

/* Bold text in a family with one weight is emboldened: the only rule of fontconfig that is
 * used. */
static const char embolden[] =
    "<fontconfig><match target=\"font\">"
    "<test name=\"weight\" compare=\"less_eq\"><const>medium</const></test>"
    "<test target=\"pattern\" name=\"weight\" compare=\"more_eq\"><const>bold</const></test>"
    "<edit name=\"embolden\"><bool>true</bool></edit>"
    "</match></fontconfig>";

static void add_element(GString *out, const char *name, const FcChar8 *text)
{
  g_autofree char *element = g_markup_printf_escaped("<%s>%s</%s>", name, text, name);
  g_string_append(out, element);
}

static void add_list(GString *out, const char *name, FcStrList *list)
{
  const FcChar8 *text;
  while (list && (text = FcStrListNext(list)))
    add_element(out, name, text);
  if (list)
    FcStrListDone(list);
}

/* Loads the font folders and their caches from the system's configuration, but none of its
 * rules, which may depend on the locale. */
static void load_system(FcConfig *config)
{
  FcConfig *current = FcConfigReference(NULL);
  g_autoptr(GString) folders = g_string_new("<fontconfig>");
  if (current) {
    add_list(folders, "dir", FcConfigGetFontDirs(current));
    add_list(folders, "cachedir", FcConfigGetCacheDirs(current));
    FcConfigDestroy(current);
  }
  g_string_append(folders, "</fontconfig>");
  FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)folders->str, FcFalse);
  FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)embolden, FcFalse);
  FcConfigBuildFonts(config);
}

/* Pango starts fontconfig by itself, which prints errors on a system without its configuration
 * file. Sets an empty configuration there. */
static void quiet_absence(void)
{
  FcConfig *empty = FcConfigCreate();
  FcChar8 *file = FcConfigGetFilename(empty, NULL); /* with NULL it would start */
  if (file)
    FcStrFree(file);
  else
    FcConfigSetCurrent(empty);
  FcConfigDestroy(empty);
}

/* Keeps only the requested language: fontconfig adds those of the locale. */
static void keep_language(FcPattern *pattern, gpointer data G_GNUC_UNUSED)
{
  FcChar8 *first = NULL;
  if (FcPatternGetString(pattern, FC_LANG, 0, &first) != FcResultMatch)
    return;
  g_autofree char *language = g_strdup((const char *)first);
  FcPatternDel(pattern, FC_LANG);
  FcPatternAddString(pattern, FC_LANG, (const FcChar8 *)language);
  FcPatternDel(pattern, FC_NAMELANG);
  FcPatternAddString(pattern, FC_NAMELANG, (const FcChar8 *)"en");
}

static int count_fonts(FcConfig *config)
{
  FcFontSet *system = FcConfigGetFonts(config, FcSetSystem);
  FcFontSet *own = FcConfigGetFonts(config, FcSetApplication);
  return (system ? system->nfont : 0) + (own ? own->nfont : 0);
}

/* Returns a descriptor of a copy of FONT in memory, or -1 with ERROR. FreeType maps its files,
 * and truncating a mapped file would kill the process. */
static int copy_font(const char *font, GError **error)
{
  gsize length = 0, done = 0;
  g_autofree char *bytes = file_read(font, FONT_FILE_LIMIT, &length, error);
  if (!bytes)
    return -1;
  int fd = memfd_create("font", MFD_CLOEXEC);
  for (gssize n = 1; fd >= 0 && n > 0 && done < length; done += (gsize)MAX(n, 0))
    n = write(fd, bytes + done, length - done);
  if (fd >= 0 && done == length)
    return fd;
  mkepub_error_set_errno(error, MKEPUB_ERROR_INPUT, errno, "cannot copy", font);
  if (fd >= 0)
    close(fd);
  return -1;
}

static gboolean load_file(CoverFonts *fonts, const char *font, GError **error)
{
  fonts->copy = copy_font(font, error);
  if (fonts->copy < 0)
    return FALSE;
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fonts->copy);
  if (FcConfigAppFontAddFile(fonts->config, (const FcChar8 *)path) &&
      count_fonts(fonts->config) > 0)
    return TRUE;
  g_autofree char *shown = text_display_path(font);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot read '%s' as a font", shown);
  return FALSE;
}

CoverFonts *cover_fonts_new(const char *font, GError **error)
{
  g_autoptr(CoverFonts) fonts = g_new0(CoverFonts, 1);
  quiet_absence();
  fonts->own = font != NULL;
  fonts->copy = -1;
  fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  PangoFcFontMap *map = PANGO_FC_FONT_MAP(fonts->map);
  pango_fc_font_map_get_config(map); /* waits until fontconfig has started */
  fonts->config = FcConfigCreate();
  if (!font)
    load_system(fonts->config);
  else if (!load_file(fonts, font, error))
    return NULL;
  fonts->count = count_fonts(fonts->config);
  pango_fc_font_map_set_config(map, fonts->config);
  pango_fc_font_map_set_default_substitute(map, keep_language, NULL, NULL);
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(fonts->map), 96);
  fonts->options = cairo_font_options_create();
  cairo_font_options_set_antialias(fonts->options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(fonts->options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(fonts->options, CAIRO_HINT_METRICS_OFF);
  return g_steal_pointer(&fonts);
}

void cover_fonts_free(CoverFonts *fonts)
{
  if (!fonts)
    return;
  if (fonts->options)
    cairo_font_options_destroy(fonts->options);
  if (fonts->map) {
    /* Pango 1.50 leaks the configuration of a font map unless it is reset */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL);
    pango_fc_font_map_shutdown(PANGO_FC_FONT_MAP(fonts->map));
    g_object_unref(fonts->map);
  }
  if (fonts->config)
    FcConfigDestroy(fonts->config);
  if (fonts->copy >= 0)
    close(fonts->copy);
  g_free(fonts);
}

gboolean cover_fonts_exist(const CoverFonts *fonts)
{
  return fonts->count > 0;
}

/* Fontconfig distinguishes Chinese by country, not by script. */
static const char *font_language(const char *tag)
{
  static const struct {
    const char *start, *language;
  } table[] = {{"zh-hant-hk", "zh-hk"},
               {"zh-hant-mo", "zh-hk"},
               {"zh-hant", "zh-tw"},
               {"zh-hk", "zh-hk"},
               {"zh-mo", "zh-hk"},
               {"zh-tw", "zh-tw"},
               {"yue", "zh-hk"},
               {"zh", "zh-cn"},
               {"ja", "ja"},
               {"ko", "ko"}};
  for (guint i = 0; i < G_N_ELEMENTS(table); i++) {
    gsize length = strlen(table[i].start);
    if (!g_ascii_strncasecmp(tag, table[i].start, length) &&
        (tag[length] == '\0' || tag[length] == '-'))
      return table[i].language;
  }
  return NULL;
}

PangoLayout *cover_fonts_layout(CoverFonts *fonts, const CoverStyle *style,
                                const char *language)
{
  g_autofree char *tag = language ? mkepub_language_normalize(language) : NULL;
  const char *east = tag ? font_language(tag) : NULL;
  g_autofree char *families = fonts->own ? NULL : cover_design_families(style->face, east);
  PangoContext *context = pango_font_map_create_context(fonts->map);
  PangoFontDescription *description = pango_font_description_new();
  pango_font_description_set_family(description, families ? families : "serif");
  pango_font_description_set_weight(description,
                                    style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style(description,
                                   style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(description, COVER_FONT_SIZE * PANGO_SCALE);
  pango_cairo_context_set_font_options(context, fonts->options);
  pango_context_set_round_glyph_positions(context, FALSE);
  pango_context_set_language(context, pango_language_from_string(east  ? east
                                                                 : tag ? tag
                                                                       : "und"));
  PangoLayout *layout = pango_layout_new(context);
  pango_layout_set_font_description(layout, description);
  pango_layout_set_auto_dir(layout, FALSE);
  pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT);
  pango_font_description_free(description);
  g_object_unref(context);
  return layout;
}

/* Returns a language for text in a script that the layout's language does not use. Pango would
 * take one from the environment. */
static const char *script_language(GUnicodeScript script, const char *han)
{
  switch (script) {
  case G_UNICODE_SCRIPT_LATIN:
    return "en";
  case G_UNICODE_SCRIPT_CYRILLIC:
    return "ru";
  case G_UNICODE_SCRIPT_GREEK:
    return "el";
  case G_UNICODE_SCRIPT_ARABIC:
    return "ar";
  case G_UNICODE_SCRIPT_HEBREW:
    return "he";
  case G_UNICODE_SCRIPT_DEVANAGARI:
    return "hi";
  case G_UNICODE_SCRIPT_BENGALI:
    return "bn";
  case G_UNICODE_SCRIPT_TAMIL:
    return "ta";
  case G_UNICODE_SCRIPT_THAI:
    return "th";
  case G_UNICODE_SCRIPT_HAN:
    return han;
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
    return "ja";
  case G_UNICODE_SCRIPT_HANGUL:
    return "ko";
  default:
    return "und";
  }
}

/* Returns the language of the ideographs in TEXT, judged by the other scripts in it. */
static const char *han_language(const char *text)
{
  gboolean hangul = FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(p));
    if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA)
      return "ja";
    hangul = hangul || script == G_UNICODE_SCRIPT_HANGUL;
  }
  return hangul ? "ko" : "zh-cn";
}

static void add_language(PangoAttrList *list, const char *language, gsize start, gsize end)
{
  PangoAttribute *attribute = pango_attr_language_new(pango_language_from_string(language));
  attribute->start_index = (guint)start;
  attribute->end_index = (guint)end;
  pango_attr_list_insert(list, attribute);
}

void cover_fonts_set_text(PangoLayout *layout, const char *text)
{
  PangoLanguage *own = pango_context_get_language(pango_layout_get_context(layout));
  gboolean known = strcmp(pango_language_to_string(own), "und") != 0;
  PangoAttrList *list = pango_attr_list_new();
  const char *han = han_language(text);
  const char *language = NULL, *start = text, *p;
  for (p = text; *p; p = g_utf8_next_char(p)) {
    GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(p));
    if (script == G_UNICODE_SCRIPT_COMMON || script == G_UNICODE_SCRIPT_INHERITED)
      continue;
    gboolean fits = known && pango_language_includes_script(own, (PangoScript)script);
    const char *other = fits ? NULL : script_language(script, han);
    if (other == language)
      continue;
    if (language)
      add_language(list, language, (gsize)(start - text), (gsize)(p - text));
    language = other;
    start = p;
  }
  if (language)
    add_language(list, language, (gsize)(start - text), (gsize)(p - text));
  pango_layout_set_attributes(layout, list);
  pango_attr_list_unref(list);
  pango_layout_set_text(layout, text, -1);
}
