// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace skizze::style {

struct NumberFormat {
  std::string locale;            ///< BCP 47; the language decides separators
  std::string currency;          ///< ISO 4217; empty for none
  std::string unit;              ///< ECMA-402 unit identifier ("meter"); empty for none
  int min_fraction_digits = -1;  ///< negative: by default
  int max_fraction_digits = -1;
};

/// A number as people of a language write it (a small part of ECMA-402: separators, digits, the units and currencies a map needs).
std::string format_number(double number, const NumberFormat& format);

}  // namespace skizze::style
