/* SPDX-License-Identifier: MIT */
/* Prints the XHTML of each Markdown file named, between NUL bytes, for comparison with the
 * reference programs; or, with 'text', its plain text. Usage: markdown-to-xhtml
 * commonmark|gfm|full|text FILE... */
#include <stdio.h>
#include <string.h>

#include "markdown/markdown.h"

static char *on_link(gpointer data, const char *address, guint line)
{
  (void)data;
  (void)line;
  /* the characters that cmark leaves as they are in addresses */
  return g_uri_escape_string(address, "-_.+!*'(),%#@?=;:/&$~", FALSE);
}

static const MkepubPicture *on_picture(gpointer data, const char *address, guint line)
{
  MkepubPicture *picture = data;
  (void)line;
  g_free((char *)picture->href);
  picture->href = on_link(NULL, address, 0);
  return picture;
}

int main(int argc, char **argv)
{
  MkepubPicture picture = {NULL, NULL, "image/png", 1, 1};
  MkepubResolver resolver = {on_link, on_link, on_picture, NULL, &picture};
  MkepubMarkdownOptions options = {.path = "", .first_line = 1, .resolver = &resolver};
  if (argc < 2)
    return 2;
  if (strcmp(argv[1], "commonmark") == 0)
    options.flags = MKEPUB_MARKDOWN_COMMONMARK;
  else if (strcmp(argv[1], "gfm") == 0)
    options.flags = MKEPUB_MARKDOWN_GFM;
  gboolean plain = strcmp(argv[1], "text") == 0;
  g_autoptr(MkepubWriter) writer = mkepub_writer_new();
  for (int i = 2; i < argc; i++) {
    g_autofree char *text = NULL;
    gsize length;
    MkepubMarkdownFacts facts = {0};
    if (!g_file_get_contents(argv[i], &text, &length, NULL))
      return 3;
    mkepub_writer_reset(writer);
    GString *out;
    if (plain) {
      out = mkepub_markdown_text(text, length, &options);
    } else {
      mkepub_markdown_write(text, length, &options, writer, &facts);
      out = mkepub_writer_finish(writer);
    }
    fwrite(out->str, 1, out->len + 1, stdout);
    g_string_free(out, TRUE);
  }
  g_free((char *)picture.href);
  return fclose(stdout) == 0 ? 0 : 3;
}
