# SPDX-FileCopyrightText: 2026 Stadtskizze contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./run and ./test: configures and builds one preset of CMakePresets.json into build/<preset>.
build_preset() {
  cmake --preset "$1"
  cmake --build --preset "$1" --parallel "$(nproc)"
}
