# shellcheck shell=bash
# What the benchmark scripts share; sourced from the project's root.
# shellcheck disable=SC2034  # the names below are for the scripts that source this

program=build/release/duibiao
programs=build/bench-programs
data=build/bench/data
scratch=build/bench/scratch
places=data/places.csv
mkdir -p "$data" "$scratch"

# Debian's own interpreter has the packages that the installer brings.
python() { /usr/bin/python3 "$@"; }

# made FILE COMMAND…: makes an input once; a half-made one is not left behind.
made() {
  local file=$1
  shift
  [ -s "$file" ] && return 0
  "$@" || {
    rm -f "$file"
    return 1
  }
}

# drop FILE…: removes stores with what lies beside them.
drop() {
  local file
  for file in "$@"; do rm -f "$file" "$file-wal" "$file-shm" "$file.wal"; done
}

# measure FILE CASE ENGINE … : see measure.py.
measure() { python bench/measure.py "$@"; }

# The rivals' own packages, in the versions that the lock file names.
rivals_ready() {
  [ -d bench/rivals/node_modules/@duckdb/node-api ] && return 0
  npm ci --prefix bench/rivals --no-audit --no-fund >build/bench/npm.log 2>&1 || {
    tail -n 20 build/bench/npm.log >&2
    echo "npm could not fetch the rivals (see above)" >&2
    return 1
  }
}

# A store of 5 million figures, and DuckDB's file of the same; import makes them too.
big_store=$scratch/csv-5000000.duibiao
big_rival=$scratch/csv-5000000.duckdb
question="330300 exports 2019-01..2019-09"
five_million_ready() {
  local figures=$data/figures-5000000.csv
  made "$figures" python bench/generate_tidy.py "$places" 5000000 "$figures"
  if [ "$program" -nt "$big_store" ]; then
    drop "$big_store"
    "$program" import --quiet --store "$big_store" "$figures" >&2
  fi
  if [ ! -s "$big_rival" ]; then
    rivals_ready
    node bench/rivals/duckdb_import.js "$figures" "$big_rival" >&2
  fi
}
