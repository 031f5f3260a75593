/* SPDX-License-Identifier: MIT */
/* The stylesheet, the script and the icon of a shelf's pages, compiled in from assets/shelf.
 * Used by page.c. */
#ifndef ARCHIVE_SITE_ASSETS_H
#define ARCHIVE_SITE_ASSETS_H

/* The bytes of the file, from the first to one past the last; no NUL at the end. */
extern const char shelf_page_css[], shelf_page_css_end[];
extern const char shelf_page_js[], shelf_page_js_end[];
extern const char shelf_page_icon[], shelf_page_icon_end[];

#endif
