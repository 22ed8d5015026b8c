# For the scripts beside it: packages and the build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# packages [test]: the names in scripts/packages.txt, with [test] also those for the tests.
packages() {
  awk -v test="${1:-}" '/^\[/ { skip = test == "" } !/^(#|\[|$)/ && !skip' scripts/packages.txt
}

# install_missing [test]: installs what is missing, and only that. A program that is there counts, wherever it came from.
install_missing() {
  local missing=() package
  for package in $(packages "${1:-}"); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
      command -v "$package" > /dev/null || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing: ${missing[*]}"
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get update -q
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build FOLDER [cmake options …]
build() {
  cmake -S . -B "$1" -G Ninja "${@:2}"
  cmake --build "$1"
}
