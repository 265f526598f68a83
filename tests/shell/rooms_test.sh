#!/usr/bin/env bash
# Proves that a room cannot include what it may not use: rooms_test.sh COMPILER SOURCE_DIR ROOM
# INCLUDE_DIRS (separated by «;»). Every room whose folder is not in the list must be out of reach.
set -euo pipefail

compiler=$1 source_dir=$2 room=$3
IFS=';' read -r -a folders <<<"$4"

flags=(-std=c++20 -x c++ -E)
for folder in "${folders[@]}"; do flags+=("-I$folder"); done

# reaches HEADER: whether a file compiled as part of the room finds it.
reaches() {
  printf '#include "%s"\n' "$1" | "$compiler" "${flags[@]}" - >/dev/null 2>&1
}

failed=0
seen=0
for folder in "$source_dir"/src/*/; do
  other=$(basename "$folder")
  header=$(find "$folder" -name '*.h' -printf "$other/%P\n" | sort | head -n 1)
  [ -n "$header" ] || continue
  allowed=no
  for path in "${folders[@]}"; do
    if [ -e "$path/$other" ]; then allowed=yes; fi
  done
  if reaches "$header"; then found=yes; else found=no; fi
  if [ "$allowed" != "$found" ]; then
    echo "room $room, header $header: allowed $allowed, found $found" >&2
    failed=1
  fi
  if [ "$allowed" = no ]; then seen=$((seen + 1)); fi
done
# Inside the bulletin room the flow goes one way too: who reads knows nothing of who judges, nor of
# the store's figures.
if [ "$room" = bulletin ]; then
  inner="$source_dir/src/bulletin"
  if grep -rnE '#include "(bulletin/(relate|judge)|cube|compare)/' "$inner/read" >&2 ||
    grep -rnE '#include "bulletin/judge/' "$inner/relate" >&2; then
    echo "room bulletin: read, relate and judge depend downwards only" >&2
    failed=1
  fi
fi
echo "room $room: $seen other rooms are out of its reach"
exit "$failed"
