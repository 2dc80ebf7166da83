// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The values that expressions compute and their types (style specification, "Types"). Used inside the room and by its tests.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "style/collator.h"
#include "style/color.h"

namespace skizze::style {

enum class Kind : std::uint8_t {
  null,
  number,
  string,
  boolean,
  color,
  projection,
  object,
  value,
  array,
  error,
  collator,
  formatted,
  padding,
  number_array,
  color_array,
  image,
};

/// A type; item and length only mean something for arrays. length < 0: any.
struct Type {
  Kind kind = Kind::value;
  Kind item = Kind::value;
  int length = -1;
  bool operator==(const Type&) const = default;
};
constexpr Type array_of(Kind item, int length = -1) { return {Kind::array, item, length}; }

/// "array<number, 2>", "color", ...
std::string to_string(const Type& type);
/// Whether a value of type `actual` may stand where `expected` is wanted.
bool is_subtype(const Type& expected, const Type& actual);
/// "Expected color but found number instead."
std::string mismatch_text(const Type& expected, const Type& actual);

struct Value;
using Array = std::vector<Value>;
using Object = std::vector<std::pair<std::string, Value>>;

struct Image {
  std::string name;
  bool available = false;
};

struct Section {
  std::string text;
  std::optional<Image> image;
  std::optional<double> scale;
  std::optional<std::string> font;
  std::optional<Color> color;
  std::optional<std::string> vertical_align;
};
using Formatted = std::vector<Section>;

/// padding and numberArray.
struct Numbers {
  Kind kind = Kind::padding;
  std::vector<double> values;
};
using Colors = std::vector<Color>;

/// A value; compound ones are shared and never changed.
struct Value {
  std::variant<std::monostate, bool, double, std::string, Color, std::shared_ptr<const Array>, std::shared_ptr<const Object>,
               std::shared_ptr<const Formatted>, std::shared_ptr<const Image>, std::shared_ptr<const Numbers>,
               std::shared_ptr<const Colors>, std::shared_ptr<const Collator>>
      v;

  Value() = default;
  explicit Value(bool b) : v(b) {}
  explicit Value(double d) : v(d) {}
  explicit Value(std::string s) : v(std::move(s)) {}
  explicit Value(std::string_view s) : v(std::string(s)) {}
  explicit Value(const char* s) : v(std::string(s)) {}
  explicit Value(const Color& c) : v(c) {}
  explicit Value(Array a) : v(std::make_shared<const Array>(std::move(a))) {}
  explicit Value(Object o) : v(std::make_shared<const Object>(std::move(o))) {}
  explicit Value(Formatted f) : v(std::make_shared<const Formatted>(std::move(f))) {}
  explicit Value(Image i) : v(std::make_shared<const Image>(std::move(i))) {}
  explicit Value(Numbers n) : v(std::make_shared<const Numbers>(std::move(n))) {}
  explicit Value(Colors c) : v(std::make_shared<const Colors>(std::move(c))) {}
  explicit Value(Collator c) : v(std::make_shared<const Collator>(std::move(c))) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(v); }
  const bool* boolean() const { return std::get_if<bool>(&v); }
  const double* number() const { return std::get_if<double>(&v); }
  const std::string* string() const { return std::get_if<std::string>(&v); }
  const Color* color() const { return std::get_if<Color>(&v); }
  const Array* array() const { return pointee<Array>(); }
  const Object* object() const { return pointee<Object>(); }
  const Formatted* formatted() const { return pointee<Formatted>(); }
  const Image* image() const { return pointee<Image>(); }
  const Numbers* numbers() const { return pointee<Numbers>(); }
  const Colors* colors() const { return pointee<Colors>(); }
  const Collator* collator() const { return pointee<Collator>(); }

 private:
  template <class T>
  const T* pointee() const {
    const auto* shared = std::get_if<std::shared_ptr<const T>>(&v);
    return shared != nullptr ? shared->get() : nullptr;
  }
};

Type type_of(const Value& value);
/// Equality as ECMAScript's ===: equal kind and equal content; arrays and objects only when they are the same one.
bool same(const Value& a, const Value& b);
/// What to-string gives: "" for null, plain text for strings, numbers and colours, JSON for arrays and objects.
std::string value_text(const Value& value);
/// JSON text of a value.
std::string json_text(const Value& value);
/// Shortest decimal that reads back as the same number, written as ECMAScript does.
std::string number_text(double number);
/// Null where the object has no such member.
const Value* member(const Object& object, std::string_view key);

}  // namespace skizze::style
