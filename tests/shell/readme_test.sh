#!/usr/bin/env bash
# Keeps the front pages honest: readme_test.sh SOURCE_DIR [PROGRAM]. What they tell a newcomer to
# type is what CI runs and what the program knows.
set -euo pipefail

cd "$1"
program=${2:-}
failed=0

complain() {
  echo "$*" >&2
  failed=1
}

# fenced FILE: the lines inside its code fences.
fenced() {
  awk '/^ *```/ { inside = !inside; next } inside' "$1"
}

for command in './run test' './run demo'; do
  for page in README.md README.zh.md; do
    fenced "$page" | grep -qE "^(\\$ )?${command}( |$)" || complain "$page does not show $command"
  done
  grep -qE "(^| )${command}( |$)" .ci/run || complain ".ci/run does not call $command"
done

usage=$(DUIBIAO_LANG=en ./run help)
mentioned=$(grep -ohE '\./run [a-z]+' README.md README.zh.md HACKING.md CONTRIBUTING.md .ci/run |
  cut -d' ' -f2 | sort -u)
for word in $mentioned; do
  grep -qE "^  $word( |$)" <<<"$usage" || complain "./run help does not know «$word»"
done

if [ -n "$program" ] && [ -x "$program" ]; then
  known=$("$program" help --lang en)
  for page in README.md README.zh.md; do
    for word in $(fenced "$page" | sed -nE 's/^(\$ )?(build\/release\/)?duibiao ([a-z]+).*/\3/p' |
      sort -u); do
      grep -qwF -- "$word" <<<"$known" || complain "$page: the program has no command «$word»"
    done
  done
fi
exit "$failed"
