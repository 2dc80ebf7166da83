// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "feature/value.h"
#include "readers/citymodel/city_object.h"

namespace skizze::readers {

/// The columns of a pack of city objects: gml_id, class, parent, name, function, roof_type, measured_height, storeys_above_ground,
/// year_of_construction and address always; then what a sample of objects brings, in order of appearance, at most
/// k_max_attributes; last "other_attributes", a JSON object with what found no column or does not fit its type.
class AttributeTable {
 public:
  static constexpr std::size_t k_max_attributes = 80;

  explicit AttributeTable(const std::vector<CityObject>& sample);
  const std::vector<feature::Column>& columns() const { return m_columns; }
  /// One value per column, of its type or none.
  std::vector<feature::Value> values(const CityObject& object) const;

 private:
  std::vector<feature::Column> m_columns;
  std::unordered_map<std::string, std::size_t> m_places;
};

}  // namespace skizze::readers
