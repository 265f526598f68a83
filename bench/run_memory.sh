#!/usr/bin/env bash
# Bytes of memory a figure: what the cube of 5 million figures holds once loaded, as it counts itself
# and as the kernel counts the process.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=bench/common.sh
. bench/common.sh

results=build/bench/memory.json
rm -f "$results"
five_million_ready

measure "$results" "cube of 5,000,000" duibiao -- "$programs/open_probe" "$big_store" --memory
python bench/table.py "$results"
