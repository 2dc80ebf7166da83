// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "style/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace skizze::style {
namespace {

std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 16> names{
      "null",  "number", "string",   "boolean",   "color",   "projectionDefinition", "object",     "value",
      "array", "error",  "collator", "formatted", "padding", "numberArray",          "colorArray", "resolvedImage"};
  return names[static_cast<std::size_t>(kind)];
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          constexpr std::string_view hex = "0123456789abcdef";
          out += "\\u00";
          out += hex[static_cast<unsigned char>(c) >> 4];
          out += hex[static_cast<unsigned char>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

std::string color_json(const Color& c) {
  return "{\"r\":" + number_text(static_cast<double>(c.r * c.a)) + ",\"g\":" + number_text(static_cast<double>(c.g * c.a)) +
         ",\"b\":" + number_text(static_cast<double>(c.b * c.a)) + ",\"a\":" + number_text(static_cast<double>(c.a)) + "}";
}

std::string image_json(const Image& image) {
  return "{\"name\":" + quoted(image.name) + ",\"available\":" + (image.available ? "true" : "false") + "}";
}

std::string section_json(const Section& s) {
  return "{\"text\":" + quoted(s.text) + ",\"image\":" + (s.image ? image_json(*s.image) : "null") +
         ",\"scale\":" + (s.scale ? number_text(*s.scale) : "null") + ",\"fontStack\":" + (s.font ? quoted(*s.font) : "null") +
         ",\"textColor\":" + (s.color ? color_json(*s.color) : "null") +
         ",\"verticalAlign\":" + (s.vertical_align ? quoted(*s.vertical_align) : "null") + "}";
}

template <class Items, class Write>
std::string joined(const Items& items, char open, char close, const Write& write) {
  std::string out(1, open);
  for (const auto& item : items) {
    if (out.size() > 1) out += ',';
    out += write(item);
  }
  return out + close;
}

}  // namespace

std::string to_string(const Type& type) {
  if (type.kind != Kind::array) return std::string(name_of(type.kind));
  if (type.length >= 0) return "array<" + std::string(name_of(type.item)) + ", " + std::to_string(type.length) + ">";
  return type.item == Kind::value ? "array" : "array<" + std::string(name_of(type.item)) + ">";
}

bool is_subtype(const Type& expected, const Type& actual) {
  if (actual.kind == Kind::error) return true;
  if (expected.kind == Kind::array) {
    if (actual.kind != Kind::array) return false;
    const bool items_fit = (actual.length == 0 && actual.item == Kind::value) || is_subtype({expected.item}, {actual.item});
    return items_fit && (expected.length < 0 || expected.length == actual.length);
  }
  if (expected.kind == actual.kind) return true;
  return expected.kind == Kind::value && actual.kind != Kind::collator && actual.kind != Kind::value;
}

std::string mismatch_text(const Type& expected, const Type& actual) {
  return "Expected " + to_string(expected) + " but found " + to_string(actual) + " instead.";
}

Type type_of(const Value& value) {
  if (value.is_null()) return {Kind::null};
  if (value.boolean() != nullptr) return {Kind::boolean};
  if (value.number() != nullptr) return {Kind::number};
  if (value.string() != nullptr) return {Kind::string};
  if (value.color() != nullptr) return {Kind::color};
  if (value.formatted() != nullptr) return {Kind::formatted};
  if (value.image() != nullptr) return {Kind::image};
  if (value.numbers() != nullptr) return {value.numbers()->kind};
  if (value.colors() != nullptr) return {Kind::color_array};
  if (value.collator() != nullptr) return {Kind::collator};
  if (const auto* items = value.array()) {
    if (items->empty()) return array_of(Kind::value, 0);
    const Kind first = type_of(items->front()).kind;
    const bool alike =
        first != Kind::array && std::all_of(items->begin(), items->end(), [&](const Value& v) { return type_of(v).kind == first; });
    return array_of(alike ? first : Kind::value, static_cast<int>(items->size()));
  }
  return {Kind::object};
}

bool same(const Value& a, const Value& b) { return a.v == b.v; }

std::string number_text(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
  if (number == 0) return "0";
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number), std::chars_format::scientific).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const auto e = text.find('e');
  std::string digits(text.substr(0, 1));
  if (e > 1) digits += text.substr(2, e - 2);
  const int exponent = std::stoi(std::string(text.substr(e + 1)));
  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1;  // digits before the decimal point; ECMA-262, Number::toString
  std::string out = number < 0 ? "-" : "";
  if (point >= count && point <= 21) return out + digits + std::string(static_cast<std::size_t>(point - count), '0');
  if (point > 0 && point <= 21)
    return out + digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
  if (point > -6 && point <= 0) return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  out += digits.substr(0, 1);
  if (count > 1) out += "." + digits.substr(1);
  return out + "e" + (exponent < 0 ? "-" : "+") + std::to_string(std::abs(exponent));
}

std::string value_text(const Value& value) {
  if (value.is_null()) return {};
  if (const auto* text = value.string()) return *text;
  if (const auto* color = value.color()) return to_css(*color);
  if (const auto* image = value.image()) return image->name;
  if (const auto* sections = value.formatted()) {
    std::string out;
    for (const auto& section : *sections) out += section.text;
    return out;
  }
  return json_text(value);
}

std::string json_text(const Value& value) {
  if (value.is_null()) return "null";
  if (const auto* b = value.boolean()) return *b ? "true" : "false";
  if (const auto* n = value.number()) return number_text(*n);
  if (const auto* s = value.string()) return quoted(*s);
  if (const auto* c = value.color()) return color_json(*c);
  if (const auto* i = value.image()) return image_json(*i);
  if (const auto* n = value.numbers()) return "{\"values\":" + joined(n->values, '[', ']', number_text) + "}";
  if (const auto* c = value.colors()) return "{\"values\":" + joined(*c, '[', ']', color_json) + "}";
  if (const auto* f = value.formatted()) return "{\"sections\":" + joined(*f, '[', ']', section_json) + "}";
  if (value.collator() != nullptr) return "{}";
  if (const auto* a = value.array()) return joined(*a, '[', ']', json_text);
  return joined(*value.object(), '{', '}', [](const auto& entry) { return quoted(entry.first) + ":" + json_text(entry.second); });
}

const Value* member(const Object& object, std::string_view key) {
  for (const auto& entry : object) {
    if (entry.first == key) return &entry.second;
  }
  return nullptr;
}

}  // namespace skizze::style
