// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <QImage>
#include <QObject>
#include <QPainter>

#include "base/cancel.h"
#include "scene/frame.h"
#include "scene/map_view.h"

namespace skizze::scene {

struct RendererOptions {
  unsigned threads = 0;                   ///< 0: one per core
  std::size_t raster_bytes = 256U << 20;  ///< limit of the cache of drawn squares
  std::size_t tile_bytes = 192U << 20;    ///< limit of the cache of cut tiles
  int rest_ms = 120;                      ///< after so long without movement the view is drawn at its exact scale
  bool labels = true;
};

/// The map of one canvas. Lives in the GUI thread and never makes it wait: cutting, drawing and placing labels happen on its own worker
/// pool; paint() puts together what is there (scaled neighbours of another zoom where the sharp square is still missing).
/// A square is one picture of 512 css px at one zoom. Changes dirty only the squares they touch; dirty squares stay on screen until the
/// new ones are ready. Squares are drawn from the middle of the view outwards; results of superseded requests are dropped.
class MapRenderer : public QObject {
  Q_OBJECT
 public:
  explicit MapRenderer(QObject* parent = nullptr, RendererOptions options = {});
  ~MapRenderer() override;

  /// Shows another state. Squares outside changed_box(old, new) stay; `touched` narrows that when the caller knows better
  /// (one measure edited in a large layer: box before and after, Mercator metres).
  void set_snapshot(MapSnapshot snapshot);
  void set_snapshot(MapSnapshot snapshot, const geo::Box& touched);
  const MapSnapshot& snapshot() const;
  /// Moves the camera; starts whatever is missing and cancels what is no longer wanted. Cheap: call it on every pointer move.
  void set_camera(const Camera& camera);
  const Camera& camera() const;
  /// Redraws what a layer shows within a box (Mercator metres), for changes that no snapshot tells of.
  void invalidate(const std::string& layer_id, const geo::Box& box);

  /// Paints the view as it is now, ground, squares and labels, in the painter's logical (css) pixels from (0, 0). Never waits.
  /// Returns whether everything in view was sharp and up to date.
  bool paint(QPainter& painter);
  /// The same for another camera, such as one frame of a zoom animation, without asking for new squares.
  bool paint(QPainter& painter, const Camera& camera);
  /// The two steps of it: ground and squares, onto anything that can show pictures; labels, in the painter's logical pixels.
  void paint_squares(FrameTarget& target, const Camera& camera);
  void paint_labels(QPainter& painter, const Camera& camera);

  void set_labels_visible(bool visible);
  /// How long labels take to come and go, for the next ones; 0 (the start): at once.
  void set_fade_ms(int ms);
  /// Whether the view is sharp at its exact scale, labels are placed and nothing is in work.
  bool idle() const;
  /// Whether every square in view that meets the box (Mercator metres) shows the snapshot set last. What was edited may then leave the
  /// overlay.
  bool is_current(const geo::Box& box) const;
  /// Runs an event loop until idle() or the time is over; for tests, pictures and printing only. Returns idle().
  bool wait_idle(int timeout_ms = 30000);
  /// The view as one picture, after wait_idle().
  QImage grab(int timeout_ms = 30000);

  struct Counters {
    std::uint64_t squares_drawn = 0;
    std::uint64_t squares_dropped = 0;  ///< finished too late and thrown away
    std::uint64_t label_passes = 0;
    std::size_t raster_bytes = 0;  ///< held now
    double draw_ms = 0;            ///< sum over squares_drawn
  };
  Counters counters() const;

 Q_SIGNALS:
  /// Something new can be painted; once for each batch of results.
  void updated();
  /// idle() has become true.
  void became_idle();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// The whole view as one picture, exactly at its scale, with labels; for the command line, previews and tests. Runs in the calling
/// thread. Null when cancelled.
QImage render_map(const MapSnapshot& snapshot, const Camera& camera, base::CancelToken token = {}, bool labels = true);

/// The whole view as vectors and text onto any painter (QPdfWriter, QSvgGenerator): painter units per css pixel = units_per_px.
/// The painter's origin is the view's top left corner; drawing is clipped to the view. False when cancelled.
bool paint_map(QPainter& painter, double units_per_px, const MapSnapshot& snapshot, const Camera& camera, base::CancelToken token = {},
               bool labels = true);

}  // namespace skizze::scene
