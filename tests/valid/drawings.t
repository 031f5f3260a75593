#!/bin/sh
# SPDX-License-Identifier: MIT
# SVG files in the manner of many programs, hostile ones, and every element of SVG in every other with every attribute:
# what is left of them draws no message from EPUBCheck, and of each it is told what was left out.
. "$(dirname "$0")/../lib.sh"
clean=$root/build/${BUILD:-release}/oracle/clean-svg
tool=$root/tests/valid/drawings.py
drawings=$root/tests/valid/drawings

# cleaned NAME FILE…: all are kept; what is left of them is in the folder NAME, what was told in NAME.told.
cleaned() {
  folder=$1
  shift
  mkdir "$folder"
  run "$clean" "$folder" "$@"
  exits 0 "$folder: they are read"
  cp "$out" "$folder.told"
  is "$(grep -c "$(printf '\tkept\t')" "$folder.told")" $# "$folder: all $# are kept" || grep refused "$folder.told" >&2
  ok "$folder: they are packed" python3 "$tool" book "$folder.epub" "$folder"/*.svg
  valid "$folder.epub" "$folder: EPUBCheck has nothing to say"
}

# told FILE WORDS: what was told of a drawing.
told() {
  is "$(awk -F'\t' -v "file=/$1" 'index($4, file) { print $3 }' samples.told)" "$2" "$1: $2"
}

cleaned samples "$drawings"/*
told animated.svg '-'
told bare.svg 'undeclared entity resolved'
told drawio.svg 'label in HTML set as text'
told figma.svg '-'
told gnuplot.svg 'changed: script'
told graphviz.svg 'changed: outside reference'
told illustrator.svg '-'
told inkscape.svg 'changed: element that readers do not show'
told latin1.svg '-'
told matplotlib.svg '-'
told mermaid.svg 'label in HTML set as text'
told switch.svg '-'
told utf16.svg '-'
told zipped.svgz '-'

ok 'the matrix is written' python3 "$tool" make matrix-in
cleaned matrix matrix-in/*.svg

# The inputs of the fuzz target: not all of them can be read.
mkdir fuzz
# shellcheck disable=SC2046 # names of inputs hold no space
run "$clean" fuzz $(find "$root/tests/fuzz/corpus/svg" "$root/tests/fuzz/found/svg" -type f 2>/dev/null)
exits 0 'the inputs of the fuzz target are read'
ok 'they are packed' python3 "$tool" book fuzz.epub fuzz/*.svg
valid fuzz.epub 'EPUBCheck has nothing to say of them'
finish
