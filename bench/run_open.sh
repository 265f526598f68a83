#!/usr/bin/env bash
# Opens a store of 5 million figures and answers the first question, as a person does it: one
# command, nothing warm but the file system. The rival opens DuckDB's file of the same figures.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=bench/common.sh
. bench/common.sh

results=build/bench/open.json
rm -f "$results"
rivals_ready
five_million_ready

ask=("$program" show 330300 exports --period 2019-01..2019-09 --json --store "$big_store")
measure "$results" "open 5,000,000 and answer" duibiao \
  --check-of "${ask[*]} | sed -nE 's/^ *\"value\": \"([^\"]*)\".*/\1/p;' | sed -n 1p" -- "${ask[@]}"
measure "$results" "open 5,000,000 and answer" duckdb -- \
  node bench/rivals/duckdb_answer.js "$big_rival" 330300 exports 2019-01..2019-09

# Where the time goes: names, cube, question.
# shellcheck disable=SC2086  # three words
"$programs/open_probe" "$big_store" $question >/dev/null
python bench/table.py "$results"
