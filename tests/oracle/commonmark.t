#!/bin/sh
# SPDX-License-Identifier: MIT
# Every example of the CommonMark specification, as the cmark program renders it.
root=$(cd "$(dirname "$0")/../.." && pwd)
exec python3 -B "$root/tests/oracle/compare.py" examples \
  "$root/build/${BUILD:-release}/tests/markdown-to-xhtml" "$root/tests/tools/node_modules/commonmark-spec/spec.txt"
