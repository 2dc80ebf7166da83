// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/report_reader.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <algorithm>

namespace skizze::sources {
namespace {

using feature::Notice;

std::string text(const QJsonValue& value) { return value.toString().toStdString(); }

std::uint64_t count(const QJsonValue& value) { return value.toDouble() > 0 ? static_cast<std::uint64_t>(value.toDouble()) : 0; }

geo::Box read_box(const QJsonArray& array) {
  return array.size() == 4 ? geo::Box{array[0].toDouble(), array[1].toDouble(), array[2].toDouble(), array[3].toDouble()} : geo::Box{};
}

PreparedLayer read_layer(const QJsonObject& object) {
  PreparedLayer layer;
  layer.name = text(object[QLatin1String("name")]);
  layer.pack = std::filesystem::path(text(object[QLatin1String("path")])).filename();
  layer.raster = object[QLatin1String("raster")].toBool();
  layer.role = static_cast<feature::PackRole>(std::clamp(object[QLatin1String("role")].toInt(), 0, 2));
  layer.kind = static_cast<geo::GeometryKind>(std::clamp(object[QLatin1String("kind")].toInt(), 0, 3));
  layer.count = count(object[QLatin1String("count")]);
  layer.vertex_count = count(object[QLatin1String("vertex_count")]);
  layer.crs = text(object[QLatin1String("crs")]);
  layer.bounds = read_box(object[QLatin1String("bounds")].toArray());
  layer.notices = read_notices(object[QLatin1String("notices")].toArray());
  return layer;
}

PreparedSource read_report(const QJsonObject& report) {
  PreparedSource source;
  source.driver = text(report[QLatin1String("driver")]);
  const auto layers = report[QLatin1String("layers")].toArray();
  for (const auto& layer : layers) source.layers.push_back(read_layer(layer.toObject()));
  const auto counts = report[QLatin1String("class_counts")].toArray();
  for (const auto& pair : counts) source.class_counts.emplace_back(text(pair.toArray()[0]), count(pair.toArray()[1]));
  const auto plugins = report[QLatin1String("plugins")].toArray();
  for (const auto& use : plugins) {
    source.plugins.push_back(text(use.toObject()[QLatin1String("id")]));
    source.plugin_stamps.push_back(text(use.toObject()[QLatin1String("stamp")]));
  }
  source.notices = read_notices(report[QLatin1String("notices")].toArray());
  return source;
}

base::ErrorCode read_code(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(base::ErrorCode::internal); ++i) {
    if (base::name_of(static_cast<base::ErrorCode>(i)) == name) return static_cast<base::ErrorCode>(i);
  }
  return base::ErrorCode::internal;
}

}  // namespace

base::Message read_message(const QJsonObject& object) {
  base::Message message{text(object[QLatin1String("id")]), {}};
  const auto arguments = object[QLatin1String("arguments")].toArray();
  for (const auto& pair : arguments) message.arguments.push_back({text(pair.toArray()[0]), text(pair.toArray()[1])});
  return message;
}

std::vector<Notice> read_notices(const QJsonArray& array) {
  std::vector<Notice> notices;
  for (const auto& value : array) {
    const QJsonObject object = value.toObject();
    const int severity = object[QLatin1String("severity")].toInt();
    notices.push_back({static_cast<feature::Severity>(std::clamp(severity, 0, 2)),
                       read_message(object[QLatin1String("message")].toObject()), count(object[QLatin1String("count")]),
                       text(object[QLatin1String("example")])});
  }
  return notices;
}

base::Error read_error(const QJsonObject& object) {
  base::Error error;
  error.code = read_code(text(object[QLatin1String("code")]));
  error.message = read_message(object[QLatin1String("message")].toObject());
  const QJsonObject where = object[QLatin1String("where")].toObject();
  error.where = {text(where[QLatin1String("file")]), text(where[QLatin1String("layer")]), text(where[QLatin1String("feature")]),
                 static_cast<std::int64_t>(where[QLatin1String("byte_offset")].toDouble(-1))};
  const auto context = object[QLatin1String("context")].toArray();
  for (const auto& message : context) error.context.push_back(read_message(message.toObject()));
  return error;
}

HelperAnswer read_answer(const QJsonObject& head) {
  HelperAnswer answer;
  const std::string verb = text(head[QLatin1String("verb")]);
  if (verb == "progress") {
    answer.kind = HelperAnswer::Kind::progress;
    answer.fraction = std::clamp(head[QLatin1String("fraction")].toDouble(), 0.0, 1.0);
    answer.message = read_message(head[QLatin1String("message")].toObject());
  } else if (verb == "plugin") {
    answer.kind = HelperAnswer::Kind::plugin;
    const QJsonObject name = head[QLatin1String("name")].toObject();
    answer.plugin = {text(name[QLatin1String("de")]), text(name[QLatin1String("en")])};
  } else if (verb == "report") {
    answer.kind = HelperAnswer::Kind::report;
    answer.source = read_report(head[QLatin1String("report")].toObject());
  } else if (verb == "error") {
    answer.kind = HelperAnswer::Kind::error;
    answer.error = read_error(head[QLatin1String("error")].toObject());
  }
  return answer;
}

HelperAnswer read_answer(const std::string& head) { return read_answer(QJsonDocument::fromJson(QByteArray::fromStdString(head)).object()); }

}  // namespace skizze::sources
