// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include <algorithm>

#include "geo/mercator.h"

namespace skizze::cli {

namespace {

const char* name_of(feature::Severity severity) {
  switch (severity) {
    case feature::Severity::info: return "info";
    case feature::Severity::warning: return "warning";
    case feature::Severity::lost: return "lost";
  }
  return "info";
}

}  // namespace

QJsonArray notices_json(const Context& context, const std::vector<feature::Notice>& notices) {
  QJsonArray array;
  for (const auto& notice : notices) {
    QJsonObject object{{QStringLiteral("severity"), QString::fromLatin1(name_of(notice.severity))},
                       {QStringLiteral("id"), q(notice.message.id)},
                       {QStringLiteral("text"), context.text(notice.message)},
                       {QStringLiteral("count"), count_json(notice.count)}};
    if (!notice.example.empty()) object[QStringLiteral("example")] = q(notice.example);
    QJsonObject arguments;
    for (const auto& argument : notice.message.arguments) arguments[q(argument.name)] = q(argument.value);
    if (!arguments.isEmpty()) object[QStringLiteral("arguments")] = arguments;
    array.append(object);
  }
  return array;
}

void print_notices(const Context& context, const std::vector<feature::Notice>& notices, const QString& indent) {
  for (const auto& notice : notices) {
    auto text = indent +
                context.text(notice.severity == feature::Severity::info      ? "cli.severity_info"
                             : notice.severity == feature::Severity::warning ? "cli.severity_warning"
                                                                             : "cli.severity_lost") +
                QStringLiteral(": ") + context.text(notice.message);
    if (notice.count > 1) text += QStringLiteral(" ") + context.text("cli.times", {{"count", std::to_string(notice.count)}});
    if (!notice.example.empty()) text += QStringLiteral(" ") + context.text("cli.example", {{"text", notice.example}});
    context.line(text);
  }
}

bool anything_lost(const std::vector<feature::Notice>& notices) {
  return std::any_of(notices.begin(), notices.end(), [](const auto& n) { return n.severity == feature::Severity::lost; });
}

QJsonValue extent_json(const geo::Box& mercator) {
  if (mercator.empty()) return QJsonValue::Null;
  const auto south_west = geo::to_lon_lat({mercator.min_x, mercator.min_y});
  const auto north_east = geo::to_lon_lat({mercator.max_x, mercator.max_y});
  return QJsonArray{south_west.x, south_west.y, north_east.x, north_east.y};
}

QString extent_text(const Context& context, const geo::Box& mercator) {
  if (mercator.empty()) return context.text("cli.extent_none");
  const auto south_west = geo::to_lon_lat({mercator.min_x, mercator.min_y});
  const auto north_east = geo::to_lon_lat({mercator.max_x, mercator.max_y});
  return QStringLiteral("%1° – %2° E, %3° – %4° N")
      .arg(context.number(south_west.x, 5), context.number(north_east.x, 5), context.number(south_west.y, 5),
           context.number(north_east.y, 5));
}

QJsonValue count_json(std::uint64_t count) { return QJsonValue(static_cast<qint64>(count)); }

QJsonArray groups_json(const std::vector<std::string>& groups) {
  QJsonArray array;
  for (const auto& group : groups) array.append(q(group));
  return array;
}

std::string path_text(const std::vector<std::string>& groups, const std::string& name) {
  std::string path;
  for (const auto& group : groups) path += group + " / ";
  return path + name;
}

}  // namespace skizze::cli
