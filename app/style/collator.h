// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Comparing words as readers of a language do: base letters first, then accents, then case. Latin letters with the tailorings of
/// German (searching: ä like ae), Danish, Norwegian, Swedish and Finnish; other scripts compare by code point.
#pragma once

#include <string>
#include <string_view>

namespace skizze::style {

struct Collator {
  bool case_sensitive = false;
  bool diacritic_sensitive = false;
  std::string locale;  ///< one we know, as resolved_locale() gives it

  /// Negative, 0 or positive. Accents and case count only where the collator is sensitive to them; small letters come first.
  int compare(std::string_view a, std::string_view b) const;
};

/// The language of a tag ("de-CH" is "de") when we know how it sorts; "en" for others and for an empty one.
std::string resolved_locale(std::string_view requested);

}  // namespace skizze::style
