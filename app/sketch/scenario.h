// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "sketch/measure.h"

namespace skizze::sketch {

/// A named variant (Variante): a set of measures that is looked at, copied and compared as a whole.
struct Scenario {
  base::Uuid id;
  base::Uuid parent;  ///< the scenario it was copied from; null for none
  std::string name;
  std::string description;
  std::int32_t position = 0;       ///< order in lists, smallest first
  std::int64_t created_at_ms = 0;  ///< Unix time, UTC
  bool operator==(const Scenario&) const = default;
};

/// A name is needed; too long a name or description is ErrorCode::invalid.
base::Status validate(const Scenario& scenario);

/// A copy of a scenario with new ids, ready to be added.
struct ScenarioCopy {
  Scenario scenario;
  std::vector<Measure> measures;
};
/// name: what the copy is called; now_ms: Unix time. Measures of other scenarios are left out.
ScenarioCopy copy_scenario(const Scenario& original, const std::vector<Measure>& measures, std::string name, std::int32_t position,
                           std::int64_t now_ms);

/// How scenario b differs from a. A measure is matched by where it lies and what it is, since copies have new ids.
struct ScenarioDifference {
  std::vector<base::Uuid> only_in_a;
  std::vector<base::Uuid> only_in_b;
  std::vector<std::pair<base::Uuid, base::Uuid>> same;     ///< equal geometry and attributes
  std::vector<std::pair<base::Uuid, base::Uuid>> altered;  ///< equal geometry, other attributes
};
ScenarioDifference compare(const std::vector<Measure>& a, const std::vector<Measure>& b);

}  // namespace skizze::sketch
