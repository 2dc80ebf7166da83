// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/qgis_look.h"

#include <cmath>

#include "canvas/canvas.h"
#include "project/document.h"
#include "shell/language.h"
#include "tools/tool.h"

namespace skizze::ui {
namespace {

constexpr double k_tolerance_px = 6;
constexpr double k_same_place_px = 3;

}  // namespace

QgisLook::QgisLook(Workspace& workspace) : QObject(&workspace), m_workspace(workspace) {
  connect(workspace.canvas(), &Canvas::place_asked, this, &QgisLook::ask);
  connect(&workspace, &Workspace::document_changed, this, &QgisLook::attach);
  attach();
}

void QgisLook::attach() {
  m_request = 0;
  m_found.clear();
  if (m_workspace.document() != nullptr)
    connect(m_workspace.document(), &project::Document::looked_up, this, &QgisLook::take, Qt::UniqueConnection);
}

void QgisLook::ask(const Question& question) {
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  const double m_per_px = m_workspace.canvas()->camera().m_per_px();
  const bool again = std::hypot(question.mercator.x - m_place.x, question.mercator.y - m_place.y) <= k_same_place_px * m_per_px;
  if (again && m_shown + 1 < m_found.size()) return show(m_shown + 1);
  m_found.clear();
  m_place = question.mercator;
  m_before = m_workspace.selection();
  const double radius_m = k_tolerance_px * m_workspace.canvas()->ui_scale() * m_per_px;
  m_request = document->look_up(question.mercator, radius_m, m_per_px, question.above);
}

void QgisLook::take(quint64 request, const std::vector<project::LookedUp>& found, const std::vector<project::NotLookedUp>& unanswered) {
  if (request != m_request || !(m_workspace.selection() == m_before)) return;
  if (!unanswered.empty()) tell(unanswered);
  if (found.empty()) return;
  m_found = found;
  show(0);
}

/// The topmost layer's reason: mostly it is that of all of them.
void QgisLook::tell(const std::vector<project::NotLookedUp>& unanswered) {
  QStringList names;
  for (const auto& one : unanswered)
    if (const auto* layer = m_workspace.document()->layer(one.layer)) names << QString::fromStdString(layer->name);
  if (names.empty()) return;
  m_workspace.show_message(
      MessageKind::warning,
      tr("QGIS cannot say what lies here in %1. %2").arg(names.join(QStringLiteral(", ")), text_of(unanswered.front().why)));
}

void QgisLook::show(std::size_t index) {
  m_shown = index;
  Selection selection;
  selection.kind = Selection::Kind::feature;
  selection.layer = base::to_string(m_found[index].layer);
  selection.pack = m_found[index].pack;
  selection.mercator = m_place;
  m_workspace.select(selection);
}

}  // namespace skizze::ui
