// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feature/layer_pack.h"
#include "geo/crs.h"
#include "plugin/abi.h"

namespace skizze::readers {

/// A layer that is given to a plugin.
struct PluginInput {
  std::string key;
  std::filesystem::path pack;
  std::string name;
  /// File of row numbers (u32, little-endian) where not all of them count; else empty.
  std::filesystem::path rows;
};

/// Rows of packs on their way into a plugin, in a CRS of metres. What it gives are views that live until the next call.
class PluginInputs {
 public:
  /// crs: "EPSG:25832"
  PluginInputs(const std::vector<PluginInput>& inputs, std::string crs) : m_inputs(inputs), m_crs(std::move(crs)) {}
  PluginInputs(const PluginInputs&) = delete;
  PluginInputs& operator=(const PluginInputs&) = delete;

  /// False where there is no input of that key. Errors: those of the pack.
  base::Result<bool> open(std::string_view key, skizze_layer& layer, std::uint64_t& rows);
  /// False at the end, and where none is open.
  bool next(skizze_row& row);
  /// How far the one that is open has been read.
  double share() const;
  const std::string& crs() const { return m_crs; }

 private:
  std::uint32_t size() const;
  void shape(std::uint32_t row);

  const std::vector<PluginInput>& m_inputs;
  std::string m_crs;
  std::shared_ptr<const feature::LayerPack> m_pack;
  std::optional<geo::Transform> m_to_mercator;
  std::optional<std::vector<std::uint32_t>> m_chosen;
  std::uint32_t m_next = 0;
  // what the views point to
  std::string m_name;
  std::vector<skizze_column> m_columns;
  std::deque<std::vector<double>> m_points;
  std::vector<skizze_part> m_parts;
  std::vector<skizze_value> m_values;
};

}  // namespace skizze::readers
