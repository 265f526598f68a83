#!/usr/bin/env bash
# Import into a durable store: a 1-million-row tidy CSV beside DuckDB's CSV reader, a 200,000-row
# xlsx beside openpyxl, and 5 million rows for the aim in docs/performance.md.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=bench/common.sh
. bench/common.sh

results=build/bench/import.json
rm -f "$results"
rivals_ready

# csv_case NAME ROWS: one size of tidy CSV through both.
csv_case() {
  local figures=$data/figures-$2.csv store=$scratch/csv-$2.duibiao rival=$scratch/csv-$2.duckdb
  made "$figures" python bench/generate_tidy.py "$places" "$2" "$figures"
  drop "$store" "$rival"
  measure "$results" "$1" duibiao \
    --check-of "$program export --csv --store $store | /usr/bin/python3 bench/sum_export.py" -- \
    "$program" import --quiet --store "$store" "$figures"
  measure "$results" "$1" duckdb -- node bench/rivals/duckdb_import.js "$figures" "$rival"
}

csv_case "csv 1,000,000 rows" 1000000
csv_case "csv 5,000,000 rows" 5000000

figures=$data/figures-200000.xlsx
store=$scratch/xlsx-200000.duibiao
rival=$scratch/xlsx-200000.sqlite
made "$figures" python bench/generate_tidy.py "$places" 200000 "$figures"
drop "$store" "$rival"
measure "$results" "xlsx 200,000 rows" duibiao \
  --check-of "$program export --csv --store $store | /usr/bin/python3 bench/sum_export.py" -- \
  "$program" import --quiet --store "$store" "$figures"
measure "$results" "xlsx 200,000 rows" openpyxl -- \
  /usr/bin/python3 bench/rivals/openpyxl_import.py "$figures" "$rival"

python bench/table.py "$results"
