/* SPDX-License-Identifier: MIT */
/* Raw HTML as found in Markdown: single tags, fragments and blocks, fed to the writer.
 * Used by markdown; knows nothing of books: links and pictures go through the resolver. */
#ifndef HTML_HTML_H
#define HTML_HTML_H

#include <glib.h>

#include "mkepub/finding.h"
#include "xhtml/resolver.h"
#include "xhtml/writer.h"

/* State between the fragments of one article: the Markdown between <details> and </details>
 * comes through other calls, and what stands inside <script> or <style> is skipped until its
 * end. */
typedef struct MkepubHtml MkepubHtml;

/* PATH names the file in findings. All arguments are borrowed until mkepub_html_free. WRITER
 * tells its repairs through the new reader. */
MkepubHtml *mkepub_html_new(MkepubWriter *writer, const MkepubResolver *resolver,
                            const char *path, MkepubFindings *findings);
void mkepub_html_free(MkepubHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MkepubHtml, mkepub_html_free)

/* Whether more raw HTML comes, behind what is being fed, that ends something. END is the name
 * of an end tag in lower case, or "--" for '-->'. When DEPTH is not negative, start tags of
 * that name count, and DEPTH of them are open besides. Asked from within mkepub_html_feed. */
typedef enum {
  MKEPUB_HTML_ANYWHERE, /* any such end, whatever it ends */
  MKEPUB_HTML_DOCUMENT, /* the end that matches; all up to there will be taken */
  MKEPUB_HTML_BLOCK /* the same, in this paragraph or in the blocks of raw HTML that follow */
} MkepubHtmlReach;
typedef gboolean (*MkepubHtmlAhead)(gpointer data, const char *end, MkepubHtmlReach reach,
                                    gint depth);

/* Without it, nothing comes. */
void mkepub_html_look_ahead(MkepubHtml *html, MkepubHtmlAhead ahead, gpointer data);

/* Line of the file for line ROW (from 1: that behind the first) of the input that is fed. */
typedef guint (*MkepubHtmlLine)(gpointer data, guint row);

/* Without it, the lines of an input follow each other in the file. */
void mkepub_html_count_lines(MkepubHtml *html, MkepubHtmlLine line_of, gpointer data);

/* Feeds LENGTH bytes of raw HTML that begin at LINE of the file: a whole block, or one inline
 * tag. Tags are tokenised by the WHATWG rules (13.2.5), but for what a browser would swallow up
 * to the end of the page, and mean what HTML says. A tag that HTML does not know has its name
 * taken for code or a placeholder and is shown as text (<T>, <u8>, <your name>), unless an end
 * tag or attributes with values make it a tag: those are dropped and their content kept.
 * Elements and attributes of old are written as what they mean. Scripts, styles and templates
 * are left out up to their end tag, comments up to theirs; where there is none, nothing is.
 * Frames, films and sounds become links. Inline SVG and MathML are kept when they are
 * well-formed and safe, else their text is. Doctypes and processing instructions are dropped,
 * CDATA sections are text. Whatever is mended is told, each kind once. Never recursive; linear
 * in LENGTH. */
void mkepub_html_feed(MkepubHtml *html, const char *text, gsize length, guint line);

/* Line of the file for what is mended before the first call of mkepub_html_feed. */
void mkepub_html_begin(MkepubHtml *html, guint line);

/* TRUE while inside something whose end is awaited (a script, a comment, a drawing): all that
 * comes is to be given to mkepub_html_feed or mkepub_html_take and to nobody else. */
gboolean mkepub_html_takes(const MkepubHtml *html);

/* Takes LENGTH bytes of plain text in that state; returns how many it took: all, or as many as
 * stand before the end of a comment. The rest is to be written. */
gsize mkepub_html_take(MkepubHtml *html, const char *text, gsize length);

/* Closes all that raw HTML left open, outside guards. To be called when the article's text has
 * been written. */
void mkepub_html_finish(MkepubHtml *html);

/* How many pictures raw HTML has shown so far, and how many of these without a description. */
void mkepub_html_pictures(const MkepubHtml *html, guint *shown, guint *bare);

/* Text of FRAGMENT without markup, entities resolved, white space collapsed: for descriptions
 * and alt texts that hold HTML. For the caller to free. */
char *mkepub_html_to_text(const char *fragment, gsize length);

#endif
