// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "style/color.h"

namespace skizze::style {

/// Named colours of one appearance (light, dark, contrast): the city style names "@water" and means what the palette says.
struct Palette {
  std::string name;                                  ///< "light", "dark", "contrast"
  bool dark = false;                                 ///< light words on a dark ground
  std::map<std::string, Color, std::less<>> colors;  ///< by token without '@'

  /// The colour of a token, with or without '@'; empty when it has none.
  std::optional<Color> color(std::string_view token) const;
  bool operator==(const Palette&) const = default;
};

/// Reads {"name":"light","dark":false,"colors":{"water":"#cfe0ea",...}}; a value may be another token ("@water").
/// Errors: invalid (not JSON, a colour that is none, a circle of tokens).
base::Result<Palette> parse_palette(std::string_view json);

/// Replaces every JSON string "@token" by the palette's colour ("rgba(...)") and "@token/0.4" by that colour with this opacity.
/// Errors: invalid (not JSON; an unknown token is named). Text without tokens comes back unchanged in meaning.
base::Result<std::string> apply_palette(std::string_view style_json, const Palette& palette);

}  // namespace skizze::style
