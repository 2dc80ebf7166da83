// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/plan_scenes.h"

#include <QScrollArea>
#include <QTableWidget>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "bike/polyline.h"
#include "canvas/canvas.h"
#include "planning/bulk_choice.h"
#include "planning/compare_swipe.h"
#include "planning/comparison_dialog.h"
#include "planning/gradient_chart.h"
#include "planning/gradient_panel.h"
#include "planning/lane_strips.h"
#include "planning/lane_watch.h"
#include "planning/reach_map.h"
#include "planning/rules_dialog.h"
#include "planning/section_editor.h"
#include "planning/section_view.h"
#include "planning/stress_map.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/main_window.h"

namespace skizze::ui {
namespace {

constexpr double k_street_zoom = 16.3;
constexpr std::size_t k_lane_vertices = 9;
constexpr double k_click_step_m = 40;  // Web Mercator
constexpr double k_near_m = 700;  // a street this far from the middle of town counts half
constexpr double k_roof_zoom = 17.6;

QPointF on_screen(GalleryStage& stage, geo::Point2 mercator) {
  const auto p = stage.window().canvas().camera().to_screen(mercator);
  return {p.x, p.y};
}

/// Up to count vertices of the street around its middle, some steps apart as a person would click.
std::vector<geo::Point2> middle_of(const std::vector<geo::Point2>& street, std::size_t count) {
  std::vector<geo::Point2> clicks;
  for (const auto& p : street)
    if (clicks.empty() || std::hypot(p.x - clicks.back().x, p.y - clicks.back().y) >= k_click_step_m) clicks.push_back(p);
  const std::size_t n = std::min(count, clicks.size());
  const std::size_t begin = (clicks.size() - n) / 2;
  return {clicks.begin() + static_cast<std::ptrdiff_t>(begin), clicks.begin() + static_cast<std::ptrdiff_t>(begin + n)};
}

bool go_to_street(GalleryStage& stage, std::vector<geo::Point2>& street) {
  if (!stage.open_sample()) return false;
  street = main_street(stage.window().document());
  if (street.size() < 2) return false;
  stage.window().workspace().set_mode(Mode::plan);
  stage.window().canvas().set_camera(street[street.size() / 2], k_street_zoom, false);
  stage.settle();
  return true;
}

/// Draws along the street as a person would; finished says whether the last click ends it.
void draw_lane(GalleryStage& stage, const std::vector<geo::Point2>& street, bool finished) {
  stage.window().actions_table().run(QStringLiteral("plan.bike_lane"));
  const auto points = middle_of(street, k_lane_vertices);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) stage.click(on_screen(stage, points[i]));
  stage.move(on_screen(stage, points.back()));
  stage.wait_ms(300);
  if (finished) stage.double_click(on_screen(stage, points.back()));
}

bool sketch_lane(GalleryStage& stage) {
  std::vector<geo::Point2> street;
  if (!go_to_street(stage, street)) return false;
  draw_lane(stage, street, false);
  return true;
}

bool selected_lane(GalleryStage& stage) {
  std::vector<geo::Point2> street;
  if (!go_to_street(stage, street)) return false;
  draw_lane(stage, street, true);
  stage.settle();
  stage.move(stage.map_center() + QPointF(0, 140));
  return !stage.window().document().measures().empty();
}

bool sketch_solar(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  const auto place = built_up_place(stage.window().document());
  if (!place) return false;
  stage.window().workspace().set_mode(Mode::plan);
  stage.window().canvas().set_camera(*place, k_roof_zoom, false);
  stage.settle();
  stage.window().actions_table().run(QStringLiteral("plan.solar_area"));
  const QPointF c = stage.map_center();
  for (const QPointF& corner : {QPointF(-130, -80), QPointF(110, -95), QPointF(140, 60)}) stage.click(c + corner);
  stage.move(c + QPointF(-110, 85));
  stage.wait_ms(400);
  return true;
}

bool compare(GalleryStage& stage) {
  std::vector<geo::Point2> street;
  if (!go_to_street(stage, street)) return false;
  draw_lane(stage, street, true);
  stage.settle();
  stage.window().workspace().clear_selection();
  stage.window().actions_table().run(QStringLiteral("plan.compare"));
  auto* swipe = stage.window().workspace().findChild<CompareSwipe*>();
  if (swipe == nullptr) return false;
  const auto at = on_screen(stage, street[street.size() / 2]);
  swipe->set_position(at.x() / stage.window().canvas().width());
  return swipe->wait_until_drawn(20000);
}

LaneWatch* watch_of(GalleryStage& stage) { return stage.window().workspace().findChild<LaneWatch*>(); }

bool wait_until(GalleryStage& stage, const std::function<bool()>& done) {
  for (int i = 0; i < 200 && !done(); ++i) stage.wait_ms(50);
  return done();
}

/// A protected lane along a main street whose cross-section does not hold, seen near enough for strips to scale.
bool busy_lane(GalleryStage& stage, double zoom) {
  std::vector<geo::Point2> street;
  if (!go_to_street(stage, street)) return false;
  auto& document = stage.window().document();
  auto* watch = watch_of(stage);
  if (watch == nullptr || !wait_until(stage, [&] { return watch->desk().city() != nullptr; })) return false;
  sketch::Measure measure;
  measure.name = "Radachse";
  std::vector<geo::Point2> points;
  for (const auto& p : street) points.push_back(document.to_project(p));
  measure.geometry = geo::make_line(points);
  measure.lane.facility = sketch::FacilityType::radfahrstreifen;
  measure.lane.side = sketch::Side::both;
  measure.lane.direction = sketch::Direction::both;
  measure.lane.width_m = 2.0;
  measure.lane.buffer_m = 0.5;
  const auto id = document.add_measure(measure);
  stage.window().workspace().select(Selection::of_measure(id));
  stage.window().canvas().set_camera(street[street.size() / 2], zoom, false);
  if (!wait_until(stage, [&] { return watch->result() != nullptr && !watch->findings().empty(); })) return false;
  stage.settle();
  return true;
}

bool lane_findings(GalleryStage& stage) {
  if (!busy_lane(stage, 16.6)) return false;
  watch_of(stage)->jump_to(0);
  stage.window().canvas().set_camera(stage.window().canvas().camera().center, 17.6, false);
  stage.settle();
  return true;
}

bool lane_section(GalleryStage& stage) {
  if (!busy_lane(stage, 18.2)) return false;
  auto* editor = stage.window().findChild<SectionEditor*>();
  if (editor == nullptr) return false;
  for (std::size_t i = 0; i < editor->view().section().strips.size(); ++i)
    if (editor->view().section().strips[i].kind == bike::StripKind::bike) editor->view().set_current(static_cast<int>(i));
  for (QWidget* parent = editor->parentWidget(); parent != nullptr; parent = parent->parentWidget())
    if (auto* area = qobject_cast<QScrollArea*>(parent)) area->ensureWidgetVisible(editor, 0, area->viewport()->height());
  stage.settle();
  return true;
}

/// The whole street: a narrower carriageway, trees and green beside it, façades as a person has stated them.
bool section_facades(GalleryStage& stage) {
  if (!busy_lane(stage, 18.2)) return false;
  auto* watch = watch_of(stage);
  auto* editor = stage.window().findChild<SectionEditor*>();
  if (editor == nullptr) return false;
  bike::SectionPlan plan;
  plan.parking_right_m = 0;
  plan.carriageway_m = 9.5;
  plan.trees_right_m = 2;
  plan.verge_left_m = 1.2;
  plan.footway_right_m = 3.2;
  plan.facade_m = 20;
  watch->desk().set_section(watch->measure(), plan);
  if (!wait_until(stage, [&] { return editor->view().section().facade_m.has_value(); })) return false;
  for (QWidget* parent = editor->parentWidget(); parent != nullptr; parent = parent->parentWidget())
    if (auto* area = qobject_cast<QScrollArea*>(parent)) area->ensureWidgetVisible(editor, 0, area->viewport()->height());
  stage.settle();
  return true;
}

bool gradient(GalleryStage& stage) {
  if (!busy_lane(stage, 16.6)) return false;
  auto* panel = stage.window().findChild<GradientPanel*>();
  if (panel == nullptr || !watch_of(stage)->result()->gradient) return false;
  panel->chart().set_pointed(watch_of(stage)->result()->length_m * 0.4);
  for (QWidget* parent = panel->parentWidget(); parent != nullptr; parent = parent->parentWidget())
    if (auto* area = qobject_cast<QScrollArea*>(parent)) area->ensureWidgetVisible(panel, 0, area->viewport()->height() / 2);
  stage.settle();
  return true;
}

/// The main street in pieces, each of another facility; the ids from one end to the other.
std::vector<base::Uuid> many_lanes(GalleryStage& stage, double zoom) {
  std::vector<geo::Point2> street;
  std::vector<base::Uuid> ids;
  if (!go_to_street(stage, street)) return ids;
  auto& document = stage.window().document();
  auto* watch = watch_of(stage);
  if (watch == nullptr || !wait_until(stage, [&] { return watch->desk().city() != nullptr; })) return ids;
  std::vector<geo::Point2> points;
  for (const auto& p : street) points.push_back(document.to_project(p));
  const bike::Polyline line(points);
  constexpr std::array k_kinds{sketch::FacilityType::schutzstreifen, sketch::FacilityType::radfahrstreifen, sketch::FacilityType::protected_bike_lane,
                               sketch::FacilityType::getrennter_geh_radweg, sketch::FacilityType::gemeinsamer_geh_radweg, sketch::FacilityType::fahrradstrasse};
  const double middle = line.length_m() / 2, piece = line.length_m() / static_cast<double>(k_kinds.size());
  for (std::size_t i = 0; i < k_kinds.size(); ++i) {
    sketch::Measure measure;
    measure.name = "Ring " + std::to_string(i + 1);
    const double from = middle + (static_cast<double>(i) - 3) * piece;
    std::vector<geo::Point2> part;
    for (double at = from + 1; at < from + piece - 1; at += 4) part.push_back(line.at(at));
    measure.geometry = geo::make_line(part);
    measure.lane.facility = k_kinds[i];
    measure.lane.side = k_kinds[i] == sketch::FacilityType::fahrradstrasse ? sketch::Side::centre : sketch::Side::both;
    measure.lane.direction = i == 3 ? sketch::Direction::both : sketch::Direction::forward;
    measure.lane.width_m = k_kinds[i] == sketch::FacilityType::fahrradstrasse ? 4.5 : i < 2 ? 1.85 : 2.3;
    measure.lane.red_paint = i % 2 == 0;
    ids.push_back(document.add_measure(measure));
    document.wait_settled();
  }
  stage.window().canvas().set_camera(document.to_mercator(line.at(middle)), zoom, false);
  stage.settle();
  return ids;
}

bool lane_signs(GalleryStage& stage) {
  const auto ids = many_lanes(stage, 17.6);
  auto* strips = stage.window().workspace().findChild<LaneStrips*>();
  if (ids.empty() || strips == nullptr) return false;
  stage.window().workspace().clear_selection();
  if (!wait_until(stage, [&] { return strips->places().strips().size() >= ids.size(); })) return false;
  stage.settle();
  return true;
}

bool bulk(GalleryStage& stage) {
  const auto ids = many_lanes(stage, 16.8);
  auto* choice = stage.window().workspace().findChild<BulkChoice*>();
  if (ids.size() < 4 || choice == nullptr) return false;
  choice->choose({ids[1], ids[2], ids[3]});
  stage.settle();
  return choice->several();
}

/// The variant with the most measures, seen as a whole, nothing selected.
bool fullest_variant(GalleryStage& stage, double zoom) {
  if (!busy_lane(stage, zoom)) return false;
  stage.window().workspace().clear_selection();
  auto& document = stage.window().document();
  std::size_t most = 0;
  for (const auto& scenario : document.scenarios()) {
    if (document.measures_of(scenario.id).size() <= most) continue;
    most = document.measures_of(scenario.id).size();
    document.set_active_scenario(scenario.id);
  }
  return true;
}

bool stress(GalleryStage& stage, StressMap::View view) {
  if (!fullest_variant(stage, 14.6)) return false;
  auto* map = stage.window().workspace().findChild<StressMap*>();
  if (map == nullptr) return false;
  map->set_on(true);
  map->set_view(view);
  if (!wait_until(stage, [&] { return map->settled(); })) return false;
  stage.settle();
  return view != StressMap::View::side_by_side || stage.window().workspace().findChild<CompareSwipe*>()->wait_until_drawn(20000);
}

bool reach(GalleryStage& stage, ReachMap::View view) {
  if (!fullest_variant(stage, 13.9)) return false;
  auto* map = stage.window().workspace().findChild<ReachMap*>();
  if (map == nullptr) return false;
  stage.window().actions_table().run(QStringLiteral("plan.reach"));
  stage.window().actions_table().run(QStringLiteral("plan.select"));
  auto setting = map->setting();
  setting.minutes = {2, 4, 6};
  map->change(setting);
  map->add_map_centre();
  map->set_view(view);
  if (!wait_until(stage, [&] { return map->answer() != nullptr && !map->computing(); })) return false;
  stage.settle();
  return view != ReachMap::View::side_by_side || stage.window().workspace().findChild<CompareSwipe*>()->wait_until_drawn(20000);
}

bool comparison(GalleryStage& stage, bool to_end) {
  if (!busy_lane(stage, 15.5)) return false;
  auto& document = stage.window().document();
  document.set_active_scenario(document.duplicate_scenario(document.active_scenario(), QStringLiteral("Variante 2")));
  const auto copies = document.measures_of(document.active_scenario());
  if (copies.empty()) return false;
  auto other = *copies.front();
  other.lane.facility = sketch::FacilityType::protected_bike_lane;
  other.lane.width_m = 2.5;
  document.update_measure(other);
  stage.window().actions_table().run(QStringLiteral("plan.compare_table"));
  auto* dialog = stage.window().findChild<ComparisonDialog*>();
  if (dialog == nullptr || !wait_until(stage, [&] { return dialog->table().scenarios.size() > 1; })) return false;
  stage.settle();
  if (to_end) dialog->findChild<QTableWidget*>()->scrollToBottom();
  stage.settle();
  return true;
}

bool rules(GalleryStage& stage) {
  if (!stage.open_sample()) return false;
  stage.window().actions_table().run(QStringLiteral("plan.rules"));
  stage.settle();
  return stage.window().findChild<RulesDialog*>() != nullptr;
}

}  // namespace

std::vector<GalleryScene> plan_scenes() {
  return {{QStringLiteral("plan-sketch-lane"), sketch_lane},
          {QStringLiteral("plan-selected-lane"), selected_lane},
          {QStringLiteral("plan-sketch-solar"), sketch_solar},
          {QStringLiteral("plan-compare"), compare},
          {QStringLiteral("plan-lane-findings"), lane_findings},
          {QStringLiteral("plan-lane-section"), lane_section},
          {QStringLiteral("plan-section-facades"), section_facades},
          {QStringLiteral("plan-gradient"), gradient},
          {QStringLiteral("plan-lane-signs"), lane_signs},
          {QStringLiteral("plan-bulk"), bulk},
          {QStringLiteral("plan-stress-today"), [](GalleryStage& stage) { return stress(stage, StressMap::View::today); }},
          {QStringLiteral("plan-stress-planned"), [](GalleryStage& stage) { return stress(stage, StressMap::View::planned); }},
          {QStringLiteral("plan-stress-side-by-side"), [](GalleryStage& stage) { return stress(stage, StressMap::View::side_by_side); }},
          {QStringLiteral("plan-reach"), [](GalleryStage& stage) { return reach(stage, ReachMap::View::planned); }},
          {QStringLiteral("plan-reach-side-by-side"), [](GalleryStage& stage) { return reach(stage, ReachMap::View::side_by_side); }},
          {QStringLiteral("plan-comparison"), [](GalleryStage& stage) { return comparison(stage, false); }},
          {QStringLiteral("plan-comparison-costs"), [](GalleryStage& stage) { return comparison(stage, true); }},
          {QStringLiteral("plan-rules"), rules}};
}

std::vector<geo::Point2> main_street(const project::Document& document) {
  std::vector<geo::Point2> best;
  double best_size = 0;
  const auto middle = document.extent().center();
  for (const auto& layer : document.layers()) {
    if (!layer.pack || layer.pack->info().kind != geo::GeometryKind::line) continue;
    const auto name = layer.pack->column_index("name");
    auto kind = layer.pack->column_index("class");
    if (!kind) kind = layer.pack->column_index("highway");  // as in OpenStreetMap and the sample town
    if (!name) continue;
    for (std::uint32_t row = 0; row < layer.pack->size(); ++row) {
      const auto text = feature::to_text(layer.pack->value(row, *name));
      const auto street_class = kind ? feature::to_text(layer.pack->value(row, *kind)) : std::string("primary");
      if (text.empty() || (street_class != "primary" && street_class != "secondary")) continue;
      const auto box = layer.pack->bounds(row);
      const double off = std::hypot(box.center().x - middle.x, box.center().y - middle.y);
      const double size = std::max(box.width(), box.height()) / (1 + off / k_near_m);
      if (size <= best_size) continue;
      best_size = size;
      best.clear();
      const auto geometry = layer.pack->geometry(row);
      for (const auto& p : geometry.parts.front().points) best.push_back(p.xy());
    }
  }
  return best;
}

std::optional<geo::Point2> built_up_place(const project::Document& document) {
  for (const auto& layer : document.layers()) {
    if (!layer.pack || layer.pack->info().role == feature::PackRole::features || layer.pack->size() == 0) continue;
    return layer.pack->bounds(layer.pack->size() / 2).center();  // rows follow the Hilbert curve: neighbours in the list are neighbours in town
  }
  return std::nullopt;
}

}  // namespace skizze::ui
