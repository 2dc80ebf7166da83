# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by tests/web/run and tests/bench/run: what package.json names, into build/web, after saying so.
install_web_modules() {
  [ -d build/web/node_modules/maplibre-gl ] && cmp -s tests/web/package.json build/web/package.json && return 0
  command -v npm >/dev/null || install_packages web
  echo "Installing from npm into build/web: maplibre-gl, playwright-core (versions in tests/web/package.json)"
  mkdir -p build/web
  cp tests/web/package.json build/web/package.json
  npm install --prefix build/web --no-audit --no-fund --ignore-scripts --loglevel=error
}
