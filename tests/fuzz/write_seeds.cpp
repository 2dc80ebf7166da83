// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// write_seeds CORPUS DIR: the seeds of every target and what CORPUS keeps, as files DIR/<target>/<n>.
/// write_seeds --keep CORPUS DIR: the way back, DIR/<target>/* to CORPUS/<target>.gz.
#include <filesystem>
#include <fstream>
#include <string>

#include "corpus.h"
#include "targets.h"

namespace fs = std::filesystem;
using namespace skizze;

int main(int argc, char** argv) {
  const bool keep = argc == 4 && std::string(argv[1]) == "--keep";
  if (!keep && argc != 3) return 2;
  const fs::path corpus = argv[argc - 2];
  const fs::path dir = argv[argc - 1];
  for (const auto& target : fuzz::targets()) {
    const fs::path folder = dir / target.name;
    const fs::path kept = corpus / (std::string(target.name) + ".gz");
    if (keep) {
      if (fs::exists(folder)) fuzz::write_corpus(kept, fuzz::files_of(folder));
      continue;
    }
    fs::create_directories(folder);
    auto inputs = target.seeds();
    for (auto& input : fuzz::read_corpus(kept)) inputs.push_back(std::move(input));
    int n = 0;
    for (const auto& input : inputs) std::ofstream(folder / std::to_string(n++), std::ios::binary) << input;
  }
  return 0;
}
