#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
# Tables and footnotes of a real collection, as the cmark-gfm program renders them.

archive=${MKEPUB_CORPORA:-$root/../shared/corpora}/this-week-in-rust.tar.xz
if [ ! -f "$archive" ]; then
  diag "the collection is not here: set MKEPUB_CORPORA to the folder of this-week-in-rust.tar.xz"
  skip "no archive this-week-in-rust.tar.xz" "tables agree with cmark-gfm"
  finish
  exit
fi
tar -xJf "$archive"
python3 "$root/tests/oracle/compare.py" tables \
  "$root/build/${BUILD:-release}/tests/markdown-to-xhtml" this-week-in-rust/*.md
