/* SPDX-License-Identifier: MIT */
/* Stores the texts of the index, deflated in pieces, so that a long one need not be read whole.
 * Used by the writer of the index and by snippets. */
#ifndef ARCHIVE_SEARCH_TEXT_STORE_H
#define ARCHIVE_SEARCH_TEXT_STORE_H

#include <glib.h>

typedef struct SearchPacker SearchPacker;

/* Returns a packer, to be used by one thread; for the caller to free. */
SearchPacker *search_packer_new(void);
void search_packer_free(SearchPacker *packer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SearchPacker, search_packer_free)

/* Replaces the content of PACKED by TEXT in packed form. */
void search_text_pack(SearchPacker *packer, const char *text, gsize length, GByteArray *packed);
/* Returns the beginning of a packed text, about MOST bytes (0: all), followed by a NUL that
 * *length does not count, for the caller to free; NULL when PACKED is damaged. */
char *search_text_unpack(SearchPacker *packer, const guint8 *packed, gsize size, gsize most,
                         gsize *length);

#endif
