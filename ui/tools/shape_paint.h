// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QPolygonF>

#include <optional>
#include <vector>

#include "geo/geometry.h"
#include "tools/tool.h"

class QPainter;

namespace skizze::ui {

/// A shape in the project's CRS as a path in canvas pixels.
QPainterPath screen_path(const geo::Geometry& project, const ToolContext& context);
/// The same, one polygon for each part.
std::vector<QPolygonF> screen_parts(const geo::Geometry& project, const ToolContext& context);
/// Where a sketch looks other than before, with grips and lines: around the points between the first and the last that differ. Empty where
/// that cannot be told.
std::optional<QRegion> changed_between(const geo::Geometry& before, const geo::Geometry& now, const ToolContext& context);
/// Line or area as it looks while it is drawn or changed: halo, then colour; areas lightly filled.
void paint_sketch(QPainter& painter, const geo::Geometry& project, const ToolContext& context);
void paint_sketch(QPainter& painter, const std::vector<QPolygonF>& parts, geo::GeometryKind kind, const ToolContext& context);
/// The strip a lane of this width covers, to scale; nothing where it would be thinner than this.
inline constexpr double k_thinnest_strip_px = 2;
void paint_strip(QPainter& painter, const geo::Geometry& line, double width_m, const ToolContext& context);
/// A square (vertex) or small round (midpoint) grip; strong: under the pointer.
enum class Grip { vertex, midpoint };
void paint_grip(QPainter& painter, QPointF at, Grip grip, bool strong, const ToolContext& context);

}  // namespace skizze::ui
