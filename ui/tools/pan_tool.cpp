// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/pan_tool.h"

#include <QCoreApplication>

#include <algorithm>

#include "project/document.h"

namespace skizze::ui {
namespace {

constexpr double k_tolerance_px = 6;
constexpr double k_same_place_px = 3;

bool is_own(const scene::Hit& hit) { return hit.layer_id == project::k_measures_layer || hit.layer_id == project::k_contributions_layer; }

}  // namespace

QString PanTool::status_text() const {
  return QCoreApplication::translate("Tools", "Drag to move the map, click to see what is there. Shift + drag zooms to a box.");
}

ToolResult PanTool::handle(const ToolInput& input, ToolContext& context) {
  if (input.kind != ToolInput::Kind::release || input.dragging || input.button != Qt::LeftButton) return ToolResult::ignored();
  auto hits = context.hits(input.screen_px, k_tolerance_px * context.ui_scale());
  std::stable_partition(hits.begin(), hits.end(), is_own);
  const bool again = (input.screen_px - m_last_click).manhattanLength() <= k_same_place_px;
  m_depth = again && !hits.empty() ? (m_depth + 1) % hits.size() : 0;
  m_last_click = input.screen_px;
  ToolResult result;
  result.taken = true;
  if (hits.empty())
    result.question = Question{input.mercator, {}};
  else if (!is_own(hits.front()))
    result.question = Question{input.mercator, QString::fromStdString(hits.front().layer_id)};
  result.select = hits.empty() ? Selection{} : selection_of(hits[m_depth], input, context);
  return result;
}

Selection PanTool::selection_of(const scene::Hit& hit, const ToolInput& input, const ToolContext& context) const {
  Selection selection;
  selection.mercator = input.mercator;
  const project::Document* document = context.document();
  if (document == nullptr) return selection;
  selection.layer = hit.layer_id;
  selection.row = hit.row;
  if (is_own(hit)) {
    selection.id = document->id_of_row(hit.layer_id, hit.row);
    selection.kind = selection.id.is_null()                               ? Selection::Kind::none
                     : hit.layer_id == project::k_contributions_layer ? Selection::Kind::contribution
                                                                          : Selection::Kind::measure;
    selection.layer.clear();
    selection.row = 0;
    return selection;
  }
  selection.pack = hit.part;
  for (const auto& layer : document->layers())
    if (!hit.part && base::to_string(layer.id) == hit.layer_id) selection.pack = layer.pack;
  if (!selection.pack) {  // a result that a room lays over the document
    const auto* shown = context.snapshot().find(hit.layer_id);
    if (shown != nullptr) selection.pack = shown->pack;
  }
  if (selection.pack && hit.row < selection.pack->size()) selection.kind = Selection::Kind::feature;
  return selection;
}

}  // namespace skizze::ui
