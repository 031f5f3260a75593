/* SPDX-License-Identifier: MIT */
#include "collect/read-text.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "mkepub/article.h"
#include "mkepub/error.h"

typedef struct {
  char *bytes;
  gsize length;
} Bytes;

/* Adds a finding and sets the error with MESSAGE. Returns FALSE. */
static gboolean refuse_text(const InputPlan *plan, MkepubFindingId id, GError **error,
                            const char *message)
{
  mkepub_findings_add(plan->findings, id, plan->path, 0, 0, "%s", message);
  g_autofree char *shown = text_display_path(plan->path);
  g_set_error(error, MKEPUB_ERROR, MKEPUB_ERROR_INPUT, "cannot read '%s': %s", shown, message);
  return FALSE;
}

static gboolean refuse_errno(const InputPlan *plan, int errnum, const char *what,
                             GError **error)
{
  g_autoptr(GError) own = NULL;
  mkepub_error_set_errno(&own, MKEPUB_ERROR_INPUT, errnum, what, plan->path);
  mkepub_findings_add(plan->findings, MKEPUB_FINDING_INPUT_UNREADABLE, plan->path, 0, 0, "%s",
                      own->message);
  g_propagate_error(error, g_steal_pointer(&own));
  return FALSE;
}

static gboolean refuse_file(const InputPlan *plan, int trouble, gboolean opened, GError **error)
{
  if (trouble > 0)
    return refuse_errno(plan, trouble, opened ? "cannot read" : "cannot open", error);
  g_autofree char *why =
      trouble == FILE_NOT_REGULAR && g_file_test(plan->file, G_FILE_TEST_IS_DIR)
          ? g_strdup("is a folder")
      : trouble == FILE_NOT_REGULAR ? g_strdup("is not a regular file")
                                    : file_trouble_text(trouble, MKEPUB_ARTICLE_FILE_LIMIT);
  return refuse_text(plan,
                     trouble == FILE_TOO_LARGE ? MKEPUB_FINDING_INPUT_TOO_LARGE
                                               : MKEPUB_FINDING_INPUT_UNREADABLE,
                     error, why);
}

static gboolean load_file(const InputPlan *plan, Bytes *out, GError **error)
{
  struct stat info;
  int trouble = FILE_TOO_LARGE;
  int fd = file_open(AT_FDCWD, plan->file, 0, &info, &trouble);
  if (fd < 0)
    return refuse_file(plan, trouble, FALSE, error);
  if (info.st_size <= (off_t)MKEPUB_ARTICLE_FILE_LIMIT)
    out->bytes = file_read_fd(fd, (gsize)info.st_size, MKEPUB_ARTICLE_FILE_LIMIT, &out->length,
                              &trouble);
  else
    trouble = FILE_TOO_LARGE;
  close(fd);
  return out->bytes ? TRUE : refuse_file(plan, trouble, TRUE, error);
}

/* Returns the bytes of the pictures that IN holds as addresses: 'data:image/png;base64,...'. */
static gsize picture_bytes(const Bytes *in)
{
  static const char start[] = "data:image/";
  const char *end = in->bytes + in->length;
  gsize sum = 0;
  for (const char *p = in->bytes;
       (p = memmem(p, (gsize)(end - p), start, sizeof(start) - 1));) {
    const char *from = p;
    while (p < end && (g_ascii_isalnum(*p) || (*p && strchr("+/=%-_.,:;!~*'$&?@", *p))))
      p++;
    sum += (gsize)(p - from);
  }
  return sum;
}

static gboolean is_short_enough(const InputPlan *plan, const Bytes *in, GError **error)
{
  if (in->length <= plan->limit || in->length - picture_bytes(in) <= plan->limit)
    return TRUE;
  g_autofree char *limit = g_format_size_full(plan->limit, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *message = g_strdup_printf(
      "more than %s of text; split it, or allow more with --max-article", limit);
  return refuse_text(plan, MKEPUB_FINDING_INPUT_TOO_LARGE, error, message);
}

/* Returns TRUE when IN holds more NUL bytes than may get into a text by accident, or is not
 * UTF-8 around them. */
static gboolean has_binary_nuls(const Bytes *in)
{
  enum { FEW = 8, PER = 100 };
  const char *end = in->bytes + in->length, *from = in->bytes;
  gsize count = 0;
  for (const char *p = from; (p = memchr(p, '\0', (gsize)(end - p))); from = ++p)
    if (++count > MAX(FEW, in->length / PER) || count > in->length / 8 ||
        !g_utf8_validate(from, p - from, NULL))
      return TRUE;
  return count > 0 && !g_utf8_validate(from, end - from, NULL);
}

/* Returns the type of a file that is not text; NULL for text. Static. */
static const char *binary_kind(const Bytes *in)
{
  static const struct {
    const char *magic, *kind;
  } magics[] = {
      {"%PDF-", "a PDF file, not text"},      {"PK\003\004", "a ZIP archive, not text"},
      {"\x89PNG", "a PNG picture, not text"}, {"\xff\xd8\xff", "a JPEG picture, not text"},
      {"GIF87a", "a GIF picture, not text"},  {"GIF89a", "a GIF picture, not text"},
      {"\177ELF", "a program, not text"},     {"\x1f\x8b", "a gzip archive, not text"}};
  for (gsize i = 0; i < G_N_ELEMENTS(magics); i++) {
    gsize n = strlen(magics[i].magic);
    if (in->length >= n && memcmp(in->bytes, magics[i].magic, n) == 0)
      return magics[i].kind;
  }
  return has_binary_nuls(in) ? "holds NUL bytes, not text" : NULL;
}

/* Converts UTF-16 after its byte order mark to UTF-8; counts single surrogates, which become
 * U+FFFD. */
static Bytes from_utf16(const Bytes *in, gboolean big, guint *repaired)
{
  const guchar *p = (const guchar *)in->bytes + 2,
               *end = (const guchar *)in->bytes + in->length;
  GString *out = g_string_sized_new(in->length);
  for (; end - p >= 2; p += 2) {
    gunichar c = big ? (gunichar)(p[0] << 8 | p[1]) : (gunichar)(p[1] << 8 | p[0]);
    if ((c & 0xfc00) == 0xd800 && end - p >= 4) {
      gunichar low = big ? (gunichar)(p[2] << 8 | p[3]) : (gunichar)(p[3] << 8 | p[2]);
      if ((low & 0xfc00) == 0xdc00) {
        c = 0x10000 + ((c & 0x3ff) << 10 | (low & 0x3ff));
        p += 2;
      }
    }
    if ((c & 0xfffff800) == 0xd800) {
      c = 0xfffd;
      ++*repaired;
    }
    if (c == 0) /* readers would not display it */
      ++*repaired;
    else
      g_string_append_unichar(out, c);
  }
  *repaired += p < end;
  gsize length = out->len;
  return (Bytes){g_string_free(out, FALSE), length};
}

static Bytes from_windows_1252(const Bytes *in, guint *repaired)
{
  static const guint16 high[32] = {
      0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
      0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
      0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};
  GString *out = g_string_sized_new(in->length + in->length / 8);
  for (gsize i = 0; i < in->length; i++) {
    guchar byte = (guchar)in->bytes[i];
    gunichar c = byte >= 0x80 && byte < 0xa0 ? high[byte - 0x80] : byte;
    *repaired += c == 0xfffd;
    g_string_append_unichar(out, c);
  }
  gsize length = out->len;
  return (Bytes){g_string_free(out, FALSE), length};
}

/* Turns CR LF and lone CR into LF, in place. */
static void unify_line_ends(Bytes *in)
{
  char *p = memchr(in->bytes, '\r', in->length), *end = in->bytes + in->length;
  if (!p)
    return;
  char *out = p;
  for (; p < end; p++) {
    if (*p != '\r')
      *out++ = *p;
    else if (p + 1 == end || p[1] != '\n')
      *out++ = '\n';
  }
  *out = '\0';
  in->length = (gsize)(out - in->bytes);
}

typedef struct {
  gsize wide;    /* valid sequences of more than one byte */
  gsize broken;  /* bytes or sequences that are not UTF-8 */
  gsize foreign; /* characters that XML forbids */
} Survey;

/* Returns TRUE when the STRIDE bytes at P are all ASCII that XML allows; compilers vectorize
 * the loop. */
enum { STRIDE = 32 };
static gboolean is_plain(const char *p)
{
  guint8 strange = 0;
  for (guint i = 0; i < STRIDE; i++) {
    guint8 byte = (guint8)p[i];
    strange |= (guint8)((byte > 0x7e) | ((byte < 0x20) & (byte != '\n') & (byte != '\t')));
  }
  return !strange;
}

static Survey survey_bytes(const Bytes *in)
{
  Survey s = {0, 0, 0};
  const char *p = in->bytes, *end = p + in->length;
  while (p < end) {
    if (end - p >= STRIDE && is_plain(p)) {
      p += STRIDE;
      continue;
    }
    guchar byte = (guchar)*p;
    if (byte < 0x80) { /* most bytes of most files, so without a call */
      s.foreign += (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
      p++;
      continue;
    }
    gunichar c = g_utf8_get_char_validated(p, end - p);
    if (c >= (gunichar)-2) {
      s.broken++;
      p++;
    } else {
      s.wide++;
      s.foreign += !text_is_xml_char(c);
      p = g_utf8_next_char(p);
    }
  }
  return s;
}

static guint line_of(const char *text, gsize offset)
{
  guint line = 1;
  for (gsize i = 0; i < offset; i++)
    line += text[i] == '\n';
  return line;
}

/* Replaces *in, which it frees, by VALUE. */
static void replace_bytes(Bytes *in, Bytes value)
{
  g_free(in->bytes);
  *in = value;
}

/* Makes *in valid UTF-8 with LF, and reports the necessary repairs. */
static void decode_text(Bytes *in, const char *path, MkepubFindings *findings)
{
  guint repaired = 0;
  gsize mark = in->length >= 3 && memcmp(in->bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  gboolean big = in->length >= 2 && memcmp(in->bytes, "\xfe\xff", 2) == 0;
  if (big || (in->length >= 2 && memcmp(in->bytes, "\xff\xfe", 2) == 0))
    replace_bytes(in, from_utf16(in, big, &repaired));
  if (mark > 0) {
    in->length -= mark;
    memmove(in->bytes, in->bytes + mark, in->length + 1);
  }
  unify_line_ends(in);
  Survey s = survey_bytes(in);
  if (s.broken > s.wide) {
    mkepub_findings_add(findings, MKEPUB_FINDING_ENCODING_GUESSED, path, 0, 0,
                        "not UTF-8, read as Windows-1252");
    replace_bytes(in, from_windows_1252(in, &repaired));
    s.broken = 0;
  }
  guint line = 0, places = 0;
  if (s.broken > 0 || s.foreign > 0) {
    Bytes clean;
    gsize at;
    clean.bytes = text_repair(in->bytes, in->length, &clean.length, &places, &at);
    line = line_of(in->bytes, at);
    replace_bytes(in, clean);
  }
  repaired += places;
  if (repaired > 0)
    mkepub_findings_add(findings, MKEPUB_FINDING_ENCODING_REPAIRED, path, line, 0,
                        "%u place%s with invalid bytes or characters", repaired,
                        repaired == 1 ? "" : "s");
}

char *input_load(const InputPlan *plan, gsize *length, GError **error)
{
  Bytes in = {NULL, 0};
  load_file(plan, &in, error);
  *length = in.length;
  return in.bytes;
}

char *input_decode(const InputPlan *plan, char *bytes, gsize *length, GError **error)
{
  Bytes in = {bytes, *length};
  const guchar *b = (const guchar *)in.bytes;
  gboolean wide = in.length >= 2 &&
                  ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff)) &&
                  !(in.length >= 4 && b[0] == 0xff && b[2] == 0 && b[3] == 0);
  const char *kind = wide ? NULL : binary_kind(&in);
  /* too large a text is refused before decoding, where its size is known then */
  gboolean good = kind ? refuse_text(plan, MKEPUB_FINDING_INPUT_BINARY, error, kind)
                       : wide || is_short_enough(plan, &in, error);
  if (good) {
    decode_text(&in, plan->path, plan->findings);
    good = !wide || is_short_enough(plan, &in, error);
  }
  if (!good)
    g_clear_pointer(&in.bytes, g_free);
  *length = in.length;
  return in.bytes;
}
