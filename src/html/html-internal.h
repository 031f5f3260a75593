/* SPDX-License-Identifier: MIT */
/* What the raw HTML reader knows between tags.
 * Used by the files that make it up, and by nothing else. */
#ifndef HTML_HTML_INTERNAL_H
#define HTML_HTML_INTERNAL_H

#include "html/html.h"
#include "html/tag-names.h"
#include "html/tokenizer.h"

/* What becomes of all that comes before a certain end. */
enum skip_kind {
  SKIP_NOTHING,
  SKIP_HIDE,    /* a script: left out up to its end tag */
  SKIP_COMMENT, /* the same, up to '-->' */
  SKIP_SHOW,    /* a textarea: text, tags and all */
  SKIP_KEEP     /* a drawing: collected, and looked at when it is whole */
};

struct MkepubHtml {
  MkepubWriter *writer;
  const MkepubResolver *resolver;
  const char *path;
  MkepubFindings *findings;
  MkepubHtmlAhead ahead;
  gpointer ahead_data;
  MkepubHtmlLine line_of;
  gpointer line_data;
  guint line;
  struct tokeniser tokeniser;
  const char *input; /* where this input begins */
  GHashTable *ends;  /* names of the end tags in this input to the place behind their last; NULL
                        until asked for */
  GHashTable *told;  /* messages: each is told once */
  GHashTable *shown; /* names of tags shown as text, whose end tags are shown too */

  enum skip_kind skip;
  const struct tag_name *skip_tag;
  gint skip_depth; /* see tokeniser_skip_to_end_tag */
  guint skip_line;
  GString *kept;          /* what SKIP_KEEP collected */
  gboolean stray_foreign; /* a drawing or formula has begun that never ends */

  const MkepubPicture *object;  /* the picture of the object that is read */
  const struct tag_name *media; /* a video that has not said where it is */
  char *media_title;
  const struct tag_name *instead_tag; /* when it ends and nothing stands in it … */
  char *instead;                      /* … this is written; NULL: nothing */
  gsize instead_place;
  gboolean in_picture, picture_shown;
  char *picture_address; /* of the picture's first source that can be shown */
  char *late_picture;    /* address of one that scripts would have loaded */
  guint pictures, bare_pictures;
  guint8 levels[6]; /* of headings in the book, by their level here; 0: there is none around */
  guint heading;    /* the level here of the heading opened last; 0: it has ended */
};

/* Tells MESSAGE once an article, at LINE. Takes MESSAGE. */
void html_tell(MkepubHtml *html, MkepubFindingId id, guint line, char *message);

/* Tells that something was mended, at the line that is read. */
void html_mended(MkepubHtml *html, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* TRUE when some end tag of NAME is yet to come. */
gboolean html_has_end(MkepubHtml *html, const char *name);

/* Begins to skip up to the end tag of TAG (NULL: to the end of a comment) in this input or in
 * REACH behind it; FALSE, and nothing happens, when there is none. */
gboolean html_skip(MkepubHtml *html, enum skip_kind kind, const struct tag_name *tag,
                   MkepubHtmlReach reach);

/* Goes on to the end that is awaited, or through this input. */
void html_skip_on(MkepubHtml *html);

void html_text(MkepubHtml *html, const char *text);
/* The tag or text just read as it stands. */
void html_show_raw(MkepubHtml *html);

/* tag.c */
void html_start_tag(MkepubHtml *html);
void html_end_tag(MkepubHtml *html);

/* attribute.c: writes the attributes of the tag just read that ELEMENT takes from raw
 * HTML: no class but a code's language and an alignment, no style, no role, no script. An id
 * that ELEMENT cannot have, because it is left out, gets an empty <span> (ELEMENT_NONE: only
 * that). */
void html_write_attributes(MkepubHtml *html, MkepubElement element);
/* The value of the attribute NAME of the tag just read, or NULL. */
const char *html_attribute(const MkepubHtml *html, const char *name);
gboolean html_attribute_is(const MkepubHtml *html, const char *name, const char *value);

/* embed.c: the tag just read is an a, an img, … */
void html_open_link(MkepubHtml *html);
void html_write_image(MkepubHtml *html);
void html_open_picture(MkepubHtml *html);
/* A source of the open picture. */
void html_offer_picture(MkepubHtml *html);
void html_close_picture(MkepubHtml *html);
void html_write_area(MkepubHtml *html);
/* Writes a link to ADDRESS that reads TEXT; the text alone in a link or when there is no such
 * address. */
void html_write_link(MkepubHtml *html, const char *address, const char *text);
/* What the resolver makes of a link's ADDRESS, or NULL. */
char *html_resolve(const MkepubHtml *html, const char *address);
/* The picture at ADDRESS; NULL when it cannot be shown. */
const MkepubPicture *html_find_picture(const MkepubHtml *html, const char *address);
void html_show_picture(MkepubHtml *html, const MkepubPicture *picture, const char *words);

/* media.c: a frame, a film, a field of a form. */
void html_write_frame(MkepubHtml *html, const struct tag_name *tag);
void html_open_media(MkepubHtml *html, const struct tag_name *tag);
void html_close_media(MkepubHtml *html, const struct tag_name *tag);
/* All of an object is read that is a picture: what stands in it describes it. */
void html_write_object(MkepubHtml *html);
void html_write_source(MkepubHtml *html);
void html_write_input(MkepubHtml *html);
void html_write_gauge(MkepubHtml *html, const struct tag_name *tag);
/* TAG ends: what it shows when nothing stands in it. */
void html_write_instead(MkepubHtml *html, const struct tag_name *tag);

/* foreign-content.c: svg and math. */
void html_open_foreign(MkepubHtml *html, const struct tag_name *tag);
void html_write_foreign(MkepubHtml *html);

#endif
