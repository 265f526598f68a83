#!/usr/bin/env bash
# Runs the fuzz targets of build/asan: fuzz.sh SECONDS [NAME]. Starts from fuzz/corpus/NAME/, keeps
# new finds under build/fuzz/ (never in the tree) and fails naming each input that broke a target.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=scripts/messages.sh
. scripts/messages.sh

seconds=$1
only=${2:-}

fuzz_one() {
  local name=$1
  local kept=build/fuzz/$name seeds=fuzz/corpus/$name
  mkdir -p "$kept/found" "$kept/crashes"
  local folders=("$kept/found")
  [ -d "$seeds" ] && folders+=("$seeds")
  if UBSAN_OPTIONS=print_stacktrace=1 "build/asan/${name}_fuzz" "${folders[@]}" \
    -max_total_time="$seconds" -seed="${FUZZ_SEED:-0}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$kept/crashes/" >"$kept/log" 2>&1; then
    local runs
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$kept/log")
    note "      $name:执行 $runs 次,无异常" "      $name: $runs runs, nothing broke"
  else
    tail -n 40 "$kept/log" >&2
    note "      $name:失败,输入保存在 $kept/crashes/" \
      "      $name: broke; the input is in $kept/crashes/"
    return 1
  fi
}

names=()
for source in fuzz/*_fuzz.cpp; do
  [ -e "$source" ] || continue
  name=$(basename "$source" _fuzz.cpp)
  if [ -z "$only" ] || [ "$only" = "$name" ]; then names+=("$name"); fi
done
if [ "${#names[@]}" -eq 0 ]; then
  stop "没有模糊测试目标「$only」;目标是 fuzz/ 里的 *_fuzz.cpp。" \
    "there is no fuzz target \"$only\"; the targets are fuzz/*_fuzz.cpp."
fi

failed=0
running=0
for name in "${names[@]}"; do
  if [ "$running" -ge "${JOBS:-2}" ]; then
    wait -n || failed=1
    running=$((running - 1))
  fi
  fuzz_one "$name" &
  running=$((running + 1))
done
while [ "$running" -gt 0 ]; do
  wait -n || failed=1
  running=$((running - 1))
done
exit "$failed"
