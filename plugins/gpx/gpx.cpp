// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The plugin: a GPX file becomes a layer of waypoints, one of routes and one of tracks.
#include <algorithm>
#include <cstdio>
#include <optional>

#include "gpx_file.h"
#include "plugin/api.h"

namespace {

using stadtskizze::Call;
using stadtskizze::Problem;
using stadtskizze::Row;
using stadtskizze::Severity;
using stadtskizze::Shape;
using stadtskizze::Type;
using stadtskizze::Value;

Value text(const std::string& words) { return words.empty() ? Value() : Value(words); }

stadtskizze::Point place(const gpx::Point& point) { return {point.lon, point.lat, point.z}; }

/// Seconds since 1970 of "2026-05-01T07:30:00Z"; only differences count, so a missing or odd zone does no harm within one file.
std::optional<double> seconds(const std::string& time) {
  int y = 0, mo = 0, d = 0, h = 0, mi = 0;
  double s = 0;
  if (std::sscanf(time.c_str(), "%d-%d-%dT%d:%d:%lf", &y, &mo, &d, &h, &mi, &s) != 6) return std::nullopt;
  // Days from the civil date (H. Hinnant, chrono-compatible low-level date algorithms).
  y -= mo <= 2 ? 1 : 0;
  const int era = (y >= 0 ? y : y - 399) / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (mo + (mo > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return (era * 146097.0 + day_of_era - 719468) * 86400.0 + h * 3600 + mi * 60 + s;
}

/// Cuts stretches where the time between two points is gap_s or more; 0: nowhere.
std::vector<std::vector<gpx::Point>> split(const std::vector<std::vector<gpx::Point>>& stretches, double gap_s) {
  std::vector<std::vector<gpx::Point>> out;
  for (const auto& stretch : stretches) {
    std::optional<double> before;
    out.emplace_back();
    for (const auto& point : stretch) {
      const auto now = seconds(point.time);
      if (gap_s > 0 && before && now && *now - *before >= gap_s) out.emplace_back();
      out.back().push_back(point);
      if (now) before = now;
    }
  }
  return out;
}

class Gpx : public stadtskizze::Plugin {
 public:
  void read(Call& call, const std::string&, const std::filesystem::path& path) override {
    gpx::File file;
    std::string detail;
    const auto outcome = gpx::read(
        path, file, [&](double share) { call.progress(0.7 * share); }, detail);
    if (outcome == gpx::Outcome::entities) throw Problem("entities");
    if (outcome != gpx::Outcome::read) throw Problem("damaged", detail);
    if (file.waypoints.empty() && file.routes.empty() && file.tracks.empty()) throw Problem("empty");
    if (!file.cut.empty()) call.notice(Severity::lost, "cut", file.cut);
    for (std::uint64_t i = 0; i < file.without_place; ++i) call.notice(Severity::lost, "no_place");
    if (file.extensions > 0) call.notice(Severity::info, "extensions");
    write_waypoints(call, file);
    write_paths(call, file, file.routes, "routes", 0);
    write_paths(call, file, file.tracks, "tracks", 60.0 * static_cast<double>(call.integer("gap_minutes")));
    if (call.flag("track_points")) write_track_points(call, file);
  }

 private:
  static stadtskizze::Layer layer(const gpx::File& file, const char* name, std::vector<stadtskizze::Column> columns) {
    return {name, "EPSG:4326", std::move(columns), file.licence, file.author, file.date.substr(0, 10)};
  }

  static void write_waypoints(Call& call, const gpx::File& file) {
    if (file.waypoints.empty()) return;
    call.begin_layer(layer(file, "waypoints",
                           {{"name", Type::text},
                            {"type", Type::text},
                            {"symbol", Type::text},
                            {"description", Type::text},
                            {"comment", Type::text},
                            {"time", Type::text},
                            {"link", Type::text}}));
    std::int64_t id = 0;
    for (const auto& [words, point] : file.waypoints) {
      call.add({++id,
                Shape::point,
                {{{place(point)}, false}},
                {text(words.name), text(words.type), text(words.symbol), text(words.description), text(words.comment), text(point.time),
                 text(words.link)}});
    }
  }

  static void write_paths(Call& call, const gpx::File& file, const std::vector<gpx::Path>& paths, const char* name, double gap_s) {
    if (paths.empty()) return;
    call.begin_layer(layer(file, name,
                           {{"name", Type::text},
                            {"type", Type::text},
                            {"number", Type::text},
                            {"description", Type::text},
                            {"comment", Type::text},
                            {"begin", Type::text},
                            {"end", Type::text},
                            {"points", Type::integer},
                            {"link", Type::text}}));
    std::int64_t id = 0;
    for (const auto& path : paths) call.add(path_row(call, path, ++id, gap_s));
  }

  static Row path_row(Call& call, const gpx::Path& path, std::int64_t id, double gap_s) {
    Row row{id, Shape::line, {}, {}};
    std::string begin, end;
    std::int64_t points = 0;
    for (const auto& stretch : split(path.stretches, gap_s)) {
      for (const auto& point : stretch) {
        if (!point.time.empty() && begin.empty()) begin = point.time;
        if (!point.time.empty()) end = point.time;
      }
      points += static_cast<std::int64_t>(stretch.size());
      if (stretch.size() == 1) call.notice(Severity::lost, "single", path.words.name);
      if (stretch.size() < 2) continue;
      stadtskizze::Part part;
      for (const auto& point : stretch) part.points.push_back(place(point));
      row.parts.push_back(std::move(part));
    }
    if (row.parts.empty()) row.shape = Shape::none;
    const auto& words = path.words;
    row.values = {text(words.name), text(words.type), text(words.number), text(words.description), text(words.comment), text(begin),
                  text(end),        points,           text(words.link)};
    return row;
  }

  static void write_track_points(Call& call, const gpx::File& file) {
    if (file.tracks.empty()) return;
    call.begin_layer(
        layer(file, "track_points", {{"track", Type::text}, {"stretch", Type::integer}, {"time", Type::text}, {"height_m", Type::real}}));
    std::int64_t id = 0;
    for (const auto& track : file.tracks) {
      for (std::size_t i = 0; i < track.stretches.size(); ++i) {
        for (const auto& point : track.stretches[i]) {
          const Value height = point.z == point.z ? Value(point.z) : Value();
          call.add({++id,
                    Shape::point,
                    {{{place(point)}, false}},
                    {text(track.words.name), static_cast<std::int64_t>(i + 1), text(point.time), height}});
        }
      }
    }
  }
};

}  // namespace

SKIZZE_PLUGIN(Gpx, "org.stadtskizze.gpx")
