/* SPDX-License-Identifier: MIT */
/* Files of the source tree compiled in: stylesheets, designs, schemas.
 * Used by one source file of each room that has any. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

/* Defines NAME, the bytes of the file PATH, and NAME_end after the last of them, at a NUL; to
 * be declared 'extern const char NAME[], NAME_end[]'. PATH is relative to the root of the
 * source tree, where make runs the compiler; the Makefile makes the object depend on it. */
#define EMBED(name, path)                                                                      \
  __asm__(".pushsection .rodata\n"                                                             \
          ".global " #name "\n"                                                                \
          ".type " #name ", %object\n" #name ":\n"                                             \
          ".incbin \"" path "\"\n"                                                             \
          ".size " #name ", . - " #name "\n"                                                   \
          ".global " #name "_end\n" #name "_end:\n"                                            \
          ".byte 0\n"                                                                          \
          ".popsection\n")

#endif
