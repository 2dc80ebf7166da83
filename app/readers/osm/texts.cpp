// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/osm/texts.h"

#include <string>

#include "readers/notices.h"
#include "readers/text.h"

namespace skizze::readers::osm {

std::uint32_t Texts::place_of(std::string_view raw, NoticeBook& book) {
  if (raw.size() <= m_limit && is_utf8(raw)) return m_table.place_of(raw);
  return m_table.place_of(clean_text(std::string(raw), m_limit, book));
}

}  // namespace skizze::readers::osm
