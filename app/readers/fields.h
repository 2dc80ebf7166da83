// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "feature/value.h"
#include "readers/notices.h"

class OGRFeature;
class OGRFeatureDefn;

namespace skizze::readers {

/// The columns of an OGR layer and the way from a feature's fields to values. Dates become ISO 8601 text, lists and nested
/// values JSON text; binary fields are left out, with a notice. One thread.
class Fields {
 public:
  Fields(const OGRFeatureDefn& definition, std::uint64_t text_bytes, NoticeBook& book);
  const std::vector<feature::Column>& columns() const { return m_columns; }
  /// One value per column. The references given to the constructor must still live.
  std::vector<feature::Value> values(const OGRFeature& row);

 private:
  struct Field {
    int index;  // in the OGR definition
    feature::ColumnType type;
  };
  feature::Value value(const OGRFeature& row, const Field& field);
  feature::Value text(std::string raw);

  std::uint64_t m_text_bytes;
  NoticeBook& m_book;
  std::vector<Field> m_fields;
  std::vector<feature::Column> m_columns;
};

}  // namespace skizze::readers
