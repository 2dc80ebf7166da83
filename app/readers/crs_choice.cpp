// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/crs_choice.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/crs.h"
#include "geo/mercator.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::Severity;

constexpr geo::Box k_germany{5.8, 47.2, 15.1, 55.1};
// Swapped, Germany lies off the Horn of Africa: x in 47..55, y in 5..15.
constexpr geo::Box k_germany_swapped{47.2, 5.8, 55.1, 15.1};
constexpr geo::Box k_degrees{-180.001, -90.001, 180.001, 90.001};
constexpr double k_area_margin_deg = 10;

geo::Box swapped(const geo::Box& b) { return {b.min_y, b.min_x, b.max_y, b.max_x}; }

/// The box of a box's corners in degrees; empty where a corner cannot be transformed.
geo::Box in_degrees(const geo::Box& box, const std::string& crs) {
  const auto transform = geo::Transform::make(crs, "EPSG:3857");
  if (!transform) return {};
  geo::Box out;
  for (const geo::Point2 corner :
       {geo::Point2{box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.min_x, box.max_y}, {box.max_x, box.max_y}}) {
    const geo::Point2 mercator = transform->forward(corner);
    if (!std::isfinite(mercator.x) || !std::isfinite(mercator.y)) return {};
    out.add(geo::to_lon_lat(mercator));
  }
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string short_number(double value) { return std::to_string(std::llround(value)); }

base::Result<CrsAnswer> guess_metric(const CrsQuestion& q, const geo::Box& core, NoticeBook& book) {
  auto candidates = metric_candidates(core);
  bool swap = false;
  if (candidates.empty()) {
    candidates = metric_candidates(swapped(core));
    swap = !candidates.empty();
  }
  const std::vector<base::Argument> where{{"layer", q.layer}, {"x", short_number(core.center().x)}, {"y", short_number(core.center().y)}};
  if (candidates.empty()) return fail(ErrorCode::unsupported, "readers.crs_unknown", where, {{}, q.layer, {}, -1});
  if (candidates.size() > 1) {
    auto arguments = where;
    arguments.push_back({"candidates", joined(candidates)});
    return fail(ErrorCode::unsupported, "readers.crs_ambiguous", arguments, {{}, q.layer, {}, -1});
  }
  const bool label_wrong = !q.stated.empty() && !q.stated_by_default;
  book.add(Severity::warning, label_wrong ? "readers.metre_coordinates_mislabelled" : "readers.metre_coordinates_guessed",
           {{"layer", q.layer}, {"crs", candidates.front()}});
  if (swap) book.add(Severity::warning, "readers.axes_swapped", {{"layer", q.layer}});
  return CrsAnswer{candidates.front(), swap};
}

base::Result<CrsAnswer> without_crs(const CrsQuestion& q, const geo::Box& core, NoticeBook& book) {
  if (!q.assumed.empty()) {
    book.add(Severity::info, "readers.crs_assumed", {{"layer", q.layer}, {"crs", q.assumed}});
    return CrsAnswer{q.assumed, false};
  }
  const bool upright = k_germany.contains(core);
  if (upright || k_germany_swapped.contains(core)) {
    book.add(Severity::warning, "readers.degrees_guessed", {{"layer", q.layer}});
    if (!upright) book.add(Severity::warning, "readers.axes_swapped", {{"layer", q.layer}});
    return CrsAnswer{"EPSG:4326", !upright};
  }
  return guess_metric(q, core, book);
}

/// The file says degrees. A person's own word overrides what would otherwise be corrected.
base::Result<CrsAnswer> stated_degrees(const CrsQuestion& q, const geo::Box& core, NoticeBook& book) {
  if (!k_degrees.contains(core)) {
    if (!q.assumed.empty()) return without_crs(q, core, book);
    return guess_metric(q, core, book);
  }
  const bool swap = q.assumed.empty() && k_germany_swapped.contains(core);
  if (swap) book.add(Severity::warning, "readers.axes_swapped", {{"layer", q.layer}});
  return CrsAnswer{q.stated, swap};
}

base::Result<CrsAnswer> stated_metres(const CrsQuestion& q, const geo::Box& core, const geo::Box& area, NoticeBook& book) {
  const auto fits = [&](const geo::Box& box) {
    const geo::Box degrees = in_degrees(box, q.stated);
    return !degrees.empty() && (area.empty() || area.grown(k_area_margin_deg).contains(degrees));
  };
  if (fits(core)) {
    // Degrees under a metric label would fall to within metres of the CRS's false origin.
    if (!k_germany.contains(core)) return CrsAnswer{q.stated, false};
  } else if (fits(swapped(core))) {
    book.add(Severity::warning, "readers.axes_swapped", {{"layer", q.layer}});
    return CrsAnswer{q.stated, true};
  }
  if (k_germany.contains(core) && q.assumed.empty()) {
    book.add(Severity::warning, "readers.degrees_mislabelled", {{"layer", q.layer}, {"crs", q.stated.substr(0, 40)}});
    return CrsAnswer{"EPSG:4326", false};
  }
  return CrsAnswer{q.stated, false};
}

}  // namespace

geo::Box core_box(const std::vector<geo::Point2>& sample) {
  std::vector<double> xs;
  std::vector<double> ys;
  for (const auto& p : sample) {
    // [0,0] stands for "no position" in real files, and no CRS of the earth reaches 10^9.
    const bool nonsense = !std::isfinite(p.x) || !std::isfinite(p.y) || std::abs(p.x) > 1e9 || std::abs(p.y) > 1e9;
    if (nonsense || (p.x == 0 && p.y == 0)) continue;
    xs.push_back(p.x);
    ys.push_back(p.y);
  }
  if (xs.empty()) return {};
  std::sort(xs.begin(), xs.end());
  std::sort(ys.begin(), ys.end());
  const std::size_t skip = xs.size() < 5 ? 0 : std::max<std::size_t>(1, xs.size() / 50);
  return {xs[skip], ys[skip], xs[xs.size() - 1 - skip], ys[ys.size() - 1 - skip]};
}

std::vector<std::string> metric_candidates(const geo::Box& box) {
  static constexpr std::array k_usual{"EPSG:25832", "EPSG:25833", "EPSG:4647",  "EPSG:5650", "EPSG:31466",
                                      "EPSG:31467", "EPSG:31468", "EPSG:31469", "EPSG:3857"};
  std::vector<std::string> found;
  for (const char* crs : k_usual) {
    const geo::Box degrees = in_degrees(box, crs);
    if (!degrees.empty() && k_germany.contains(degrees)) found.emplace_back(crs);
  }
  return found;
}

base::Result<CrsAnswer> choose_crs(const CrsQuestion& q, NoticeBook& book) {
  const geo::Box core = core_box(q.sample);
  if (core.empty()) return CrsAnswer{!q.stated.empty() ? q.stated : !q.assumed.empty() ? q.assumed : "EPSG:4326", false};
  if (q.stated.empty()) return without_crs(q, core, book);
  const auto info = geo::describe_crs(q.stated);
  if (!info) {
    book.add(Severity::warning, "readers.crs_not_understood", {{"layer", q.layer}, {"crs", q.stated.substr(0, 60)}});
    return without_crs(q, core, book);
  }
  return info->geographic ? stated_degrees(q, core, book) : stated_metres(q, core, info->area_lon_lat, book);
}

}  // namespace skizze::readers
