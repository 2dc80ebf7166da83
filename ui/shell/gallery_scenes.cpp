// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The scenes of window, map, layers and settings.
#include <QDir>
#include <QFile>
#include <QComboBox>
#include <QFrame>
#include <QLineEdit>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTreeView>

#include "canvas/canvas.h"
#include "layers/class_list.h"
#include "layers/import_dialog.h"
#include "layers/label_form.h"
#include "layers/layer_model.h"
#include "layers/layer_page.h"
#include "layers/layer_panel.h"
#include "layers/layer_scenes.h"
#include "layers/style_editor.h"
#include "layers/style_text_edit.h"
#include "participation/participation_scenes.h"
#include "planning/plan_scenes.h"
#include "print/print_scenes.h"
#include "processing/processing_scenes.h"
#include "settings/plugins_dialog.h"
#include "settings/settings_dialog.h"
#include "shell/action_table.h"
#include "shell/command_palette.h"
#include "shell/gallery.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"
#include "shell/qgis_scenes.h"
#include "solar/solar_scenes.h"
#include "widgets/section.h"

namespace skizze::ui {
namespace {

QString nrw_tile() { return GalleryStage::data_file(QStringLiteral("citygml-lod2-nrw-selfkant/LoD2_32_280_5657_1_NW.gml")); }

bool with_theme(GalleryStage& stage, ThemeChoice theme) {
  Settings settings = stage.window().settings();
  settings.theme = theme;
  stage.window().apply_settings(settings);
  if (!stage.open_sample()) return false;
  stage.window().canvas().zoom_by(1.5);
  return true;
}

/// The layer whose pack fits; a null id where there is none.
base::Uuid find_layer(MainWindow& window, const std::function<bool(const project::LayerEntry&)>& fits) {
  for (const auto& layer : window.document().layers())
    if (fits(layer)) return layer.id;
  return {};
}

bool select_layer(GalleryStage& stage, const std::function<bool(const project::LayerEntry&)>& fits) {
  const auto id = find_layer(stage.window(), fits);
  if (id.is_null()) return false;
  stage.window().workspace().select(Selection::of_layer(base::to_string(id)));
  stage.settle();
  return true;
}

bool is_surfaces(const project::LayerEntry& layer) { return layer.pack && layer.pack->info().role == feature::PackRole::city_surfaces; }

bool start_page(GalleryStage& stage) {
  stage.settle();
  return true;
}

bool layer_panel(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  auto* panel = stage.window().findChild<LayerPanel*>();
  stage.window().canvas().zoom_by(2.2);
  for (int row = 0; row < panel->model().rowCount(); ++row) {
    const auto index = panel->model().index(row, 0);
    if (panel->model().rowCount(index) == 0) continue;
    panel->view().expand(index);
    stage.window().workspace().select(Selection::of_layer(base::to_string(panel->model().id_at(index))));
    return true;
  }
  return true;
}

/// The style panel of the town's buildings, zoomed in, with one kind of style chosen.
StyleEditor* style_panel(GalleryStage& stage, StyleEditor::Kind kind) {
  if (!stage.open_sample()) return nullptr;
  const auto surfaces = find_layer(stage.window(), is_surfaces);
  if (!surfaces.is_null()) stage.window().document().set_layer_visible(surfaces, false);
  stage.window().canvas().zoom_by(3);
  if (!select_layer(stage, [](const auto& layer) { return layer.pack && layer.pack->info().role == feature::PackRole::city_objects; }))
    return nullptr;
  auto* editor = stage.window().findChild<StyleEditor*>();
  editor->set_kind(kind);
  return editor;
}

bool rest(GalleryStage& stage, StyleEditor& editor) {
  for (int i = 0; i < 100 && editor.busy(); ++i) stage.wait_ms(50);
  stage.settle();
  return true;
}

bool style_categorised(GalleryStage& stage) {
  auto* editor = style_panel(stage, StyleEditor::Kind::categorised);
  if (editor == nullptr) return false;
  editor->set_column(QStringLiteral("function"));
  return rest(stage, *editor);
}

bool style_rules(GalleryStage& stage) {
  auto* editor = style_panel(stage, StyleEditor::Kind::graduated);
  if (editor == nullptr) return false;
  editor->set_column(QStringLiteral("measured_height"));
  rest(stage, *editor);
  editor->set_kind(StyleEditor::Kind::rules);
  rest(stage, *editor);
  editor->classes().edit(1);
  stage.wait_ms(200);
  return true;
}

/// One symbol with everything open; a class of numbers with its limits.
bool style_single(GalleryStage& stage) {
  auto* editor = style_panel(stage, StyleEditor::Kind::single);
  if (editor == nullptr) return false;
  for (auto* section : editor->findChildren<Section*>()) section->set_open(true);
  auto* source = editor->labels().findChild<QComboBox*>();
  source->setCurrentIndex(1);
  Q_EMIT source->activated(1);
  auto* expression = editor->labels().findChild<QLineEdit*>();
  expression->setText(QStringLiteral("round(measured_height) || ' m'"));
  Q_EMIT expression->editingFinished();
  return rest(stage, *editor);
}

bool style_class(GalleryStage& stage) {
  auto* editor = style_panel(stage, StyleEditor::Kind::graduated);
  if (editor == nullptr) return false;
  editor->set_column(QStringLiteral("measured_height"));
  rest(stage, *editor);
  editor->classes().edit(2);
  stage.wait_ms(200);
  return true;
}

bool style_text(GalleryStage& stage) {
  auto* editor = style_panel(stage, StyleEditor::Kind::text);
  if (editor == nullptr) return false;
  QString text = editor->text_edit().text();
  editor->text_edit().set_text(text.replace(text.indexOf(QLatin1Char('[')), 1, QStringLiteral("[,")));
  return rest(stage, *editor);
}

bool style_editor(GalleryStage& stage) {
  auto* editor = style_panel(stage, StyleEditor::Kind::graduated);
  if (editor == nullptr) return false;
  editor->set_column(QStringLiteral("measured_height"));
  return rest(stage, *editor);
}

bool identify_roof(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  const auto id = find_layer(stage.window(), is_surfaces);
  const auto* layer = stage.window().document().layer(id);
  if (layer == nullptr) return false;
  const auto column = layer->pack->column_index("class");
  const auto slope = layer->pack->column_index("slope_deg");
  for (std::uint32_t row = 0; column && row < layer->pack->size(); ++row) {
    if (feature::to_text(layer->pack->value(row, *column)) != "RoofSurface") continue;
    if (slope && QString::fromStdString(feature::to_text(layer->pack->value(row, *slope))).toDouble() < 20) continue;  // flat garages
    const auto box = layer->pack->bounds(row);
    stage.window().canvas().set_camera(box.center(), 18.2, false);
    stage.settle();
    Selection selection;
    selection.kind = Selection::Kind::feature;
    selection.layer = layer->map_id();
    selection.pack = layer->pack;
    selection.row = row;
    selection.mercator = box.center();
    stage.window().workspace().select(selection);
    return true;
  }
  return false;
}

/// Two districts with latitude before longitude, as some portals hand them out.
QString swapped_districts() {
  static const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("stadtteile.geojson"));
  QFile file(path);
  if (file.open(QIODevice::WriteOnly))
    file.write(R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Altstadt"},"geometry":{"type":"Polygon","coordinates":[[[51.54,12.92],[51.54,12.94],[51.55,12.94],[51.55,12.92],[51.54,12.92]]]}},
{"type":"Feature","properties":{"name":"Vorstadt"},"geometry":{"type":"Polygon","coordinates":[[[51.55,12.92],[51.55,12.94],[51.56,12.94],[51.56,12.92],[51.55,12.92]]]}}]})");
  return path;
}

bool import_preview(GalleryStage& stage) {
  QString swapped = GalleryStage::data_file(QStringLiteral("leipzig-districts/leipzig-districts-axis-swapped.json"));
  if (swapped.isEmpty()) swapped = swapped_districts();
  const QString tile = nrw_tile();
  stage.window().flow().take_files(tile.isEmpty() ? QStringList{swapped} : QStringList{swapped, tile});
  ImportDialog* dialog = nullptr;
  for (int i = 0; i < 600 && (dialog == nullptr || !dialog->drawn()); ++i) {
    stage.wait_ms(100);
    dialog = stage.window().findChild<ImportDialog*>();
  }
  return dialog != nullptr;
}

bool command_palette(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  stage.window().canvas().zoom_by(1.5);
  stage.settle();
  stage.window().palette_box().open(QStringLiteral("markt"));
  stage.wait_ms(600);
  return true;
}

bool measuring(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  stage.window().canvas().zoom_by(2.5);
  stage.settle();
  stage.window().workspace().activate_tool(QStringLiteral("measure_area"));
  const QPointF c = stage.map_center();
  for (const QPointF& d : {QPointF(-210, -120), QPointF(160, -160), QPointF(240, 90)}) stage.click(c + d);
  stage.move(c + QPointF(-120, 150));
  return true;
}

bool settings(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  stage.window().canvas().zoom_by(1.5);
  stage.settle();
  stage.window().open_settings();
  stage.wait_ms(700);
  return true;
}

/// Ours, and one that was made for another version; the person's own stay out of the picture.
bool plugins(GalleryStage& stage) {
  static const QTemporaryDir own;
  const QString folder = own.filePath(QStringLiteral("org.example.future"));
  QDir().mkpath(folder);
  QFile manifest(folder + QStringLiteral("/plugin.json"));
  if (!manifest.open(QIODevice::WriteOnly)) return false;
  manifest.write("{\"id\": \"org.example.future\", \"name\": {\"de\": \"Baumkataster\", \"en\": \"Tree register\"}, "
                 "\"summary\": {\"de\": \"Liest Baumlisten.\", \"en\": \"Reads lists of trees.\"}, "
                 "\"version\": \"2.0\", \"api\": 2, \"author\": \"Stadt Musterstadt\", \"licence\": \"MIT\"}");
  manifest.close();
  qputenv("STADTSKIZZE_PLUGINS", own.path().toUtf8());
  qputenv("STADTSKIZZE_PLUGIN_CHOICES", own.filePath(QStringLiteral("plugins.json")).toUtf8());
  if (!stage.open_sample()) return false;
  stage.settle();
  auto* dialog = stage.window().open_plugins();
  for (int i = 0; i < 50 && (dialog->entries().empty() || !stage.window().document().jobs().idle()); ++i) stage.wait_ms(100);
  return true;
}

bool plugin_settings(GalleryStage& stage) {
  if (!plugins(stage)) return false;
  auto* dialog = stage.window().findChild<PluginsDialog*>();
  auto* list = dialog->findChild<QListWidget*>();
  for (int row = 0; row < list->count(); ++row) {
    if (dialog->entries()[static_cast<std::size_t>(row)].ours) list->setCurrentRow(row);
  }
  return true;
}

bool shortcuts(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  stage.window().canvas().zoom_by(1.5);
  stage.settle();
  stage.window().actions_table().run(QStringLiteral("help.shortcuts"));
  return true;
}

bool handbook(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  stage.window().canvas().zoom_by(1.5);
  stage.window().workspace().set_mode(Mode::plan);
  stage.settle();
  stage.window().actions_table().run(QStringLiteral("help.handbook"));
  stage.wait_ms(200);
  return true;
}

bool nrw(GalleryStage& stage) {
  const QString tile = nrw_tile();
  if (tile.isEmpty() || !stage.open_files({tile})) return false;
  stage.window().actions_table().run(QStringLiteral("view.zoom_all"));
  const QRect map = stage.window().canvas().rect();
  stage.window().canvas().zoom_by(1.7, QPointF(map.width() * 0.57, map.height() * 0.44));
  return true;
}

bool berlin(GalleryStage& stage) {
  const QString folder = GalleryStage::data_file(QStringLiteral("bike-network-berlin"));
  if (folder.isEmpty()) return false;
  QStringList files;
  for (const QFileInfo& info : QDir(folder).entryInfoList({QStringLiteral("*.gpkg"), QStringLiteral("*.fgb")}, QDir::Files, QDir::Name))
    files << info.absoluteFilePath();
  if (files.isEmpty() || !stage.open_files(files)) return false;
  stage.look_at(13.405, 52.516, 12.4);
  return true;
}

bool present(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  Settings s = stage.window().settings();
  s.density = Density::projector;
  stage.window().apply_settings(s);
  stage.window().workspace().set_mode(Mode::present);
  stage.window().canvas().zoom_by(1.5);
  return true;
}

}  // namespace

std::vector<GalleryScene> window_scenes() {
  return {
      {QStringLiteral("start"), start_page},
      {QStringLiteral("town-light"), [](GalleryStage& stage) { return with_theme(stage, ThemeChoice::light); }},
      {QStringLiteral("town-dark"), [](GalleryStage& stage) { return with_theme(stage, ThemeChoice::dark); }},
      {QStringLiteral("town-contrast"), [](GalleryStage& stage) { return with_theme(stage, ThemeChoice::high_contrast); }},
      {QStringLiteral("layers"), layer_panel},
      {QStringLiteral("style"), style_editor},
      {QStringLiteral("style-categorised"), style_categorised},
      {QStringLiteral("style-rules"), style_rules},
      {QStringLiteral("style-single"), style_single},
      {QStringLiteral("style-class"), style_class},
      {QStringLiteral("style-text"), style_text},
      {QStringLiteral("identify-roof"), identify_roof},
      {QStringLiteral("import-preview"), import_preview},
      {QStringLiteral("command-palette"), command_palette},
      {QStringLiteral("measuring"), measuring},
      {QStringLiteral("settings"), settings},
      {QStringLiteral("plugins"), plugins},
      {QStringLiteral("plugin-settings"), plugin_settings},
      {QStringLiteral("shortcuts"), shortcuts},
      {QStringLiteral("handbook"), handbook},
      {QStringLiteral("nrw-tile"), nrw},
      {QStringLiteral("berlin-network"), berlin},
      {QStringLiteral("present"), present},
  };
}

std::vector<GalleryScene> gallery_scenes() {
  std::vector<GalleryScene> scenes = window_scenes();
  for (const auto& more : {plan_scenes(), solar_scenes(), participation_scenes(), layer_scenes(), qgis_scenes(), print_scenes(), processing_scenes()}) scenes.insert(scenes.end(), more.begin(), more.end());
  return scenes;
}

}  // namespace skizze::ui
