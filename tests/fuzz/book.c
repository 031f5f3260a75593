/* SPDX-License-Identifier: MIT */
/* From any bytes, taken as a book, to what is read back of it. Bytes that are no ZIP file are
 * taken as the documents of one, parted by lines of '%%': package document, chapter,
 * stylesheet, drawing, NCX, list of sources. */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "mkepub/check.h"
#include "mkepub/reader.h"
#include "mkepub/xml.h"
#include "press.h"

static void little(GByteArray *out, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = i < sizeof value ? (guint8)(value >> (8 * i)) : 0;
    g_byte_array_append(out, &byte, 1);
  }
}

/* CRC-32 as ZIP has it (APPNOTE 4.4.7), bit by bit. */
static guint32 crc_of(const char *bytes, gsize length)
{
  guint32 crc = 0xffffffff;
  for (gsize i = 0; i < length; i++) {
    crc ^= (guint8)bytes[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc;
}

/* An entry is stored: its header into OUT or, with the place of the first, into the directory.
 */
static void put_header(GByteArray *out, const char *name, const char *bytes, gsize length,
                       gint64 place)
{
  gboolean central = place >= 0;
  g_byte_array_append(out, (const guint8 *)(central ? "PK\1\2" : "PK\3\4"), 4);
  little(out, 20, central ? 4 : 2); /* versions */
  little(out, 0, 4);                /* flags, method */
  little(out, 0x210000, 4);         /* 1980-01-01 */
  little(out, crc_of(bytes, length), 4);
  little(out, (guint)length, 4);
  little(out, (guint)length, 4);
  little(out, (guint)strlen(name), 2);
  little(out, 0, 2);
  if (central) {
    little(out, 0, 10);
    little(out, (guint)place, 4);
  }
  g_byte_array_append(out, (const guint8 *)name, (guint)strlen(name));
}

static void put(GByteArray *out, GByteArray *directory, guint *count, const char *name,
                const char *bytes, gsize length)
{
  put_header(directory, name, bytes, length, out->len);
  put_header(out, name, bytes, length, -1);
  g_byte_array_append(out, (const guint8 *)bytes, (guint)length);
  ++*count;
}

static const char container[] =
    "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile "
    "full-path=\"EPUB/p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>"
    "</container>";

/* The next document of *AT, which goes on behind it. */
static gsize next_part(const char **at, const char *end)
{
  const char *start = *at, *mark = g_strstr_len(start, end - start, "\n%%\n");
  *at = mark ? mark + 4 : end;
  return (gsize)((mark ? mark : end) - start);
}

static GByteArray *bind(const uint8_t *data, size_t size)
{
  static const char *const names[] = {"EPUB/p.opf", "EPUB/a.xhtml",
                                      "EPUB/a.css", "EPUB/a.svg",
                                      "EPUB/a.ncx", "META-INF/mkepub/sources.xml"};
  GByteArray *out = g_byte_array_new();
  g_autoptr(GByteArray) directory = g_byte_array_new();
  guint count = 0;
  const char *at = (const char *)data, *end = at + size;
  put(out, directory, &count, "mimetype", "application/epub+zip", 20);
  put(out, directory, &count, "META-INF/container.xml", container, sizeof container - 1);
  for (guint i = 0; i < G_N_ELEMENTS(names) && at < end; i++) {
    const char *start = at;
    gsize length = next_part(&at, end);
    put(out, directory, &count, names[i], start, length);
  }
  guint place = out->len;
  g_byte_array_append(out, directory->data, directory->len);
  g_byte_array_append(out, (const guint8 *)"PK\5\6", 4);
  little(out, 0, 4);
  little(out, count, 2);
  little(out, count, 2);
  little(out, directory->len, 4);
  little(out, place, 4);
  little(out, 0, 2);
  return out;
}

/* Every line of a report names the book, and is one line. */
static void check_findings(const MkepubFindings *findings, GString *trouble)
{
  for (guint i = 0; i < mkepub_findings_length(findings); i++) {
    const MkepubFinding *finding = mkepub_findings_at(findings, i);
    g_autofree char *line = mkepub_finding_format(finding);
    if (!g_str_has_prefix(line, "book") || strchr(line, '\n') ||
        !g_utf8_validate(line, -1, NULL))
      g_string_append_printf(trouble, "[line: %s]", line);
  }
}

static void check_sources(const GPtrArray *sources, GString *trouble)
{
  for (guint i = 0; i < sources->len; i++) {
    const MkepubReaderSource *source = g_ptr_array_index(sources, i);
    g_autofree char *path = g_canonicalize_filename(source->path, "/folder");
    if (!g_str_has_prefix(path, "/folder/"))
      g_string_append_printf(trouble, "[outside: %s]", source->path);
  }
}

/* A book without a finding can be read in all its parts. */
static void check_reading(const char *path, guint doubts, GString *trouble)
{
  g_autoptr(MkepubReader) reader = mkepub_reader_open(path, NULL);
  g_autoptr(MkepubPackage) package = reader ? mkepub_reader_package(reader, NULL) : NULL;
  g_autoptr(GPtrArray) contents =
      package ? mkepub_reader_contents(reader, package, NULL) : NULL;
  g_autoptr(GPtrArray) sources = reader ? mkepub_reader_sources(reader, NULL) : NULL;
  if (doubts == 0 && (!contents || !sources || !package->title || !package->identifier))
    g_string_append(trouble, "[sound, but cannot be read]");
  if (sources)
    check_sources(sources, trouble);
}

char *fuzz_one(const uint8_t *data, size_t size)
{
  g_autoptr(GString) trouble = g_string_new(NULL);
  g_autoptr(GByteArray) book =
      size >= 2 && memcmp(data, "PK", 2) == 0 ? NULL : bind(data, size);
  int fd = memfd_create("book", MFD_CLOEXEC);
  const guint8 *bytes = book ? book->data : data;
  gsize length = book ? book->len : size;
  g_assert(fd >= 0 && write(fd, bytes, length) == (gssize)length);
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
  g_autoptr(MkepubFindings) findings = mkepub_findings_new();
  mkepub_xml_init();
  guint doubts = mkepub_check_book(path, "book", 1, findings);
  check_findings(findings, trouble);
  check_reading(path, doubts, trouble);
  close(fd);
  return trouble->len > 0 ? g_strdup(trouble->str) : NULL;
}
