// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planning/lane_watch.h"

#include <algorithm>

#include "bike/polyline.h"
#include "canvas/canvas.h"
#include "planning/ride_facts.h"
#include "project/plugin_facts.h"
#include "shell/language.h"

namespace skizze::ui {

namespace {
constexpr double k_jump_zoom = 18;
constexpr int k_still_ms = 150;

std::vector<geo::Point2> points_of(const geo::Geometry& line) {
  std::vector<geo::Point2> points;
  for (const auto& part : line.parts)
    for (const auto& p : part.points) points.push_back(p.xy());
  return points;
}

geo::Point2 place_on(const geo::Geometry& line, double along_m) { return bike::Polyline(points_of(line)).at(along_m); }
}  // namespace

LaneWatch::LaneWatch(Workspace& workspace, const PlanDefaults& defaults)
    : QObject(&workspace), m_workspace(workspace), m_defaults(defaults), m_desk(new project::BikeDesk(this)), m_plugins(new project::PluginDesk(this)) {
  m_still.setSingleShot(true);
  m_still.setInterval(k_still_ms);
  connect(&m_still, &QTimer::timeout, this, [this] {
    if (!m_line.empty()) m_ride_request = m_desk->ride(m_line, m_lane, m_measure);
  });
  connect(m_desk, &project::BikeDesk::ridden, this, [this](quint64 request, const std::optional<bike::WaysBeforeAfter>& ways) {
    if (request != m_ride_request || m_line.empty()) return;
    m_ride_known = true;
    m_ride = ways;
    Q_EMIT ride_changed();
  });
  const auto attach = [this] {
    forget();
    auto* document = m_workspace.document();
    m_desk->set_document(document);
    if (document == nullptr) return;
    connect(document, &project::Document::measures_changed, this, &LaneWatch::follow_selection, Qt::UniqueConnection);
    connect(document, &project::Document::settings_changed, this, &LaneWatch::follow_selection, Qt::UniqueConnection);
  };
  connect(&workspace, &Workspace::document_changed, this, attach);
  connect(&workspace, &Workspace::selection_changed, this, &LaneWatch::follow_selection);
  connect(m_desk, &project::BikeDesk::city_changed, this, [this] {
    if (!m_line.empty()) ask(m_line, m_lane, m_measure);
  });
  connect(m_desk, &project::BikeDesk::failed, this, [this](const base::Error& error) { m_workspace.show_error(error); });
  connect(m_desk, &project::BikeDesk::assessed, this, [this](quint64 request, const std::shared_ptr<const bike::LaneAssessment>& result) {
    if (request < m_first || m_line.empty()) return;
    m_result = result;
    m_answered = request;
    m_findings = result->findings;
    m_plugin_figures.clear();
    sort_findings();
    Q_EMIT changed();
    ask_plugins();
  });
  connect(m_plugins, &project::PluginDesk::answered, this,
          [this](quint64 request, const std::shared_ptr<const project::PluginAnswers>& answers) {
            if (request == m_plugin_request && m_result) take_plugins(*answers);
          });
  connect(m_plugins, &project::PluginDesk::failed, this, [this](const base::Error& error) { m_workspace.show_error(error); });
  attach();
}

void LaneWatch::sort_findings() {
  std::stable_sort(m_findings.begin(), m_findings.end(),
                   [](const auto& a, const auto& b) { return severity_of(a.verdict) < severity_of(b.verdict); });
  if (m_current >= static_cast<int>(m_findings.size())) m_current = -1;
}

void LaneWatch::ask_plugins() {
  const auto* document = m_workspace.document();
  if (document == nullptr || m_answered != m_asked) return;
  const auto* measure = m_measure.is_null() ? nullptr : document->measure(m_measure);
  m_plugin_request = m_plugins->ask("EPSG:" + std::to_string(document->crs_epsg()),
                                    [result = m_result, id = m_measure.is_null() ? std::string() : base::to_string(m_measure),
                                     name = measure ? measure->name : std::string()] {
                                      return std::vector{project::lane_facts(id, name, *result)};
                                    });
}

void LaneWatch::take_plugins(const project::PluginAnswers& answers) {
  m_plugin_figures = answers.figures;
  const bike::Polyline line(points_of(m_result->line));
  for (const auto& finding : answers.findings) m_findings.push_back(project::as_ours(finding, line));
  sort_findings();
  if (!answers.findings.empty() || !answers.figures.empty()) Q_EMIT changed();
}

void LaneWatch::forget() {
  m_plugins->cancel();
  m_plugin_request = 0;
  m_plugin_figures.clear();
  const bool shown = m_result != nullptr;
  m_line = {};
  m_result.reset();
  m_findings.clear();
  m_measure = {};
  m_current = -1;
  m_pointed_m.reset();
  m_drawing = false;
  m_still.stop();
  m_ride_known = false;
  m_ride.reset();
  if (shown) Q_EMIT changed();
}

void LaneWatch::ask(const geo::Geometry& line, const sketch::BikeLane& lane, const base::Uuid& measure) {
  ask(line, lane, measure, measure.is_null() ? bike::SectionPlan{} : m_desk->section_of(measure));
}

void LaneWatch::ask(const geo::Geometry& line, const sketch::BikeLane& lane, const base::Uuid& measure, const bike::SectionPlan& plan) {
  const bool other = !(measure == m_measure) || m_line.empty();
  m_line = line;
  m_lane = lane;
  m_measure = measure;
  const auto request = m_desk->assess(line, lane, plan);
  m_asked = request;
  m_still.start();
  if (!other) return;
  m_ride_known = false;
  m_ride.reset();
  m_first = request;
  m_result.reset();
  m_findings.clear();
  m_plugin_request = 0;
  m_plugin_figures.clear();
  m_current = -1;
  Q_EMIT changed();
}

void LaneWatch::draw(const geo::Geometry& shape) {
  if (shape.kind != geo::GeometryKind::line || shape.empty()) {
    if (m_drawing) {
      forget();
      follow_selection();
    }
    return;
  }
  m_drawing = true;
  ask(shape, m_defaults.lane, {});
}

void LaneWatch::drag(const base::Uuid& id, const geo::Geometry& shape) {
  const auto* measure = m_workspace.document() ? m_workspace.document()->measure(id) : nullptr;
  if (measure == nullptr || measure->kind != sketch::MeasureKind::bike_lane) return;
  ask(shape, measure->lane, id);
}

void LaneWatch::preview(const sketch::BikeLane& lane, const bike::SectionPlan& plan) {
  if (!m_line.empty() && !m_measure.is_null()) ask(geo::Geometry(m_line), lane, m_measure, plan);
}

void LaneWatch::follow_selection() {
  if (m_drawing) return;
  const auto& selection = m_workspace.selection();
  const auto* measure =
      m_workspace.document() && selection.kind == Selection::Kind::measure ? m_workspace.document()->measure(selection.id) : nullptr;
  if (measure == nullptr || measure->kind != sketch::MeasureKind::bike_lane)
    forget();
  else
    ask(measure->geometry, measure->lane, measure->id);
}

void LaneWatch::set_current(int index) {
  if (index >= static_cast<int>(m_findings.size())) index = -1;
  if (index == m_current) return;
  m_current = index;
  Q_EMIT current_changed();
}

void LaneWatch::jump_to(int index) {
  if (index < 0 || index >= static_cast<int>(m_findings.size()) || m_workspace.document() == nullptr) return;
  set_current(index);
  auto* canvas = m_workspace.canvas();
  if (canvas == nullptr) return;
  const auto place = m_workspace.document()->to_mercator(m_findings[static_cast<std::size_t>(index)].place);
  canvas->set_camera(place, std::max(canvas->camera().zoom, k_jump_zoom));
}

void LaneWatch::point_at(std::optional<double> along_m) {
  if (along_m == m_pointed_m) return;
  m_pointed_m = along_m;
  Q_EMIT pointed_changed();
}

std::optional<geo::Point2> LaneWatch::pointed() const {
  if (!m_pointed_m || !m_result) return std::nullopt;
  return place_on(m_result->line, *m_pointed_m);
}

void LaneWatch::go_to(double along_m) {
  if (!m_result || m_workspace.document() == nullptr || m_workspace.canvas() == nullptr) return;
  auto* canvas = m_workspace.canvas();
  canvas->set_camera(m_workspace.document()->to_mercator(place_on(m_result->line, along_m)), canvas->camera().zoom);
}

QString LaneWatch::note() const {
  if (!m_result) return {};
  QStringList lines;
  static constexpr std::array k_marks{"✗ ", "! ", "? "};
  for (const auto& finding : m_findings) {
    const int severity = severity_of(finding.verdict);
    if (severity > 1 || lines.size() == 2) break;
    lines << QString::fromUtf8(k_marks[static_cast<std::size_t>(severity)]) + text_of(finding.message);
  }
  if (lines.isEmpty()) lines << QStringLiteral("✓ ") + tr("No defects found");
  if (m_ride && m_ride->after.low_s)
    lines << tr("Low-stress ride %1 → %2").arg(ride_text(m_ride->before.low_s), ride_text(m_ride->after.low_s));
  return lines.join(QLatin1Char('\n'));
}

int severity_of(bike::Verdict verdict) {
  if (bike::is_defect(verdict)) return 0;
  switch (verdict) {
    case bike::Verdict::minimum:
    case bike::Verdict::limited:
    case bike::Verdict::hint: return 1;
    case bike::Verdict::not_assessable: return 2;
    default: return 3;
  }
}

QString icon_of(int severity) {
  static const std::array<QString, 4> k_icons{QStringLiteral("error"), QStringLiteral("warning"), QStringLiteral("question"),
                                              QStringLiteral("success")};
  return k_icons[static_cast<std::size_t>(std::clamp(severity, 0, 3))];
}

QString where_text(const bike::Finding& finding) {
  const QString from = number_text(finding.from_m, 0);
  if (finding.to_m - finding.from_m < 1) return LaneWatch::tr("at %1 m").arg(from);
  return LaneWatch::tr("%1–%2 m").arg(from, number_text(finding.to_m, 0));
}

QString count_of(const std::vector<bike::Finding>& findings) {
  std::array<int, 4> counts{};
  for (const auto& finding : findings) ++counts[static_cast<std::size_t>(severity_of(finding.verdict))];
  QStringList parts;
  if (counts[0] > 0) parts << LaneWatch::tr("%n defect(s)", nullptr, counts[0]);
  if (counts[1] > 0) parts << LaneWatch::tr("%n hint(s)", nullptr, counts[1]);
  if (counts[2] > 0) parts << LaneWatch::tr("%n not assessable", nullptr, counts[2]);
  if (parts.isEmpty()) parts << LaneWatch::tr("all in order");
  return parts.join(QStringLiteral(", "));
}

}  // namespace skizze::ui
