#!/usr/bin/env bash
# The page in Chromium and the API's description under Spectral, against a server that with_server.py
# has started: DUIBIAO_URL says where. Pictures of every view are left in FOLDER.
#   scripts/journeys.sh FOLDER
# Ends with 77 when what it needs cannot be had from npm's registry.
set -euo pipefail
root=$(dirname "$(dirname "$(readlink -f "$0")")")
# shellcheck source=scripts/messages.sh
. "$root/scripts/messages.sh"

[ $# -eq 1 ] || stop "用法:scripts/journeys.sh 目录" "usage: scripts/journeys.sh FOLDER"
mkdir -p "$1"
folder=$(readlink -f "$1")
readonly unavailable=77

# packages FOLDER PROGRAM: what the folder's lock file names, once.
packages() {
  [ -x "$1/node_modules/.bin/$2" ] && return 0
  (cd "$1" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) >&2 || {
    note "      npm 取不到 $1 所需的包" "      npm could not fetch the packages of $1"
    return $unavailable
  }
}

packages "$root/web" vitest || exit
packages "$root/tests/openapi" spectral || exit

outcome=0
for language in zh en; do
  file=$folder/openapi-$language.json
  node -e 'fetch(process.argv[1]).then((a) => a.text()).then((t) => process.stdout.write(t))' \
    "$DUIBIAO_URL/api/openapi.json?lang=$language" >"$file"
  note "      Spectral:$file" "      Spectral: $file"
  "$root/tests/openapi/node_modules/.bin/spectral" lint --fail-severity warn \
    --ruleset "$root/tests/openapi/.spectral.yaml" "$file" >&2 || outcome=1
done

(cd "$root/web" && DUIBIAO_SHOTS=$folder npm run --silent journeys) >&2 || outcome=1
exit "$outcome"
