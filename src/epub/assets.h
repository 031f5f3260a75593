/* SPDX-License-Identifier: MIT */
/* The stylesheets of every book, compiled in from assets/css.
 * Used by the writing of a book. */
#ifndef EPUB_ASSETS_H
#define EPUB_ASSETS_H

/* From the first byte to the one after the last, without a NUL. */
extern const char asset_base_css[], asset_base_css_end[];
extern const char asset_night_css[], asset_night_css_end[];

#endif
