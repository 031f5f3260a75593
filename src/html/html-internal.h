/* SPDX-License-Identifier: MIT */
/* The state of the raw HTML reader, and the functions that its files share. Used only by the
 * files that make up the reader. */
#ifndef HTML_HTML_INTERNAL_H
#define HTML_HTML_INTERNAL_H

#include "html/html.h"
#include "html/tag-names.h"
#include "html/tokenizer.h"

/* How the content in front of an awaited end tag or comment end is treated. */
enum skip_kind {
  SKIP_NOTHING,
  SKIP_HIDE,    /* a script: left out up to its end tag */
  SKIP_COMMENT, /* a comment: left out up to '-->' */
  SKIP_SHOW,    /* a textarea: shown as text, including tags */
  SKIP_KEEP     /* a drawing: collected, and read when it is complete */
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
  struct tokenizer tokenizer;
  const char *input; /* beginning of this input */
  GHashTable *ends;  /* names of the end tags in this input, to the offset of the last one; NULL
                        until needed */
  GHashTable *told;  /* messages already reported */
  GHashTable *shown; /* names of tags shown as text, whose end tags are shown too */

  enum skip_kind skip;
  const struct tag_name *skip_tag;
  gint skip_depth; /* see tokenizer_skip_to_end_tag */
  guint skip_line;
  GString *kept;          /* markup collected by SKIP_KEEP */
  gboolean stray_foreign; /* a drawing or formula without an end has begun */

  const MkepubPicture *object;  /* the picture of the object that is being read */
  const struct tag_name *media; /* open media without an address */
  char *media_title;
  const struct tag_name *instead_tag; /* when this element ends without content … */
  char *instead;                      /* … this text is written; NULL: nothing */
  gsize instead_place;
  gboolean in_picture, picture_shown;
  char *picture_address; /* of the first source that can be shown */
  char *late_picture;    /* address of a picture that scripts would have loaded */
  guint pictures, bare_pictures;
  guint8 levels[6]; /* by source level: the level in the book, or 0 when none is open */
  guint heading;    /* level in the raw HTML of the last heading; 0 when it has ended */
};

/* Reports MESSAGE at LINE, once per article and for at most 64 different messages. Takes
 * ownership of MESSAGE. */
void html_tell(MkepubHtml *html, MkepubFindingId id, guint line, char *message);

/* Reports a repair at the current line, once per article. */
void html_mended(MkepubHtml *html, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Returns TRUE when an end tag of NAME comes later in the article. */
gboolean html_has_end(MkepubHtml *html, const char *name);

/* Begins to skip to the end tag of TAG or, when TAG is NULL, to the end of a comment. Returns
 * FALSE and does nothing when this input and REACH after it do not contain that end. */
gboolean html_skip(MkepubHtml *html, enum skip_kind kind, const struct tag_name *tag,
                   MkepubHtmlReach reach);

/* Continues to skip to the awaited end, or to the end of this input. */
void html_skip_on(MkepubHtml *html);

/* Writes TEXT, a NUL-terminated string, as text. */
void html_text(MkepubHtml *html, const char *text);
/* Writes the markup of the tag or text just read as text. */
void html_show_raw(MkepubHtml *html);

/* -- tag.c -- */

/* Writes the element for the start tag just read, or handles the tag by its role. */
void html_start_tag(MkepubHtml *html);
/* Closes the element for the end tag just read, or handles the tag by its role. */
void html_end_tag(MkepubHtml *html);

/* -- attribute.c -- */

/* Writes the attributes of the tag just read that ELEMENT accepts from raw HTML: the language
 * class of code, an alignment, but no other class, and no style, role or script. When ELEMENT
 * was left out and cannot have its id, the id is written in an empty <span>; ELEMENT_NONE
 * writes only that. */
void html_write_attributes(MkepubHtml *html, MkepubElement element);
/* Returns the value of the attribute NAME of the tag just read, or NULL. Valid until the next
 * token. */
const char *html_attribute(const MkepubHtml *html, const char *name);
/* Returns TRUE when the tag just read has the attribute NAME with VALUE, ignoring case. */
gboolean html_attribute_is(const MkepubHtml *html, const char *name, const char *value);

/* -- embed.c -- */

/* Opens a link for the start tag of a just read. */
void html_open_link(MkepubHtml *html);
/* Writes the picture for the img just read, or a link or its alt text when the picture is not
 * in the book. Leaves out tracking pixels. */
void html_write_image(MkepubHtml *html);
/* Begins a picture, which becomes one img. */
void html_open_picture(MkepubHtml *html);
/* Remembers the source just read for the open picture when its type is supported and no earlier
 * source was. */
void html_offer_picture(MkepubHtml *html);
/* Ends the open picture. When it contained no img, writes the first source that can be
 * shown. */
void html_close_picture(MkepubHtml *html);
/* Writes a link for the area just read; writes nothing when it has no alt text. */
void html_write_area(MkepubHtml *html);
/* Writes a link to ADDRESS with the text TEXT. Writes only the text inside a link, or when the
 * resolver returns no address. */
void html_write_link(MkepubHtml *html, const char *address, const char *text);
/* Returns the href for the ADDRESS of a link, which the caller frees; NULL for text without a
 * link. */
char *html_resolve(const MkepubHtml *html, const char *address);
/* Returns the picture at ADDRESS, borrowed from the book; NULL when it cannot be shown. */
const MkepubPicture *html_find_picture(const MkepubHtml *html, const char *address);
/* Writes PICTURE with the description WORDS, which may be NULL, and the attributes of the tag
 * just read. */
void html_show_picture(MkepubHtml *html, const MkepubPicture *picture, const char *words);

/* -- media.c -- */

/* Writes a picture or a link for the iframe or embed just read, or else its title, and skips
 * the content of an iframe. */
void html_write_frame(MkepubHtml *html, const struct tag_name *tag);
/* Handles the video, audio or object just read: writes a link and skips the content, collects
 * the content of an object that is a picture as its description, or leaves out the tag and
 * keeps the content. */
void html_open_media(MkepubHtml *html, const struct tag_name *tag);
/* Ends the video, audio or object TAG. */
void html_close_media(MkepubHtml *html, const struct tag_name *tag);
/* Writes the picture of an object that has been read completely, with its content as
 * description. */
void html_write_object(MkepubHtml *html);
/* Handles the source just read: open media become a link to it, an open picture may use it. */
void html_write_source(MkepubHtml *html);
/* Writes the text that the input just read shows. */
void html_write_input(MkepubHtml *html);
/* Sets the value of the progress or meter just read as the text to write when TAG has no
 * content. */
void html_write_gauge(MkepubHtml *html, const struct tag_name *tag);
/* Writes the replacement text of TAG, which ends here, when it had no content. */
void html_write_instead(MkepubHtml *html, const struct tag_name *tag);

/* -- foreign-content.c -- */

/* Begins to collect the svg or math element just read. Leaves out its tag when it has no end,
 * and writes nothing when the tag is self-closing. */
void html_open_foreign(MkepubHtml *html, const struct tag_name *tag);
/* Writes the svg or math element that was collected, or its text when it cannot be kept. */
void html_write_foreign(MkepubHtml *html);

#endif
