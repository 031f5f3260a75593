/* SPDX-License-Identifier: MIT */
#include "archive/schema.h"

/* The path is seen from the root of the source tree, where make runs the compiler. */
__asm__(".pushsection .rodata\n"
        ".global schema_sql\n"
        ".type schema_sql, %object\nschema_sql:\n"
        ".incbin \"src/archive/schema.sql\"\n"
        ".byte 0\n"
        ".size schema_sql, . - schema_sql\n"
        ".popsection\n");
