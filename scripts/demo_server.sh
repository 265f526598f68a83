#!/usr/bin/env bash
# Serves a store on a free port of this machine, until Ctrl+C:
#   scripts/demo_server.sh PROGRAM STORE [--once]
# With --once it asks the server whether it is well and for the page, and stops it.
set -euo pipefail
# shellcheck source=scripts/messages.sh
. "$(dirname "$(readlink -f "$0")")/messages.sh"

[ $# -ge 2 ] || stop "用法:scripts/demo_server.sh 程序 库 [--once]" \
  "usage: scripts/demo_server.sh PROGRAM STORE [--once]"
program=$1
store=$2

# ask PORT PATH: the whole answer, without a client that might not be installed.
ask() {
  local answer
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
  answer=$(cat <&3)
  exec 3>&-
  printf '%s' "$answer"
}

# has_page PORT: whether the program was built with the page.
has_page() {
  ask "$1" / | grep -qi '^content-type: text/html'
}

# begin OPTION…: starts the server beside us and learns its port.
begin() {
  exec 4< <(exec "$program" serve --store "$store" --port 0 --print-port "$@")
  pid=$!
  port=
  read -r port <&4 || true
  [ -n "$port" ] || stop "服务没有启动(见上)。" "the server did not start (see above)."
}

if [ "${3:-}" = --once ]; then
  begin --quiet
  trap 'kill "$pid" 2>/dev/null || true' EXIT
  ask "$port" /healthz | head -n 1 | grep -q ' 200 ' ||
    stop "/healthz 没有回答 200。" "/healthz did not answer 200."
  ask "$port" / | head -n 1 | grep -q ' 200 ' || stop "网页没有回答 200。" "the page did not answer 200."
  if has_page "$port"; then
    note "      网页可用" "      the page answers"
  else
    note "      接口可用;没有网页,因为构建时没有 npm" \
      "      the API answers; there is no page, because npm was not there to build it"
  fi
  kill "$pid"
  wait "$pid" || stop "服务没有正常停止。" "the server did not stop as it should."
  exit 0
fi

begin
trap 'kill "$pid" 2>/dev/null || true' EXIT
# The first Ctrl+C reaches the server too, which then ends by itself.
trap : INT
if has_page "$port"; then
  printf '\n请在浏览器中打开 / open in a browser:\n\n    http://127.0.0.1:%s/\n\n' "$port"
else
  printf '\n没有网页:构建时没有 npm(apt install npm 后重新运行)。接口在 / the API is at:\n'
  printf 'No page: there was no npm to build it (apt install npm, then run this again).\n\n'
  printf '    http://127.0.0.1:%s/api/openapi.json\n\n' "$port"
fi
while kill -0 "$pid" 2>/dev/null; do wait "$pid" || true; done
trap - EXIT
