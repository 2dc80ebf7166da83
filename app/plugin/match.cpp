// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugin/match.h"

#include <algorithm>

namespace skizze::plugin {

Fit fit(const Format& format, const FileLook& look) {
  const bool tells_content = !format.starts_with.empty() || !format.xml_root.empty();
  if (!tells_content) {
    const bool named = std::find(format.extensions.begin(), format.extensions.end(), look.extension) != format.extensions.end();
    return named ? Fit::by_name : Fit::none;
  }
  const bool begins = format.starts_with.empty() || look.head.starts_with(format.starts_with);
  const bool root = format.xml_root.empty() || look.xml_root == format.xml_root;
  return begins && root ? Fit::by_content : Fit::none;
}

}  // namespace skizze::plugin
