/* SPDX-License-Identifier: MIT */
/* convert THREADS TIMES FILE OUT: makes FILE fit for a book, TIMES times by THREADS threads;
 * the last becomes OUT. What the conversion of pictures costs, without a book around it. */
#include <stdio.h>
#include <stdlib.h>

#include "media/raster/convert.h"

typedef struct {
  char *bytes;
  gsize length;
  gint left; /* to be counted down by all threads */
  const char *out;
} Work;

static gpointer convert(gpointer data)
{
  Work *work = data;
  const MkepubConvertOptions options = {.max_pixels = 1600, .quality = 80};
  for (;;) {
    g_auto(MkepubConverted) made;
    gint left = g_atomic_int_add(&work->left, -1);
    if (left <= 0)
      return GINT_TO_POINTER(TRUE);
    if (mkepub_convert((const guint8 *)work->bytes, work->length, &options, &made) !=
        MKEPUB_CONVERT_MADE)
      return GINT_TO_POINTER(FALSE);
    if (left == 1 &&
        !g_file_set_contents(work->out, (const char *)made.bytes, (gssize)made.length, NULL))
      return GINT_TO_POINTER(FALSE);
  }
}

int main(int argc, char **argv)
{
  Work work = {0};
  g_autoptr(GPtrArray) threads = g_ptr_array_new();
  gboolean fine = TRUE;
  if (argc != 5 || !g_file_get_contents(argv[3], &work.bytes, &work.length, NULL))
    return 2;
  work.left = (gint)g_ascii_strtoll(argv[2], NULL, 10);
  work.out = argv[4];
  for (gint64 i = g_ascii_strtoll(argv[1], NULL, 10); i > 0; i--)
    g_ptr_array_add(threads, g_thread_new("convert", convert, &work));
  for (guint i = 0; i < threads->len; i++)
    fine = GPOINTER_TO_INT(g_thread_join(threads->pdata[i])) && fine;
  g_free(work.bytes);
  return fine ? 0 : 1;
}
