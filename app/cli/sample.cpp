// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// skizze sample DIR: the synthetic town and a project that uses it.
#include <algorithm>
#include <filesystem>
#include <map>

#include <QDateTime>
#include <QTimeZone>

#include "base/id.h"
#include "cli/output.h"
#include "cli/project_file.h"
#include "sample/town.h"
#include "store/project_store.h"

namespace skizze::cli {

namespace {

namespace fs = std::filesystem;
using sample::Polyline;
using sample::Vec;

constexpr const char* k_project_file = "town.gpkg";

struct Args {
  std::string folder;
  std::uint64_t buildings = 4000;
  std::uint64_t seed = 1;
  bool no_project = false;
};

/// What the project adds to the files: ids and times come from the town, so that a project of the same seed has the same rows.
class Filling {
 public:
  Filling(const Context& context, const sample::TownSummary& town, std::uint64_t seed) : m_context(context), m_town(town), m_seed(seed) {}

  store::Transaction transaction(const std::vector<store::LayerEntry>& layers) {
    store::Transaction all;
    all.message = {"sample.did_fill", {}};
    for (const auto& layer : layers) all.changes.emplace_back(base::changed(layer, dressed(layer)));
    for (const auto& comment : m_town.comments) all.changes.emplace_back(base::added(contribution(comment)));
    const auto plan = scenario("sample.scenario_plan", 1);
    all.changes.emplace_back(base::added(plan));
    for (auto& measure : lanes(plan.id)) all.changes.emplace_back(base::added(std::move(measure)));
    for (auto& measure : solar_areas(plan.id)) all.changes.emplace_back(base::added(std::move(measure)));
    return all;
  }

 private:
  static constexpr std::int64_t k_start_ms = 1'775'001'600'000;  // 2026-04-01 00:00 UTC, when the made-up participation began

  base::Uuid next_id() {
    ++m_next;
    return base::make_uuid(static_cast<std::uint64_t>(k_start_ms) + m_next, m_seed * 0x9E3779B97F4A7C15ULL + m_next,
                           m_next * 0xD1B54A32D192ED03ULL + m_seed);
  }

  /// Name in the person's language; what would clutter the first look is switched off.
  store::LayerEntry dressed(store::LayerEntry layer) const {
    std::string kind = fs::path(layer.path).stem().string();
    kind = kind.substr(0, kind.find('_'));
    if (kind == "buildings" && layer.role == feature::PackRole::city_surfaces) kind = "roofs";
    const std::string id = "sample.layer_" + kind;
    const auto name = m_context.text(id.c_str());
    if (name != QString::fromStdString(id)) layer.name = name.toStdString();
    layer.visible = kind != "dsm" && kind != "parcels" && kind != "districts";
    layer.provenance.licence = "CC0-1.0";
    return layer;
  }

  participation::Contribution contribution(const sample::Comment& comment) {
    participation::Contribution c;
    c.id = next_id();
    c.geometry = geo::make_point(comment.point);
    c.category = comment.category;
    c.text = comment.title + "\n" + comment.text;
    if (!comment.name.empty()) c.author = comment.name;
    c.created_at_ms = QDateTime::fromString(q(comment.created_at), Qt::ISODate).toMSecsSinceEpoch();
    c.updated_at_ms = c.created_at_ms;
    c.topic = comment.topic;
    c.source = "import:comments.geojson";
    // Most are looked through already, the latest are not.
    c.state = m_next % 9 == 0    ? participation::State::fresh
              : m_next % 37 == 0 ? participation::State::hidden
                                 : participation::State::published;
    return c;
  }

  sketch::Scenario scenario(const char* name, std::int32_t position) {
    sketch::Scenario s;
    s.id = next_id();
    s.name = m_context.text(name).toStdString();
    s.position = position;
    s.created_at_ms = k_start_ms;
    return s;
  }

  sketch::Measure measure(const base::Uuid& scenario, sketch::MeasureKind kind, std::string name) {
    sketch::Measure m;
    m.id = next_id();
    m.scenario = scenario;
    m.kind = kind;
    m.name = std::move(name);
    m.created_at_ms = m.updated_at_ms = k_start_ms;
    return m;
  }

  /// A lane along each of the first main streets, from the ring road outwards.
  std::vector<sketch::Measure> lanes(const base::Uuid& scenario) {
    constexpr sketch::FacilityType k_types[] = {sketch::FacilityType::protected_bike_lane, sketch::FacilityType::radfahrstreifen,
                                                sketch::FacilityType::schutzstreifen};
    constexpr double k_widths[] = {2.5, 2.0, 1.5};
    std::vector<sketch::Measure> list;
    for (std::size_t i = 0; i < std::size(k_types) && i < m_town.axes.size(); ++i) {
      const auto& axis = m_town.axes[i];
      auto m = measure(scenario, sketch::MeasureKind::bike_lane, axis.name);
      const auto kept = std::max<std::size_t>(2, axis.line.size() * (4 - i) / 5);
      m.geometry =
          geo::make_line(Polyline(axis.line.begin(), axis.line.begin() + static_cast<std::ptrdiff_t>(std::min(kept, axis.line.size()))));
      m.lane.facility = k_types[i];
      m.lane.side = sketch::Side::both;
      m.lane.direction = sketch::Direction::both;
      m.lane.width_m = k_widths[i];
      m.lane.buffer_m = 0.75;
      m.lane.surface = sketch::Surface::asphalt;
      m.lane.red_paint = i == 0;
      m.lane.street_name = axis.name;
      list.push_back(std::move(m));
    }
    return list;
  }

  std::vector<sketch::Measure> solar_areas(const base::Uuid& scenario) {
    std::vector<sketch::Measure> list;
    for (const auto& roof : m_town.large_roofs) {
      auto m = measure(scenario, sketch::MeasureKind::solar_area, roof.name);
      m.geometry = geo::make_area({roof.ring});
      m.solar.place = sketch::SolarPlace::roof;
      m.solar.mounting = sketch::SolarMounting::elevated;
      m.solar.tilt_deg = 0;
      list.push_back(std::move(m));
      if (list.size() == 3) break;
    }
    return list;
  }

  const Context& m_context;
  const sample::TownSummary& m_town;
  std::uint64_t m_seed;
  std::uint64_t m_next = 0;
};

/// Adds the files as layers, then everything that is the project's own in one step.
int make_project(Context& context, const Args& args, const sample::TownSummary& town, const fs::path& file) {
  std::vector<std::string> files;
  for (const auto& entry : town.files) {
    if (entry.kind != "comments") files.push_back((fs::path(args.folder) / entry.name).string());
  }
  {
    project::DocumentOptions options;
    options.language = context.language();
    options.backups = false;
    project::Document document(options);
    if (!create_and_wait(context, document, file.string(), context.text("sample.project_title").toStdString(), sample::k_town_epsg))
      return k_failed;
    const auto added = add_files(context, document, files, {});
    document.close();
    if (added.code == k_failed) return k_failed;
  }
  auto opened = store::ProjectStore::open(file);
  if (!opened) return context.fail(opened.error());
  const auto content = opened->load();
  if (!content) return context.fail(content.error());
  const auto done = opened->apply(Filling(context, town, args.seed).transaction(content->layers));
  return done ? k_done : context.fail(done.error());
}

QJsonObject result_json(const Args& args, const sample::TownSummary& town, const fs::path& project) {
  QJsonArray files;
  for (const auto& file : town.files) {
    files.append(QJsonObject{{QStringLiteral("file"), q((fs::path(args.folder) / file.name).string())},
                             {QStringLiteral("kind"), q(file.kind)},
                             {QStringLiteral("features"), file.kind == "buildings" ? count_json(town.buildings) : count_json(file.count)}});
  }
  return {{QStringLiteral("town"), q(town.name)},
          {QStringLiteral("crs"), QString::fromLatin1(sample::k_town_crs)},
          {QStringLiteral("seed"), count_json(args.seed)},
          {QStringLiteral("buildings"), count_json(town.buildings)},
          {QStringLiteral("roofs"),
           QJsonObject{{QStringLiteral("faces"), count_json(town.roof_faces)}, {QStringLiteral("area_m2"), town.roof_area_m2}}},
          {QStringLiteral("project"), args.no_project ? QJsonValue() : QJsonValue(q(project.string()))},
          {QStringLiteral("files"), files}};
}

int run(Context& context, const Args& args) {
  const fs::path project = fs::path(args.folder) / k_project_file;
  std::error_code ignored;
  if (!args.no_project && fs::exists(project, ignored))
    return context.fail(base::ErrorCode::conflict, "sample.project_exists", {{"file", project.string()}});
  const sample::TownOptions options{.buildings = args.buildings, .seed = args.seed};
  const auto town = sample::write_town(args.folder, options, context.cancel(),
                                       [&](double fraction, const base::Message& what) { context.progress(fraction, what); });
  if (!town) return context.fail(town.error());
  if (!args.no_project) {
    if (const int code = make_project(context, args, *town, project); code != k_done) {
      fs::remove(project, ignored);
      return code;
    }
  }
  context.line(context.text("sample.done", {{"town", town->name},
                                            {"buildings", plain(static_cast<double>(town->buildings), 0)},
                                            {"faces", plain(static_cast<double>(town->roof_faces), 0)},
                                            {"area", plain(town->roof_area_m2, 0)},
                                            {"folder", args.folder}}));
  if (!args.no_project) context.line(context.text("sample.done_project", {{"file", project.string()}}));
  context.result(result_json(args, *town, project));
  return k_done;
}

}  // namespace

Verb sample_verb() {
  return {"sample", "sample.verb_sample", false, [](CLI::App& app, Context& context) -> Run {
            auto args = std::make_shared<Args>();
            app.add_option("DIR", args->folder, context.text("sample.option_dir").toStdString())->required();
            app.add_option("--buildings", args->buildings, context.text("sample.option_buildings").toStdString());
            app.add_option("--seed", args->seed, context.text("sample.option_seed").toStdString());
            app.add_flag("--no-project", args->no_project, context.text("sample.option_no_project").toStdString());
            return [args](Context& c) { return run(c, *args); };
          }};
}

}  // namespace skizze::cli
