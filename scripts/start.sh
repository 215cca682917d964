#!/bin/sh
# Sets up whatever is missing, builds, and opens the window: ./scripts/start.sh [CAPTURE]
command -v node >/dev/null || { echo 'Lastack needs Node 20.19 or newer: https://nodejs.org or your package manager.' >&2; exit 1; }
exec node "$(dirname "$0")/start.mjs" "$@"
