// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/qgis_scenes.h"

#include "layers/conversion_dialog.h"
#include "layers/relink_dialog.h"
#include "project/document.h"
#include "project/qgis_write.h"
#include "qgis/helper.h"
#include "qgis/qgis_tiles.h"
#include "shell/language.h"
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

/// The town as a QGIS project, drawn by QGIS, and what a click on it finds.
bool layer(GalleryStage& stage) {
  if (qgis::find_helper().empty() || !stage.open_sample()) return false;
  auto& document = stage.window().document();
  const auto file = stage.window().workspace().document()->path() + QStringLiteral(".qgz");
  const auto written = project::write_for_qgis(project::qgis_input(document, project::Theme::light, current_language()), file.toStdString(),
                                               document.path().toStdString(), {}, [](double, const base::Message&) {});
  if (!written || !stage.open_files({file}) || document.layers().empty()) return false;
  const auto tiles = std::dynamic_pointer_cast<qgis::QgisTiles>(document.layers().front().foreign);
  if (!tiles) return false;
  stage.look_at(12.93393, 51.55046, 16.5);
  const auto settle = [&] {
    stage.settle();
    for (int i = 0; i < 400 && tiles->is_busy(); ++i) stage.wait_ms(50);
    stage.settle();
  };
  settle();
  stage.click(stage.map_center());
  for (int i = 0; i < 100 && stage.window().workspace().selection().kind == Selection::Kind::none; ++i) stage.wait_ms(50);
  settle();
  return stage.window().workspace().selection().kind == Selection::Kind::feature;
}

/// The list of what a conversion lost.
bool conversion(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  const auto lost = [](const char* id, std::vector<base::Argument> arguments = {}) {
    return feature::Notice{feature::Severity::lost, {id, std::move(arguments)}, 1, {}};
  };
  project::QgisConversion found;
  found.title = "Probestadt";
  found.entries.resize(9);
  found.notices = {lost("qgis.removed_macro")};
  found.layers = {{"Haltestellen",
                   {"Verkehr"},
                   true,
                   24,
                   {lost("style.lost_displacement"), lost("style.lost_label_places", {{"what", "DejaVu Sans"}})}},
                  {"Kronen", {"Grün"}, true, 300, {lost("style.lost_heatmap")}},
                  {"Stadtgrenze",
                   {"Grund", "Grenzen"},
                   true,
                   4,
                   {lost("style.lost_merged"), lost("project.convert_lost_join", {{"layer", "Einwohner"}})}},
                  {"Luftbild", {}, false, 0, {lost("project.convert_lost_network")}}};
  auto* dialog = new ConversionDialog(found, &stage.window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(&stage.window().document(), &project::Document::closed, dialog, &QDialog::close);
  dialog->open();
  stage.settle();
  return true;
}

/// Files that a QGIS project misses, one of them found.
bool missing_files(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  auto* dialog = new RelinkDialog(QStringLiteral("Probestadt"),
                                  {{"1", "Straßen", "/srv/geodaten/verkehr/strassen.gpkg", "/home/plan/daten/verkehr/strassen.gpkg"},
                                   {"2", "Flurstücke (ALKIS)", "Z:/Kataster/2025/flurstuecke.shp", ""},
                                   {"3", "Gebäude", "Z:/Kataster/2025/gebaeude.shp", ""}},
                                  stage.window().document().jobs(), &stage.window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(&stage.window().document(), &project::Document::closed, dialog, &QDialog::close);
  dialog->open();
  stage.settle();
  return true;
}

}  // namespace

std::vector<GalleryScene> qgis_scenes() {
  return {{QStringLiteral("qgis-changes"), changes},
          {QStringLiteral("qgis-layer"), layer},
          {QStringLiteral("qgis-conversion"), conversion},
          {QStringLiteral("qgis-missing-files"), missing_files}};
}

}  // namespace skizze::ui
