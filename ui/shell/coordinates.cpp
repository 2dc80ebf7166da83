// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/coordinates.h"

#include <cmath>
#include <map>
#include <optional>

#include "geo/crs.h"
#include "geo/mercator.h"
#include "shell/language.h"

namespace skizze::ui {
namespace {

const geo::Transform* transform_of(int epsg) {
  static std::map<int, std::optional<geo::Transform>> made;  // UI thread only
  auto found = made.find(epsg);
  if (found == made.end()) {
    auto transform = geo::Transform::make("EPSG:3857", "EPSG:" + std::to_string(epsg));
    found = made.emplace(epsg, transform ? std::optional<geo::Transform>(std::move(*transform)) : std::nullopt).first;
  }
  return found->second ? &*found->second : nullptr;
}

}  // namespace

QString utm_text(geo::Point2 mercator, int epsg) {
  const int code = epsg != 0 ? epsg : geo::german_utm_epsg(geo::to_lon_lat(mercator).x);
  const geo::Transform* transform = transform_of(code);
  if (transform == nullptr) return {};
  const auto p = transform->forward(mercator);
  if (!std::isfinite(p.x) || !std::isfinite(p.y)) return {};
  return QStringLiteral("%1N  %2  %3").arg(code - 25800).arg(std::llround(p.x)).arg(std::llround(p.y));
}

QString degrees_text(geo::Point2 mercator) {
  const auto p = geo::to_lon_lat(mercator);
  return QStringLiteral("%1° %2  %3° %4")
      .arg(number_text(std::abs(p.y), 5), p.y >= 0 ? QStringLiteral("N") : QStringLiteral("S"), number_text(std::abs(p.x), 5),
           p.x < 0 ? QStringLiteral("W") : current_language() == project::Language::de ? QStringLiteral("O") : QStringLiteral("E"));
}

QString degrees_plain(geo::Point2 mercator) {
  const auto p = geo::to_lon_lat(mercator);
  return QStringLiteral("%1, %2").arg(p.y, 0, 'f', 6).arg(p.x, 0, 'f', 6);
}

QString crs_text(int epsg) {
  if (epsg >= 25831 && epsg <= 25833) return QStringLiteral("ETRS89 / UTM %1N").arg(epsg - 25800);
  return epsg == 0 ? QString() : QStringLiteral("EPSG:%1").arg(epsg);
}

}  // namespace skizze::ui
