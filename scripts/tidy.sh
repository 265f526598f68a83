#!/usr/bin/env bash
# clang-tidy over every source in a build's compile_commands.json: tidy.sh BUILD. A source whose
# bytes, headers, flags and rules were clean before is not looked at again.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
# shellcheck source=scripts/messages.sh
. scripts/messages.sh

build=$1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/duibiao-tidy
mkdir -p "$cache" build/tidy
export cache build root=$PWD

# What every verdict depends on: the rules and the tool itself.
rules=$(cat .clang-tidy tests/.clang-tidy scripts/tidy.sh <(clang-tidy-19 --version) 2>/dev/null |
  sha256sum | cut -c1-16)
export rules

# One line a source: its path, its flags' hash and the project's headers it was compiled from.
ninja -C "$build" -t deps >build/tidy/deps
/usr/bin/env python3 - "$build" build/tidy/deps >build/tidy/list <<'PYTHON'
import hashlib, json, os, sys

build, deps_file = sys.argv[1:3]
root = os.getcwd() + os.sep
deps, current = {}, None
for line in open(deps_file, encoding="utf-8"):
    if not line.strip():
        current = None
    elif not line.startswith(" "):
        current = deps.setdefault(line.split(": #deps")[0], [])
    elif current is not None:
        current.append(os.path.realpath(os.path.join(build, line.strip())))
for entry in json.load(open(os.path.join(build, "compile_commands.json"), encoding="utf-8")):
    source = entry["file"]
    if not source.startswith(root) or source.startswith(root + "build"):
        continue
    # Without the place of the clone: what was clean in one is clean in another.
    digest = hashlib.sha256(entry["command"].replace(root, "").encode())
    for path in sorted({source, *deps.get(entry.get("output", ""), [])}):
        if path.startswith(root):
            digest.update(open(path, "rb").read())
    print(source[len(root):], digest.hexdigest())
PYTHON

tidy_one() {
  local source=$1 digest=$2
  local clean=$cache/$rules-$digest log
  [ -e "$clean" ] && return 0
  log=build/tidy/$(tr / _ <<<"$source").log
  if clang-tidy-19 -p "$build" --quiet --extra-arg=-Wno-unknown-warning-option "$source" \
    >"$log" 2>"$log.stderr"
  then
    : >"$clean"
  else
    cat "$log"
    grep -E 'error:' "$log.stderr" || true
    return 1
  fi
}
export -f tidy_one

if ! xargs -r -n 2 -P "${JOBS:-2}" bash -c 'tidy_one "$@"' tidy <build/tidy/list; then
  stop "clang-tidy 有意见(见上)。" "clang-tidy has findings (see above)."
fi
note "      $(wc -l <build/tidy/list) 个源文件,没有问题" \
  "      $(wc -l <build/tidy/list) sources, nothing found"
