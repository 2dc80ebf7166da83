# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./run and ./test: installs missing Debian packages after saying which.

# install_packages SECTION...: the packages of these sections of packaging/apt-packages.txt.
install_packages() {
  local wanted missing=() package
  wanted=$(awk -v want=" $* " '/^\[/{on = index(want, " " substr($0, 2, length($0) - 2) " ")} /^[a-z0-9]/{if (on) print $1}' packaging/apt-packages.txt)
  for package in $wanted; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing and only an administrator can install them:" >&2
      echo "  apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing from Debian: ${missing[*]}"
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}
