// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bike_reach.h"

#include <charconv>
#include <cmath>

#include <QSaveFile>

#include "bike/assess.h"
#include "cli/output.h"
#include "project/bike_reach.h"

namespace skizze::cli {

namespace {

constexpr std::size_t k_most_bands = 20;

std::optional<geo::Point2> degrees_of(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto number = [](std::string_view part) -> std::optional<double> {
    double value = 0;
    const auto [end, code] = std::from_chars(part.data(), part.data() + part.size(), value);
    return code == std::errc() && end == part.data() + part.size() ? std::optional(value) : std::nullopt;
  };
  const auto lon = number(text.substr(0, comma)), lat = number(text.substr(comma + 1));
  if (!lon || !lat || std::abs(*lon) > 180 || std::abs(*lat) > 90) return std::nullopt;
  return geo::Point2{*lon, *lat};
}

QJsonValue or_null(const std::optional<double>& value) { return value ? QJsonValue(*value) : QJsonValue(); }

QJsonObject band_json(const bike::ReachBand& band) {
  QJsonObject json{{QStringLiteral("minutes"), band.minutes},
                   {QStringLiteral("street_before_m"), band.street_before_m},
                   {QStringLiteral("street_after_m"), band.street_after_m}};
  constexpr std::array k_names{"people", "jobs", "schools"};
  for (std::size_t i = 0; i < k_names.size(); ++i) {
    json[QLatin1String(k_names[i]) + QStringLiteral("_before")] = or_null(band.before[i]);
    json[QLatin1String(k_names[i]) + QStringLiteral("_after")] = or_null(band.after[i]);
  }
  return json;
}

void print_band(const Context& context, const bike::ReachBand& band) {
  QStringList reached;
  constexpr std::array k_ids{"bike.role_people", "bike.role_jobs", "bike.role_schools"};
  for (std::size_t i = 0; i < k_ids.size(); ++i) {
    if (!band.before[i] || !band.after[i]) continue;
    reached << context.text(
        "bike.reach_sum",
        {{"what", context.text(k_ids[i]).toStdString()}, {"before", plain(*band.before[i], 0)}, {"after", plain(*band.after[i], 0)}});
  }
  context.line(context.text("bike.reach_band", {{"minutes", plain(band.minutes, band.minutes == std::floor(band.minutes) ? 0 : 1)},
                                                {"before", plain(band.street_before_m / 1000, 1)},
                                                {"after", plain(band.street_after_m / 1000, 1)},
                                                {"reached", reached.join(QStringLiteral(", ")).toStdString()}}));
}

}  // namespace

void add_reach_options(CLI::App& app, const Context& context, ReachArgs& args) {
  const auto say = [&](const char* id) { return context.text(id).toStdString(); };
  auto* place = app.add_option("--isochrone", args.places, say("bike.option_isochrone"));
  place->expected(1)->take_all();
  for (auto* option : {app.add_option("--minutes", args.minutes, say("bike.option_minutes")),
                       app.add_option("--isochrone-output", args.output, say("bike.option_isochrone_output")),
                       app.add_option("--speed", args.speed_kmh, say("bike.option_speed"))->check(CLI::Range(1.0, 60.0)),
                       app.add_option("--signal-wait", args.signal_s, say("bike.option_signal_wait"))->check(CLI::Range(0.0, 600.0)),
                       app.add_option("--give-way-wait", args.give_way_s, say("bike.option_give_way_wait"))->check(CLI::Range(0.0, 600.0))})
    option->needs(place);
  app.add_flag("--all-streets", args.all_streets, say("bike.option_all_streets"))->needs(place);
}

base::Result<ReachReport> ReachReport::make(const bike::City& city, const ReachArgs& args) {
  ReachReport report;
  report.m_output = args.output;
  if (args.places.empty()) return report;
  project::ReachSetting setting;
  const auto from_degrees = geo::Transform::make("EPSG:4326", city.input().crs);
  if (!from_degrees) return tl::unexpected(from_degrees.error());
  for (const auto& text : args.places) {
    const auto place = degrees_of(text);
    if (!place) return base::fail(base::ErrorCode::invalid, "bike.reach_bad_place", {{"text", text}});
    report.m_lon_lat.push_back(*place);
    setting.places.push_back(from_degrees->forward(*place));
  }
  setting.minutes = project::minutes_from(args.minutes, k_most_bands);
  if (args.all_streets) setting.rider = bike::Rider::anyone;
  if (args.speed_kmh > 0) setting.speed_kmh = args.speed_kmh;
  if (args.signal_s >= 0) setting.signal_s = args.signal_s;
  if (args.give_way_s >= 0) setting.give_way_s = args.give_way_s;
  report.m_question = project::question_of(setting, city.rules());
  return report;
}

base::Status ReachReport::add(const Context& context, const bike::City& city, const std::string& variant,
                              const std::vector<bike::PlannedLine>& lanes) {
  if (!wanted()) return {};
  auto study = bike::reach_study(city, bike::patch_of(city, lanes), m_question, context.cancel());
  if (!study) return tl::unexpected(study.error());
  const auto& riding = study->question.riding;
  context.line(context.text(
      "bike.reach_head",
      {{"speed", plain(riding.speed_kmh, 0)},
       {"signal", plain(riding.signal_s, 0)},
       {"give_way", plain(riding.give_way_s, 0)},
       {"streets", context.text(riding.rider == bike::Rider::anyone ? "bike.reach_all_streets" : "bike.reach_low_stress").toStdString()}}));
  if (!city.has(bike::LayerRole::traffic_lights)) context.note({"bike.reach_no_lights", {}});
  for (std::size_t i = 0; i < study->off_m.size(); ++i) {
    if (!study->off_m[i])
      context.note({"bike.reach_place_off", {{"number", std::to_string(i + 1)}, {"metres", plain(bike::k_start_m, 0)}}});
  }
  for (const auto& band : study->bands) print_band(context, band);
  m_studies.emplace_back(variant, std::make_shared<const bike::ReachStudy>(std::move(*study)));
  return {};
}

QJsonArray ReachReport::json(const bike::City& city) const {
  QJsonArray all;
  for (const auto& [variant, study] : m_studies) {
    const auto& riding = study->question.riding;
    QJsonArray places, bands;
    for (std::size_t i = 0; i < m_lon_lat.size(); ++i)
      places.append(QJsonObject{{QStringLiteral("lon"), m_lon_lat[i].x},
                                {QStringLiteral("lat"), m_lon_lat[i].y},
                                {QStringLiteral("street_distance_m"), or_null(study->off_m[i])}});
    for (const auto& band : study->bands) bands.append(band_json(band));
    QJsonObject one{{QStringLiteral("streets"), riding.rider == bike::Rider::anyone ? QStringLiteral("all") : QStringLiteral("low_stress")},
                    {QStringLiteral("speed_kmh"), riding.speed_kmh},
                    {QStringLiteral("signal_wait_s"), riding.signal_s},
                    {QStringLiteral("give_way_wait_s"), riding.give_way_s},
                    {QStringLiteral("lights_known"), city.has(bike::LayerRole::traffic_lights)},
                    {QStringLiteral("places"), places},
                    {QStringLiteral("bands"), bands}};
    if (!variant.empty()) one[QStringLiteral("scenario")] = q(variant);
    all.append(one);
  }
  return all;
}

base::Status ReachReport::write(const bike::City& city) const {
  if (m_output.empty() || m_studies.empty()) return {};
  const auto bytes = project::reach_geojson(city, m_studies);
  if (!bytes) return tl::unexpected(bytes.error());
  QSaveFile out(q(m_output));
  if (out.open(QIODevice::WriteOnly) && out.write(*bytes) == bytes->size() && out.commit()) return {};
  return base::fail(base::ErrorCode::unreadable, "bike.export_failed", {{"file", m_output}});
}

}  // namespace skizze::cli
