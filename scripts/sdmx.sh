#!/usr/bin/env bash
# Real SDMX clients against a server that with_server.py has started: DUIBIAO_URL says where. Clients
# that are not installed are named and passed over; with none of them it ends with 77.
#   scripts/sdmx.sh
set -uo pipefail
root=$(dirname "$(dirname "$(readlink -f "$0")")")
# shellcheck source=scripts/messages.sh
. "$root/scripts/messages.sh"

base=${DUIBIAO_URL%/}/sdmx/2.1
clients=$root/tests/sdmx/clients
outcome=0
tried=0

# client NAME COMMAND…
client() {
  local name=$1
  shift
  note "      $name" "      $name"
  tried=$((tried + 1))
  "$@" || outcome=1
}

# well_formed: every form of SDMX-ML, by xmllint. `client` calls it.
# shellcheck disable=SC2317
well_formed() {
  local path bad=0
  for path in 'data/CITY/M.330300..' 'data/CITY/M.330300..?format=structurespecificdata' \
    'data/CITY/M.330300..?format=generictimeseriesdata' \
    'data/CITY/M.330300..?format=structurespecifictimeseriesdata' \
    'data/CITY/M...YTD?dimensionAtObservation=AllDimensions' \
    'data/CITY/M.330300..?includeHistory=true' 'structure/all/all/all' \
    'availableconstraint/CITY?references=all' 'dataflow/DB/CITY/latest?references=all'; do
    if curl -fsS "$base/$path" | xmllint --noout -; then
      echo "ok    $path"
    else
      echo "FAIL  $path"
      bad=1
    fi
  done
  return "$bad"
}

if command -v xmllint >/dev/null && command -v curl >/dev/null; then
  client xmllint well_formed
else
  note "      没有 xmllint 或 curl,跳过" "      there is no xmllint or curl: passed over"
fi
if command -v Rscript >/dev/null && Rscript -e 'library(rsdmx)' >/dev/null 2>&1; then
  client rsdmx Rscript "$clients/check.R" "$base"
else
  note "      没有 R 的 rsdmx(apt-get install r-cran-rsdmx),跳过" \
    "      there is no rsdmx for R (apt-get install r-cran-rsdmx): passed over"
fi
if command -v npm >/dev/null && { [ -d "$clients/node_modules/sdmx-rest" ] ||
  (cd "$clients" && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error) >&2; }; then
  client "sdmx-rest, sdmx-json-parser, ajv" node "$clients/check.js" "$base"
else
  note "      npm 取不到 tests/sdmx/clients 所需的包,跳过" \
    "      npm could not fetch the packages of tests/sdmx/clients: passed over"
fi

[ "$tried" -gt 0 ] || exit 77
exit "$outcome"
