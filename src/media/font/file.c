/* SPDX-License-Identifier: MIT */
#include "media/font/file.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"

struct FontFile {
  char *path; /* for messages */
  hb_face_t *face;
  hb_font_t *font;
};

static guint read_big16(const char *p)
{
  return (guint)(guint8)p[0] << 8 | (guint8)p[1];
}

static gboolean set_font_error(GError **error, const char *path, const char *reason)
{
  g_autofree char *shown = text_display_path(path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot use font '%s': %s", shown,
              reason);
  return FALSE;
}

/* Returns the 16 bits at OFFSET of the table TAG; FALLBACK when the font has no such table. */
static guint table_word(hb_face_t *face, hb_tag_t tag, guint offset, guint fallback)
{
  guint length;
  hb_blob_t *blob = hb_face_reference_table(face, tag);
  const char *data = hb_blob_get_data(blob, &length);
  guint word = length >= offset + 2 ? read_big16(data + offset) : fallback;
  hb_blob_destroy(blob);
  return word;
}

#define OS2 HB_TAG('O', 'S', '/', '2')

/* OpenType 1.9, OS/2 fsType. When several of the bits for embedding are set, the most
 * permissive one counts. */
static const char *forbidden_by(hb_face_t *face)
{
  guint type = table_word(face, OS2, 8, 0);
  if ((type & 0x000e) == 0x0002)
    return "its license bits forbid embedding (fsType bit 1, restricted license embedding)";
  if (type & 0x0100)
    return "its license bits forbid subsetting (fsType bit 8, no subsetting)";
  if (type & 0x0200)
    return "its license bits allow bitmaps only (fsType bit 9, bitmap embedding only)";
  return NULL;
}

static guint weight_of(hb_face_t *face)
{
  guint weight = table_word(face, OS2, 4, 400);
  /* old fonts count from 1 to 9 */
  return weight < 10 ? MAX(weight, 1) * 100 : MIN(weight, 1000);
}

/* Reads the bits of OS/2 fsSelection, or of head macStyle in a font without OS/2. */
static gboolean is_italic(hb_face_t *face)
{
  guint style = table_word(face, HB_TAG('h', 'e', 'a', 'd'), 44, 0);
  guint selection = table_word(face, OS2, 62, style & 2 ? 1 : 0);
  return (selection & (1 | 1 << 9)) != 0;
}

/* post isFixedPitch has 32 bits; the fourth digit of PANOSE is 9 for monospaced text faces. */
static gboolean is_monospace(hb_face_t *face)
{
  hb_tag_t post = HB_TAG('p', 'o', 's', 't');
  return table_word(face, post, 12, 0) || table_word(face, post, 14, 0) ||
         (table_word(face, OS2, 32, 0) >> 8 == 2 && (table_word(face, OS2, 34, 0) & 0xff) == 9);
}

/* Returns the name ID in English, or in any other language; for the caller to free. */
static char *name_of(hb_face_t *face, hb_ot_name_id_t id)
{
  char buffer[256] = "";
  guint count, size = sizeof buffer;
  const hb_ot_name_entry_t *entries = hb_ot_name_list_names(face, &count);
  hb_language_t language = hb_language_from_string("en", -1);
  if (hb_ot_name_get_utf8(face, id, language, &size, buffer) == 0)
    for (guint i = 0; i < count; i++)
      if (entries[i].name_id == id) {
        size = sizeof buffer;
        hb_ot_name_get_utf8(face, id, entries[i].language, &size, buffer);
        break;
      }
  g_autofree char *valid = g_utf8_make_valid(buffer, (gssize)MIN(size, sizeof buffer - 1));
  return text_collapse(valid, -1);
}

static char *family_of(hb_face_t *face)
{
  g_autofree char *typographic = name_of(face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
  return *typographic ? g_steal_pointer(&typographic)
                      : name_of(face, HB_OT_NAME_ID_FONT_FAMILY);
}

/* Returns SPEC without '#2', and sets *index to 2; to -1 without a number. A file whose name
 * ends so is used as it is. For the caller to free. */
static char *split_spec(const char *spec, gint *index)
{
  const char *mark = strrchr(spec, '#');
  *index = -1;
  if (!mark || !mark[1] || strspn(mark + 1, "0123456789") != strlen(mark + 1) ||
      strlen(mark + 1) > 4 || g_file_test(spec, G_FILE_TEST_EXISTS))
    return g_strdup(spec);
  *index = (gint)g_ascii_strtoull(mark + 1, NULL, 10);
  return g_strndup(spec, (gsize)(mark - spec));
}

static GBytes *read_file(const char *path, GError **error)
{
  gsize length = 0;
  int trouble;
  char *bytes = file_load(path, FONT_FILE_LIMIT, &length, &trouble);
  if (bytes)
    return g_bytes_new_take(bytes, length);
  g_autofree char *reason = file_trouble_text(trouble, FONT_FILE_LIMIT);
  set_font_error(error, path, reason);
  return NULL;
}

/* Checks the first bytes (OpenType 1.9, organization of a font; WOFF section 4). */
static gboolean check_signature(GBytes *bytes, const char *path, GError **error)
{
  static const char signatures[][4] = {
      {0, 1, 0, 0}, {'O', 'T', 'T', 'O'}, {'t', 'r', 'u', 'e'}, {'t', 't', 'c', 'f'}};
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  if (length > 4 && (!memcmp(data, "wOFF", 4) || !memcmp(data, "wOF2", 4)))
    return set_font_error(
        error, path,
        "it is packed for the web; 'woff2_decompress' or 'fonttools ttLib -o font.ttf' "
        "makes a TrueType or OpenType file of it");
  for (guint i = 0; i < G_N_ELEMENTS(signatures); i++)
    if (length > 12 && !memcmp(data, signatures[i], 4))
      return TRUE;
  return set_font_error(error, path, "it is not a TrueType or OpenType font");
}

/* Returns the first face of BLOB that is upright and of regular weight, or the first. */
static guint regular_face(hb_blob_t *blob, guint count)
{
  for (guint i = 0; i < count; i++) {
    hb_face_t *face = hb_face_create(blob, i);
    gboolean regular = weight_of(face) == 400 && !is_italic(face);
    hb_face_destroy(face);
    if (regular)
      return i;
  }
  return 0;
}

static void free_file(void *data)
{
  g_bytes_unref(data);
}

/* Returns the face INDEX of BYTES (taken over), or NULL. */
static hb_face_t *face_of(GBytes *bytes, gint index, const char *path, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data(bytes, &length);
  hb_blob_t *blob =
      hb_blob_create(data, (guint)length, HB_MEMORY_MODE_READONLY, bytes, free_file);
  guint count = MIN(hb_face_count(blob), 4096);
  hb_face_t *face = NULL;
  if (count == 0)
    set_font_error(error, path, "it is broken");
  else if (index >= (gint)count)
    set_font_error(error, path, "the collection has fewer faces");
  else
    face = hb_face_create(blob, index < 0 ? regular_face(blob, count) : (guint)index);
  hb_blob_destroy(blob);
  return face;
}

/* A usable font has glyphs and maps characters to them. */
static gboolean check_face(hb_face_t *face, const char *path, GError **error)
{
  const char *forbidden = forbidden_by(face);
  hb_set_t *characters = hb_set_create();
  hb_face_collect_unicodes(face, characters);
  gboolean empty = hb_set_is_empty(characters) || hb_face_get_glyph_count(face) == 0;
  hb_set_destroy(characters);
  if (empty)
    return set_font_error(error, path, "it is broken, or has no characters");
  return forbidden ? set_font_error(error, path, forbidden) : TRUE;
}

static FontFile *open_file(const char *spec, FontFacts *facts, GError **error)
{
  gint index;
  g_autofree char *path = split_spec(spec, &index);
  g_autoptr(GBytes) bytes = read_file(path, error);
  if (!bytes || !check_signature(bytes, path, error))
    return NULL;
  hb_face_t *face = face_of(g_steal_pointer(&bytes), index, path, error);
  if (!face || !check_face(face, path, error)) {
    hb_face_destroy(face);
    return NULL;
  }
  hb_face_make_immutable(face);
  FontFile *file = g_new0(FontFile, 1);
  file->path = g_steal_pointer(&path);
  file->face = face;
  file->font = hb_font_create(face);
  hb_font_make_immutable(file->font);
  *facts = (FontFacts){family_of(face), weight_of(face), is_italic(face), is_monospace(face)};
  return file;
}

static void close_file(FontFile *file)
{
  hb_font_destroy(file->font);
  hb_face_destroy(file->face);
  g_free(file->path);
  g_free(file);
}

static gboolean has_glyph(const FontFile *file, gunichar c)
{
  hb_codepoint_t glyph;
  return hb_font_get_nominal_glyph(file->font, c, &glyph) && glyph != 0;
}

/* Selects the characters of FILE that are in SET: this is cheaper than iterating over all of
 * Unicode. */
static void choose_characters(const FontFile *file, const MkepubCharacters *set,
                              hb_set_t *chosen)
{
  hb_set_t *all = hb_set_create();
  hb_codepoint_t c = HB_SET_VALUE_INVALID;
  hb_face_collect_unicodes(file->face, all);
  while (hb_set_next(all, &c))
    if (mkepub_characters_has(set, c))
      hb_set_add(chosen, c);
  hb_set_destroy(all);
}

/* Sets every axis to its default: readers do not vary fonts. */
static gboolean pin_axes(hb_face_t *face, hb_subset_input_t *input)
{
  gboolean done = TRUE;
  guint count = hb_ot_var_get_axis_count(face);
  for (guint i = 0; i < count; i++) {
    hb_ot_var_axis_info_t axis;
    guint one = 1;
    hb_ot_var_get_axis_infos(face, i, &one, &axis);
    done = done && one == 1 &&
           hb_subset_input_pin_axis_location(input, face, axis.tag, axis.default_value);
  }
  return done;
}

/* Keeps copyright, trademark, license and its address in the font. */
static void keep_names(hb_subset_input_t *input)
{
  static const hb_ot_name_id_t names[] = {HB_OT_NAME_ID_COPYRIGHT,
                                          HB_OT_NAME_ID_FONT_FAMILY,
                                          HB_OT_NAME_ID_FONT_SUBFAMILY,
                                          HB_OT_NAME_ID_UNIQUE_ID,
                                          HB_OT_NAME_ID_FULL_NAME,
                                          HB_OT_NAME_ID_VERSION_STRING,
                                          HB_OT_NAME_ID_POSTSCRIPT_NAME,
                                          HB_OT_NAME_ID_TRADEMARK,
                                          HB_OT_NAME_ID_MANUFACTURER,
                                          HB_OT_NAME_ID_DESIGNER,
                                          HB_OT_NAME_ID_LICENSE,
                                          HB_OT_NAME_ID_LICENSE_URL,
                                          HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY,
                                          HB_OT_NAME_ID_TYPOGRAPHIC_SUBFAMILY};
  hb_set_t *ids = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    hb_set_add(ids, names[i]);
}

/* Returns FACE as a file; NULL when readers do not support its format. */
static GBytes *file_of(hb_face_t *face, const char **media_type)
{
  guint length;
  hb_blob_t *blob = hb_face_reference_blob(face);
  const char *data = hb_blob_get_data(blob, &length);
  GBytes *bytes = NULL;
  if (length > 12 && hb_ot_var_get_axis_count(face) == 0) {
    *media_type = !memcmp(data, "OTTO", 4) ? "font/otf" : "font/ttf";
    bytes = g_bytes_new(data, length);
  }
  hb_blob_destroy(blob);
  return bytes;
}

static GBytes *subset_font(const FontFile *file, const MkepubCharacters *set,
                           const char **media_type, GError **error)
{
  GBytes *bytes = NULL;
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input)
    g_error("out of memory");
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  choose_characters(file, set, hb_subset_input_unicode_set(input));
  keep_names(input);
  if (pin_axes(file->face, input)) {
    hb_face_t *face = hb_subset_or_fail(file->face, input);
    bytes = face ? file_of(face, media_type) : NULL;
    hb_face_destroy(face);
  }
  hb_subset_input_destroy(input);
  if (!bytes)
    set_font_error(error, file->path, "it cannot be subset");
  return bytes;
}

const FontFileModule font_file_module = {
    {MODULE_VERSION}, open_file, close_file, has_glyph, subset_font};
