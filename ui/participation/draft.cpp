// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "participation/draft.h"

#include <QIcon>
#include <QPainter>
#include <cmath>
#include <numbers>

#include "project/document.h"
#include "tools/shape_paint.h"
#include "widgets/theme.h"

namespace skizze::ui {
namespace {

/// A regular polygon with its tip up; inner < 1 makes a star of it.
QPolygonF regular(int corners, QPointF at, double radius, double inner = 1) {
  QPolygonF polygon;
  const int points = inner < 1 ? corners * 2 : corners;
  for (int i = 0; i < points; ++i) {
    const double r = inner < 1 && i % 2 == 1 ? radius * inner : radius;
    const double a = 2 * std::numbers::pi * i / points - std::numbers::pi / 2;
    polygon << at + QPointF(r * std::cos(a), r * std::sin(a));
  }
  return polygon;
}

QPolygonF cross(QPointF at, double r) {
  const double a = r * 0.4;
  return QPolygonF({{-a, -r}, {a, -r}, {a, -a}, {r, -a}, {r, a}, {a, a}, {a, r}, {-a, r}, {-a, a}, {-r, a}, {-r, -a}, {-a, -a}}).translated(at);
}

void draw_shape(QPainter& painter, std::string_view shape, QPointF at, double r) {
  if (shape == "square") painter.drawRect(QRectF(at.x() - r * 0.85, at.y() - r * 0.85, r * 1.7, r * 1.7));
  else if (shape == "triangle") painter.drawPolygon(regular(3, at + QPointF(0, r * 0.15), r * 1.15));
  else if (shape == "diamond") painter.drawPolygon(regular(4, at, r * 1.1));
  else if (shape == "pentagon") painter.drawPolygon(regular(5, at, r));
  else if (shape == "hexagon") painter.drawPolygon(regular(6, at, r));
  else if (shape == "star") painter.drawPolygon(regular(5, at, r * 1.15, 0.5));
  else if (shape == "cross") painter.drawPolygon(cross(at, r));
  else painter.drawEllipse(at, r, r);
}

}  // namespace

void paint_marker(QPainter& painter, const participation::Category& category, QPointF at, double radius, const QColor& halo) {
  painter.setPen(QPen(halo, radius * 0.35, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(QColor(QString::fromLatin1(category.colour.data(), static_cast<qsizetype>(category.colour.size()))));
  draw_shape(painter, category.shape, at, radius);
}

QIcon marker_icon(const participation::Category& category) {
  constexpr int k_size = 64;
  QPixmap picture(k_size, k_size);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.setRenderHint(QPainter::Antialiasing);
  paint_marker(painter, category, {k_size / 2.0, k_size / 2.0}, k_size * 0.36, current_theme().surface);
  return QIcon(picture);
}

Draft::Draft(Workspace& workspace) : QObject(&workspace), m_workspace(workspace) {
  connect(&workspace, &Workspace::document_changed, this, &Draft::drop);
}

void Draft::place(const geo::Geometry& geometry) {
  if (!active() && m_workspace.canvas() != nullptr) m_workspace.canvas()->add_overlay(this);
  m_contribution.geometry = geometry;
  Q_EMIT changed();
  if (m_workspace.canvas() != nullptr) m_workspace.canvas()->update();
}

void Draft::set_category(const std::string& category) {
  m_contribution.category = category;
  if (m_workspace.canvas() != nullptr) m_workspace.canvas()->update();
}

void Draft::drop() {
  if (m_workspace.canvas() != nullptr && active()) {
    m_workspace.canvas()->remove_overlay(this);
    m_workspace.canvas()->update();
  }
  const std::string category = m_contribution.category;
  m_contribution = {};
  m_contribution.category = category;
  Q_EMIT changed();
}

base::Result<base::Uuid> Draft::hand_in(const std::string& text, const std::string& author) {
  auto contribution = m_contribution;
  contribution.text = text;
  if (!author.empty()) contribution.author = author;
  auto checked = participation::checked(std::move(contribution));
  if (!checked) return tl::unexpected(checked.error());
  const auto id = m_workspace.document()->add_contribution(std::move(*checked));
  drop();
  return id;
}

void Draft::paint(QPainter& painter, const ToolContext& context) {
  if (!active()) return;
  const auto& shape = m_contribution.geometry;
  if (shape.kind != geo::GeometryKind::point) {
    paint_sketch(painter, shape, context);
    return;
  }
  const auto& category = participation::category_of(m_contribution.category);
  paint_marker(painter, category, context.screen_of_project(shape.parts.front().points.front().xy()), 12 * context.ui_scale(),
               context.theme().sketch_halo);
}

}  // namespace skizze::ui
