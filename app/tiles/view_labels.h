// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What somebody else writes on a view as a whole: labels that make room for each other cannot be made tile by tile.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "geo/geometry.h"

namespace skizze::tiles {

struct LabelView {
  geo::Box box;  ///< Web Mercator metres
  int width_px = 0;
  int height_px = 0;
  double ratio = 1;  ///< pixels per css pixel: how large letters are
  bool operator==(const LabelView&) const = default;
};

/// A picture that somebody waits for. Who drops it does not want it any more, and is not called when this is gone; never from its own call.
class LabelWish {
 public:
  LabelWish() = default;
  virtual ~LabelWish() = default;
  LabelWish(const LabelWish&) = delete;
  LabelWish& operator=(const LabelWish&) = delete;
};

/// Any thread.
class ViewLabels {
 public:
  virtual ~ViewLabels() = default;
  /// The labels of exactly this view, transparent where there are none: PNG, or an empty text where nothing is written. Null while nobody
  /// has made them. Waits for a disk, for nothing else.
  virtual std::shared_ptr<const std::string> find(const LabelView& view) = 0;
  /// Has them made; done is called once on a thread of the maker, and must not block it. Never waits.
  [[nodiscard]] virtual std::shared_ptr<LabelWish> wish(const LabelView& view, std::function<void(base::Status)> done) = 0;
};

}  // namespace skizze::tiles
