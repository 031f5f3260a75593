/* SPDX-License-Identifier: MIT */
/* The attributes of raw HTML: which ones a book keeps, and which ones are reported when they
 * are left out. */
#include <string.h>

#include "html/aria.h"
#include "html/html-internal.h"
#include "mkepub/url.h"
#include "xhtml/writer-internal.h"

enum action {
  ACT_NOTHING, /* valid in HTML but of no use in a book, or read elsewhere */
  ACT_COPY,
  ACT_WORD,   /* copied in lower case: HTML ignores case */
  ACT_NUMBER, /* copied as the number at its beginning */
  ACT_LANGUAGE,
  ACT_ID,
  ACT_NAME,
  ACT_CLASS,
  ACT_ALIGN,
  ACT_STYLE,
  ACT_BORDER
};

struct known {
  char name[20];
  guint8 action;
  guint8 attribute; /* MkepubAttribute */
};

/* All attributes of HTML elements and some obsolete ones; sorted by strcmp. */
static const struct known known[] = {
    {"abbr", ACT_NOTHING, 0},
    {"about", ACT_NOTHING, 0},
    {"accept", ACT_NOTHING, 0},
    {"accept-charset", ACT_NOTHING, 0},
    {"accesskey", ACT_NOTHING, 0},
    {"action", ACT_NOTHING, 0},
    {"align", ACT_ALIGN, MKEPUB_AT_CLASS},
    {"allow", ACT_NOTHING, 0},
    {"allowfullscreen", ACT_NOTHING, 0},
    {"alt", ACT_NOTHING, 0},
    {"as", ACT_NOTHING, 0},
    {"async", ACT_NOTHING, 0},
    {"autocapitalize", ACT_NOTHING, 0},
    {"autocomplete", ACT_NOTHING, 0},
    {"autocorrect", ACT_NOTHING, 0},
    {"autofocus", ACT_NOTHING, 0},
    {"autoplay", ACT_NOTHING, 0},
    {"blocking", ACT_NOTHING, 0},
    {"border", ACT_BORDER, 0},
    {"charset", ACT_NOTHING, 0},
    {"checked", ACT_NOTHING, 0},
    {"cite", ACT_NOTHING, 0},
    {"class", ACT_CLASS, MKEPUB_AT_CLASS},
    {"closedby", ACT_NOTHING, 0},
    {"cols", ACT_NOTHING, 0},
    {"colspan", ACT_NUMBER, MKEPUB_AT_COLSPAN},
    {"command", ACT_NOTHING, 0},
    {"commandfor", ACT_NOTHING, 0},
    {"content", ACT_NOTHING, 0},
    {"contenteditable", ACT_NOTHING, 0},
    {"controls", ACT_NOTHING, 0},
    {"coords", ACT_NOTHING, 0},
    {"crossorigin", ACT_NOTHING, 0},
    {"data", ACT_NOTHING, 0},
    {"datatype", ACT_NOTHING, 0},
    {"datetime", ACT_COPY, MKEPUB_AT_DATETIME},
    {"decoding", ACT_NOTHING, 0},
    {"default", ACT_NOTHING, 0},
    {"defer", ACT_NOTHING, 0},
    {"dir", ACT_WORD, MKEPUB_AT_DIR},
    {"dirname", ACT_NOTHING, 0},
    {"disabled", ACT_NOTHING, 0},
    {"download", ACT_NOTHING, 0},
    {"draggable", ACT_NOTHING, 0},
    {"enctype", ACT_NOTHING, 0},
    {"enterkeyhint", ACT_NOTHING, 0},
    {"exportparts", ACT_NOTHING, 0},
    {"fetchpriority", ACT_NOTHING, 0},
    {"for", ACT_NOTHING, 0},
    {"form", ACT_NOTHING, 0},
    {"formaction", ACT_NOTHING, 0},
    {"formenctype", ACT_NOTHING, 0},
    {"formmethod", ACT_NOTHING, 0},
    {"formnovalidate", ACT_NOTHING, 0},
    {"formtarget", ACT_NOTHING, 0},
    {"headers", ACT_NOTHING, 0},
    {"height", ACT_NOTHING, 0},
    {"hidden", ACT_COPY, MKEPUB_AT_HIDDEN},
    {"high", ACT_NOTHING, 0},
    {"href", ACT_NOTHING, 0},
    {"hreflang", ACT_NOTHING, 0},
    {"http-equiv", ACT_NOTHING, 0},
    {"id", ACT_ID, MKEPUB_AT_ID},
    {"imagesizes", ACT_NOTHING, 0},
    {"imagesrcset", ACT_NOTHING, 0},
    {"inert", ACT_NOTHING, 0},
    {"inlist", ACT_NOTHING, 0},
    {"inputmode", ACT_NOTHING, 0},
    {"integrity", ACT_NOTHING, 0},
    {"is", ACT_NOTHING, 0},
    {"ismap", ACT_NOTHING, 0},
    {"itemid", ACT_NOTHING, 0},
    {"itemprop", ACT_NOTHING, 0},
    {"itemref", ACT_NOTHING, 0},
    {"itemscope", ACT_NOTHING, 0},
    {"itemtype", ACT_NOTHING, 0},
    {"kind", ACT_NOTHING, 0},
    {"label", ACT_NOTHING, 0},
    {"lang", ACT_LANGUAGE, MKEPUB_AT_LANG},
    {"list", ACT_NOTHING, 0},
    {"loading", ACT_NOTHING, 0},
    {"loop", ACT_NOTHING, 0},
    {"low", ACT_NOTHING, 0},
    {"markdown", ACT_NOTHING, 0},
    {"max", ACT_NOTHING, 0},
    {"maxlength", ACT_NOTHING, 0},
    {"media", ACT_NOTHING, 0},
    {"method", ACT_NOTHING, 0},
    {"min", ACT_NOTHING, 0},
    {"minlength", ACT_NOTHING, 0},
    {"multiple", ACT_NOTHING, 0},
    {"muted", ACT_NOTHING, 0},
    {"name", ACT_NAME, MKEPUB_AT_ID},
    {"nomodule", ACT_NOTHING, 0},
    {"nonce", ACT_NOTHING, 0},
    {"novalidate", ACT_NOTHING, 0},
    {"open", ACT_COPY, MKEPUB_AT_OPEN},
    {"optimum", ACT_NOTHING, 0},
    {"parsetype", ACT_NOTHING, 0},
    {"part", ACT_NOTHING, 0},
    {"pattern", ACT_NOTHING, 0},
    {"ping", ACT_NOTHING, 0},
    {"placeholder", ACT_NOTHING, 0},
    {"playsinline", ACT_NOTHING, 0},
    {"popover", ACT_NOTHING, 0},
    {"popovertarget", ACT_NOTHING, 0},
    {"popovertargetaction", ACT_NOTHING, 0},
    {"poster", ACT_NOTHING, 0},
    {"prefix", ACT_NOTHING, 0},
    {"preload", ACT_NOTHING, 0},
    {"property", ACT_NOTHING, 0},
    {"readonly", ACT_NOTHING, 0},
    {"referrerpolicy", ACT_NOTHING, 0},
    {"rel", ACT_NOTHING, 0},
    {"required", ACT_NOTHING, 0},
    {"resource", ACT_NOTHING, 0},
    {"rev", ACT_NOTHING, 0},
    {"reversed", ACT_COPY, MKEPUB_AT_REVERSED},
    {"role", ACT_NOTHING, 0},
    {"rows", ACT_NOTHING, 0},
    {"rowspan", ACT_NUMBER, MKEPUB_AT_ROWSPAN},
    {"sandbox", ACT_NOTHING, 0},
    {"scope", ACT_WORD, MKEPUB_AT_SCOPE},
    {"selected", ACT_NOTHING, 0},
    {"shadowrootclonable", ACT_NOTHING, 0},
    {"shadowrootmode", ACT_NOTHING, 0},
    {"shape", ACT_NOTHING, 0},
    {"size", ACT_NOTHING, 0},
    {"sizes", ACT_NOTHING, 0},
    {"slot", ACT_NOTHING, 0},
    {"span", ACT_NOTHING, 0},
    {"spellcheck", ACT_NOTHING, 0},
    {"src", ACT_NOTHING, 0},
    {"srcdoc", ACT_NOTHING, 0},
    {"srclang", ACT_NOTHING, 0},
    {"srcset", ACT_NOTHING, 0},
    {"start", ACT_NUMBER, MKEPUB_AT_START},
    {"step", ACT_NOTHING, 0},
    {"style", ACT_STYLE, MKEPUB_AT_CLASS},
    {"tabindex", ACT_NOTHING, 0},
    {"target", ACT_NOTHING, 0},
    {"title", ACT_COPY, MKEPUB_AT_TITLE},
    {"translate", ACT_NOTHING, 0},
    {"type", ACT_COPY, MKEPUB_AT_TYPE},
    {"typeof", ACT_NOTHING, 0},
    {"usemap", ACT_NOTHING, 0},
    {"value", ACT_NUMBER, MKEPUB_AT_VALUE},
    {"vocab", ACT_NOTHING, 0},
    {"width", ACT_NOTHING, 0},
    {"wrap", ACT_NOTHING, 0},
    {"writingsuggestions", ACT_NOTHING, 0},
    {"xml:lang", ACT_LANGUAGE, MKEPUB_AT_LANG},
};

static const struct known *find(const char *name)
{
  gsize low = 0;
  gsize high = G_N_ELEMENTS(known);
  while (low < high) {
    gsize middle = (low + high) / 2;
    int order = strcmp(name, known[middle].name);
    if (order == 0)
      return &known[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const char *html_attribute(const MkepubHtml *html, const char *name)
{
  return tokenizer_attribute(&html->tokenizer, name);
}

gboolean html_attribute_is(const MkepubHtml *html, const char *name, const char *value)
{
  const char *given = html_attribute(html, name);
  return given && g_ascii_strcasecmp(given, value) == 0;
}

/* Writes the language class of a code element. Its other classes have no known meaning. */
static void copy_language_class(MkepubHtml *html, const char *value)
{
  static const char plain[] =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#_.-";
  while (*value) {
    gsize length = strcspn(value, " \t\r\n\f");
    if (g_str_has_prefix(value, "language-") && strspn(value, plain) == length && length < 64) {
      g_autofree char *word = g_strndup(value, length);
      mkepub_writer_attribute(html->writer, MKEPUB_AT_CLASS, word);
      return;
    }
    value += length + strspn(value + length, " \t\r\n\f");
  }
}

/* Returns TRUE for blocks and cells whose content can be aligned. */
static gboolean can_align(MkepubElement element)
{
  return element_is_heading(element) || element == MKEPUB_EL_P || element == MKEPUB_EL_DIV ||
         element == MKEPUB_EL_TD || element == MKEPUB_EL_TH || element == MKEPUB_EL_TR ||
         element == MKEPUB_EL_THEAD || element == MKEPUB_EL_TBODY ||
         element == MKEPUB_EL_TFOOT || element == MKEPUB_EL_SECTION;
}

/* Writes an alignment as a class of the built-in style sheet: 'left', 'center' or 'right'.
 * Returns FALSE when VALUE is not one of them or ELEMENT cannot be aligned. */
static gboolean write_alignment(MkepubHtml *html, MkepubElement element, const char *value)
{
  static const char *const words[] = {"left", "center", "right"};
  for (guint i = 0; i < G_N_ELEMENTS(words) && can_align(element); i++)
    if (g_ascii_strncasecmp(value, words[i], strlen(words[i])) == 0 &&
        !g_ascii_isalnum(value[strlen(words[i])]))
      return mkepub_writer_attribute(html->writer, MKEPUB_AT_CLASS, words[i]);
  return FALSE;
}

/* Returns the declarations STYLE from the value of PROPERTY on, or NULL. Borrowed from
 * STYLE. */
static const char *style_value(const char *style, const char *property)
{
  gsize length = strlen(property);
  while (style) {
    style += strspn(style, " \t\r\n;");
    if (g_ascii_strncasecmp(style, property, length) == 0) {
      const char *rest = style + length + strspn(style + length, " \t\r\n");
      if (*rest == ':')
        return rest + 1 + strspn(rest + 1, " \t\r\n");
    }
    style = strchr(style, ';');
  }
  return NULL;
}

/* Reads the two declarations that affect more than the appearance: text-align and display:
 * none. */
static void read_style(MkepubHtml *html, MkepubElement element, const char *style)
{
  const char *align = style_value(style, "text-align");
  const char *display = style_value(style, "display");
  if (align)
    write_alignment(html, element, align);
  if (display && g_ascii_strncasecmp(display, "none", 4) == 0)
    mkepub_writer_attribute(html->writer, MKEPUB_AT_HIDDEN, "");
}

/* Returns the integer at the beginning of VALUE (HTML 2.3.4.1), which the caller frees, or
 * NULL. */
static char *leading_number(const char *value)
{
  const char *p = value + strspn(value, " \t\r\n\f");
  const char *digits = *p == '-' ? p + 1 : p;
  gsize length = strspn(digits, "0123456789");
  return length > 0 ? g_strndup(p, (gsize)(digits - p) + length) : NULL;
}

static gboolean write_value(MkepubHtml *html, const struct known *attribute, const char *value)
{
  g_autofree char *text = NULL;
  switch ((enum action)attribute->action) {
  case ACT_WORD:
    text = g_ascii_strdown(value, -1);
    break;
  case ACT_NUMBER:
    text = leading_number(value);
    /* 1 is the default of a span */
    if (text && strcmp(text, "1") == 0 && attribute->attribute != MKEPUB_AT_START &&
        attribute->attribute != MKEPUB_AT_VALUE)
      return TRUE;
    break;
  default:
    text = g_strdup(value);
    break;
  }
  return text && mkepub_writer_attribute(html->writer, attribute->attribute, text);
}

static void write_language(MkepubHtml *html, const char *value)
{
  if (html->writer->tag_attributes & (1u << MKEPUB_AT_LANG)) {
    const char *first = html_attribute(html, "lang");
    if (g_strcmp0(first, value) != 0)
      html_mended(html, "two languages on one element");
    return;
  }
  g_autofree char *tag = g_strdelimit(g_strstrip(g_strdup(value)), "_", '-');
  gboolean written = mkepub_writer_attribute(html->writer, MKEPUB_AT_LANG, tag);
  if (!written || strcmp(tag, value) != 0)
    html_mended(html, "'%.40s' is not a language tag", value);
}

/* Writes ID into the tag that accepts attributes. When ID is in use or contains white space,
 * writes another id and makes ID an alias of it, so that links still work. Returns the id
 * written, borrowed; NULL when none was. */
static const char *write_id(MkepubHtml *html, const char *id)
{
  if (mkepub_writer_attribute(html->writer, MKEPUB_AT_ID, id))
    return id;
  html_mended(html, "an id is a duplicate or not valid");
  if (strspn(id, " \t\r\n\f") == strlen(id))
    return NULL;
  const char *name = mkepub_writer_new_id(html->writer, id);
  if (!mkepub_writer_attribute(html->writer, MKEPUB_AT_ID, name))
    return NULL;
  mkepub_writer_alias(html->writer, id, name);
  return name;
}

/* Writes ID into the open tag or, when the tag of ELEMENT was left out, into an empty <span>.
 * Returns the id written, borrowed; NULL when none was. */
static const char *place_id(MkepubHtml *html, MkepubElement element, const char *id)
{
  MkepubWriter *writer = html->writer;
  if (element != ELEMENT_NONE && writer->tag_open)
    return write_id(html, id);
  if (state_top(writer)->content > CONTENT_PHRASING)
    return NULL;
  mkepub_writer_open(writer, MKEPUB_EL_SPAN);
  const char *name = write_id(html, id);
  mkepub_writer_close(writer, MKEPUB_EL_SPAN);
  return name;
}

static void write_ids(MkepubHtml *html, MkepubElement element)
{
  const char *id = html_attribute(html, "id");
  const char *name = element == MKEPUB_EL_A ? html_attribute(html, "name") : NULL;
  if (!id)
    id = name;
  if (!id)
    return;
  const char *written = place_id(html, element, id);
  if (written && name && strcmp(name, written) != 0)
    mkepub_writer_alias(html->writer, name, written);
}

static void tell_left_out(MkepubHtml *html, const char *name)
{
  gboolean handler = g_str_has_prefix(name, "on") && strlen(name) > 4;
  html_mended(html,
              handler ? "the event handler '%.40s' is left out"
                      : "the attribute '%.40s' is left out",
              name);
}

/* Writes an attribute of the table of elements. Reports it when ELEMENT does not accept it,
 * except title, dir and hidden, or when the value is not valid. */
static void write_known(MkepubHtml *html, MkepubElement element, const struct known *attribute,
                        const char *value)
{
  static const guint32 harmless =
      1u << MKEPUB_AT_TITLE | 1u << MKEPUB_AT_DIR | 1u << MKEPUB_AT_HIDDEN;
  guint32 bit = 1u << attribute->attribute;
  if ((element_facts[element].attributes & bit) == 0) {
    if ((harmless & bit) == 0)
      tell_left_out(html, attribute->name);
  } else if (!write_value(html, attribute, value) &&
             (*value || attribute->attribute == MKEPUB_AT_DIR)) {
    html_mended(html, "the attribute '%s' cannot be '%.40s'", attribute->name, value);
  }
}

/* Returns TRUE when HTML allows VALUE for the attribute NAME, which a book has no use for:
 * leaving it out is not reported. */
static gboolean is_sound(MkepubElement element, const char *name, const char *value)
{
  static const char *const flags[] = {"true", "false", "yes",           "no",
                                      "auto", "",      "plaintext-only"};
  static const char *const flagged[] = {"contenteditable", "draggable", "spellcheck",
                                        "translate"};
  if (strcmp(name, "role") == 0)
    return aria_role_is_sound(element, value);
  if (strcmp(name, "tabindex") == 0)
    return value[strspn(value, "-0123456789")] == '\0';
  if (strcmp(name, "width") == 0 || strcmp(name, "height") == 0)
    return element != MKEPUB_EL_IMG || value[strspn(value, "0123456789")] == '\0';
  if (strcmp(name, "hreflang") == 0)
    return !strpbrk(value, "_ ");
  if (strcmp(name, "cite") == 0)
    return mkepub_url_kind(value) == MKEPUB_URL_WEB;
  if (html_is_among(name, flagged, G_N_ELEMENTS(flagged)))
    return html_is_among(value, flags, G_N_ELEMENTS(flags));
  /* the cells that 'headers' refers to are not known here */
  return strcmp(name, "part") != 0 && strcmp(name, "headers") != 0;
}

static void write_one(MkepubHtml *html, MkepubElement element, const char *name,
                      const char *value)
{
  const struct known *attribute = find(name);
  if (!attribute) {
    if (g_str_has_prefix(name, "aria-") ? !aria_attribute_is_sound(name, value)
                                        : !g_str_has_prefix(name, "data-"))
      tell_left_out(html, name);
    return;
  }
  if (element == MKEPUB_EL_IMG && attribute->attribute == MKEPUB_AT_TITLE) {
    const char *words = html_attribute(html, "alt");
    if (!words || strcmp(words, value) == 0)
      return;
  }
  switch ((enum action)attribute->action) {
  case ACT_NOTHING:
    if (!is_sound(element, name, value))
      tell_left_out(html, name);
    break;
  case ACT_ID:
    break;
  case ACT_NAME:
    if (element != MKEPUB_EL_A && element != MKEPUB_EL_DETAILS)
      tell_left_out(html, name);
    break;
  case ACT_CLASS:
    if (element == MKEPUB_EL_CODE)
      copy_language_class(html, value);
    break;
  case ACT_ALIGN:
    if (!write_alignment(html, element, value))
      tell_left_out(html, name);
    break;
  case ACT_STYLE:
    read_style(html, element, value);
    break;
  case ACT_BORDER:
    if (*value && strcmp(value, "0") != 0)
      tell_left_out(html, name);
    break;
  case ACT_LANGUAGE:
    write_language(html, value);
    break;
  case ACT_COPY:
  case ACT_WORD:
  case ACT_NUMBER:
    write_known(html, element, attribute, value);
    break;
  }
}

void html_write_attributes(MkepubHtml *html, MkepubElement element)
{
  const struct tokenizer *tokenizer = &html->tokenizer;
  if (tokenizer->attributes->len == 0)
    return;
  /* when an empty <span> replaces the tag, no tag accepts attributes */
  gboolean open = element != ELEMENT_NONE && html->writer->tag_open;
  write_ids(html, element);
  for (guint i = 0; open && i < tokenizer->attributes->len; i++) {
    const struct token_attribute *attribute =
        &g_array_index(tokenizer->attributes, struct token_attribute, i);
    if (tokenizer_attribute(tokenizer, tokenizer->strings->str + attribute->name) !=
        tokenizer->strings->str + attribute->value) {
      html_mended(html, "the attribute '%.40s' is given twice",
                  tokenizer->strings->str + attribute->name);
      continue;
    }
    write_one(html, element, tokenizer->strings->str + attribute->name,
              tokenizer->strings->str + attribute->value);
  }
}
