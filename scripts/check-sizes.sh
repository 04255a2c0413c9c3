#!/bin/sh
# Refuses source files of more than 500 lines: one concern each.
set -eu
large=$(git ls-files '*.swift' '*.c' '*.h' '*.inc' '*.cpp' '*.js' '*.css' '*.html' | xargs wc -l | awk '$2 != "total" && $1 > 500')
[ -z "$large" ] || { echo "files over 500 lines; split them by concern:" >&2; echo "$large" >&2; exit 1; }
