// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/lane_strips.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

#include "planning/findings_overlay.h"
#include "project/document.h"

namespace skizze::ui {

namespace {

constexpr double k_scale_zoom = 17;
constexpr double k_narrow_line_m = 0.12;  // Schmalstrich
constexpr double k_broad_line_m = 0.25;   // Breitstrich
constexpr double k_dash_m = 1;            // guard line: 1 m line, 1 m gap (RMS)
constexpr double k_post_gap_m = 3;
constexpr double k_mark_height_m = 1.2;
constexpr double k_mark_spacing_m = 45;
constexpr double k_sign_px = 26;

QPainterPath path_of(const geo::Geometry& geometry, geo::Point2 origin) {
  QPainterPath path;
  for (const auto& part : geometry.parts) {
    QPolygonF polygon;
    for (const auto& p : part.points) polygon << QPointF(p.x - origin.x, p.y - origin.y);
    if (polygon.isEmpty()) continue;
    path.addPolygon(polygon);
    if (geometry.kind == geo::GeometryKind::area) path.closeSubpath();
  }
  return path;
}

/// A picture of the sheet, as large as asked for, drawn once per size.
QPixmap picture(const QString& id, QSize size_px, double ratio) {
  static QSvgRenderer renderer(QStringLiteral(":/symbols/bike.svg"));
  const QString key = QStringLiteral("lane-%1-%2x%3@%4").arg(id).arg(size_px.width()).arg(size_px.height()).arg(ratio);
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return pixmap;
  pixmap = QPixmap(size_px * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  renderer.render(&painter, id, QRectF(QPointF(0, 0), QSizeF(size_px)));
  QPixmapCache::insert(key, pixmap);
  return pixmap;
}

QString mark_of(sketch::Direction direction) {
  switch (direction) {
    case sketch::Direction::backward: return QStringLiteral("mark-against");
    case sketch::Direction::both: return QStringLiteral("mark-both");
    case sketch::Direction::forward: break;
  }
  return QStringLiteral("mark");
}

}  // namespace

QString sign_picture(sketch::FacilityType facility) {
  switch (facility) {
    case sketch::FacilityType::schutzstreifen: return QStringLiteral("sign-340");
    case sketch::FacilityType::radfahrstreifen: return QStringLiteral("sign-295");
    case sketch::FacilityType::protected_bike_lane: return QStringLiteral("sign-protected");
    case sketch::FacilityType::einrichtungsradweg:
    case sketch::FacilityType::zweirichtungsradweg: return QStringLiteral("sign-237");
    case sketch::FacilityType::gemeinsamer_geh_radweg: return QStringLiteral("sign-240");
    case sketch::FacilityType::getrennter_geh_radweg: return QStringLiteral("sign-241");
    case sketch::FacilityType::fahrradstrasse: return QStringLiteral("sign-244");
    case sketch::FacilityType::radschnellweg: return QStringLiteral("sign-350");
    case sketch::FacilityType::mischverkehr: break;
  }
  return {};
}

void paint_sign(QPainter& painter, QPointF at, const QString& name, double size_px) {
  const int side = static_cast<int>(std::lround(size_px));
  painter.drawPixmap(at - QPointF(side / 2.0, side / 2.0), picture(name, {side, side}, painter.device()->devicePixelRatioF()));
}

void paint_marks(QPainter& painter, const QPolygonF& line, sketch::Direction direction, double height_px, double spacing_px) {
  const QString name = mark_of(direction);
  const int height = std::max(12, static_cast<int>(std::lround(height_px)));
  const QSize size(static_cast<int>(std::lround(height * (name == QLatin1String("mark-both") ? 3.3 : 2.35))), height);
  const QPixmap mark = picture(name, size, painter.device()->devicePixelRatioF());
  const QRectF view = painter.viewport();
  double next = spacing_px / 4;  // not where the sign of a short lane stands
  double along = 0;
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  for (qsizetype i = 1; i < line.size(); ++i) {
    const QPointF step = line[i] - line[i - 1];
    const double length = std::hypot(step.x(), step.y());
    for (; length > 0 && next <= along + length; next += spacing_px) {
      const QPointF at = line[i - 1] + step * ((next - along) / length);
      if (!view.adjusted(-100, -100, 100, 100).contains(at)) continue;
      painter.save();
      painter.translate(at);
      painter.rotate(std::atan2(step.y(), step.x()) * 180 / M_PI);
      painter.drawPixmap(QPointF(-size.width() / 2.0, -size.height() / 2.0), mark);
      painter.restore();
    }
    along += length;
  }
}

void paint_facility(QPainter& painter, const QPainterPath& area, const QPainterPath& left, const QPainterPath& right,
                    sketch::FacilityType facility, bool traffic_left, double px_per_m, double ui_scale) {
  QColor fill = facility_color(facility);
  const QColor edge = fill.darker(140);
  fill.setAlphaF(0.45F);  // names under it stay readable
  painter.fillPath(area, fill);
  painter.setBrush(Qt::NoBrush);
  const auto& traffic = traffic_left ? left : right;
  const auto& kerb = traffic_left ? right : left;
  painter.setPen(QPen(edge, 1.2 * ui_scale));
  painter.drawPath(kerb);
  const auto line = [&](double width_m, std::vector<double> pattern_m, const QColor& color) {
    const double width = std::max(width_m * px_per_m, 1.5 * ui_scale);
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    QList<double> dashes;
    for (const double metres : pattern_m) dashes << metres * px_per_m / width;
    if (!dashes.isEmpty()) pen.setDashPattern(dashes);
    painter.setPen(pen);
    painter.drawPath(traffic);
  };
  switch (facility) {
    case sketch::FacilityType::schutzstreifen:
      line(k_narrow_line_m + 0.1, {}, edge);  // so that white gaps are seen on pale ground
      return line(k_narrow_line_m, {k_dash_m, k_dash_m}, Qt::white);
    case sketch::FacilityType::radfahrstreifen: line(k_broad_line_m + 0.12, {}, edge); return line(k_broad_line_m, {}, Qt::white);
    case sketch::FacilityType::protected_bike_lane: line(k_broad_line_m + 0.12, {}, Qt::white); return line(0.5, {0.5, k_post_gap_m}, edge);
    default: return line(k_narrow_line_m, {}, edge);
  }
}

LaneStrips::LaneStrips(Workspace& workspace, LaneWatch& watch)
    : QObject(&workspace), m_watch(watch), m_places(new project::LanePlaces(watch.desk())) {
  connect(m_places, &project::LanePlaces::changed, this, [this, &workspace] {
    keep_paths();
    if (workspace.canvas() != nullptr) workspace.canvas()->update();
  });
  if (workspace.canvas() != nullptr) workspace.canvas()->add_overlay(this);
}

void LaneStrips::keep_paths() {
  m_paths.clear();
  for (const auto& strip : m_places->strips()) {
    const auto origin = strip.box.center();
    m_paths.push_back({path_of(strip.area, origin), path_of(strip.left, origin), path_of(strip.right, origin), origin});
  }
}

void LaneStrips::paint(QPainter& painter, const ToolContext& context) {
  const bool near = context.camera().zoom >= k_scale_zoom;
  m_places->set_wanted(near);
  if (!near) return;
  const double scale = 1 / context.camera().m_per_px();
  const double px_per_m = 1 / context.metres_per_px();
  const QRectF view = painter.viewport();
  const auto& strips = m_places->strips();
  std::vector<std::pair<QPointF, QString>> signs;
  for (std::size_t i = 0; i < strips.size() && i < m_paths.size(); ++i) {
    const auto& strip = strips[i];
    if (m_watch.result() && strip.lane == m_watch.measure()) continue;
    const auto origin = context.camera().to_screen(m_paths[i].origin);
    const QRectF box(QPointF(origin.x - strip.box.width() / 2 * scale, origin.y - strip.box.height() / 2 * scale),
                     QSizeF(strip.box.width() * scale, strip.box.height() * scale));
    if (!box.intersects(view)) continue;
    const QTransform to_screen(scale, 0, 0, -scale, origin.x, origin.y);
    paint_facility(painter, to_screen.map(m_paths[i].area), to_screen.map(m_paths[i].left), to_screen.map(m_paths[i].right), strip.facility,
                   strip.traffic_left, px_per_m, context.ui_scale());
    QPolygonF middle;
    for (const auto& part : strip.middle.parts)
      for (const auto& p : part.points) middle << context.screen_of_mercator(p.xy());
    paint_marks(painter, middle, strip.direction, k_mark_height_m * px_per_m, k_mark_spacing_m * px_per_m);
    // The map's style has the sign once per lane, in its middle; strips that lie there would cover it.
    const auto* measure = context.document() ? context.document()->measure(strip.lane) : nullptr;
    const QString sign = sign_picture(strip.facility);
    if (measure == nullptr || sign.isEmpty()) continue;
    const auto& line = measure->geometry.parts.front().points;
    signs.emplace_back(context.screen_of_project(line[line.size() / 2].xy()), sign);
  }
  for (const auto& [at, sign] : signs) paint_sign(painter, at, sign, k_sign_px * context.ui_scale());
}

}  // namespace skizze::ui
