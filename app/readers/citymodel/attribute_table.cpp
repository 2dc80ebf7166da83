// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/citymodel/attribute_table.h"

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace skizze::readers {
namespace {

using feature::Column;
using feature::ColumnType;
using feature::Value;

// The columns every city model has, in this order; attributes of these names go here, all others get columns of their own.
const std::array k_fixed{
    Column{"gml_id", ColumnType::text},
    Column{"class", ColumnType::text},
    Column{"parent", ColumnType::text},
    Column{"name", ColumnType::text},
    Column{"function", ColumnType::text},
    Column{"roof_type", ColumnType::text},
    Column{"measured_height", ColumnType::real},
    Column{"storeys_above_ground", ColumnType::integer},
    Column{"year_of_construction", ColumnType::integer},
    Column{"address", ColumnType::text},
};
constexpr std::size_t k_first_attribute = 3;  // "name": the ones before are no attributes
constexpr std::size_t k_address = 9;

/// Names as CityGML and CityJSON write them to the names of our columns.
std::string column_name(const std::string& attribute) {
  if (attribute == "roofType") return "roof_type";
  if (attribute == "measuredHeight") return "measured_height";
  if (attribute == "storeysAboveGround") return "storeys_above_ground";
  if (attribute == "yearOfConstruction") return "year_of_construction";
  if (attribute == "class") return "class_code";
  if (attribute == "gml_id" || attribute == "parent" || attribute == "address" || attribute == "other_attributes") return attribute + "_";
  return attribute;
}

std::optional<ColumnType> type_of(const Value& value) {
  if (std::holds_alternative<bool>(value)) return ColumnType::boolean;
  if (std::holds_alternative<std::int64_t>(value)) return ColumnType::integer;
  if (std::holds_alternative<double>(value)) return ColumnType::real;
  if (std::holds_alternative<std::string>(value)) return ColumnType::text;
  return std::nullopt;
}

ColumnType common(ColumnType a, ColumnType b) {
  if (a == b) return a;
  const auto number = [](ColumnType t) { return t == ColumnType::integer || t == ColumnType::real; };
  return number(a) && number(b) ? ColumnType::real : ColumnType::text;
}

template <class T>
std::optional<T> parsed(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The value in a column's type, or nothing where that would change it.
std::optional<Value> as_type(const Value& value, ColumnType type) {
  if (type == ColumnType::text) return Value(feature::to_text(feature::view(value)));
  if (type_of(value) == type) {
    if (const auto* real = std::get_if<double>(&value); real && !std::isfinite(*real)) return std::nullopt;
    return value;
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (type == ColumnType::real) {
      if (const auto number = parsed<double>(*text); number && std::isfinite(*number)) return Value(*number);
    }
    if (type == ColumnType::integer) {
      if (const auto number = parsed<std::int64_t>(*text)) return Value(*number);
    }
  }
  if (const auto* whole = std::get_if<std::int64_t>(&value); whole && type == ColumnType::real) return Value(static_cast<double>(*whole));
  return std::nullopt;
}

}  // namespace

AttributeTable::AttributeTable(const std::vector<CityObject>& sample) : m_columns(k_fixed.begin(), k_fixed.end()) {
  std::map<std::string, ColumnType> types;
  std::vector<std::string> order;
  for (const auto& object : sample) {
    for (const auto& [name, value] : object.attributes) {
      const auto type = type_of(value);
      if (!type) continue;
      const auto [it, fresh] = types.emplace(column_name(name), *type);
      if (fresh) order.push_back(it->first);
      it->second = common(it->second, *type);
    }
  }
  for (std::size_t i = k_first_attribute; i < k_address; ++i) m_places.emplace(k_fixed[i].name, i);
  for (const auto& name : order) {
    if (m_places.contains(name) || m_columns.size() >= k_fixed.size() + k_max_attributes) continue;
    m_places.emplace(name, m_columns.size());
    m_columns.push_back({name, types.at(name)});
  }
  m_columns.push_back({"other_attributes", ColumnType::text});
}

std::vector<Value> AttributeTable::values(const CityObject& object) const {
  std::vector<Value> values(m_columns.size());
  const auto text = [](const std::string& s) { return s.empty() ? Value{} : Value{s}; };
  values[0] = text(object.id);
  values[1] = text(object.class_name);
  values[2] = text(object.parent);
  values[k_address] = text(object.address);
  nlohmann::json other;
  for (const auto& [name, value] : object.attributes) {
    if (!type_of(value)) continue;
    const auto found = m_places.find(column_name(name));
    if (found != m_places.end() && std::holds_alternative<std::monostate>(values[found->second])) {
      if (auto fitting = as_type(value, m_columns[found->second].type)) {
        values[found->second] = std::move(*fitting);
        continue;
      }
    }
    other[name] = feature::to_text(feature::view(value));
  }
  if (!other.is_null()) values.back() = other.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return values;
}

}  // namespace skizze::readers
