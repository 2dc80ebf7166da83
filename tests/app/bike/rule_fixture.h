// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "bike/rules.h"

namespace skizze::test {

inline std::string text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The rules as they are shipped.
inline bike::RuleBook shipped_rules() {
  bike::RuleBook book;
  if (!book.add_folder(STADTSKIZZE_SOURCE_DIR "/resources/rules", false)) qFatal("the shipped rules cannot be read");
  return book;
}

}  // namespace skizze::test
