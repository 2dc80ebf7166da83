// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/bike_desk.h"

#include <QPointer>

#include "feature/pack_builder.h"
#include "project/bike_rules.h"
#include "project/plugin_answers.h"
#include "project/plugin_facts.h"
#include "sources/plugin_shelf.h"

namespace skizze::project {

namespace {

constexpr int k_settle_ms = 60;  // layers of one file arrive together

/// Carries an answer to the UI thread, if the desk is still there.
template <class Use>
void post(const QPointer<BikeDesk>& desk, Use use) {
  QMetaObject::invokeMethod(
      desk.data(),
      [desk, use = std::move(use)] {
        if (desk) use(*desk);
      },
      Qt::QueuedConnection);
}

}  // namespace

std::string section_setting(const base::Uuid& measure) { return "bike_section." + base::to_string(measure); }

BikeDesk::BikeDesk(QObject* parent)
    : QObject(parent), m_rules(std::make_shared<bike::RuleBook>()), m_workers(std::make_unique<base::WorkerPool>("bike", 2)) {
  m_settle.setSingleShot(true);
  m_settle.setInterval(k_settle_ms);
  connect(&m_settle, &QTimer::timeout, this, &BikeDesk::build);
  load_rules();
}

BikeDesk::~BikeDesk() {
  cancel();
  m_build_cancel.cancel();
  m_workers.reset();
}

void BikeDesk::cancel() {
  m_waiting.reset();
  m_study_cancel.cancel();
  m_compare_cancel.cancel();
  m_stress_cancel.cancel();
  m_reach_cancel.cancel();
  m_ride_cancel.cancel();
}

void BikeDesk::set_document(Document* document) {
  if (m_document) disconnect(m_document, nullptr, this, nullptr);
  m_document = document;
  cancel();
  m_read.clear();
  if (document) {
    connect(document, &Document::opened, this, &BikeDesk::read_layers);
    connect(document, &Document::layers_changed, this, &BikeDesk::read_layers);
    connect(document, &Document::layer_changed, this, &BikeDesk::read_layers);
    connect(document, &Document::settings_changed, this, [this] {
      load_rules();
      read_layers();
    });
  }
  load_rules();
  read_layers();
}

void BikeDesk::load_rules() {
  const auto folder = m_document ? m_document->setting(k_bike_rules_setting) : std::string();
  if (folder == m_rules_folder && !m_rules->all().empty()) return;
  m_rules_folder = folder;
  auto rules = bike_rules(folder);
  if (!rules) {
    Q_EMIT failed(rules.error());
    rules = bike_rules();  // ours still hold
  }
  if (!rules) return;
  m_rules = std::make_shared<const bike::RuleBook>(std::move(*rules));
  m_read.clear();
  Q_EMIT rules_changed();
}

void BikeDesk::read_layers() { m_settle.start(); }

void BikeDesk::build() {
  auto input =
      m_document && m_document->is_open() ? city_input_of(m_document->layers(), uses(), m_document->crs_epsg()) : bike::CityInput{};
  std::vector<std::string> read{input.crs, input.heights_name, m_rules_folder,
                                m_document ? m_document->path().toStdString() : std::string()};
  for (const auto& layer : input.layers)
    read.push_back(layer.name + " " + to_json(StatedUses{{base::Uuid{}, layer.use}}) +
                   std::to_string(reinterpret_cast<std::uintptr_t>(layer.pack.get())));
  if (read == m_read) return;
  m_read = std::move(read);
  m_build_cancel.cancel();
  m_build_cancel = {};
  ++m_generation;
  if (input.crs.empty()) {
    m_city.reset();
    m_assessor.reset();
    m_reading = false;
    Q_EMIT city_changed();
    return;
  }
  m_reading = true;
  m_workers->submit(base::Priority::nearby, m_build_cancel.token(),
                    [desk = QPointer(this), generation = m_generation, rules = m_rules, input = std::move(input),
                     token = m_build_cancel.token()]() mutable {
                      auto city = bike::City::build(std::move(rules), std::move(input), token);
                      if (token.cancelled()) return;
                      post(desk, [generation, city = std::move(city)](BikeDesk& self) {
                        if (generation != self.m_generation) return;
                        self.m_reading = false;
                        auto assessor = city ? bike::Assessor::make(*city) : base::Result<bike::Assessor>(tl::unexpected(city.error()));
                        if (!assessor) {  // nothing that was known of other layers may pass for these
                          self.m_city.reset();
                          self.m_assessor.reset();
                          Q_EMIT self.failed(assessor.error());
                          Q_EMIT self.city_changed();
                          return;
                        }
                        self.m_city = *city;
                        self.m_assessor = std::make_shared<bike::Assessor>(std::move(*assessor));
                        Q_EMIT self.city_changed();
                        self.next();
                      });
                    });
}

// --- settings -----------------------------------------------------------------------------------------------------------

StatedUses BikeDesk::uses() const { return m_document ? stated_uses_from(m_document->setting(k_bike_layers_setting)) : StatedUses{}; }

void BikeDesk::set_uses(const StatedUses& uses) {
  if (m_document) m_document->set_setting(k_bike_layers_setting, uses.empty() ? std::string() : to_json(uses), {"bike.did_layers", {}});
}

void BikeDesk::set_rules_folder(const QString& folder) {
  if (m_document) m_document->set_setting(k_bike_rules_setting, folder.toStdString(), {"bike.did_rules", {}});
}

bike::SectionPlan BikeDesk::section_of(const base::Uuid& measure) const {
  return m_document ? bike::section_plan_from(m_document->setting(section_setting(measure))) : bike::SectionPlan{};
}

void BikeDesk::set_section(const base::Uuid& measure, const bike::SectionPlan& plan) {
  if (m_document) m_document->set_setting(section_setting(measure), bike::text_of(plan), {"bike.did_section", {}});
}

// --- questions ----------------------------------------------------------------------------------------------------------

quint64 BikeDesk::assess(const geo::Geometry& line, const sketch::BikeLane& lane, const bike::SectionPlan& plan) {
  m_waiting = Question{m_next++, line, lane, plan};
  const auto request = m_waiting->request;
  next();
  return request;
}

void BikeDesk::next() {
  if (m_busy || !m_waiting || !m_assessor) return;
  m_busy = true;
  m_workers->submit(base::Priority::edited, {},
                    [desk = QPointer(this), assessor = m_assessor, question = std::move(*m_waiting), generation = m_generation] {
                      const auto result =
                          std::make_shared<const bike::LaneAssessment>(assessor->assess(question.line, question.lane, question.plan));
                      post(desk, [result, request = question.request, generation](BikeDesk& self) {
                        self.m_busy = false;
                        if (generation == self.m_generation) Q_EMIT self.assessed(request, result);
                        self.next();
                      });
                    });
  m_waiting.reset();
}

quint64 BikeDesk::study(std::vector<bike::PlannedLine> lanes) {
  m_study_cancel.cancel();
  m_study_cancel = {};
  const auto request = m_next++;
  if (!m_city) return request;
  m_workers->submit(base::Priority::visible, m_study_cancel.token(),
                    [desk = QPointer(this), city = m_city, lanes = std::move(lanes), request, token = m_study_cancel.token()] {
                      const auto result = std::make_shared<const bike::NetworkEffect>(bike::network_effect(*city, lanes, token));
                      if (token.cancelled()) return;
                      post(desk, [result, request](BikeDesk& self) { Q_EMIT self.studied(request, result); });
                    });
  return request;
}

std::vector<std::pair<std::string, BikeDesk::Lanes>> BikeDesk::all_lanes() const {
  std::vector<std::pair<std::string, Lanes>> all;
  for (const auto& scenario : m_document->scenarios()) {
    all.emplace_back(scenario.name, Lanes{});
    for (const auto* measure : m_document->measures_of(scenario.id)) {
      if (measure->kind == sketch::MeasureKind::bike_lane)
        all.back().second.emplace_back(bike::PlannedLine{measure->geometry, measure->lane}, section_of(measure->id));
    }
  }
  return all;
}

std::vector<bike::PlannedLine> BikeDesk::lanes_of(const base::Uuid& scenario, const base::Uuid& without) const {
  std::vector<bike::PlannedLine> lanes;
  if (!m_document || scenario.is_null()) return lanes;
  for (const auto* measure : m_document->measures_of(scenario))
    if (measure->kind == sketch::MeasureKind::bike_lane && !(measure->id == without)) lanes.push_back({measure->geometry, measure->lane});
  return lanes;
}

quint64 BikeDesk::stress(bool with_plan) {
  m_stress_cancel.cancel();
  m_stress_cancel = {};
  const auto request = m_next++;
  if (!m_city || !m_city->graph() || !m_document) return request;
  auto lanes = lanes_of(with_plan ? m_document->active_scenario() : base::Uuid{});
  m_workers->submit(base::Priority::visible, m_stress_cancel.token(),
                    [desk = QPointer(this), city = m_city, lanes = std::move(lanes), request, token = m_stress_cancel.token()] {
                      const auto pack = stress_pack(*city, bike::patch_of(*city, lanes), token);
                      if (token.cancelled()) return;
                      post(desk, [pack, request](BikeDesk& self) {
                        if (!pack) {
                          Q_EMIT self.failed(pack.error());
                          return;
                        }
                        Q_EMIT self.stress_ready(request, *pack);
                      });
                    });
  return request;
}

quint64 BikeDesk::stress_pair(const base::Uuid& other) {
  m_stress_cancel.cancel();
  m_stress_cancel = {};
  const auto request = m_next++;
  if (!m_city || !m_city->graph() || !m_document) return request;
  m_workers->submit(base::Priority::visible, m_stress_cancel.token(),
                    [desk = QPointer(this), city = m_city, left = lanes_of(other), right = lanes_of(m_document->active_scenario()), request,
                     token = m_stress_cancel.token()] {
                      const auto one = stress_pack(*city, bike::patch_of(*city, left), token);
                      const auto two = stress_pack(*city, bike::patch_of(*city, right), token);
                      if (token.cancelled()) return;
                      post(desk, [one, two, request](BikeDesk& self) {
                        if (one && two)
                          Q_EMIT self.stress_pair_ready(request, *one, *two);
                        else
                          Q_EMIT self.failed(one ? two.error() : one.error());
                      });
                    });
  return request;
}

// --- reach ----------------------------------------------------------------------------------------------------------------

ReachSetting BikeDesk::reach_setting() const {
  return m_document ? reach_setting_from(m_document->setting(k_bike_reach_setting)) : ReachSetting{};
}

void BikeDesk::set_reach_setting(const ReachSetting& setting) {
  if (!m_document || setting == reach_setting()) return;
  m_document->set_setting(k_bike_reach_setting, setting == ReachSetting{} ? std::string() : to_json(setting), {"bike.did_reach", {}});
}

namespace {

base::Result<std::shared_ptr<const ReachAnswer>> answer_of(const std::shared_ptr<const bike::City>& of,
                                                           const std::vector<bike::PlannedLine>& lanes, const bike::ReachQuestion& question,
                                                           const base::CancelToken& token) {
  using bike::LayerRole;
  const auto& city = *of;
  const auto patch = bike::patch_of(city, lanes);
  auto study = bike::reach_study(city, patch, question, token);
  if (!study) return tl::unexpected(study.error());
  auto answer = std::make_shared<ReachAnswer>();
  answer->city = of;
  answer->study = std::move(*study);
  for (const bool planned : {false, true}) {
    auto pack = reach_pack(city, answer->study, planned, token);
    if (!pack) return tl::unexpected(pack.error());
    (planned ? answer->planned : answer->today) = std::move(*pack);
  }
  constexpr std::array k_told{LayerRole::streets, LayerRole::traffic_lights, LayerRole::people, LayerRole::jobs, LayerRole::schools};
  for (const auto role : k_told) {
    for (const auto& source : city.sources()) {
      if (source.role == bike::name_of(role)) answer->sources.push_back(source);
    }
  }
  for (std::size_t i = 0; i < 3; ++i) answer->far[i] = city.weights(k_told[i + 2]).lost;
  answer->lights_known = city.has(LayerRole::traffic_lights);
  const auto& places = question.places;
  if (places.size() == 2) answer->ride = bike::ways_between(city, patch, places[0], places[1], question.riding, token);
  return std::shared_ptr<const ReachAnswer>(std::move(answer));
}

}  // namespace

quint64 BikeDesk::reach(const bike::ReachQuestion& question) {
  m_reach_cancel.cancel();
  m_reach_cancel = {};
  const auto request = m_next++;
  if (!m_city || !m_document) return request;  // asked again with city_changed()
  m_workers->submit(base::Priority::visible, m_reach_cancel.token(),
                    [desk = QPointer(this), city = m_city, lanes = lanes_of(m_document->active_scenario()), question, request,
                     token = m_reach_cancel.token()] {
                      const auto answer = answer_of(city, lanes, question, token);
                      if (token.cancelled()) return;
                      post(desk, [answer, request](BikeDesk& self) {
                        if (answer)
                          Q_EMIT self.reached(request, *answer);
                        else
                          Q_EMIT self.reach_failed(request, answer.error());
                      });
                    });
  return request;
}

quint64 BikeDesk::ride(const geo::Geometry& line, const sketch::BikeLane& lane, const base::Uuid& measure) {
  m_ride_cancel.cancel();
  m_ride_cancel = {};
  const auto request = m_next++;
  if (!m_city || !m_city->graph() || !m_document || line.parts.empty() || line.parts.front().points.size() < 2) return request;
  auto lanes = lanes_of(m_document->active_scenario(), measure);
  lanes.push_back({line, lane});
  m_workers->submit(
      base::Priority::visible, m_ride_cancel.token(),
      [desk = QPointer(this), city = m_city, lanes = std::move(lanes), setting = reach_setting(), request, token = m_ride_cancel.token()] {
        const auto& parts = lanes.back().line.parts;
        const auto riding = question_of(setting, city->rules()).riding;
        const auto ways = bike::ways_between(*city, bike::patch_of(*city, lanes), parts.front().points.front().xy(),
                                             parts.back().points.back().xy(), riding, token);
        if (token.cancelled()) return;
        post(desk, [ways, request](BikeDesk& self) { Q_EMIT self.ridden(request, ways); });
      });
  return request;
}

quint64 BikeDesk::cancel_reach() {
  m_reach_cancel.cancel();
  return m_next++;
}

namespace {

/// Ids and names of the lanes of each scenario, in the order of BikeDesk::all_lanes().
std::vector<std::vector<std::pair<std::string, std::string>>> lane_names(const Document& document) {
  std::vector<std::vector<std::pair<std::string, std::string>>> all;
  for (const auto& scenario : document.scenarios()) {
    all.emplace_back();
    for (const auto* measure : document.measures_of(scenario.id)) {
      if (measure->kind == sketch::MeasureKind::bike_lane) all.back().emplace_back(base::to_string(measure->id), measure->name);
    }
  }
  return all;
}

/// What plugins say of whole plans comes after our own figures, which do not wait for it.
void post_plan_rows(const QPointer<BikeDesk>& desk, quint64 request, const std::vector<QJsonObject>& plans, const std::string& crs,
                    const base::CancelToken& token) {
  const auto entries = sources::plugin_shelf();
  auto answers = ask_plugins(entries, plans, crs, token);
  auto sections = std::make_shared<const std::vector<PluginSection>>(ask_sections(entries, plans, token, answers.troubles));
  if (token.cancelled()) return;
  for (const auto& trouble : answers.troubles) post(desk, [error = trouble.error](BikeDesk& self) { Q_EMIT self.failed(error); });
  auto rows = std::make_shared<const std::vector<bike::IndicatorRow>>(plan_rows(answers.figures, plans.size()));
  if (rows->empty() && sections->empty()) return;
  post(desk, [rows, sections, request](BikeDesk& self) { Q_EMIT self.plan_rows_ready(request, rows, sections); });
}

}  // namespace

quint64 BikeDesk::compare() {
  m_compare_cancel.cancel();
  m_compare_cancel = {};
  const auto request = m_next++;
  if (!m_city || !m_document) return request;
  m_workers->submit(base::Priority::visible, m_compare_cancel.token(),
                    [desk = QPointer(this), city = m_city, all = all_lanes(), names = lane_names(*m_document), project = m_document->title().toStdString(), request,
                     token = m_compare_cancel.token()] {
                      auto assessor = bike::Assessor::make(city);
                      if (!assessor) {
                        post(desk, [error = assessor.error()](BikeDesk& self) { Q_EMIT self.failed(error); });
                        return;
                      }
                      auto figures = std::make_shared<std::vector<bike::ScenarioFigures>>();
                      std::vector<QJsonObject> plans;
                      for (const auto& [name, lanes] : all) {
                        std::vector<std::pair<bike::PlannedLine, bike::LaneAssessment>> judged;
                        for (const auto& [lane, plan] : lanes) {
                          if (token.cancelled()) return;
                          judged.emplace_back(lane, assessor->assess(lane.line, lane.lane, plan));
                        }
                        figures->push_back(bike::figures_of(*city, name, judged, token));
                        std::vector<QJsonObject> facts;
                        const auto& called = names[plans.size()];
                        for (std::size_t i = 0; i < judged.size(); ++i)
                          facts.push_back(lane_facts(called[i].first, called[i].second, judged[i].second));
                        plans.push_back(plan_facts(project, name, facts, {}));
                      }
                      if (token.cancelled()) return;
                      post(desk, [figures = std::shared_ptr<const std::vector<bike::ScenarioFigures>>(figures), request](BikeDesk& self) {
                        Q_EMIT self.compared(request, figures);
                      });
                      post_plan_rows(desk, request, plans, city->input().crs, token);
                    });
  return request;
}

base::Result<std::shared_ptr<const feature::LayerPack>> stress_pack(const bike::City& city, const bike::Patch& patch,
                                                                    base::CancelToken token) {
  const auto to_mercator = geo::Transform::make(city.input().crs, "EPSG:3857");
  if (!to_mercator) return tl::unexpected(to_mercator.error());
  feature::PackInfo info;
  info.name = "stress";
  info.kind = geo::GeometryKind::line;
  info.crs = city.input().crs;
  info.columns = {{"stress", feature::ColumnType::text}, {"length_m", feature::ColumnType::real}, {"name", feature::ColumnType::text}};
  feature::PackBuilder builder(std::move(info));
  const auto& graph = *city.graph();
  const bike::NetworkView view(graph, &patch);
  for (std::uint32_t i = 0; i < graph.edges().size(); ++i) {
    if (token.cancelled()) return base::fail(base::ErrorCode::cancelled, "base.cancelled");
    const auto& edge = graph.edges()[i];
    const auto points = graph.points_of(edge);
    const auto shape = geo::transformed(geo::make_line(std::vector<geo::Point2>(points.begin(), points.end())), *to_mercator);
    const auto& name = graph.streets()[edge.street].facts.name;
    builder.add(i, shape,
                std::vector<feature::Value>{std::to_string(bike::worse_stress(view.edge(i))), static_cast<double>(edge.length_m),
                                            name.empty() ? feature::Value() : feature::Value(name)});
  }
  return feature::LayerPack::from_bytes(builder.finish(token));
}

}  // namespace skizze::project
