// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What a Stylesheet holds. Used inside the room only.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "style/layer_properties.h"
#include "style/stylesheet.h"

namespace skizze::style::detail {

/// A property of a layer: a constant (node is null) or an expression.
struct CompiledProperty {
  Value constant;
  NodePtr node;
  bool feature_constant = true;
  bool set = false;  ///< the style says something
};

struct CompiledLayer {
  std::array<CompiledProperty, k_property_count> properties;  ///< only those of the layer's type mean anything
  std::optional<CompiledExpression> filter;
  std::vector<P> data_driven;  ///< properties that differ from feature to feature, without words, icons and sort keys
  Reads paint_reads;           ///< what those read
  Reads filter_reads;
  bool reads_state = false;
};

struct CompiledSheet {
  std::string name;
  std::vector<StyleLayer> infos;
  std::vector<CompiledLayer> layers;
  std::vector<Json> metadata;  ///< of each layer
  std::vector<Json> sources;   ///< JSON of each layer, for the legend
  std::vector<Issue> warnings;
  NameTable names;
  Object global_state;
  std::uint64_t hash = 0;
};

}  // namespace skizze::style::detail
