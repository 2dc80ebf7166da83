// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPainterPath>

#include <vector>

#include "canvas/canvas.h"
#include "planning/lane_watch.h"
#include "project/lane_places.h"

namespace skizze::ui {

/// From zoom 17: the strips of all lanes of the variant to scale, at the side where their cross-section puts them, with the lines of their
/// kind. The lane that is looked at is left to FindingsOverlay, which follows a drag. Paths are kept; what is out of view costs a
/// comparison.
class LaneStrips : public QObject, public CanvasOverlay {
  Q_OBJECT
 public:
  LaneStrips(Workspace& workspace, LaneWatch& watch);
  const project::LanePlaces& places() const { return *m_places; }
  void paint(QPainter& painter, const ToolContext& context) override;

 private:
  struct Paths {
    QPainterPath area, left, right;  ///< metres around the origin
    geo::Point2 origin;
  };
  void keep_paths();

  LaneWatch& m_watch;
  project::LanePlaces* m_places;
  std::vector<Paths> m_paths;  ///< one for each strip
};

/// How a strip of a kind looks: fill, a guard line (dashed) or a broad line towards the traffic, posts, or thin borders. Paths in pixels.
void paint_facility(QPainter& painter, const QPainterPath& area, const QPainterPath& left, const QPainterPath& right,
                    sketch::FacilityType facility, bool traffic_left, double px_per_m, double ui_scale);
/// Bicycle and arrow along a line on the canvas (pixels), every spacing_px, high enough for the lane but never lost.
void paint_marks(QPainter& painter, const QPolygonF& line, sketch::Direction direction, double height_px, double spacing_px);
/// The picture of a sign from resources/symbols/bike.svg ("sign-240").
void paint_sign(QPainter& painter, QPointF at, const QString& picture, double size_px);
/// Which one stands for a facility; empty for mixed traffic.
QString sign_picture(sketch::FacilityType facility);

}  // namespace skizze::ui
