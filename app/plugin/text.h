// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace skizze::plugin {

/// Words for people, as a plugin brings them along.
struct Text {
  std::string de;
  std::string en;
  bool operator==(const Text&) const = default;
};

}  // namespace skizze::plugin
