/* SPDX-License-Identifier: MIT */
/* Preloaded by a test: the XML parser refuses a document in which REFUSEME and markup stand
 * together, to show what becomes of a chapter that fails the self-check. */
#include <dlfcn.h>
#include <libxml/parser.h>
#include <string.h>

int xmlParseDocument(xmlParserCtxtPtr context)
{
  int (*real)(xmlParserCtxtPtr);
  *(void **)&real = dlsym(RTLD_NEXT, "xmlParseDocument");
  const char *text = (const char *)context->input->cur;
  if (strstr(text, "REFUSEME") && strstr(text, "<b>more</b>"))
    return -1;
  return real(context);
}
