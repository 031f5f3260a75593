/* SPDX-License-Identifier: MIT */
#include "archive/search/text-store.h"

#include <libdeflate.h>
#include <string.h>

#define PIECE (256 << 10)
#define MOST  (256 << 20) /* bytes of a text: much more than an article may have */
#define LEVEL 6

struct SearchPacker {
  struct libdeflate_compressor *compressor;
  struct libdeflate_decompressor *decompressor;
};

SearchPacker *search_packer_new(void)
{
  SearchPacker *packer = g_new0(SearchPacker, 1);
  packer->compressor = libdeflate_alloc_compressor(LEVEL);
  packer->decompressor = libdeflate_alloc_decompressor();
  if (!packer->compressor || !packer->decompressor)
    g_error("out of memory");
  return packer;
}

void search_packer_free(SearchPacker *packer)
{
  libdeflate_free_compressor(packer->compressor);
  libdeflate_free_decompressor(packer->decompressor);
  g_free(packer);
}

/* Returns the end of the piece that begins at FROM: a character boundary when one is near. */
static gsize piece_end(const char *text, gsize length, gsize from)
{
  if (length - from <= PIECE)
    return length;
  gsize end = from + PIECE;
  for (guint i = 0; i < 4; i++)
    if (((guchar)text[end - i] & 0xc0) != 0x80)
      return end - i;
  return end;
}

void search_text_pack(SearchPacker *packer, const char *text, gsize length, GByteArray *packed)
{
  g_byte_array_set_size(packed, 0);
  for (gsize from = 0, to; from < length; from = to) {
    to = piece_end(text, length, from);
    gsize most = libdeflate_deflate_compress_bound(packer->compressor, to - from);
    guint at = packed->len;
    g_byte_array_set_size(packed, at + 8 + (guint)most);
    guint32 size = (guint32)libdeflate_deflate_compress(packer->compressor, text + from,
                                                        to - from, packed->data + at + 8, most);
    guint32 head[2] = {GUINT32_TO_LE((guint32)(to - from)), GUINT32_TO_LE(size)};
    memcpy(packed->data + at, head, sizeof head);
    g_byte_array_set_size(packed, at + 8 + size);
  }
}

char *search_text_unpack(SearchPacker *packer, const guint8 *packed, gsize size, gsize most,
                         gsize *length)
{
  g_autoptr(GByteArray) text = g_byte_array_new();
  for (gsize at = 0; at < size && (most == 0 || text->len < most);) {
    guint32 head[2];
    if (size - at < sizeof head)
      return NULL;
    memcpy(head, packed + at, sizeof head);
    gsize whole = GUINT32_FROM_LE(head[0]), part = GUINT32_FROM_LE(head[1]);
    at += sizeof head;
    if (whole == 0 || whole > PIECE || whole > MOST - text->len || part > size - at)
      return NULL;
    g_byte_array_set_size(text, text->len + (guint)whole);
    if (libdeflate_deflate_decompress(packer->decompressor, packed + at, part,
                                      text->data + text->len - whole, whole,
                                      NULL) != LIBDEFLATE_SUCCESS)
      return NULL;
    at += part;
  }
  *length = text->len;
  g_byte_array_append(text, (const guint8 *)"", 1);
  return (char *)g_byte_array_free(g_steal_pointer(&text), FALSE);
}
