// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Everything a project knows that matters to lanes, gathered once from its layers.
#pragma once

#include <array>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "bike/graph.h"
#include "bike/layer_use.h"
#include "bike/network.h"
#include "feature/layer_pack.h"
#include "feature/raster_pack.h"
#include "geo/crs.h"

namespace skizze::bike {

struct CityLayer {
  std::string name;  ///< as the project calls it
  std::shared_ptr<const feature::LayerPack> pack;
  LayerUse use;
};

struct CityInput {
  std::vector<CityLayer> layers;
  std::shared_ptr<const feature::RasterPack> heights;  ///< ground, not roofs; may be null
  std::string heights_name;
  std::string crs;  ///< metric CRS of lanes, "EPSG:25832"
};

/// Where a kind of fact comes from, for people.
struct CitySource {
  std::string role;   ///< name_of(LayerRole), or "heights"
  std::string layer;  ///< as the project calls it
  std::string date;   ///< of the data; empty where unknown
};

/// Immutable once built; any thread. Rows of layers that are not streets stay in their packs (around.h reads them where a lane is).
class City {
 public:
  /// Reads the streets of all layers and builds the graph: some 100 ms for a large town, so never on the UI thread. Of guessed street
  /// layers only those of the source with the most streets are taken, so that no street counts twice; a layer that a person names is always
  /// taken.
  static base::Result<std::shared_ptr<const City>> build(std::shared_ptr<const RuleBook> rules, CityInput input,
                                                         base::CancelToken token = {});

  const RuleBook& rules() const { return *m_rules; }
  const std::shared_ptr<const RuleBook>& rule_book() const { return m_rules; }
  const CityInput& input() const { return m_input; }
  /// Null without streets.
  const std::shared_ptr<const Graph>& graph() const { return m_graph; }
  /// Values of streets that make no sense and were left out.
  std::uint64_t doubts() const { return m_doubts; }
  /// The most frequent of them, each once, at most 20.
  const std::vector<StreetDoubt>& doubtful() const { return m_doubtful; }
  /// Streets without a name.
  std::uint64_t nameless() const { return m_nameless; }
  /// People, jobs and schools only where a layer really has some on this network.
  const std::vector<CitySource>& sources() const { return m_sources; }
  /// Whether any layer has this role.
  bool has(LayerRole role) const;
  /// People, jobs or schools on the graph's nodes; empty where there are none.
  const NodeWeights& weights(LayerRole role) const;
  /// Where bicycles wait; nowhere without streets. Without a layer of traffic lights everybody gives way at main streets.
  const JunctionWaits& waits() const { return m_waits; }

 private:
  void read_streets(const geo::Transform& from_mercator, base::CancelToken token);
  void count_doubts(std::vector<StreetDoubt> doubts);
  void read_places(const geo::Transform& from_mercator, base::CancelToken token);
  void list_sources();

  std::shared_ptr<const RuleBook> m_rules;
  CityInput m_input;
  std::shared_ptr<const Graph> m_graph;
  std::array<NodeWeights, 3> m_weights;
  std::set<std::pair<const CityLayer*, LayerRole>> m_counted;  ///< which layer has given people, jobs or schools
  JunctionWaits m_waits;
  std::vector<CitySource> m_sources;
  std::uint64_t m_doubts = 0;
  std::vector<StreetDoubt> m_doubtful;
  std::uint64_t m_nameless = 0;
};

}  // namespace skizze::bike
