/* SPDX-License-Identifier: MIT */
/* What the raw HTML reader knows between tags.
 * Used by the files that make it up, and by nothing else. */
#ifndef XHTML_HTML_STATE_H
#define XHTML_HTML_STATE_H

#include "mkepub/html.h"
#include "xhtml/names.h"
#include "xhtml/tokeniser.h"

struct MkepubHtml {
  MkepubWriter *writer;
  const MkepubResolver *resolver;
  const char *path;
  MkepubFindings *findings;
  guint line;
  struct tokeniser tokeniser;
  GHashTable *told;              /* messages: each is told once */
  GHashTable *shown;             /* names of tags shown as text, whose end tags are shown too */
  GHashTable *ends;              /* names of the end tags in this input; NULL until asked for */
  const struct tag_name *hidden; /* script, style, template: skipped across inputs */
  const struct tag_name
      *skipped; /* a video's fallback: skipped to the end of this input at most */
  const struct tag_name *media; /* a video that has not said where it is */
  char *media_title;
  const struct tag_name *foreign; /* svg or math: tags mean nothing, text stays */
};

/* Tells MESSAGE once an article. Takes MESSAGE. */
void html_tell(MkepubHtml *html, MkepubFindingId id, char *message);

/* html-embed.c: the tag just read is an a, an img, a frame, … */
void html_open_link(MkepubHtml *html);
void html_write_image(MkepubHtml *html);
void html_write_frame(MkepubHtml *html, const struct tag_name *tag);
void html_open_media(MkepubHtml *html, const struct tag_name *tag);
void html_write_source(MkepubHtml *html);
void html_write_input(MkepubHtml *html);
void html_open_foreign(MkepubHtml *html, const struct tag_name *tag);

/* Writes the attributes of the tag just read that ELEMENT takes from raw HTML: no class but a
 * code's language, no style, no role, no script. */
void html_write_attributes(MkepubHtml *html, MkepubElement element);

void html_text(MkepubHtml *html, const char *text);

#endif
