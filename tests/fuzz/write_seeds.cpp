// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// write_seeds DIR: the seeds of every target as files DIR/<target>/seed_<n>.
#include <filesystem>
#include <fstream>

#include "targets.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  for (const auto& target : skizze::fuzz::targets()) {
    const auto folder = std::filesystem::path(argv[1]) / target.name;
    std::filesystem::create_directories(folder);
    int n = 0;
    for (const auto& seed : target.seeds()) std::ofstream(folder / ("seed_" + std::to_string(n++)), std::ios::binary) << seed;
  }
  return 0;
}
