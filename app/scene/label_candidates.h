// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What wants to be labelled in a view: words, where, and how urgently.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include <QPointF>
#include <QString>

#include "base/cancel.h"
#include "scene/bound_snapshot.h"
#include "scene/map_view.h"
#include "style/evaluate.h"

namespace skizze::scene {

struct TextBlock;

/// Middles of areas, kept between placements for the packs that are still shown.
class PoleCache {
 public:
  geo::Point2 pole(const BoundLayer& layer, std::uint32_t row);
  void keep_only(const BoundSnapshot& map);

 private:
  struct OfPack {
    std::shared_ptr<const feature::LayerPack> pack;
    std::unordered_map<std::uint32_t, geo::Point2> poles;
    bool is_part = false;  // of a foreign tile
  };
  std::unordered_map<const feature::LayerPack*, OfPack> m_packs;
};

/// One wish for a label. group says which wishes say the same in the same way (layer, style layer, words).
struct Candidate {
  std::uint64_t identity = 0;
  std::uint64_t group = 0;
  std::uint32_t layer = 0;  ///< in BoundSnapshot::layers
  std::uint32_t row = 0;
  std::uint32_t order = 0;  ///< upper style layers have lower numbers
  const style::SymbolStyle* style = nullptr;
  QString text;
  std::string icon;
  geo::Point2 anchor;           ///< Mercator metres, for point placement
  geo::Point2 place;            ///< that of this time: see settle_in_view()
  std::vector<QPointF> line;    ///< css pixels of the collecting camera, for line placement; smoothed
  std::vector<double> lengths;  ///< along it
  bool roams = false;           ///< an area so large that its label follows what is seen of it; anchor is then only its home
  double sort_key = 0;
  std::uint8_t min_zoom = 0;
  double size = 0;                   ///< extent in Mercator metres
  bool was_placed = false;           ///< last time
  bool is_placed = false;            ///< this time (points)
  std::shared_ptr<TextBlock> block;  ///< once it was measured
};

/// A disc with a rim that an upper layer draws: names of lower layers keep off it.
struct Obstacle {
  std::uint32_t layer = 0;  ///< in BoundSnapshot::layers
  geo::Point2 at;           ///< Mercator metres
  double radius_px = 0;
};

/// Candidates and the style values they point to.
struct CandidateSet {
  std::vector<std::unique_ptr<style::ZoomPass>> passes;
  std::vector<Candidate> candidates;  ///< the most important first
  std::vector<Obstacle> obstacles;    ///< by layer, upper layers first
};

/// Rows outside `view` (Mercator metres) are left out (of foreign tiles also those whose place lies in a neighbour); lines of the same
/// words that meet end to end are joined, so that a street cut into pieces carries its name once.
CandidateSet collect_candidates(const BoundSnapshot& map, const Camera& camera, const geo::Box& view, PoleCache& poles,
                                base::CancelToken token);

}  // namespace skizze::scene
