#!/usr/bin/env bash
# The server on loopback under load by wrk, on the demo figures, beside PostGraphile and PostgreSQL
# with the same figures: see serve_load.py for the rows. DUIBIAO_SECONDS is the time of each.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=bench/common.sh
. bench/common.sh

if [ ! -d bench/rivals/postgraphile/node_modules/postgraphile ]; then
  npm ci --prefix bench/rivals/postgraphile --no-audit --no-fund >build/bench/npm.log 2>&1 ||
    tail -n 20 build/bench/npm.log >&2
fi
python bench/serve_load.py "$program" "$scratch/serve" build/bench/serve.json
