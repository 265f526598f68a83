#!/usr/bin/env bash
# Builds the page into FOLDER, each file compressed in both ways (.gz, .br), ready to be embedded:
#   scripts/web.sh FOLDER
# Needs npm, and on the first run its registry. What has not changed is not built again.
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "$0")")")
# shellcheck source=scripts/messages.sh
. "$root/scripts/messages.sh"

[ $# -eq 1 ] || stop "用法:scripts/web.sh 目录" "usage: scripts/web.sh FOLDER"
mkdir -p "$1"
folder=$(readlink -f "$1")
web=$root/web
# Held while building: trees that are built at the same time share web/node_modules and web/dist.
exec 9<"$web/package.json"
flock 9

packages=$(cat "$web/package.json" "$web/package-lock.json" | sha256sum)
if [ ! -d "$web/node_modules" ] || [ "$(cat "$web/.packages" 2>/dev/null)" != "$packages" ]; then
  (cd "$web" && npm ci --no-audit --no-fund --loglevel=error) >&2
  printf '%s\n' "$packages" >"$web/.packages"
fi

sources=$(cd "$web" && find src public index.html package-lock.json tsconfig.json vite.config.ts \
  -type f -exec sha256sum {} + | sort | sha256sum)
if [ ! -f "$web/dist/index.html" ] || [ "$(cat "$web/.built" 2>/dev/null)" != "$sources" ]; then
  (cd "$web" && node_modules/.bin/vite build --logLevel warn) >&2
  printf '%s\n' "$sources" >"$web/.built"
fi

rm -rf "$folder/page"
cp -r "$web/dist" "$folder/page"
# Only here, where it is done once, does the tighter and far slower form pay.
find "$folder/page" -type f ! -name '*.br' -exec node -e '
  const { brotliCompressSync } = require("zlib");
  const { readFileSync, writeFileSync } = require("fs");
  for (const file of process.argv.slice(1)) {
    writeFileSync(file + ".br", brotliCompressSync(readFileSync(file)));
  }' {} +
# Without name and time inside, so that the same page gives the same bytes.
find "$folder/page" -type f ! -name '*.br' -exec gzip -9 -n {} +
