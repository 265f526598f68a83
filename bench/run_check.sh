#!/usr/bin/env bash
# How well bulletins are read and judged: labelled sentences, drafts with and without a mistake,
# whole bulletins composed from data/demo with one mistake each, the recognisers' specs, and speed.
# What failed is in build/bench/check_failures.txt; the sentences kept back are listed there only
# with DUIBIAO_SHOW_HOLDOUT=1, so that nobody tunes on them by accident.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=bench/common.sh
. bench/common.sh

options=(--failures build/bench/check_failures.txt)
[ "${DUIBIAO_SHOW_HOLDOUT:-0}" = 1 ] && options+=(--holdout)
"$programs/check_probe" . "${options[@]}" | tee build/bench/check.txt
