// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/fields.h"

#include <ogr_feature.h>

#include <array>
#include <cmath>
#include <cstdio>

#include "readers/text.h"

namespace skizze::readers {
namespace {

using feature::ColumnType;
using feature::Severity;
using feature::Value;

ColumnType column_type(const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger: return field.GetSubType() == OFSTBoolean ? ColumnType::boolean : ColumnType::integer;
    case OFTInteger64: return ColumnType::integer;
    case OFTReal: return ColumnType::real;
    default: return ColumnType::text;
  }
}

/// "2024-05-01" or "2024-05-01T13:30:05"; the zone only where it is UTC or known.
std::string iso_date(const OGRFeature& row, int index, bool with_time) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0;
  if (row.GetFieldAsDateTime(index, &year, &month, &day, &hour, &minute, &second, &zone) == 0) return {};
  std::array<char, 64> text{};
  if (!with_time) {
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
    return text.data();
  }
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, static_cast<int>(second));
  std::string out = text.data();
  if (zone >= 100) {  // OGR: 100 is UTC, a step is a quarter of an hour
    const int minutes = (zone - 100) * 15;
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
    out += minutes == 0 ? "Z" : text.data();
  }
  return out;
}

}  // namespace

Fields::Fields(const OGRFeatureDefn& definition, std::uint64_t text_bytes, NoticeBook& book) : m_text_bytes(text_bytes), m_book(book) {
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& field = *definition.GetFieldDefn(i);
    if (field.GetType() == OFTBinary) {
      book.add(Severity::lost, "readers.binary_column", {{"column", field.GetNameRef()}});
      continue;
    }
    std::string name = field.GetNameRef();
    if (!is_utf8(name)) name = utf8_from_windows_1252(name);
    m_fields.push_back({i, column_type(field)});
    m_columns.push_back({std::move(name), column_type(field)});
  }
}

Value Fields::text(std::string raw) { return clean_text(std::move(raw), m_text_bytes, m_book); }

Value Fields::value(const OGRFeature& row, const Field& field) {
  if (!row.IsFieldSetAndNotNull(field.index)) return {};
  switch (field.type) {
    case ColumnType::boolean: return row.GetFieldAsInteger(field.index) != 0;
    case ColumnType::integer: return static_cast<std::int64_t>(row.GetFieldAsInteger64(field.index));
    case ColumnType::real: {
      const double number = row.GetFieldAsDouble(field.index);
      return std::isfinite(number) ? Value(number) : Value();
    }
    case ColumnType::text: break;
  }
  switch (row.GetFieldDefnRef(field.index)->GetType()) {
    case OFTDate: return iso_date(row, field.index, false);
    case OFTDateTime: return iso_date(row, field.index, true);
    case OFTStringList:
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList: {
      char* json = row.GetFieldAsSerializedJSon(field.index);
      std::string list = json ? json : "";
      CPLFree(json);
      return text(std::move(list));
    }
    default: return text(row.GetFieldAsString(field.index));
  }
}

std::vector<Value> Fields::values(const OGRFeature& row) {
  std::vector<Value> out;
  out.reserve(m_fields.size());
  for (const auto& field : m_fields) out.push_back(value(row, field));
  return out;
}

}  // namespace skizze::readers
