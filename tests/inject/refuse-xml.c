/* SPDX-License-Identifier: MIT */
/* Preloaded by a test: the XML parser refuses a document in which REFUSEME and markup stand
 * together, to show what becomes of a chapter that fails the self-check. */
#include <dlfcn.h>
#include <string.h>

/* As libxml2 declares it, but for the type of its result, which is only passed on. */
void *xmlCreateMemoryParserCtxt(const char *buffer, int size);

void *xmlCreateMemoryParserCtxt(const char *buffer, int size)
{
  void *(*real)(const char *, int);
  if (memmem(buffer, (size_t)size, "REFUSEME", 8) && memmem(buffer, (size_t)size, "<b>more", 7))
    return NULL;
  *(void **)&real = dlsym(RTLD_NEXT, "xmlCreateMemoryParserCtxt");
  return real(buffer, size);
}
