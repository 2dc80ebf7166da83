// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/plan_room.h"

#include <QCoreApplication>

#include "bike/follow.h"
#include "canvas/canvas.h"
#include "planning/bulk_choice.h"
#include "planning/bulk_page.h"
#include "planning/compare_swipe.h"
#include "planning/comparison_dialog.h"
#include "planning/data_dialog.h"
#include "planning/findings_overlay.h"
#include "planning/lane_strips.h"
#include "planning/lane_watch.h"
#include "planning/live_figures.h"
#include "planning/measure_page.h"
#include "planning/measure_text.h"
#include "planning/plan_bar.h"
#include "planning/plan_panel.h"
#include "planning/reach_map.h"
#include "planning/reach_panel.h"
#include "planning/rules_dialog.h"
#include "planning/stress_map.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "solar/solar_desk.h"
#include "tools/divide_tools.h"
#include "tools/draw_tool.h"
#include "tools/edit_tool.h"

namespace skizze::ui {

namespace {
constexpr double k_nudge = 0.04;  // of the map's width
}

PlanRoom::PlanRoom(Workspace& workspace, SolarDesk& sun)
    : QObject(&workspace), m_workspace(workspace), m_sun(sun), m_figures(new LiveFigures(workspace)), m_watch(new LaneWatch(workspace, m_defaults)),
      m_overlay(std::make_unique<FindingsOverlay>(*m_watch)) {
  m_compare = new CompareSwipe(workspace);
  m_stress = new StressMap(workspace, *m_watch, *m_compare);
  m_reach = new ReachMap(workspace, *m_watch, *m_compare);
  m_reach_panel = new ReachPanel(workspace, *m_reach);
  new LaneStrips(workspace, *m_watch);  // the workspace owns it
  m_choice = new BulkChoice(workspace);  // what is chosen is drawn over the strips
  add_tools();
  add_actions();
  add_panels();
  connect(&workspace, &Workspace::mode_changed, this, &PlanRoom::choose_tool_of_mode);
  connect(&workspace, &Workspace::tool_changed, this, [this] {
    const bool changes_things = m_workspace.mode() == Mode::plan || m_workspace.mode() == Mode::participate;
    if (changes_things && m_workspace.active_tool() == QLatin1String("pan")) m_workspace.activate_tool(QStringLiteral("select"));
  });
  const auto repaint = [this] {
    if (m_workspace.canvas() != nullptr) m_workspace.canvas()->update();
  };
  const auto repaint_note = [this] {
    if (m_workspace.canvas() != nullptr) m_workspace.canvas()->update_note();
  };
  const auto repaint_answer = [this] {
    auto* canvas = m_workspace.canvas();
    if (canvas == nullptr) return;
    const auto changed = m_overlay->changed(*canvas);
    if (!changed) return canvas->update();
    canvas->update(*changed);
    canvas->update_note();
  };
  connect(m_figures, &LiveFigures::changed, this, repaint_note);
  connect(&m_sun, &SolarDesk::sketch_changed, this, repaint);
  connect(m_watch, &LaneWatch::changed, this, repaint_answer);
  connect(m_watch, &LaneWatch::ride_changed, this, repaint_note);
  connect(m_watch, &LaneWatch::current_changed, this, repaint);
  connect(m_watch, &LaneWatch::pointed_changed, this, repaint);
  if (workspace.canvas() != nullptr) workspace.canvas()->add_overlay(m_overlay.get());
}

PlanRoom::~PlanRoom() = default;

void PlanRoom::choose_tool_of_mode() {
  const bool changes_things = m_workspace.mode() == Mode::plan || m_workspace.mode() == Mode::participate;
  m_workspace.activate_tool(changes_things ? QStringLiteral("select") : QStringLiteral("pan"));
}

std::string PlanRoom::next_name(const sketch::Measure& measure) const {
  const auto* document = m_workspace.document();
  const auto count = document ? document->measures_of(document->active_scenario()).size() : 0;
  return tr("%1 %2").arg(title_of(measure)).arg(count + 1).toStdString();
}

void PlanRoom::finish_measure(sketch::MeasureKind kind, const geo::Geometry& shape, ToolResult& result) {
  sketch::Measure measure;
  measure.id = base::new_uuid();
  measure.kind = kind;
  measure.geometry = shape;
  measure.lane = m_defaults.lane;
  measure.solar = m_defaults.solar;
  measure.name = next_name(measure);
  result.select = Selection::of_measure(measure.id);
  result.changes.push_back([measure](project::Document& document) { document.add_measure(measure); });
}

void PlanRoom::add_tools() {
  const auto ask_lane = [this](const geo::Geometry& shape) {
    m_figures->ask(shape);
    m_watch->draw(shape);
  };
  const auto lane_note = [this] {
    const QStringList lines{m_figures->note(), m_watch->note()};
    return lines[0].isEmpty() ? lines[1] : lines[1].isEmpty() ? lines[0] : lines.join(QLatin1Char('\n'));
  };
  DrawTool::Spec lane;
  lane.id = QStringLiteral("draw_bike_lane");
  lane.kind = geo::GeometryKind::line;
  lane.noun = [] { return tr("bike lane"); };
  lane.strip_width_m = [this] { return m_defaults.lane.width_m.value_or(0); };
  lane.done = [this](const geo::Geometry& shape, ToolResult& result) { finish_measure(sketch::MeasureKind::bike_lane, shape, result); };
  lane.follow = [this](geo::Point2 from, geo::Point2 to) -> std::vector<geo::Point2> {
    const auto& city = m_watch->desk().city();
    return city && city->graph() ? bike::follow_streets(*city->graph(), from, to) : std::vector<geo::Point2>{};
  };
  lane.preview = ask_lane;
  lane.note = lane_note;
  m_workspace.add_tool(std::make_unique<DrawTool>(lane));
  DrawTool::Spec solar;
  solar.id = QStringLiteral("draw_solar_area");
  solar.kind = geo::GeometryKind::area;
  solar.noun = [] { return tr("solar area"); };
  solar.done = [this](const geo::Geometry& shape, ToolResult& result) { finish_measure(sketch::MeasureKind::solar_area, shape, result); };
  solar.preview = [this](const geo::Geometry& shape) {
    m_figures->ask(shape);
    m_sun.ask_sketch(shape, m_defaults.solar);
  };
  solar.note = [this] { return m_sun.note().isEmpty() ? m_figures->note() : m_sun.note(); };
  m_workspace.add_tool(std::make_unique<DrawTool>(solar));
  DrawTool::Spec place;
  place.id = QStringLiteral("reach_place");
  place.kind = geo::GeometryKind::point;
  place.noun = [] { return tr("place"); };
  place.done = [this](const geo::Geometry& shape, ToolResult& result) {
    const auto at = shape.parts.front().points.front().xy();
    result.changes.push_back([this, at](project::Document&) { m_reach->add_place(at); });
  };
  m_workspace.add_tool(std::make_unique<DrawTool>(place));
  auto edit = std::make_unique<EditTool>();
  edit->set_preview([this](const Selection& what, const geo::Geometry& shape) {
    if (what.kind == Selection::Kind::measure) m_watch->drag(what.id, shape);
  });
  edit->set_note([this] { return m_watch->note(); });
  m_workspace.add_tool(std::move(edit));
  m_workspace.add_tool(std::make_unique<SplitTool>());
  m_workspace.add_tool(std::make_unique<JoinTool>());
  add_corridor_tool();
}

/// Chooses the lanes along a way: between two places over the streets, or along what is drawn.
void PlanRoom::add_corridor_tool() {
  DrawTool::Spec corridor;
  corridor.id = QStringLiteral("select_corridor");
  corridor.kind = geo::GeometryKind::line;
  corridor.noun = [] { return tr("way along lanes"); };
  corridor.follow = [this](geo::Point2 from, geo::Point2 to) -> std::vector<geo::Point2> {
    const auto& city = m_watch->desk().city();
    return city && city->graph() ? bike::follow_streets(*city->graph(), from, to) : std::vector<geo::Point2>{};
  };
  corridor.done = [this, follow = corridor.follow](const geo::Geometry& shape, ToolResult& result) {
    result.held.reset();  // nothing is added to the map
    auto way = shape;
    if (const auto& points = shape.parts.front().points; points.size() == 2)
      if (const auto along = follow(points.front().xy(), points.back().xy()); along.size() > 1) way = geo::make_line(along);
    const auto ids = m_choice->along_way(way);
    m_choice->choose(ids);
    if (ids.empty()) m_workspace.show_message(MessageKind::info, tr("No lane of this variant lies along this way with half of its length."));
  };
  m_workspace.add_tool(std::make_unique<DrawTool>(corridor));
}

void PlanRoom::add_actions() {
  const auto open = [this] { return m_workspace.document() != nullptr && m_workspace.document()->is_open(); };
  const auto start = [this](const char* tool) {
    return [this, tool] {
      m_workspace.set_mode(Mode::plan);
      m_workspace.activate_tool(QLatin1String(tool));
    };
  };
  const auto active = [this](const char* tool) { return [this, tool] { return m_workspace.active_tool() == QLatin1String(tool); }; };
  m_workspace.actions().add({
      {"plan.select", QT_TRANSLATE_NOOP("Actions", "Select and edit"), "plan", "pointer", "E", start("select"), open, active("select"),
       QT_TRANSLATE_NOOP("Actions", "move vertex reshape")},
      {"plan.bike_lane", QT_TRANSLATE_NOOP("Actions", "Draw a bike lane"), "plan", "bike", "B", start("draw_bike_lane"), open, active("draw_bike_lane"),
       QT_TRANSLATE_NOOP("Actions", "sketch line cycle path measure")},
      {"plan.solar_area", QT_TRANSLATE_NOOP("Actions", "Draw a solar area"), "plan", "sun", "S", start("draw_solar_area"), open, active("draw_solar_area"),
       QT_TRANSLATE_NOOP("Actions", "sketch polygon roof photovoltaics measure")},
      {"plan.split", QT_TRANSLATE_NOOP("Actions", "Split"), "plan", "split", "X", start("split"), open, active("split"),
       QT_TRANSLATE_NOOP("Actions", "cut divide")},
      {"plan.join", QT_TRANSLATE_NOOP("Actions", "Join"), "plan", "join", "J", start("join"), open, active("join"), QT_TRANSLATE_NOOP("Actions", "merge unite")},
      {"plan.corridor", QT_TRANSLATE_NOOP("Actions", "Choose lanes between two places"), "plan", "line", "", start("select_corridor"), open,
       active("select_corridor"), QT_TRANSLATE_NOOP("Actions", "corridor bulk several street change together")},
      {"plan.compare", QT_TRANSLATE_NOOP("Actions", "Compare variants"), "plan", "compare", "C",
       [this] {
         m_workspace.set_mode(Mode::plan);
         m_compare->set_on(!m_compare->on());
       },
       open, [this] { return m_compare->on(); }, QT_TRANSLATE_NOOP("Actions", "before after swipe scenario"), true},
      {"plan.swipe_left", QT_TRANSLATE_NOOP("Actions", "Border of the comparison to the left"), "", "compare", "Alt+Left", [this] { m_compare->nudge(-k_nudge); },
       [this] { return m_compare->on(); }, {}, QT_TRANSLATE_NOOP("Actions", "before after swipe")},
      {"plan.swipe_right", QT_TRANSLATE_NOOP("Actions", "Border of the comparison to the right"), "", "compare", "Alt+Right", [this] { m_compare->nudge(k_nudge); },
       [this] { return m_compare->on(); }, {}, QT_TRANSLATE_NOOP("Actions", "before after swipe")},
      {"plan.stress", QT_TRANSLATE_NOOP("Actions", "Stress of the network"), "plan", "stress", "N",
       [this] {
         m_workspace.set_mode(Mode::plan);
         m_stress->set_on(!m_stress->on());
       },
       open, [this] { return m_stress->on(); }, QT_TRANSLATE_NOOP("Actions", "cycling network level of traffic stress before after"), true},
      {"plan.stress_both", QT_TRANSLATE_NOOP("Actions", "Stress today and planned, side by side"), "plan", "stress", "Shift+N",
       [this] {
         const bool both = m_stress->on() && m_stress->view() == StressMap::View::side_by_side;
         m_workspace.set_mode(Mode::plan);
         m_stress->set_on(true);
         m_stress->set_view(both ? StressMap::View::planned : StressMap::View::side_by_side);
       },
       open, [this] { return m_stress->on() && m_stress->view() == StressMap::View::side_by_side; },
       QT_TRANSLATE_NOOP("Actions", "swipe before after network level of traffic stress")},
      {"plan.reach", QT_TRANSLATE_NOOP("Actions", "Reach by bike"), "plan", "reach", "I",
       [this] {
         if (m_reach->on()) return m_reach->set_on(false);
         m_workspace.set_mode(Mode::plan);
         m_workspace.show_panel(m_reach_panel);
         m_reach->set_on(true);
         if (m_reach->setting().places.empty()) m_workspace.activate_tool(QStringLiteral("reach_place"));
       },
       open, [this] { return m_reach->on(); }, QT_TRANSLATE_NOOP("Actions", "isochrone accessibility minutes people jobs schools travel time")},
  });
  const auto window = [this] { return m_workspace.canvas() != nullptr ? m_workspace.canvas()->window() : nullptr; };
  m_workspace.actions().add({
      {"plan.compare_table", QT_TRANSLATE_NOOP("Actions", "Compare bike lanes…"), "plan", "table", "Shift+C",
       [this, window] { (new ComparisonDialog(m_workspace, *m_watch, window()))->show(); }, open, {},
       QT_TRANSLATE_NOOP("Actions", "indicators table variants export CSV XLSX GeoPackage XBeteiligung")},
      {"plan.bike_data", QT_TRANSLATE_NOOP("Actions", "Data for bike lanes…"), "plan", "layers", "", [this, window] { (new DataDialog(m_watch->desk(), window()))->show(); },
       open, {}, QT_TRANSLATE_NOOP("Actions", "streets trees parking field mapping columns layers")},
      {"plan.rules", QT_TRANSLATE_NOOP("Actions", "Rules for bike lanes…"), "plan", "book", "", [this, window] { (new RulesDialog(m_watch->desk(), window()))->show(); }, {}, {},
       QT_TRANSLATE_NOOP("Actions", "ERA RASt widths sources own rules of the city")},
  });
}

void PlanRoom::add_panels() {
  m_workspace.add_mode_panel(Mode::plan, m_reach_panel, QStringLiteral("reach"), [] { return tr("Reach"); });
  m_workspace.add_mode_panel(Mode::plan, new PlanPanel(m_workspace, *m_choice), QStringLiteral("pencil"), [] { return tr("Measures"); });
  m_workspace.add_mode_bar(Mode::plan, new PlanBar(m_workspace, m_defaults, {m_compare->row(), m_stress->row()}));
  auto* page = new MeasurePage(m_workspace, m_defaults, *m_watch, *m_choice, m_sun);
  const auto together = [this](const Selection& s) { return s.kind == Selection::Kind::measure && m_choice->several() && m_choice->holds(s.id); };
  m_workspace.add_inspector_page({[together](const Selection& s) { return s.kind == Selection::Kind::measure && !together(s); },
                                  [page](const Selection& s) { page->show_measure(s.id); }, [page](const Selection&) { return page->title(); }, page});
  auto* several = new BulkPage(m_workspace, *m_choice);
  m_workspace.add_inspector_page({together, [several](const Selection&) { several->show_choice(); }, [several](const Selection&) { return several->title(); }, several});
}

}  // namespace skizze::ui
