// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace skizze::feature {

enum class ColumnType : std::uint8_t { text, integer, real, boolean };

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
  bool operator==(const Column&) const = default;
};

/// An attribute on its way in; monostate is "no value".
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;
/// An attribute read from a pack; text is a view into the pack and lives as long as it.
using ValueView = std::variant<std::monostate, bool, std::int64_t, double, std::string_view>;

/// Plain text of a value with '.' as decimal sign; empty for no value.
std::string to_text(const ValueView& value);
ValueView view(const Value& value);

}  // namespace skizze::feature
