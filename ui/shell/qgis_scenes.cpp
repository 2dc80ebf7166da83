// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/qgis_scenes.h"

#include "project/document.h"
#include "shell/main_window.h"
#include "shell/qgis_return_dialog.h"

namespace skizze::ui {
namespace {

/// What it looks like when somebody worked in QGIS meanwhile: a width, a facility, a conflict and a lane that is gone.
bool changes(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  project::QgisReturn found;
  for (const auto& measure : stage.window().document().measures()) {
    if (measure.kind != sketch::MeasureKind::bike_lane || found.changes.size() == 3) continue;
    project::QgisChange change;
    change.ours = change.merged = change.theirs = measure;
    if (found.changes.size() == 2) {
      change.kind = project::QgisChange::Kind::removed;
      change.merged = change.theirs = std::nullopt;
    } else {
      change.theirs->lane.width_m = measure.lane.width_m.value_or(2) + 0.35;
      change.theirs->lane.facility = sketch::FacilityType::radfahrstreifen;
      change.fields = {"breite", "fuehrungsart", project::k_shape_field};
      if (!found.changes.empty()) change.conflicts = {"breite"};
    }
    found.changes.push_back(std::move(change));
  }
  auto* dialog = new QgisReturnDialog(found, &stage.window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(&stage.window().document(), &project::Document::closed, dialog, &QDialog::close);
  dialog->open();
  stage.settle();
  return found.changes.size() == 3;
}

}  // namespace

std::vector<GalleryScene> qgis_scenes() { return {{QStringLiteral("qgis-changes"), changes}}; }

}  // namespace skizze::ui
