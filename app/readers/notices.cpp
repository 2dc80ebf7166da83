// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/notices.h"

#include <algorithm>
#include <utility>

#include "readers/text.h"

namespace skizze::readers {

void NoticeBook::add(feature::Severity severity, std::string id, std::vector<base::Argument> arguments, std::string example,
                     std::uint64_t count) {
  feature::Notice notice{severity, {std::move(id), std::move(arguments)}, count, std::move(example)};
  const auto same = std::find_if(m_notices.begin(), m_notices.end(), [&](const feature::Notice& known) {
    return known.severity == notice.severity && known.message == notice.message;
  });
  if (same != m_notices.end()) {
    same->count += count;
  } else {
    m_notices.push_back(std::move(notice));
  }
}

void NoticeBook::add(const std::vector<feature::Notice>& notices) {
  for (const auto& n : notices) add(n.severity, n.message.id, n.message.arguments, n.example, n.count);
}

std::string clean_text(std::string raw, std::uint64_t limit, NoticeBook& book) {
  if (!is_utf8(raw)) {
    raw = utf8_from_windows_1252(raw);
    book.add(feature::Severity::info, "readers.text_recoded");
  }
  if (raw.size() > limit) {
    raw.resize(cut_utf8(raw, limit).size());
    book.add(feature::Severity::lost, "readers.text_cut", {{"limit", std::to_string(limit)}});
  }
  return raw;
}

}  // namespace skizze::readers
