/* SPDX-License-Identifier: MIT */
#include "media/sniff/raster.h"
#include "media/sniff/xml.h"

#include <string.h>

typedef struct {
  guint offset;
  guint length; /* of the bytes to compare */
  const char *bytes;
  const char *kind;
} Signature;

/* Formats that are recognized only for messages. The first match wins. */
static const Signature signatures[] = {
    {4, 8, "ftypavif", "AVIF"},
    {4, 8, "ftypavis", "AVIF"},
    {4, 8, "ftypheic", "HEIC"},
    {4, 8, "ftypheix", "HEIC"},
    {4, 8, "ftyphevc", "HEIC"},
    {4, 8, "ftypheim", "HEIC"},
    {4, 8, "ftypheis", "HEIC"},
    {4, 8, "ftypheif", "HEIC"},
    {4, 8, "ftypmif1", "HEIC"},
    {4, 8, "ftypmsf1", "HEIC"},
    {4, 4, "ftyp", "MP4 video"},
    {0, 4, "II*\0", "TIFF"},
    {0, 4, "MM\0*", "TIFF"},
    {0, 4, "II+\0", "TIFF"},
    {0, 4, "MM\0+", "TIFF"},
    {0, 4, "\0\0\1\0", "ICO"},
    {0, 4, "\0\0\2\0", "ICO"},
    {0, 5, "%PDF-", "PDF"},
    {0, 2, "\xff\x0a", "JPEG XL"},
    {0, 12, "\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"},
    {0, 8, "\0\0\0\x0cjP  ", "JPEG 2000"},
    {0, 4, "8BPS", "Photoshop file"},
    {0, 4, "%!PS", "PostScript"},
    {0, 4, "\x1a\x45\xdf\xa3", "WebM video"},
    {0, 2, "\x1f\x8b", "gzip data"},
    {0, 4, "PK\3\4", "ZIP archive"},
    {0, 35, "version https://git-lfs.github.com/", "Git LFS pointer"},
};

/* WHATWG MIME Sniffing section 7.1, without those that an SVG may start with. */
static const char *const html_starts[] = {
    "<!doctype html", "<html", "<head",  "<script", "<iframe", "<h1",   "<div", "<font",
    "<table",         "<a",    "<style", "<title",  "<b",      "<body", "<br",  "<p",
    "<meta"};

static gboolean matches_signature(const Signature *signature, const guint8 *bytes, gsize length)
{
  return length >= (gsize)signature->offset + signature->length &&
         !memcmp(bytes + signature->offset, signature->bytes, signature->length);
}

/* AVIF files may name their brand after a general one: ISO 14496-12 section 4.3. */
static gboolean has_avif_brand(const guint8 *bytes, gsize length)
{
  if (length < 16 || memcmp(bytes + 4, "ftyp", 4) != 0)
    return FALSE;
  gsize end = MIN(length, MIN((gsize)bytes[2] << 8 | bytes[3], 256));
  for (gsize i = 8; i + 4 <= end; i += 4)
    if (!memcmp(bytes + i, "avif", 4) || !memcmp(bytes + i, "avis", 4))
      return TRUE;
  return FALSE;
}

/* 'BM' alone starts many texts: the size of the second header must be a valid one. */
static gboolean is_bmp(const guint8 *bytes, gsize length)
{
  static const guint8 sizes[] = {12, 16, 40, 52, 56, 64, 108, 124};
  return length >= 26 && bytes[0] == 'B' && bytes[1] == 'M' &&
         memchr(sizes, bytes[14], sizeof sizes) && !bytes[15] && !bytes[16] && !bytes[17];
}

static gboolean is_html(const guint8 *bytes, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS(html_starts); i++) {
    gsize n = strlen(html_starts[i]);
    if (length > n && !g_ascii_strncasecmp((const char *)bytes, html_starts[i], n) &&
        (bytes[n] == '>' || g_ascii_isspace((char)bytes[n])))
      return TRUE;
  }
  return FALSE;
}

static const char *other_kind(const guint8 *bytes, gsize length)
{
  if (has_avif_brand(bytes, length))
    return "AVIF";
  for (guint i = 0; i < G_N_ELEMENTS(signatures); i++)
    if (matches_signature(&signatures[i], bytes, length))
      return signatures[i].kind;
  return is_bmp(bytes, length) ? "BMP" : "unknown data";
}

/* Returns TRUE for UTF-16 with or without its byte-order mark, and for gzip. */
static gboolean may_hide_xml(const guint8 *bytes, gsize length)
{
  static const char starts[][4] = {"\xff\xfe<",   "\xfe\xff",  {'<', 0, '?'},
                                   {'<', 0, 's'}, {0, '<', 0}, "\x1f\x8b\x08"};
  for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
    if (length > 18 && !memcmp(bytes, starts[i], i == 1 ? 2 : 3))
      return TRUE;
  return FALSE;
}

static void sniff_hidden(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  sniff_xml(bytes, length, info);
  if (!info->media_type)
    info->kind = other_kind(bytes, length);
}

static void sniff_text(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  gsize i = length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
  while (i < length && g_ascii_isspace((char)bytes[i]))
    i++;
  if (may_hide_xml(bytes, length))
    sniff_hidden(bytes, length, info);
  else if (i == length)
    info->kind = "empty file";
  else if (bytes[i] == '<' && is_html(bytes + i, length - i))
    info->kind = "HTML page";
  else if (bytes[i] == '<')
    sniff_xml(bytes, length, info);
  else
    info->kind = other_kind(bytes, length);
}

void mkepub_media_sniff(const guint8 *bytes, gsize length, MkepubMediaInfo *info)
{
  memset(info, 0, sizeof *info);
  if (length >= 8 && !memcmp(bytes, "\x89PNG\r\n\x1a\n", 8))
    sniff_png(bytes, length, info);
  else if (length >= 6 && (!memcmp(bytes, "GIF87a", 6) || !memcmp(bytes, "GIF89a", 6)))
    sniff_gif(bytes, length, info);
  else if (length >= 3 && !memcmp(bytes, "\xff\xd8\xff", 3))
    sniff_jpeg(bytes, length, info);
  else if (length >= 12 && !memcmp(bytes, "RIFF", 4) && !memcmp(bytes + 8, "WEBP", 4))
    sniff_webp(bytes, length, info);
  else
    sniff_text(bytes, length, info);
}
