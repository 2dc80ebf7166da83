// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/processing.h"

#include <QtCore/QJsonArray>
#include <QtCore/QStringList>
#include <QtCore/QUuid>
#include <algorithm>
#include <array>
#include <system_error>

#include "qgis/german_words.h"

namespace skizze::qgis {

namespace fs = std::filesystem;

namespace {

using base::ErrorCode;
using base::fail;

constexpr int k_list_limit_s = 120;
constexpr int k_run_limit_s = 3600;  // without a sign of life: some algorithms say nothing for long

QString q(const std::string& text) { return QString::fromStdString(text); }
std::string text(const QJsonObject& object, const char* name) { return object[QLatin1String(name)].toString().toStdString(); }

std::vector<std::string> texts(const QJsonValue& value) {
  std::vector<std::string> all;
  const auto array = value.toArray();
  for (const auto& entry : array) all.push_back(entry.toString().toStdString());
  return all;
}

std::optional<double> number(const QJsonValue& value) { return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt; }

ParameterInfo parameter_of(const QJsonObject& json) {
  ParameterInfo info;
  info.name = text(json, "name");
  info.description = text(json, "description");
  info.help = text(json, "help");
  info.type = text(json, "type");
  info.optional = json[QLatin1String("optional")].toBool();
  info.advanced = json[QLatin1String("advanced")].toBool();
  info.destination = json[QLatin1String("destination")].toBool();
  info.otherwise = json[QLatin1String("default")];
  info.multiple = json[QLatin1String("multiple")].toBool();
  info.integer = json[QLatin1String("integer")].toBool();
  info.minimum = number(json[QLatin1String("minimum")]);
  info.maximum = number(json[QLatin1String("maximum")]);
  info.options = texts(json[QLatin1String("options")]);
  info.geometries = texts(json[QLatin1String("geometry")]);
  info.parent = text(json, "parent");
  info.fields = text(json, "fields");
  return info;
}

AlgorithmInfo algorithm_of(const QJsonObject& json) {
  AlgorithmInfo info{text(json, "id"),
                     text(json, "name"),
                     text(json, "english"),
                     text(json, "group"),
                     text(json, "help"),
                     texts(json[QLatin1String("tags")]),
                     {},
                     {}};
  const auto parameters = json[QLatin1String("parameters")].toArray();
  for (const auto& entry : parameters) info.parameters.push_back(parameter_of(entry.toObject()));
  const auto outputs = json[QLatin1String("outputs")].toArray();
  for (const auto& entry : outputs) {
    const auto object = entry.toObject();
    info.outputs.push_back({text(object, "name"), text(object, "description"), text(object, "type")});
  }
  return info;
}

LogLine log_line_of(const QJsonObject& json) {
  const auto word = text(json, "level");
  const auto level = word == "error" ? LogLine::Level::error : word == "warning" ? LogLine::Level::warning : LogLine::Level::info;
  return {level, text(json, "text")};
}

/// The helper may write in its own folder alone, and only we and it know the name of the folder in it that this run was given. So a file
/// that really lies in a folder of that name is a result, and nothing else is.
bool is_result(const fs::path& file, const std::string& folder) {
  std::error_code error;
  const auto real = fs::canonical(file, error);
  return !error && fs::is_regular_file(real, error) && real.parent_path().filename() == folder;
}

base::Status move_file(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (!error) return {};
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (!error) return {};
  std::error_code ignored;
  fs::remove(to, ignored);
  return fail(ErrorCode::no_space, "base.disk_full", {{"file", to.string()}});
}

base::Result<RunOutput> take_over(const QJsonObject& json, const std::string& run_folder, const fs::path& folder) {
  RunOutput output{text(json, "name"),     text(json, "description"), text(json, "type"), {}, text(json, "layer"), 0,
                   text(json, "geometry"), text(json, "crs")};
  output.count = static_cast<std::uint64_t>(std::max(0.0, json[QLatin1String("count")].toDouble()));
  const fs::path file = text(json, "file");
  if (!is_result(file, run_folder)) return fail(ErrorCode::refused, "qgis.result_elsewhere", {{"file", file.string()}});
  output.file = folder / file.filename();
  if (auto moved = move_file(file, output.file); !moved) return tl::unexpected(moved.error());
  const fs::path notes = fs::path(file).replace_extension(".qmd");
  if (!is_result(notes, run_folder)) return output;
  if (auto moved = move_file(notes, fs::path(output.file).replace_extension(".qmd")); !moved) return tl::unexpected(moved.error());
  return output;
}

}  // namespace

bool ParameterInfo::takes_layers() const {
  static constexpr std::array k_types{"source", "vector", "raster", "layer", "multilayer"};
  return std::find(k_types.begin(), k_types.end(), type) != k_types.end();
}

const ParameterInfo* AlgorithmInfo::parameter(const std::string& wanted) const {
  const auto it = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.name == wanted; });
  return it == parameters.end() ? nullptr : &*it;
}

bool AlgorithmInfo::matches(const std::string& words) const {
  QStringList places{q(id), q(name), q(english), q(group)};
  for (const auto& tag : tags) places << q(tag);
  const auto all = q(words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
  return std::all_of(all.begin(), all.end(), [&](const QString& word) {
    return std::any_of(places.begin(), places.end(), [&](const QString& place) { return place.contains(word, Qt::CaseInsensitive); });
  });
}

base::Result<std::vector<AlgorithmInfo>> Processing::algorithms(const std::string& language, base::CancelToken token,
                                                                const std::string& id) {
  const Request request{QStringLiteral("algorithms"),
                        {{QStringLiteral("language"), q(language)}, {QStringLiteral("algorithm"), q(id)}},
                        k_list_limit_s,
                        false};
  const auto answer = m_helper.run(request, std::move(token));
  if (!answer) return tl::unexpected(answer.error());
  std::vector<AlgorithmInfo> all;
  const auto list = answer->report[QLatin1String("algorithms")].toArray();
  for (const auto& entry : list) all.push_back(algorithm_of(entry.toObject()));
  if (language == "de" && !answer->report[QLatin1String("translated")].toBool())
    for (auto& algorithm : all) speak_german(algorithm);
  return all;
}

base::Result<RunResult> Processing::run(const RunRequest& wish, const fs::path& folder, base::CancelToken token,
                                        const Helper::Progress& progress) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(ErrorCode::no_space, "base.disk_full", {{"file", folder.string()}});
  const QString run_folder = QUuid::createUuid().toString(QUuid::WithoutBraces);
  const Request request{QStringLiteral("run"),
                        {{QStringLiteral("algorithm"), q(wish.algorithm)},
                         {QStringLiteral("values"), wish.values},
                         {QStringLiteral("title"), q(wish.title)},
                         {QStringLiteral("crs"), q(wish.crs)},
                         {QStringLiteral("metadata"), QJsonObject{{QStringLiteral("history"), q(wish.history)},
                                                                  {QStringLiteral("licence"), q(wish.licence)},
                                                                  {QStringLiteral("attribution"), q(wish.attribution)},
                                                                  {QStringLiteral("date"), q(wish.date)}}},
                         {QStringLiteral("language"), q(wish.language)},
                         {QStringLiteral("invalid"), wish.skip_invalid ? QStringLiteral("skip") : QStringLiteral("stop")},
                         {QStringLiteral("folder"), run_folder}},
                        k_run_limit_s,
                        false};
  const auto answer = m_helper.run(request, std::move(token), progress);
  if (!answer) return tl::unexpected(answer.error());
  RunResult result;
  const auto outputs = answer->report[QLatin1String("outputs")].toArray();
  for (const auto& entry : outputs) {
    auto output = take_over(entry.toObject(), run_folder.toStdString(), folder);
    if (!output) return tl::unexpected(output.error());
    result.outputs.push_back(std::move(*output));
  }
  result.values = answer->report[QLatin1String("values")].toObject();
  const auto log = answer->report[QLatin1String("log")].toArray();
  for (const auto& entry : log) result.log.push_back(log_line_of(entry.toObject()));
  result.lost = static_cast<std::uint64_t>(std::max(0, answer->report[QLatin1String("lost")].toInt()));
  return result;
}

}  // namespace skizze::qgis
