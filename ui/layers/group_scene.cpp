// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTreeView>

#include "layers/layer_model.h"
#include "layers/layer_panel.h"
#include "layers/layer_scenes.h"
#include "project/document.h"
#include "shell/language.h"
#include "shell/main_window.h"

namespace skizze::ui {

/// The town's layers in groups: one of them nested, two partly shown, two folded.
bool layer_groups_scene(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  auto& document = stage.window().document();
  auto* panel = stage.window().findChild<LayerPanel*>();
  const auto word = [](const char* german, const char* english) {
    return std::string(current_language() == project::Language::de ? german : english);
  };
  const auto built = word("Bebauung", "Built"), traffic = word("Verkehr", "Traffic"), parked = word("Ruhender Verkehr", "Parking"),
             ground = word("Grund und Boden", "Land"), heights = word("Höhen", "Heights");
  auto order = project::order_of(document.layers());
  if (order.size() < 13) return false;
  for (std::size_t row = 3; row < order.size(); ++row)
    order[row].groups = {row < 5 ? built : row < 8 ? traffic : row < 11 ? ground : heights};
  order[7].groups = {traffic, parked};
  document.arrange_layers(order, {"project.did_move_group", {{"name", traffic}}});
  stage.settle();
  for (const auto& group : panel->model().groups()) {
    const auto name = group.data().toString().toStdString();
    if (name == built || name == heights) panel->view().collapse(group);
    if (name == traffic) panel->view().setCurrentIndex(group);
  }
  panel->view().setFocus();
  stage.settle();
  return true;
}

}  // namespace skizze::ui
