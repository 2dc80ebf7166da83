// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <charconv>
#include <optional>

#include "geo/crs.h"
#include "solar/climate_hours.h"

namespace skizze::solar {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t k_hours = 8760;
constexpr std::size_t k_columns = 17;

/// Lines of a text, one after the other, counted from 1.
class Lines {
 public:
  explicit Lines(std::string_view text) : m_rest(text) {}
  std::optional<std::string_view> next() {
    if (m_rest.empty()) return std::nullopt;
    ++m_number;
    const std::size_t end = m_rest.find('\n');
    std::string_view line = m_rest.substr(0, end);
    m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
  std::size_t number() const { return m_number; }

 private:
  std::string_view m_rest;
  std::size_t m_number = 0;
};

std::optional<std::array<double, k_columns>> numbers(std::string_view line) {
  std::array<double, k_columns> values{};
  const char* at = line.data();
  const char* const end = at + line.size();
  for (double& value : values) {
    while (at < end && *at == ' ') ++at;
    const auto [rest, error] = std::from_chars(at, end, value);
    if (error != std::errc{} || (rest < end && *rest != ' ')) return std::nullopt;
    at = rest;
  }
  while (at < end && *at == ' ') ++at;
  return at == end ? std::optional(values) : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// "Rechtswert        : 3802500 Meter": the text behind the colon, where the line begins with this word.
std::optional<std::string_view> head_value(std::string_view line, std::string_view word) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || trimmed(line.substr(0, colon)) != word) return std::nullopt;
  return trimmed(line.substr(colon + 1));
}

struct Head {
  std::optional<double> easting, northing, height_m;
  std::string period;
};

void read_head_line(Head& head, std::string_view line) {
  const auto number = [&](std::string_view word, std::optional<double>& to) {
    double value = 0;
    if (const auto text = head_value(line, word);
        text && std::from_chars(text->data(), text->data() + text->size(), value).ec == std::errc{}) {
      to = value;
    }
  };
  number("Rechtswert", head.easting);
  number("Hochwert", head.northing);
  number("Hoehenlage", head.height_m);
  if (const auto text = head_value(line, "Bezugszeitraum")) head.period = *text;
}

bool within(double value, double low, double high) { return value >= low && value <= high; }

/// The weather of a row that must be the hour of this number; empty where it is not or a value cannot be.
std::optional<HourWeather> weather_of(const std::array<double, k_columns>& row, Instant ending) {
  const Instant said = instant_at(k_calendar_year, static_cast<int>(row[2]), static_cast<int>(row[3]), row[4]);
  const bool in_order = within(row[2], 1, 12) && within(row[3], 1, 31) && said == ending;
  const bool possible = within(row[5], -60, 60) && within(row[8], 0, 90) && within(row[12], 0, 1500) && within(row[13], 0, 1000);
  if (!in_order || !possible) return std::nullopt;
  return HourWeather{row[12], row[13], row[5], row[8]};
}

}  // namespace

base::Result<ClimateYear> read_try(std::string_view bytes, std::string region) {
  Lines lines(bytes);
  Head head;
  for (auto line = lines.next();; line = lines.next()) {
    if (!line || lines.number() > 200) return fail(ErrorCode::unsupported, "solar.no_try");
    if (line->starts_with("***")) break;
    read_head_line(head, *line);
  }
  if (!head.easting || !head.northing || !head.height_m || head.period.empty()) return fail(ErrorCode::unsupported, "solar.no_try");
  const auto damaged = [&] { return fail(ErrorCode::damaged, "solar.try_damaged", {{"line", std::to_string(lines.number())}}); };
  // "Lambert konform konisch" of DWD's grids is ETRS89-extended / LCC Europe.
  const auto to_degrees = geo::Transform::make("EPSG:3034", "EPSG:4326");
  if (!to_degrees) return tl::unexpected(to_degrees.error());
  const geo::Point2 place = to_degrees->forward(geo::Point2{*head.easting, *head.northing});
  if (!within(place.x, -180, 180) || !within(place.y, -89, 89)) return damaged();

  ClimateYear year;
  year.region = std::move(region);
  year.period = head.period;
  year.source = "DWD/BBSR, TRY 2015";
  year.hourly_data = true;
  year.longitude_deg = place.x;
  year.latitude_deg = place.y;
  year.height_m = *head.height_m;
  year.hours.reserve(k_hours);
  for (std::size_t i = 0; i < k_hours; ++i) {
    const auto line = lines.next();
    const auto row = line ? numbers(*line) : std::nullopt;
    const Instant ending = instant_at(k_calendar_year, 1, 1, static_cast<double>(i) + 1);
    const auto weather = row ? weather_of(*row, ending) : std::nullopt;
    if (!weather) return damaged();
    year.hours.push_back(make_hour({ending.unix_s - 1800 - 3600}, *weather, place.x, place.y, year.height_m));
    year.hours.back().month = static_cast<int>((*row)[2]);
  }
  while (const auto line = lines.next()) {
    if (!trimmed(*line).empty()) return damaged();
  }
  return year;
}

}  // namespace skizze::solar
