/* SPDX-License-Identifier: MIT */
/* The reader of raw HTML in Markdown: passes single tags, fragments and blocks to the writer.
 * Used by markdown. It does not depend on books: links and pictures go through the resolver. */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include <glib.h>

#include "mkepub/finding.h"
#include "xhtml/resolver.h"
#include "xhtml/writer.h"

/* The state kept between the fragments of one article: the Markdown between <details> and
 * </details> reaches the writer in other ways, and the content of <script> or <style> is
 * skipped until its end tag. */
typedef struct MkepubHtml MkepubHtml;

/* Returns a reader, which the caller frees with mkepub_html_free. PATH names the file in
 * findings. All arguments are borrowed until mkepub_html_free. The reader sets WRITER's
 * callback for repairs and reports them as findings. */
MkepubHtml *mkepub_html_new(MkepubWriter *writer, const MkepubResolver *resolver,
                            const char *path, MkepubFindings *findings);
/* Frees HTML and removes the callback for repairs from its writer, which must still exist. HTML
 * may be NULL. */
void mkepub_html_free(MkepubHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubHtml, mkepub_html_free)

/* How far to look for the end of an element or comment. */
typedef enum {
  MKEPUB_HTML_ANYWHERE, /* any end tag of that name */
  MKEPUB_HTML_DOCUMENT, /* the matching end; all content up to it will be fed or taken */
  MKEPUB_HTML_BLOCK /* the matching end, in this paragraph or the raw HTML blocks after it */
} MkepubHtmlReach;
/* Returns TRUE when raw HTML that comes after the input being fed, within REACH, contains the
 * end END: the name of an end tag in lower case, or "--" for '-->'. When DEPTH is not negative,
 * elements of that name nest, and DEPTH of them are open inside the one whose end is wanted.
 * Called during mkepub_html_feed. */
typedef gboolean (*MkepubHtmlAhead)(gpointer data, const char *end, MkepubHtmlReach reach,
                                    gint depth);

/* Sets the callback that looks ahead. Without it, each input is taken to be the last. */
void mkepub_html_look_ahead(MkepubHtml *html, MkepubHtmlAhead ahead, gpointer data);

/* Returns the line in the file of line ROW of the input being fed. ROW counts from 0 and is at
 * least 1. */
typedef guint (*MkepubHtmlLine)(gpointer data, guint row);

/* Sets the callback that counts lines. Without it, the lines of an input are consecutive in the
 * file. */
void mkepub_html_count_lines(MkepubHtml *html, MkepubHtmlLine line_of, gpointer data);

/* Reads LENGTH bytes of raw HTML that begin at LINE of the file: a whole block, or one inline
 * tag. Tags are tokenized by HTML 13.2.5, except where a browser would lose the rest of the
 * page.
 * - A tag that HTML does not know is shown as text, because it is probably code or a
 *   placeholder (<T>, <u8>, <your name>). When it has an end tag or attributes with values,
 *   the tag is left out and its content kept.
 * - Obsolete elements and attributes are written as their modern equivalents.
 * - Scripts, styles and templates are left out up to their end tag, and comments up to their
 *   end. Without such an end, nothing is left out.
 * - Frames, video and audio become links.
 * - Inline SVG and MathML are kept when they are well-formed and safe; otherwise their text
 *   is kept.
 * - Doctypes and processing instructions are left out; CDATA sections become text.
 * Each kind of repair is reported once. Not recursive; linear in LENGTH. */
void mkepub_html_feed(MkepubHtml *html, const char *text, gsize length, guint line);

/* Sets the LINE of the file that repairs report until the first call of mkepub_html_feed. */
void mkepub_html_begin(MkepubHtml *html, guint line);

/* Returns TRUE while the end of a script, comment, drawing or similar is awaited. All content
 * must then go to mkepub_html_feed or mkepub_html_take and not to the writer. */
gboolean mkepub_html_takes(const MkepubHtml *html);

/* Takes LENGTH bytes of plain text in that state. Returns the number of bytes taken: all, or
 * those up to and including the end of a comment. The caller writes the rest. */
gsize mkepub_html_take(MkepubHtml *html, const char *text, gsize length);

/* Closes all elements that raw HTML left open, unless a guard is set. To be called after the
 * text of the article. */
void mkepub_html_finish(MkepubHtml *html);

/* Sets *SHOWN to the number of pictures shown by raw HTML so far, and *BARE to the number of
 * those without a description. */
void mkepub_html_pictures(const MkepubHtml *html, guint *shown, guint *bare);

/* Returns the text of FRAGMENT without markup, with character references resolved and white
 * space collapsed, for descriptions and alt texts that contain HTML. The caller frees it. */
char *mkepub_html_to_text(const char *fragment, gsize length);

#endif
