/* SPDX-License-Identifier: MIT */
#include "epub/fonts.h"

#include <string.h>

#define NAMED 12 /* missing characters that a message names */

struct Fonts {
  const MkepubBook *book;
  GPtrArray *fonts; /* of MkepubFont * */
  GPtrArray *specs; /* of char *: as they were named */
  GMutex lock;
  MkepubCharacters *characters;
};

/* Characters that a reader adds by itself: numbers and marks of lists, hyphens, an ellipsis. */
static const char implied[] = "0123456789.()-\u2010\u2022\u25e6\u25aa\u2026";

Fonts *fonts_new(const MkepubBook *book, MkepubFindings *findings)
{
  Fonts *fonts = g_new0(Fonts, 1);
  fonts->book = book;
  fonts->fonts = g_ptr_array_new_with_free_func((GDestroyNotify)mkepub_font_free);
  fonts->specs = g_ptr_array_new();
  fonts->characters = mkepub_characters_new();
  g_mutex_init(&fonts->lock);
  for (guint i = 0; i < book->fonts->len; i++) {
    g_autoptr(GError) error = NULL;
    MkepubFont *font = mkepub_font_open(book->fonts->pdata[i], &error);
    if (font) {
      g_ptr_array_add(fonts->fonts, font);
      g_ptr_array_add(fonts->specs, book->fonts->pdata[i]);
    } else {
      mkepub_findings_add(findings, MKEPUB_FINDING_FONT_UNUSABLE, book->settings, 0, 0, "%s",
                          error->message);
    }
  }
  return fonts;
}

void fonts_free(Fonts *fonts)
{
  if (!fonts)
    return;
  g_ptr_array_unref(fonts->fonts);
  g_ptr_array_unref(fonts->specs);
  mkepub_characters_free(fonts->characters);
  g_mutex_clear(&fonts->lock);
  g_free(fonts);
}

void fonts_add(Fonts *fonts, const GString *document)
{
  if (fonts->fonts->len == 0)
    return;
  g_mutex_lock(&fonts->lock);
  mkepub_characters_add(fonts->characters, document->str, document->len, TRUE);
  g_mutex_unlock(&fonts->lock);
}

static gboolean any_has(const Fonts *fonts, gunichar c)
{
  for (guint i = 0; i < fonts->fonts->len; i++)
    if (mkepub_font_has(fonts->fonts->pdata[i], c))
      return TRUE;
  return FALSE;
}

/* Characters that need no glyph. */
static gboolean is_unseen(gunichar c)
{
  return c < 0x20 || g_unichar_isspace(c) || g_unichar_iszerowidth(c) ||
         g_unichar_type(c) == G_UNICODE_FORMAT || g_unichar_type(c) == G_UNICODE_CONTROL;
}

static void tell_lacking(const Fonts *fonts, MkepubFindings *findings)
{
  g_autoptr(GString) named = g_string_new(NULL);
  guint count = 0;
  for (gunichar c = 0x20; c <= 0x10ffff; c++) {
    if (!mkepub_characters_has(fonts->characters, c) || is_unseen(c) || any_has(fonts, c))
      continue;
    if (count < NAMED)
      g_string_append_printf(named, "%sU+%04X", count > 0 ? ", " : "", c);
    count++;
  }
  if (count > NAMED)
    g_string_append(named, ", …");
  if (count > 0)
    mkepub_findings_add(findings, MKEPUB_FINDING_FONT_LACKS, fonts->book->settings, 0, 0,
                        "%u character%s of the book %s in none of the embedded fonts: %s",
                        count, count == 1 ? "" : "s", count == 1 ? "is" : "are", named->str);
}

static void embedded_free(gpointer data)
{
  EmbeddedFont *font = data;
  g_free(font->id);
  g_free(font->href);
  g_bytes_unref(font->bytes);
  g_free(font);
}

/* FAMILY as a CSS string; letters, digits and blanks are all that is left of it. */
static char *family_name(const char *family)
{
  GString *out = g_string_new("\"");
  for (const char *p = family; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p)) || *p == ' ' || *p == '-')
      g_string_append_unichar(out, g_utf8_get_char(p));
  g_string_append_c(out, '"');
  return g_string_free(out, FALSE);
}

static void append_face(GString *css, const MkepubFont *font, const EmbeddedFont *embedded)
{
  g_autofree char *family = family_name(mkepub_font_family(font));
  g_string_append_printf(css,
                         "@font-face {\n  font-family: %s;\n  font-weight: %u;\n"
                         "  font-style: %s;\n  src: url(../%s);\n}\n",
                         family, mkepub_font_weight(font),
                         mkepub_font_is_italic(font) ? "italic" : "normal", embedded->href);
}

/* The families for text, or for code, in order: the reader uses for each character the first
 * that has it. */
static void append_rule(GString *css, const Fonts *fonts, gboolean monospace)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) families = g_string_new(NULL);
  for (guint i = 0; i < fonts->fonts->len; i++) {
    const MkepubFont *font = fonts->fonts->pdata[i];
    char *family = family_name(mkepub_font_family(font));
    if (mkepub_font_is_monospace(font) == monospace && !g_hash_table_contains(seen, family))
      g_string_append_printf(families, "%s, ", family);
    g_hash_table_add(seen, family);
  }
  if (families->len > 0)
    g_string_append_printf(css, "%s {\n  font-family: %s%s;\n}\n",
                           monospace ? "code, kbd, pre, samp" : "body", families->str,
                           monospace ? "monospace" : "serif");
}

GPtrArray *fonts_cut(Fonts *fonts, GString *css, MkepubFindings *findings)
{
  GPtrArray *cut = g_ptr_array_new_with_free_func(embedded_free);
  g_autoptr(MkepubCharacters) needed = mkepub_characters_new();
  mkepub_characters_merge(needed, fonts->characters);
  mkepub_characters_add(needed, implied, strlen(implied), FALSE);
  for (guint i = 0; i < fonts->fonts->len; i++) {
    g_autoptr(GError) error = NULL;
    const char *type;
    GBytes *bytes = mkepub_font_subset(fonts->fonts->pdata[i], needed, &type, &error);
    if (!bytes) {
      mkepub_findings_add(findings, MKEPUB_FINDING_FONT_UNUSABLE, fonts->book->settings, 0, 0,
                          "%s: '%s'", error->message, (const char *)fonts->specs->pdata[i]);
      continue;
    }
    EmbeddedFont *font = g_new0(EmbeddedFont, 1);
    font->id = g_strdup_printf("font-%u", i + 1);
    font->href = g_strdup_printf("fonts/%u%s", i + 1, strstr(type, "otf") ? ".otf" : ".ttf");
    font->media_type = type;
    font->bytes = bytes;
    g_ptr_array_add(cut, font);
    append_face(css, fonts->fonts->pdata[i], font);
  }
  if (cut->len > 0) {
    append_rule(css, fonts, FALSE);
    append_rule(css, fonts, TRUE);
    tell_lacking(fonts, findings);
  }
  return cut;
}
