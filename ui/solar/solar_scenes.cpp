// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "solar/solar_scenes.h"

#include <QFile>
#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>

#include "canvas/canvas.h"
#include "geo/mercator.h"
#include "planning/plan_scenes.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "solar/roof_page.h"
#include "solar/sheet_pdf.h"
#include "solar/solar_desk.h"
#include "solar/solar_panel.h"
#include "solar/solar_room.h"

namespace skizze::ui {
namespace {

constexpr double k_map_zoom = 16.6;
constexpr double k_house_zoom = 18.4;

SolarRoom* room_of(GalleryStage& stage) { return stage.window().workspace().findChild<SolarRoom*>(); }

/// The sample town with its roofs computed, near the middle of its houses.
SolarRoom* computed(GalleryStage& stage, const QString& part, double zoom = k_map_zoom) {
  if (!stage.open_sample()) return nullptr;
  auto* room = room_of(stage);
  const auto place = built_up_place(stage.window().document());
  if (room == nullptr || !place) return nullptr;
  stage.window().canvas().set_camera(*place, zoom, false);
  stage.window().actions_table().run(QStringLiteral("solar.compute"));
  for (int i = 0; i < 1200 && (room->desk().computing() || !room->desk().study()); ++i) stage.wait_ms(50);
  room->panel().show_part(part);
  stage.settle();
  return room->desk().study() ? room : nullptr;
}

bool roof_map(GalleryStage& stage) { return computed(stage, QStringLiteral("roofs")) != nullptr; }

bool assumptions(GalleryStage& stage) { return computed(stage, QStringLiteral("assumptions")) != nullptr; }

/// Selects the suitable side nearest to the middle of the map.
bool select_side(GalleryStage& stage, SolarRoom& room) {
  const auto& study = *room.desk().study();
  const auto middle = stage.window().canvas().camera().center;
  double best = 1e12;
  Selection selection;
  for (std::uint32_t row = 0; row < study.pack->size(); ++row) {
    const auto unit = static_cast<std::size_t>(study.pack->id(row));
    const auto at = study.pack->bounds(row).center();
    const double off = std::hypot(at.x - middle.x, at.y - middle.y);
    if (off >= best || study.report.results[unit].suitability != solar::Suitability::very_good || study.report.units[unit].flat()) continue;
    best = off;
    selection.kind = Selection::Kind::feature;
    selection.layer = k_solar_roofs_layer;
    selection.pack = study.pack;
    selection.row = row;
    selection.mercator = at;
  }
  if (selection.kind == Selection::Kind::none) return false;
  stage.window().canvas().set_camera(selection.mercator, k_house_zoom, false);
  stage.window().workspace().select(selection);
  for (int i = 0; i < 200 && !room.page().complete(); ++i) stage.wait_ms(50);
  stage.settle();
  return room.page().complete();
}

bool building_page(GalleryStage& stage) {
  auto* room = computed(stage, QStringLiteral("roofs"));
  return room != nullptr && select_side(stage, *room);
}

/// The lower half of the page: months, losses, walls.
bool months(GalleryStage& stage) {
  auto* room = computed(stage, QStringLiteral("roofs"));
  if (room == nullptr || !select_side(stage, *room)) return false;
  for (QWidget* up = room->page().parentWidget(); up != nullptr; up = up->parentWidget()) {
    auto* scroll = qobject_cast<QScrollArea*>(up);
    if (scroll == nullptr) continue;
    scroll->ensureVisible(0, room->page().height(), 0, 0);
    break;
  }
  stage.settle();
  return true;
}

/// The page of the PDF, drawn as it is printed.
bool printed_sheet(GalleryStage& stage) {
  auto* room = computed(stage, QStringLiteral("roofs"));
  if (room == nullptr || !select_side(stage, *room)) return false;
  const auto& study = room->desk().study();
  const auto unit = static_cast<std::size_t>(study->pack->id(stage.window().workspace().selection().row));
  constexpr double k_a4_width = 794, k_a4_height = 1123, k_margin = 66;
  const double scale = std::min(1.0, (stage.window().height() - 60) / k_a4_height);
  QImage page(QSizeF(k_a4_width * 2, k_a4_height * 2).toSize(), QImage::Format_RGB32);
  page.setDotsPerMeterX(static_cast<int>(96 * 2 / 0.0254));
  page.setDotsPerMeterY(static_cast<int>(96 * 2 / 0.0254));
  page.fill(Qt::white);
  QPainter painter(&page);
  paint_sheet(painter, QRectF(k_margin * 2, k_margin * 2, (k_a4_width - 2 * k_margin) * 2, (k_a4_height - 2 * k_margin) * 2), *study,
              project::building_sheet(*study, unit));
  painter.end();
  auto* paper = new QLabel(&stage.window());
  paper->setObjectName(QStringLiteral("gallery_paper"));
  const QSizeF size(k_a4_width * scale, k_a4_height * scale);
  QImage small = page.scaled((size * 2).toSize(), Qt::KeepAspectRatio, Qt::SmoothTransformation);
  small.setDevicePixelRatio(2);
  paper->setPixmap(QPixmap::fromImage(small));
  paper->setGeometry(QRect(QPoint((stage.window().width() - static_cast<int>(size.width())) / 2, 30), size.toSize()));
  paper->show();
  paper->raise();
  // It goes with the next change of the project, so that later scenes are not covered.
  QObject::connect(&stage.window().workspace(), &Workspace::document_changed, paper, &QObject::deleteLater);
  QObject::connect(&stage.window().document(), &project::Document::closed, paper, &QObject::deleteLater);
  stage.wait_ms(100);
  return true;
}

bool shade_at(GalleryStage& stage, const SolarMoment& moment) {
  auto* room = computed(stage, QStringLiteral("time"));
  if (room == nullptr) return false;
  room->desk().set_moment(moment);
  room->desk().set_shade_shown(true);
  room->desk().ask_place(stage.window().canvas().camera().center);
  for (int i = 0; i < 200 && (!room->desk().shade_current() || !room->desk().place_in_sun()); ++i) stage.wait_ms(50);
  stage.settle();
  return !room->desk().shade().image.isNull();
}

bool winter_shade(GalleryStage& stage) { return shade_at(stage, {QDate(2026, 12, 21), 15}); }
bool summer_path(GalleryStage& stage) { return shade_at(stage, {QDate(2026, 6, 21), 18}); }

bool sketched_area(GalleryStage& stage) {
  auto* room = computed(stage, QStringLiteral("roofs"), k_house_zoom - 0.8);
  if (room == nullptr) return false;
  stage.window().actions_table().run(QStringLiteral("plan.solar_area"));
  const QPointF c = stage.map_center();
  for (const QPointF& corner : {QPointF(-190, -130), QPointF(170, -150), QPointF(200, 90)}) stage.click(c + corner);
  stage.move(c + QPointF(-170, 130));
  for (int i = 0; i < 100 && room->desk().note().isEmpty(); ++i) stage.wait_ms(50);
  stage.wait_ms(200);
  return !room->desk().note().isEmpty();
}

/// The table below the map, the best roof of the middle selected in both.
bool roof_list(GalleryStage& stage) {
  auto* room = computed(stage, QStringLiteral("roofs"));
  if (room == nullptr || !select_side(stage, *room)) return false;
  room->show_table(true);
  stage.settle();
  const bool shown = room->table_shown();
  // It goes with the next change of the project, so that later scenes are not covered.
  QObject::connect(&stage.window().document(), &project::Document::closed, room, [room] { room->show_table(false); }, Qt::SingleShotConnection);
  return shown;
}

/// The largest car park of the layers, in Web Mercator; empty where there is none.
geo::Geometry largest_car_park(const project::Document& document) {
  geo::Geometry largest;
  for (const auto& layer : document.layers()) {
    if (!layer.pack || (layer.name != "Parkplätze" && layer.pack->info().name != "parking")) continue;
    for (std::uint32_t row = 0; row < layer.pack->size(); ++row) {
      auto shape = layer.pack->geometry(row);
      if (geo::planar_area(shape) > geo::planar_area(largest)) largest = std::move(shape);
    }
  }
  return largest;
}

/// A canopy over parked cars with rows of its own, and its form.
bool canopy(GalleryStage& stage) {
  auto* room = computed(stage, QStringLiteral("assumptions"), k_house_zoom - 0.8);
  if (room == nullptr) return false;
  auto& document = stage.window().document();
  const auto cars = largest_car_park(document);
  if (cars.empty()) return false;
  stage.window().canvas().set_camera(cars.bounds().center(), k_house_zoom - 0.8, false);
  sketch::Measure measure;
  measure.id = base::new_uuid();
  measure.kind = sketch::MeasureKind::solar_area;
  measure.name = current_language() == project::Language::de ? "Kundenparkplatz" : "Customers' car park";
  measure.geometry = document.to_project(cars);
  measure.solar.place = sketch::SolarPlace::canopy;
  measure.solar.row_pitch_m = 5.5;
  measure.solar.azimuth_deg = 165;
  document.add_measure(measure);
  stage.window().workspace().select(Selection::of_measure(measure.id));
  stage.wait_ms(400);
  stage.settle();
  return document.measure(measure.id) != nullptr;
}

/// A motorway and a railway of two tracks past a town, with a forest between them.
QString field_files() {
  static const QTemporaryDir folder;
  const auto write = [&](const QString& name, const QByteArray& features) {
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(R"({"type":"FeatureCollection","features":[)" + features + "]}");
  };
  write(QStringLiteral("verkehr.geojson"),
        R"({"type":"Feature","properties":{"name":"A 14","highway":"motorway","railway":null,"tracks":null},"geometry":{"type":"LineString","coordinates":[[12.90,51.556],[12.925,51.561],[12.95,51.5605],[12.985,51.565]]}},
{"type":"Feature","properties":{"name":"Hauptbahn","highway":null,"railway":"rail","tracks":2},"geometry":{"type":"LineString","coordinates":[[12.90,51.541],[12.94,51.5425],[12.985,51.539]]}},
{"type":"Feature","properties":{"name":"Nebenbahn","highway":null,"railway":"rail","tracks":null},"geometry":{"type":"LineString","coordinates":[[12.975,51.539],[12.97,51.575]]}})");
  write(QStringLiteral("wald.geojson"),
        R"({"type":"Feature","properties":{"name":"Stadtwald","natural":"wood"},"geometry":{"type":"Polygon","coordinates":[[[12.952,51.553],[12.972,51.555],[12.968,51.568],[12.95,51.566],[12.952,51.553]]]}})");
  return folder.path();
}

bool open_field(GalleryStage& stage) {
  const QString folder = field_files();
  if (!stage.open_files({folder + QStringLiteral("/verkehr.geojson"), folder + QStringLiteral("/wald.geojson")})) return false;
  auto* room = room_of(stage);
  if (room == nullptr) return false;
  stage.window().actions_table().run(QStringLiteral("view.zoom_all"));
  stage.window().actions_table().run(QStringLiteral("solar.page"));
  for (const auto& layer : stage.window().document().layers())
    if (layer.pack && layer.pack->info().kind == geo::GeometryKind::area) room->desk().set_exclusion(layer.id);
  room->desk().set_strips_shown(true);
  for (int i = 0; i < 200 && room->desk().strips().empty(); ++i) stage.wait_ms(50);
  room->panel().show_part(QStringLiteral("field"));
  stage.settle();
  return !room->desk().strips().empty();
}

}  // namespace

std::vector<GalleryScene> solar_scenes() {
  return {{QStringLiteral("solar-roof-map"), roof_map},          {QStringLiteral("solar-building-page"), building_page},
          {QStringLiteral("solar-months-losses"), months},       {QStringLiteral("solar-building-sheet"), printed_sheet},
          {QStringLiteral("solar-table"), roof_list},
          {QStringLiteral("solar-canopy"), canopy},
          {QStringLiteral("solar-sketched-area"), sketched_area}, {QStringLiteral("solar-assumptions"), assumptions},
          {QStringLiteral("solar-shade-december"), winter_shade}, {QStringLiteral("solar-sun-path"), summer_path},
          {QStringLiteral("solar-open-field"), open_field}};
}

}  // namespace skizze::ui
