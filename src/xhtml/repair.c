/* SPDX-License-Identifier: MIT */
#include "xhtml/writer-internal.h"

void writer_repaired_at(MkepubWriter *writer, MkepubElement element, const char *what,
                        guint line)
{
  if (!writer->callback)
    return;
  g_autofree char *phrase = element == ELEMENT_NONE
                                ? g_strdup(what)
                                : g_strdup_printf("'%s' %s", element_name(element), what);
  writer->callback(writer->callback_data, phrase, line);
}

void writer_repaired(MkepubWriter *writer, MkepubElement element, const char *what)
{
  writer_repaired_at(writer, element, what, 0);
}
