// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace skizze::style {

/// What was lost, each once.
class Losses {
 public:
  void add(const char* id, std::string what = {});
  std::vector<base::Message> take() { return std::move(m_messages); }

 private:
  std::vector<base::Message> m_messages;
};

}  // namespace skizze::style
