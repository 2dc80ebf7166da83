// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/id.h"
#include "base/result.h"
#include "feature/layer_pack.h"
#include "feature/pack_info.h"
#include "store/layer_entry.h"

namespace skizze::project {

/// One row that matched.
struct SearchHit {
  std::string map_layer_id;  ///< as in the snapshot: the layer's uuid as text, or k_measures_layer, k_contributions_layer
  std::string layer_name;    ///< empty for measures and contributions
  std::uint32_t row = 0;     ///< of the pack that was searched
  std::string column;
  std::string value;  ///< whole text that matched
  std::string title;  ///< the row's name where it has one, otherwise value
  geo::Box mercator;
};

struct SearchLayer {
  std::string map_layer_id;
  std::string name;
  std::shared_ptr<const feature::LayerPack> pack;
};

/// Rows with a text that contains the needle, case and umlauts folded ("strasse" finds "Straße"); names that start with it come
/// first. Each distinct string of a dictionary is looked at once. more: there were more than limit.
struct SearchResult {
  std::vector<SearchHit> hits;
  bool more = false;
};
SearchResult search_layers(const std::vector<SearchLayer>& layers, std::string_view needle, std::size_t limit, base::CancelToken cancel);

/// What is known of one row.
struct Identified {
  std::string layer_name;
  std::vector<std::pair<std::string, std::string>> attributes;  ///< column and value, only those with a value
  feature::Provenance provenance;
  std::string part_of;  ///< of tiles of somebody else: the layer within them
  std::string crs;
  geo::Box mercator;
  std::vector<store::FieldWords> fields;  ///< what people read instead; empty where the layer has no words of its own
  bool found = false;
  bool cut = false;  ///< a tile's part of a shape: it has no size of its own

  /// What people read for a column and for a value in it.
  std::string title_of(const std::string& column) const;
  std::string word_of(const std::string& column, const std::string& value) const;
};
Identified identify_row(const feature::LayerPack& pack, std::uint32_t row);

/// A feature of a layer that somebody else draws: row 0 of a pack of its own.
struct LookedUp {
  base::Uuid layer;
  std::shared_ptr<const feature::LayerPack> pack;
};

/// A layer that could not say what it draws.
struct NotLookedUp {
  base::Uuid layer;
  base::Error why;
};

/// The name a person would call a row by: the first of name, Name, strassenname, bezeichnung, address, gml_id, ... that has a value.
std::string title_of(const feature::LayerPack& pack, std::uint32_t row);

}  // namespace skizze::project
