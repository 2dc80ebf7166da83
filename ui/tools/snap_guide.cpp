// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/snap_guide.h"

#include <algorithm>

#include "project/document.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

constexpr double k_tolerance_px = 10;
constexpr double k_sign_px = 6;
constexpr std::size_t k_most_nearby = 48;
constexpr std::size_t k_most_known = 200;
constexpr std::size_t k_most_vertices = 20000;  // a coast line is no snapping target

}  // namespace

void SnapGuide::reset() {
  m_nearby.clear();
  m_known.clear();
  m_candidate.reset();
  m_reference.reset();
  m_last = {};
}

void SnapGuide::gather(const ToolInput& input, const ToolContext& context) {
  m_nearby.clear();
  const project::Document* document = context.document();
  if (document == nullptr) {
    m_known.clear();
    return;
  }
  std::size_t vertices = 0;
  for (const auto& hit : context.hits(input.screen_px, k_tolerance_px * 1.5 * context.ui_scale())) {
    const scene::MapLayer* layer = context.snapshot().find(hit.layer_id);
    if (layer == nullptr || !layer->pack || m_nearby.size() >= k_most_nearby) continue;
    if (hit.layer_id == project::k_measures_layer) {
      const auto id = document->id_of_row(hit.layer_id, hit.row);
      if (std::find(m_excluded.begin(), m_excluded.end(), id) != m_excluded.end()) continue;
    }
    const auto& geometry = shape_of(layer->pack, hit.row, *document);
    vertices += geometry.vertex_count();
    if (vertices > k_most_vertices) break;
    m_nearby.push_back(geometry);
  }
}

const geo::Geometry& SnapGuide::shape_of(const std::shared_ptr<const feature::LayerPack>& pack, std::uint32_t row,
                                         const project::Document& document) {
  if (m_known.size() > k_most_known || m_known_epsg != document.crs_epsg()) m_known.clear();
  m_known_epsg = document.crs_epsg();
  const auto [at, is_new] = m_known.try_emplace({pack, row});
  if (is_new) at->second = document.to_project(pack->geometry(row));
  return at->second;
}

sketch::SnapResult SnapGuide::snap(const ToolInput& input, const ToolContext& context, std::span<const geo::Point2> drawn, bool area,
                                   std::optional<double> typed_length_m, std::optional<double> typed_bearing_deg) {
  gather(input, context);
  const double tolerance = k_tolerance_px * context.ui_scale() * context.metres_per_px();
  sketch::SnapRequest request;
  request.pointer = input.project;
  request.tolerance = tolerance;
  request.nearby = m_nearby;
  request.drawn = drawn;
  request.drawing_area = area;
  request.reference = m_reference;
  request.typed_length = typed_length_m;
  request.typed_bearing_deg = typed_bearing_deg;
  if (input.modifiers.testFlag(Qt::AltModifier)) request.options = {false, false, false, false, false};
  m_candidate = sketch::nearest_segment(m_nearby, input.project, tolerance);
  m_last = sketch::snap(request);
  return m_last;
}

QRegion SnapGuide::painted_on(const ToolContext& context) const {
  if (m_last.kind == sketch::SnapKind::none) return {};
  const double reach = (k_sign_px + 4) * context.ui_scale();
  const QPointF at = context.screen_of_project(m_last.point);
  QRegion region(QRectF(at, at).adjusted(-reach, -reach, reach, reach).toAlignedRect());
  for (const auto& hint : m_last.hints)
    region +=
        QRectF(context.screen_of_project(hint.a), context.screen_of_project(hint.b)).normalized().adjusted(-4, -4, 4, 4).toAlignedRect();
  return region;
}

void SnapGuide::paint(QPainter& painter, const ToolContext& context) const {
  if (m_last.kind == sketch::SnapKind::none) return;
  const QColor color = context.theme().accent;
  painter.setPen(QPen(color, 1.5 * context.ui_scale(), Qt::DashLine));
  for (const auto& hint : m_last.hints) painter.drawLine(context.screen_of_project(hint.a), context.screen_of_project(hint.b));
  const QPointF at = context.screen_of_project(m_last.point);
  const double r = k_sign_px * context.ui_scale();
  painter.setPen(QPen(color, 2 * context.ui_scale()));
  painter.setBrush(Qt::NoBrush);
  switch (m_last.kind) {  // shape tells the kind, as in drafting programs: square vertex, triangle middle, cross crossing, circle edge
    case sketch::SnapKind::vertex:
    case sketch::SnapKind::close_ring: painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r)); break;
    case sketch::SnapKind::midpoint: painter.drawPolygon(QPolygonF({at + QPointF(0, -r), at + QPointF(r, r), at + QPointF(-r, r)})); break;
    case sketch::SnapKind::crossing:
      painter.drawLine(at + QPointF(-r, -r), at + QPointF(r, r));
      painter.drawLine(at + QPointF(-r, r), at + QPointF(r, -r));
      break;
    case sketch::SnapKind::edge: painter.drawEllipse(at, r, r); break;
    default: break;
  }
}

}  // namespace skizze::ui
