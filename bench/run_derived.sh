#!/usr/bin/env bash
# Growth, month from cumulative, rank, share and gap to the best over 5,017,503 observations, from
# CSV to answers, beside DuckDB and Polars (tuned and plain) and pandas. All nine checks must agree.
# Any argument limits the run to the engines named: bench/run_derived.sh duibiao duckdb-tuned
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=bench/common.sh
. bench/common.sh

results=build/bench/derived.json
# The generator's seed is fixed: another sum means another numpy, and then other answers.
known_sum=f23616dcb49f67af7a91d4a48523d1f9
rm -f "$results"

wanted() {
  local name=$1
  shift
  [ $# -eq 0 ] && return 0
  [[ " $* " == *" $name "* ]]
}

# engine NAME COMMAND…: one that cannot run here is left out of the table, and said.
engine() {
  local name=$1
  shift
  echo "  $name …" >&2
  measure "$results" derived "$name" -- "$@" || echo "  $name: left out" >&2
}

echo "  data …" >&2
made "$data/obs.csv" python bench/rivals/gen.py "$data" >&2
sum=$(md5sum "$data/obs.csv" | cut -d ' ' -f 1)
[ "$sum" = "$known_sum" ] || echo "  obs.csv has another md5 sum than $known_sum" >&2

wanted duibiao "$@" && measure "$results" derived duibiao -- "$programs/derived" "$data"
if rivals_ready; then
  wanted duckdb-tuned "$@" && engine duckdb-tuned node bench/rivals/duck_tuned.js "$data"
  wanted duckdb "$@" && engine duckdb node bench/rivals/duck.js "$data"
  export POLARS_MAX_THREADS=2
  wanted polars-tuned "$@" && engine polars-tuned node bench/rivals/polars_tuned.js "$data"
  wanted polars "$@" && engine polars node bench/rivals/polars.js "$data"
fi
wanted pandas "$@" && engine pandas /usr/bin/python3 bench/rivals/pandas_bench.py "$data"

python bench/pick_check.py "$results"
python bench/table.py "$results"
