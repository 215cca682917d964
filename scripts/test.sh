#!/bin/sh
# Sets up whatever is missing and runs every check and test: ./scripts/test.sh
command -v node >/dev/null || { echo 'Lastack needs Node 20.19 or newer: https://nodejs.org or your package manager.' >&2; exit 1; }
cd "$(dirname "$0")/.." && exec node scripts/test.mjs "$@"
