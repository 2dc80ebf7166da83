// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/live_figures.h"

#include "project/document.h"
#include "shell/language.h"

namespace skizze::ui {

LiveFigures::LiveFigures(Workspace& workspace) : QObject(&workspace), m_workspace(workspace) {
  connect(&workspace, &Workspace::document_changed, this, &LiveFigures::attach);
  attach();
}

void LiveFigures::attach() {
  m_known = false;
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  disconnect(document, nullptr, this, nullptr);  // the same document may be opened again
  connect(document, &project::Document::figures_ready, this, [this](quint64 request, const project::SketchFigures& figures) {
    if (request != m_request) return;
    m_figures = figures;
    m_known = true;
    Q_EMIT changed();
  });
}

void LiveFigures::ask(const geo::Geometry& shape) {
  m_kind = shape.kind;
  if (shape.empty()) {
    m_known = false;
    m_request = 0;
    return;
  }
  if (auto* document = m_workspace.document()) m_request = document->request_figures(shape);
}

QString LiveFigures::note() const {
  if (!m_known) return {};
  if (m_kind == geo::GeometryKind::line) return streets_text(m_figures.streets);
  if (!m_figures.roofs_known || m_figures.roofs == 0) return {};
  return tr("%n roof face(s), %1", nullptr, static_cast<int>(m_figures.roofs)).arg(area_text(m_figures.roof_area_m2));
}

QString streets_text(const std::vector<std::string>& streets, std::size_t most) {
  QStringList names;
  for (std::size_t i = 0; i < std::min(most, streets.size()); ++i) names << QString::fromStdString(streets[i]);
  const QString text = names.join(QStringLiteral(", "));
  if (streets.size() <= most) return text;
  return LiveFigures::tr("%1 and %n more", nullptr, static_cast<int>(streets.size() - most)).arg(text);
}

}  // namespace skizze::ui
