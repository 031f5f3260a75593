/* SPDX-License-Identifier: MIT */
#include "media/sniff/svg-input.h"

#include <libdeflate.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#include "media/sniff/svg-doctype.h"

#define SIZE_LIMIT (16 * 1024 * 1024)
/* libxml2 compares all attributes of an element with each other */
#define ATTRIBUTE_LIMIT 512
/* an element costs libxml2 some hundred bytes */
#define TAG_LIMIT 1000000

typedef struct {
  const char *at, *end;
  GString *out;
  GHashTable *entities; /* declared entities: char * to char * */
  SvgInputNotes *notes;
  guint tags;
  const char *trouble;
} Scan;

static GString *decompress_gzip(const guint8 *bytes, gsize length, const char **trouble)
{
  /* the last four bytes are the size (RFC 1952 section 2.3.1) */
  const guint8 *tail = bytes + length - 4;
  gsize size =
      (gsize)tail[0] | (gsize)tail[1] << 8 | (gsize)tail[2] << 16 | (gsize)tail[3] << 24;
  *trouble = size > SIZE_LIMIT ? "XML of more than 16 MiB" : "broken gzip data";
  if (size > SIZE_LIMIT)
    return NULL;
  GString *out = g_string_sized_new(size + 1);
  struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
  enum libdeflate_result result =
      libdeflate_gzip_decompress(inflater, bytes, length, out->str, size, NULL);
  libdeflate_free_decompressor(inflater);
  if (result != LIBDEFLATE_SUCCESS) {
    g_string_free(out, TRUE);
    return NULL;
  }
  g_string_set_size(out, size);
  return out;
}

/* Returns the encoding in the XML declaration, for the caller to free, or NULL. */
static char *declared_encoding(const char *text, gsize length)
{
  const char *end = g_strstr_len(text, (gssize)MIN(length, 256), "?>");
  if (length < 5 || memcmp(text, "<?xml", 5) != 0 || !end)
    return NULL;
  const char *word = g_strstr_len(text, (gssize)(end - text), "encoding");
  if (!word)
    return NULL;
  word += strlen("encoding");
  word += strspn(word, " \t\r\n=");
  if (*word != '"' && *word != '\'')
    return NULL;
  gsize size = strspn(word + 1, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-");
  return g_strndup(word + 1, size);
}

/* Returns the encoding of BYTES, for the caller to free; NULL for UTF-8 and its subsets. *skip
 * becomes the size of the byte-order mark (XML 1.0 appendix F). */
static char *encoding_of(const guint8 *bytes, gsize length, gsize *skip)
{
  static const struct {
    const char *start, *encoding;
    gsize length, skip;
  } marks[] = {{"\xef\xbb\xbf", NULL, 3, 3},
               {"\xff\xfe", "UTF-16LE", 2, 2},
               {"\xfe\xff", "UTF-16BE", 2, 2},
               {"<\0", "UTF-16LE", 2, 0},
               {"\0<", "UTF-16BE", 2, 0}};
  for (guint i = 0; i < G_N_ELEMENTS(marks); i++)
    if (length >= marks[i].length && !memcmp(bytes, marks[i].start, marks[i].length)) {
      *skip = marks[i].skip;
      return g_strdup(marks[i].encoding);
    }
  *skip = 0;
  g_autofree char *declared = declared_encoding((const char *)bytes, length);
  /* a declaration that is readable up to here is not in UTF-16, whatever it declares */
  if (!declared || !g_ascii_strncasecmp(declared, "UTF", 3) ||
      !g_ascii_strcasecmp(declared, "US-ASCII"))
    return NULL;
  return g_steal_pointer(&declared);
}

/* Returns BYTES as UTF-8, for the caller to free. */
static char *decode_text(const guint8 *bytes, gsize length, gsize *size)
{
  gsize skip;
  g_autofree char *encoding = encoding_of(bytes, length, &skip);
  const char *text = (const char *)bytes + skip;
  char *decoded;
  *size = length - skip;
  if (encoding)
    decoded = g_convert(text, (gssize)*size, "UTF-8", encoding, NULL, size, NULL);
  else
    decoded = g_strndup(text, *size);
  if (decoded && !g_utf8_validate_len(decoded, *size, NULL))
    g_clear_pointer(&decoded, g_free);
  return decoded;
}

/* Skips to TO, keeping only the line ends. */
static void pass_over(Scan *scan, const char *to)
{
  for (; scan->at < to; scan->at++)
    if (*scan->at == '\n')
      g_string_append_c(scan->out, '\n');
}

/* Returns the byte after the next WORD, or the end. */
static const char *find_after(const Scan *scan, const char *word)
{
  const char *found = g_strstr_len(scan->at, (gssize)(scan->end - scan->at), word);
  return found ? found + strlen(word) : NULL;
}

static void copy_to(Scan *scan, const char *to)
{
  g_string_append_len(scan->out, scan->at, (gssize)(to - scan->at));
  scan->at = to;
}

static gboolean is_of_xml(const char *name)
{
  static const char *const five[] = {"amp", "lt", "gt", "quot", "apos"};
  for (guint i = 0; i < G_N_ELEMENTS(five); i++)
    if (!strcmp(name, five[i]))
      return TRUE;
  return FALSE;
}

/* Handles the reference at '&'. An unknown one is left for the parser to report. */
static void scan_reference(Scan *scan)
{
  const char *start = scan->at + 1;
  const char *stop = start;
  while (stop < scan->end && stop - start < 64 &&
         (g_ascii_isalnum(*stop) || strchr("_:.-", *stop)))
    stop++;
  if (stop == start || stop == scan->end || *stop != ';') {
    copy_to(scan, start);
    return;
  }
  g_autofree char *name = g_strndup(start, (gsize)(stop - start));
  const char *value = is_of_xml(name) ? NULL : svg_doctype_entity(scan->entities, name);
  const htmlEntityDesc *html =
      value || is_of_xml(name) ? NULL : htmlEntityLookup((const xmlChar *)name);
  if (!value && !html) {
    copy_to(scan, stop + 1);
    return;
  }
  scan->at = stop + 1;
  scan->notes->named += html != NULL;
  if (html) {
    g_string_append_printf(scan->out, "&#%u;", html->value);
    return;
  }
  g_autofree char *escaped = g_markup_escape_text(value, -1);
  g_string_append(scan->out, escaped);
}

/* Handles a start or end tag, from '<' on. */
static void scan_tag(Scan *scan)
{
  char quote = '\0';
  guint attributes = 0;
  if (++scan->tags > TAG_LIMIT)
    scan->trouble = "SVG with too many elements";
  copy_to(scan, scan->at + 1);
  while (scan->at < scan->end && scan->out->len <= SIZE_LIMIT) {
    char c = *scan->at;
    if (c == '&') {
      scan_reference(scan);
      continue;
    }
    copy_to(scan, scan->at + 1);
    if (quote) {
      quote = c == quote ? '\0' : quote;
    } else if (c == '"' || c == '\'') {
      quote = c;
      if (++attributes > ATTRIBUTE_LIMIT)
        scan->trouble = "SVG with too many attributes";
    } else if (c == '>') {
      return;
    }
  }
}

static void scan_instruction(Scan *scan)
{
  const char *to = find_after(scan, "?>");
  scan->notes->references += to && g_str_has_prefix(scan->at, "<?xml-stylesheet");
  /* the parser reports a tag that does not end */
  if (to)
    pass_over(scan, to);
  else
    copy_to(scan, scan->end);
}

static void scan_doctype(Scan *scan)
{
  const char *to = svg_doctype_read(scan->at, scan->end, scan->entities);
  if (!to)
    scan->trouble = "SVG with a broken document type";
  else
    pass_over(scan, to);
}

static void scan_markup(Scan *scan)
{
  if (g_str_has_prefix(scan->at, "<!--")) {
    const char *to = find_after(scan, "-->");
    if (to)
      pass_over(scan, to);
    else
      copy_to(scan, scan->end);
  } else if (g_str_has_prefix(scan->at, "<![CDATA[")) {
    const char *to = find_after(scan, "]]>");
    copy_to(scan, to ? to : scan->end);
  } else if (scan->at[1] == '?') {
    scan_instruction(scan);
  } else if (scan->tags == 0 && g_str_has_prefix(scan->at, "<!DOCTYPE")) {
    scan_doctype(scan);
  } else if (scan->at[1] == '!') {
    /* a document type must never reach the parser */
    scan->trouble = "broken SVG";
  } else {
    scan_tag(scan);
  }
}

static void scan_all(Scan *scan)
{
  while (!scan->trouble && scan->at < scan->end) {
    if (scan->out->len > SIZE_LIMIT) {
      scan->trouble = "XML of more than 16 MiB";
    } else if (*scan->at == '<') {
      scan_markup(scan);
    } else if (*scan->at == '&') {
      scan_reference(scan);
    } else {
      const char *to = scan->at + strcspn(scan->at, "<&");
      copy_to(scan, MIN(to, scan->end));
    }
  }
}

GString *svg_input_read(const guint8 *bytes, gsize length, SvgInputNotes *notes,
                        const char **trouble)
{
  SvgInputNotes none = {0};
  g_autoptr(GString) inflated = NULL;
  *trouble = length == 0 ? "empty file" : "XML of more than 16 MiB";
  if (length == 0 || length > SIZE_LIMIT)
    return NULL;
  if (length > 18 && bytes[0] == 0x1f && bytes[1] == 0x8b) {
    inflated = decompress_gzip(bytes, length, trouble);
    if (!inflated)
      return NULL;
    bytes = (const guint8 *)inflated->str;
    length = inflated->len;
  }
  gsize size;
  g_autofree char *text = decode_text(bytes, length, &size);
  *trouble = "XML in an unknown encoding";
  if (!text)
    return NULL;
  Scan scan = {.at = text, .end = text + size, .notes = notes ? notes : &none};
  memset(scan.notes, 0, sizeof none);
  scan.out = g_string_sized_new(size + 1);
  scan.entities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  scan_all(&scan);
  g_hash_table_unref(scan.entities);
  if (scan.trouble)
    g_string_free(g_steal_pointer(&scan.out), TRUE);
  *trouble = scan.trouble;
  return scan.out;
}
