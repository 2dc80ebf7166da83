// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Labels: an overlay over the squares, never baked into them.
///
/// A label belongs to one row of one layer (lines of the same name that meet count as one). Labels are placed greedily on the
/// view plus a margin: those that were placed last time first, then upper layers before lower ones, then by the style's sort key, then by
/// importance (first zoom, size), then by row. So a label stays while its place is free, and the same view placed from scratch always
/// gives the same picture.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <QFont>
#include <QImage>
#include <QPainter>
#include <QString>

#include "base/cancel.h"
#include "scene/bound_snapshot.h"
#include "scene/map_view.h"

namespace skizze::scene {

/// A straight piece of text relative to the label's anchor, css pixels; for text along a line there is one per letter.
struct TextRun {
  QString text;
  QPointF baseline;      ///< left end of the base line
  double angle_deg = 0;  ///< clockwise
};

/// How a text looks; equal ones share pictures.
struct TextLook {
  QFont font;          ///< pixel size set
  style::Color color;  ///< opacity multiplied in
  style::Color halo_color;
  double halo_px = 0;
  bool operator==(const TextLook&) const = default;
};

struct PlacedLabel {
  std::uint64_t identity = 0;  ///< stable through pans and zooms: layer, row or name, repetition
  geo::Point2 anchor;          ///< Web Mercator metres
  geo::Box box;                ///< what the words cover, css pixels relative to the anchor on the screen
  std::shared_ptr<const TextLook> look;
  std::vector<TextRun> runs;
  QImage image;      ///< drawn once, device pixels with ratio set
  QPointF image_at;  ///< its top left corner, css pixels from the anchor
  std::uint32_t row = 0;
  std::string layer_id;
};

/// What is on the screen now.
struct LabelSet {
  Camera camera;                    ///< that it was placed for
  std::vector<PlacedLabel> labels;  ///< drawn in this order
};

/// Places labels; remembers what it placed last time, shaped texts and places inside areas. One thread at a time.
class LabelEngine {
 public:
  LabelEngine();
  ~LabelEngine();
  /// Null when cancelled (what was placed before is then kept as memory). Labels may reach margin_px
  /// beyond the view; with 0 every label lies inside it as a whole, as a printed map wants it.
  std::shared_ptr<const LabelSet> place(const std::shared_ptr<const BoundSnapshot>& map, const Camera& camera, base::CancelToken token = {},
                                        double margin_px = 100);
  /// The next placement starts from scratch.
  void forget();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// Paints labels for a camera (the placing one, or one a little further), css pixels. Pictures are put on whole device pixels.
void paint_labels(QPainter& painter, const LabelSet& labels, const Camera& camera);
void paint_label(QPainter& painter, const PlacedLabel& label, const Camera& camera);
/// Paints labels as text and outlines, scaled by units_per_px; for paper.
void paint_labels_as_text(QPainter& painter, const LabelSet& labels, double units_per_px);

}  // namespace skizze::scene
