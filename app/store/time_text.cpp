// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/time_text.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace skizze::store {
namespace {

/// Reads exactly count digits from the front.
bool take_number(std::string_view& text, std::size_t count, int& value) {
  if (text.size() < count) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + count, value);
  if (error != std::errc{} || end != text.data() + count) return false;
  text.remove_prefix(count);
  return true;
}

bool take_char(std::string_view& text, std::string_view allowed) {
  if (text.empty() || allowed.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::int64_t take_fraction_ms(std::string_view& text) {
  if (!take_char(text, ".")) return 0;
  std::int64_t ms = 0;
  std::int64_t weight = 100;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    ms += weight * (text.front() - '0');
    weight /= 10;
    text.remove_prefix(1);
  }
  return ms;
}

}  // namespace

std::string iso_time(std::int64_t unix_ms) {
  using namespace std::chrono;
  if (unix_ms == 0) return {};
  const sys_time<milliseconds> time{milliseconds(unix_ms)};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
                static_cast<int>(clock.subseconds().count()));
  return text.data();
}

std::optional<std::int64_t> parse_time(std::string_view text) {
  using namespace std::chrono;
  int y = 0;
  int m = 0;
  int d = 0;
  if (!take_number(text, 4, y) || !take_char(text, "-/") || !take_number(text, 2, m) || !take_char(text, "-/") || !take_number(text, 2, d))
    return std::nullopt;
  const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  if (!date.ok()) return std::nullopt;
  milliseconds clock{0};
  if (take_char(text, "T ")) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!take_number(text, 2, hour) || !take_char(text, ":") || !take_number(text, 2, minute)) return std::nullopt;
    if (take_char(text, ":") && !take_number(text, 2, second)) return std::nullopt;
    if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
    clock = hours(hour) + minutes(minute) + seconds(second) + milliseconds(take_fraction_ms(text));
    take_char(text, "Z");
  }
  if (!text.empty()) return std::nullopt;
  return duration_cast<milliseconds>(sys_days(date).time_since_epoch()).count() + clock.count();
}

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace skizze::store
