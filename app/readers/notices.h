// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "feature/pack_info.h"

namespace skizze::readers {

/// Collects what an import wants known; equal messages are added up and keep their first example.
class NoticeBook {
 public:
  void add(feature::Severity severity, std::string id, std::vector<base::Argument> arguments = {}, std::string example = {},
           std::uint64_t count = 1);
  void add(const std::vector<feature::Notice>& notices);
  const std::vector<feature::Notice>& all() const { return m_notices; }
  bool empty() const { return m_notices.empty(); }

 private:
  std::vector<feature::Notice> m_notices;
};

/// Text as UTF-8 within a limit, with a word in the book about what had to change.
std::string clean_text(std::string raw, std::uint64_t limit, NoticeBook& book);

}  // namespace skizze::readers
