#!/usr/bin/env bash
# Installs what is missing for the named groups (build, test, journeys, check, bench) on Debian 12; with all
# of it there it asks nobody, needs no network and takes a fraction of a second.
set -euo pipefail
# shellcheck source=scripts/messages.sh
. "$(dirname "$(readlink -f "$0")")/messages.sh"

build_packages=(g++ cmake ninja-build pkgconf ccache libfmt-dev libexpected-dev nlohmann-json3-dev
  libcli11-dev libsqlite3-dev libzip-dev libexpat1-dev libicu-dev libsodium-dev libtomlplusplus-dev
  libxlsxwriter-dev libboost-dev libssl-dev zlib1g-dev)
test_packages=(libgtest-dev libgmock-dev poppler-utils python3)
check_packages=(clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev shellcheck
  python3)
bench_packages=(ca-certificates python3-openpyxl python3-numpy python3-pandas wrk postgresql-15)

wanted=()
for group in "$@"; do
  case "$group" in
    build)
      wanted+=("${build_packages[@]}")
      # For the page; one that stands there already, from wherever, will do.
      command -v npm >/dev/null || wanted+=(nodejs npm)
      ;;
    test)
      wanted+=("${test_packages[@]}")
      ;;
    journeys)
      wanted+=(fonts-noto-cjk python3)
      command -v chromium >/dev/null || wanted+=(chromium)
      command -v npm >/dev/null || wanted+=(nodejs npm)
      ;;
    check) wanted+=("${check_packages[@]}") ;;
    bench)
      wanted+=("${bench_packages[@]}")
      # Only the rivals need node; one that stands there already, from wherever, will do.
      command -v npm >/dev/null || wanted+=(nodejs npm)
      ;;
    *) stop "没有「$group」这一组;可选:build test journeys check bench。" \
      "there is no group \"$group\"; choose from build, test, journeys, check, bench." ;;
  esac
done
[ "${#wanted[@]}" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  note "这台机器没有 apt,请自行安装下列软件包的对应版本:${wanted[*]}" \
    "there is no apt here; please install the equivalents of: ${wanted[*]}"
  exit 0
fi

present=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "${wanted[@]}" 2>/dev/null |
  sed -n 's/^ii *//p' || true)
missing=()
for package in "${wanted[@]}"; do
  grep -qxF -- "$package" <<<"$present" || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || stop \
    "安装需要 root 权限。请以 root 运行:apt-get install ${missing[*]}" \
    "installing needs root. Run this as root: apt-get install ${missing[*]}"
  as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 \
    -o Acquire::Retries=3 "$@" >"$log" 2>&1
}

note "正在安装 ${#missing[@]} 个软件包:${missing[*]}" \
  "installing ${#missing[@]} packages: ${missing[*]}"
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; }; then
  tail -n 20 "$log" >&2
  stop "apt 没有装完(见上)。请检查网络和 /etc/apt/sources.list,然后重试。" \
    "apt did not finish (see above). Check the network and /etc/apt/sources.list, then try again."
fi
