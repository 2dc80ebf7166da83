// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What planners of lanes ask the open project. Workers read layers and judge; nothing here waits.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QString>
#include <QTimer>

#include "base/result.h"
#include "base/worker_pool.h"
#include "bike/assess.h"
#include "bike/comparison.h"
#include "project/bike_layers.h"
#include "project/bike_reach.h"
#include "project/document.h"
#include "project/plugin_report.h"

namespace skizze::project {

/// The project's setting that names a folder with the city's own rule tables.
inline constexpr const char* k_bike_rules_setting = "bike_rules_folder";
/// The setting that keeps the planned strips beside one lane.
std::string section_setting(const base::Uuid& measure);

/// How far bicycles come, with the layers that show it.
struct ReachAnswer {
  std::shared_ptr<const bike::City> city;  ///< the study's edges are of its graph
  bike::ReachStudy study;
  std::shared_ptr<const feature::LayerPack> today, planned;
  std::vector<bike::CitySource> sources;  ///< of streets, lights, people, jobs and schools
  std::array<double, 3> far{};            ///< people, jobs, schools too far from any street to be counted
  bool lights_known = false;
  std::optional<bike::WaysBeforeAfter> ride;  ///< from the first place to the second, where there are two
};

/// Lives on the UI thread. Answers come as signals; of live questions only the newest is answered.
class BikeDesk : public QObject {
  Q_OBJECT

 public:
  explicit BikeDesk(QObject* parent = nullptr);
  ~BikeDesk() override;
  /// Null: no project.
  void set_document(Document* document);
  Document* document() const { return m_document; }

  /// The rules in force; never null.
  const std::shared_ptr<const bike::RuleBook>& rules() const { return m_rules; }
  /// Null until the layers are read.
  const std::shared_ptr<const bike::City>& city() const { return m_city; }
  bool reading() const { return m_reading; }

  StatedUses uses() const;
  /// One step of the history; the layers are read anew.
  void set_uses(const StatedUses& uses);
  /// Empty: only ours.
  void set_rules_folder(const QString& folder);
  bike::SectionPlan section_of(const base::Uuid& measure) const;
  void set_section(const base::Uuid& measure, const bike::SectionPlan& plan);

  /// Findings of a lane while it is drawn or changed (project CRS). Waits for the layers; a newer question replaces one that waits.
  quint64 assess(const geo::Geometry& line, const sketch::BikeLane& lane, const bike::SectionPlan& plan = {});
  /// What lanes do to the network.
  quint64 study(std::vector<bike::PlannedLine> lanes);
  /// Indicators of all scenarios.
  quint64 compare();
  /// The stress of the whole network as a layer: today, or with the lanes of the active scenario.
  quint64 stress(bool planned);
  /// Two such layers for the two sides of a comparison: another scenario (null: today) and the active one. Replaces a question of stress().
  quint64 stress_pair(const base::Uuid& other);
  /// How far one comes from the project's places (k_bike_reach_setting), today and with the lanes of the active scenario.
  quint64 reach(const bike::ReachQuestion& question);
  /// The ride between the ends of a lane as it is just now, today and with it and the other lanes of the active scenario; measure: the one of
  /// the document that it stands for (null: none yet). The newest question wins.
  quint64 ride(const geo::Geometry& line, const sketch::BikeLane& lane, const base::Uuid& measure);
  /// Gives a number that no answer will carry.
  quint64 cancel_reach();
  ReachSetting reach_setting() const;
  /// One step of the history.
  void set_reach_setting(const ReachSetting& setting);
  /// Forgets what is asked and not yet answered.
  void cancel();

 Q_SIGNALS:
  void city_changed();
  void rules_changed();
  void assessed(quint64 request, const std::shared_ptr<const skizze::bike::LaneAssessment>& result);
  void studied(quint64 request, const std::shared_ptr<const skizze::bike::NetworkEffect>& result);
  void compared(quint64 request, const std::shared_ptr<const std::vector<skizze::bike::ScenarioFigures>>& result);
  /// Rows that plugins add to the comparison of that number, after it, and their sections for its report; none where there are no such plugins.
  void plan_rows_ready(quint64 request, const std::shared_ptr<const std::vector<skizze::bike::IndicatorRow>>& rows,
                       const std::shared_ptr<const std::vector<skizze::project::PluginSection>>& sections);
  void stress_ready(quint64 request, const std::shared_ptr<const skizze::feature::LayerPack>& pack);
  void stress_pair_ready(quint64 request, const std::shared_ptr<const skizze::feature::LayerPack>& other,
                         const std::shared_ptr<const skizze::feature::LayerPack>& active);
  /// Empty where an end lies more than 150 m from any junction, or both at the same.
  void ridden(quint64 request, const std::optional<skizze::bike::WaysBeforeAfter>& ways);
  void reached(quint64 request, const std::shared_ptr<const skizze::project::ReachAnswer>& answer);
  /// The question about reach has no answer; `failed` is not raised for it.
  void reach_failed(quint64 request, const skizze::base::Error& error);
  void failed(const skizze::base::Error& error);

 private:
  struct Question {
    quint64 request = 0;
    geo::Geometry line;
    sketch::BikeLane lane;
    bike::SectionPlan plan;
  };
  using Lanes = std::vector<std::pair<bike::PlannedLine, bike::SectionPlan>>;

  void load_rules();
  void read_layers();
  void build();
  void next();
  std::vector<std::pair<std::string, Lanes>> all_lanes() const;
  /// None of a null scenario.
  std::vector<bike::PlannedLine> lanes_of(const base::Uuid& scenario, const base::Uuid& without = {}) const;

  Document* m_document = nullptr;
  std::shared_ptr<const bike::RuleBook> m_rules;
  std::string m_rules_folder;
  std::shared_ptr<const bike::City> m_city;
  std::shared_ptr<bike::Assessor> m_assessor;  ///< used by the one job that assesses
  std::vector<std::string> m_read;             ///< what the city was built from; other changes of layers do not matter
  bool m_reading = false;
  bool m_busy = false;
  std::uint64_t m_generation = 0;  ///< counts cities; answers of an earlier one are dropped
  quint64 m_next = 1;
  std::optional<Question> m_waiting;
  QTimer m_settle;
  base::CancelSource m_build_cancel, m_study_cancel, m_compare_cancel, m_stress_cancel, m_reach_cancel, m_ride_cancel;
  std::unique_ptr<base::WorkerPool> m_workers;  // last: joined first
};

/// Every edge of the graph as a row: stress (0 unknown, 1 to 4, the worse direction), length_m, name. Any thread.
base::Result<std::shared_ptr<const feature::LayerPack>> stress_pack(const bike::City& city, const bike::Patch& patch,
                                                                    base::CancelToken token = {});

}  // namespace skizze::project
