/* SPDX-License-Identifier: MIT */
#include "archive/schema.h"

#include "base/embed.h"

EMBED(schema_sql, "src/archive/schema.sql");
