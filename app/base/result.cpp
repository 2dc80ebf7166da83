// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include <array>

namespace skizze::base {

std::string_view name_of(ErrorCode code) {
  static constexpr std::array<std::string_view, 12> k_names{"not_found", "unreadable", "unsupported", "damaged",
                                                            "too_large", "refused",    "invalid",     "conflict",
                                                            "no_space",  "cancelled",  "crashed",     "internal"};
  return k_names[static_cast<std::size_t>(code)];
}

}  // namespace skizze::base
