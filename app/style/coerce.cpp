// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/coerce.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace skizze::style {
namespace {

using Converted = tl::expected<Value, std::string>;

std::string plain(const Value& value) { return value.string() != nullptr ? *value.string() : json_text(value); }

tl::unexpected<std::string> unparsable(std::string_view what, const Value& value) {
  return tl::unexpected<std::string>("Could not parse " + std::string(what) + " from value '" + plain(value) + "'");
}

bool truth(const Value& value) {
  if (value.is_null()) return false;
  if (const auto* b = value.boolean()) return *b;
  if (const auto* n = value.number()) return *n != 0 && !std::isnan(*n);
  if (const auto* s = value.string()) return !s->empty();
  return true;
}

/// ECMAScript's Number(text): blanks around it do not matter, nothing at all is 0.
std::optional<double> number_of(std::string text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return 0;
  text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  const char* begin = text.data();
  if (*begin == '+') ++begin;
  double number = 0;
  const auto parsed = std::from_chars(begin, text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return std::isnan(number) ? std::nullopt : std::optional(number);
}

Converted to_number(const Value& value) {
  if (value.is_null()) return Value(0.0);
  if (const auto* b = value.boolean()) return Value(*b ? 1.0 : 0.0);
  if (const auto* n = value.number(); n != nullptr && !std::isnan(*n)) return value;
  if (const auto* s = value.string()) {
    if (const auto number = number_of(*s)) return Value(*number);
  }
  return tl::unexpected<std::string>("Could not convert " + json_text(value) + " to number.");
}

std::optional<std::vector<double>> numbers_in(const Value& value) {
  if (const auto* n = value.number()) return std::vector<double>{*n};
  const auto* items = value.array();
  if (items == nullptr) return std::nullopt;
  std::vector<double> numbers;
  for (const auto& item : *items) {
    if (item.number() == nullptr) return std::nullopt;
    numbers.push_back(*item.number());
  }
  return numbers;
}

Converted to_color(const Value& value) {
  if (value.color() != nullptr) return value;
  if (const auto* text = value.string()) {
    if (const auto color = parse_color(*text)) return Value(*color);
  }
  const auto* items = value.array();
  if (items == nullptr) return unparsable("color", value);
  if (items->size() < 3 || items->size() > 4) {
    return tl::unexpected<std::string>("Invalid rgba value " + json_text(value) +
                                       ": expected an array containing either three or four numeric values.");
  }
  const auto n = numbers_in(value);
  const bool fits = n && std::all_of(n->begin(), n->begin() + 3, [](double c) { return c >= 0 && c <= 255; });
  if (!fits)
    return tl::unexpected<std::string>("Invalid rgba value " + json_text(value) + ": 'r', 'g', and 'b' must be between 0 and 255.");
  const double alpha = n->size() == 4 ? (*n)[3] : 1;
  if (!(alpha >= 0 && alpha <= 1))
    return tl::unexpected<std::string>("Invalid rgba value " + json_text(value) + ": 'a' must be between 0 and 1.");
  const auto component = [&](std::size_t i) { return static_cast<float>((*n)[i] / 255); };
  return Value(Color{component(0), component(1), component(2), static_cast<float>(alpha)});
}

Converted to_padding(const Value& value) {
  if (value.numbers() != nullptr) return value;
  const auto n = numbers_in(value);
  if (!n || n->empty() || n->size() > 4) return unparsable("padding", value);
  const auto& v = *n;  // as in CSS: top, right, bottom, left
  const double right = v.size() > 1 ? v[1] : v[0];
  return Value(Numbers{Kind::padding, {v[0], right, v.size() > 2 ? v[2] : v[0], v.size() > 3 ? v[3] : right}});
}

Converted to_number_array(const Value& value) {
  if (value.numbers() != nullptr) return value;
  auto n = numbers_in(value);
  if (!n) return unparsable("numberArray", value);
  return Value(Numbers{Kind::number_array, std::move(*n)});
}

Converted to_color_array(const Value& value) {
  if (value.colors() != nullptr) return value;
  const Array single{value};
  const Array* items = value.array() != nullptr ? value.array() : &single;
  Colors colors;
  for (const auto& item : *items) {
    const auto color = item.string() != nullptr  ? parse_color(*item.string())
                       : item.color() != nullptr ? std::optional(*item.color())
                                                 : std::nullopt;
    if (!color) return unparsable("colorArray", value);
    colors.push_back(*color);
  }
  return Value(std::move(colors));
}

Converted to_projection(const Value& value) {
  if (value.string() != nullptr || value.object() != nullptr) return value;
  const auto* items = value.array();
  const bool fits = items != nullptr && items->size() == 3 && (*items)[0].string() != nullptr && (*items)[1].string() != nullptr &&
                    (*items)[2].number() != nullptr;
  return fits ? Converted(value) : unparsable("projectionDefinition", value);
}

}  // namespace

Converted coerce(const Value& value, Kind kind, const Context& context) {
  switch (kind) {
    case Kind::boolean: return Value(truth(value));
    case Kind::number: return to_number(value);
    case Kind::color: return to_color(value);
    case Kind::padding: return to_padding(value);
    case Kind::number_array: return to_number_array(value);
    case Kind::color_array: return to_color_array(value);
    case Kind::projection: return to_projection(value);
    case Kind::formatted:
      if (value.formatted() != nullptr) return value;
      return Value(Formatted{Section{value_text(value), {}, {}, {}, {}, {}}});
    case Kind::image: {
      if (value.image() != nullptr) return value;
      const std::string name = value_text(value);
      if (name.empty()) return Value();
      const bool there =
          context.images == nullptr || std::find(context.images->begin(), context.images->end(), name) != context.images->end();
      return Value(Image{name, there});
    }
    default: return Value(value_text(value));
  }
}

}  // namespace skizze::style
