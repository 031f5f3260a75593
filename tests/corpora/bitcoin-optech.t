#!/bin/sh
# SPDX-License-Identifier: MIT
. "$(dirname "$0")/../lib.sh"
. "$root/tests/corpora/corpus.sh"
corpus bitcoin-optech
