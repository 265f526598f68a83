# shellcheck shell=bash
# Short progress lines in the reader's language; sourced by ./run and the scripts beside this file.

case "${DUIBIAO_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in
  zh*) speaks_chinese=1 ;;
  *) speaks_chinese=0 ;;
esac

# pick ZH EN: the one of the two that the reader wants.
pick() {
  if [ "$speaks_chinese" = 1 ]; then printf '%s' "$1"; else printf '%s' "$2"; fi
}

# note ZH EN: one line for people, on stderr, so that stdout stays data.
note() {
  printf '%s\n' "$(pick "$1" "$2")" >&2
}

# stop ZH EN: says what went wrong and what to do, and ends with a failure.
stop() {
  note "错误:$1" "error: $2"
  exit 1
}
