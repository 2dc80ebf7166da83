// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/plugin_steps.h"

#include <algorithm>
#include <array>
#include <set>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include "geo/crs.h"
#include "project/plugin_answers.h"
#include "project/plugin_fetch.h"
#include "project/qgis_rows.h"
#include "sources/plugin_ask.h"
#include "sources/plugin_shelf.h"
#include "store/gpkg_writer.h"
#include "style/evaluate.h"

namespace skizze::project {
namespace {

namespace fs = std::filesystem;
using plugin::Kind;
using Progress = std::function<void(double, const base::Message&)>;

constexpr std::string_view k_step_prefix = "plugin:";
constexpr std::string_view k_source_prefix = "source:";
constexpr const char* k_area = "area";
constexpr double k_share_of_plugin = 0.9;  // of the progress; the rest is writing
constexpr double k_any_zoom = 18;

QString q(const std::string& text) { return QString::fromStdString(text); }

std::string id_of(const plugin::Manifest& manifest, const plugin::Task& task) {
  return std::string(task.kind == Kind::source ? k_source_prefix : k_step_prefix) + manifest.id + "/" + task.id;
}

QJsonValue json_of(const plugin::SettingValue& value) {
  return std::visit(
      [](const auto& v) -> QJsonValue {
        using V = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<V, std::string>)
          return q(v);
        else if constexpr (std::is_same_v<V, std::int64_t>)
          return static_cast<qint64>(v);
        else
          return v;
      },
      value);
}

qgis::ParameterInfo parameter_of(const plugin::Input& input, Language language) {
  qgis::ParameterInfo out;
  out.name = input.key;
  out.description = in(input.title, language);
  out.type = "source";
  out.optional = input.optional;
  if (!input.shape.empty()) out.geometries = {input.shape};
  return out;
}

/// Choices are numbers for QGIS's forms; the setting keeps its words.
qgis::ParameterInfo parameter_of(const plugin::Setting& setting, Language language) {
  using Type = plugin::Setting::Type;
  qgis::ParameterInfo out;
  out.name = setting.key;
  out.description = in(setting.title, language);
  out.help = in(setting.description, language);
  out.otherwise = json_of(setting.fallback);
  out.minimum = setting.minimum;
  out.maximum = setting.maximum;
  switch (setting.type) {
    case Type::flag: out.type = "boolean"; break;
    case Type::integer:
      out.type = "number";
      out.integer = true;
      break;
    case Type::number: out.type = "number"; break;
    case Type::text:
      out.type = "string";
      out.optional = true;
      break;
    case Type::choice:
      out.type = "enum";
      for (std::size_t i = 0; i < setting.choices.size(); ++i) {
        out.options.push_back(in(setting.choices[i].title, language));
        if (plugin::SettingValue(setting.choices[i].value) == setting.fallback) out.otherwise = static_cast<int>(i);
      }
      break;
  }
  return out;
}

qgis::AlgorithmInfo algorithm_of(const plugin::Manifest& manifest, const plugin::Task& task, Language language) {
  qgis::AlgorithmInfo out;
  out.id = id_of(manifest, task);
  out.name = in(task.name, language);
  out.english = task.name.en;
  out.group = text_of(message_of(PluginOrigin{manifest.id, manifest.name, manifest.version}), language).toStdString();
  out.help = in(task.summary, language);
  out.tags = {manifest.name.de, manifest.name.en};
  if (task.kind == Kind::source) {
    std::string hosts;
    for (const auto& host : task.hosts) hosts += (hosts.empty() ? "" : ", ") + host;
    out.help += (out.help.empty() ? "" : "\n") + text_of(base::Message{"project.plugin_asks", {{"text", hosts}}}, language).toStdString();
    qgis::ParameterInfo area;
    area.name = k_area;
    area.description = text_of("project.plugin_area", language).toStdString();
    area.type = "extent";
    area.optional = true;
    out.parameters.push_back(std::move(area));
  }
  for (const auto& input : task.inputs) out.parameters.push_back(parameter_of(input, language));
  for (const auto& setting : task.settings) out.parameters.push_back(parameter_of(setting, language));
  qgis::ParameterInfo result;
  result.name = "OUTPUT";
  result.description = out.name;
  result.type = "sink";
  result.destination = true;
  out.parameters.push_back(std::move(result));
  out.outputs.push_back({"OUTPUT", out.name, "outputVector"});
  return out;
}

struct Found {
  const plugin::Entry* entry = nullptr;
  const plugin::Task* task = nullptr;
};

base::Result<Found> step_named(const std::vector<plugin::Entry>& entries, const std::string& id) {
  for (const auto& entry : entries) {
    for (const auto& task : entry.manifest.tasks) {
      const bool runs = task.kind == Kind::analysis_step || task.kind == Kind::source;
      if (runs && id_of(entry.manifest, task) == id) return Found{&entry, &task};
    }
  }
  return base::fail(base::ErrorCode::not_found, "qgis.no_such_algorithm", {{"algorithm", id}});
}

/// What a form or the command line gave, as the setting wants it.
plugin::SettingValue value_of(const plugin::Setting& setting, const QJsonValue& json) {
  using Type = plugin::Setting::Type;
  const QVariant value = json.toVariant();
  plugin::SettingValue out = setting.fallback;
  switch (setting.type) {
    case Type::flag: out = value.toBool(); break;
    case Type::integer: out = static_cast<std::int64_t>(value.toLongLong()); break;
    case Type::number: out = value.toDouble(); break;
    case Type::text: out = value.toString().toStdString(); break;
    case Type::choice: {
      const auto number = static_cast<std::size_t>(std::max(0, value.toInt()));
      const bool chosen = json.isDouble() && number < setting.choices.size();
      out = chosen ? setting.choices[number].value : value.toString().toStdString();
      break;
    }
  }
  return plugin::fitting(setting, &out);
}

/// "west,east,south,north [EPSG:25832]", as forms and the command line write extents, as [west, south, east, north] in degrees; without a
/// CRS in degrees. Null where nothing is given.
base::Result<QJsonValue> area_of(const QString& text) {
  if (text.trimmed().isEmpty()) return QJsonValue();
  const auto numbers = text.section(QLatin1Char('['), 0, 0).split(QLatin1Char(','));
  const auto named = geo::epsg_from_name(text.section(QLatin1Char('['), 1, 1).remove(QLatin1Char(']')).trimmed().toStdString());
  const auto transform = geo::Transform::make("EPSG:" + std::to_string(named.value_or(4326)), "EPSG:4326");
  std::array<double, 4> box{};
  bool good = numbers.size() == 4 && transform;
  for (int i = 0; good && i < 4; ++i) box[static_cast<std::size_t>(i)] = numbers[i].trimmed().toDouble(&good);
  if (!good) return base::fail(base::ErrorCode::invalid, "project.plugin_wrong_area", {{"text", text.toStdString()}});
  geo::Box area;
  for (const double x : {box[0], box[1]})
    for (const double y : {box[2], box[3]}) area.add(transform->forward(geo::Point2{x, y}));
  return QJsonValue(QJsonArray{area.min_x, area.min_y, area.max_x, area.max_y});
}

std::string joined(const std::set<std::string>& all) {
  std::string out;
  for (const auto& one : all) out += (out.empty() ? "" : "; ") + one;
  return out;
}

class Run {
 public:
  Run(const Found& found, const StepRun& run, const base::CancelToken& token, const Progress& progress)
      : m_found(found), m_run(run), m_token(token), m_progress(progress) {}

  base::Result<StepDone> run(const fs::path& file) {
    if (!m_folder.isValid()) return base::fail(base::ErrorCode::no_space, "base.disk_full", {{"file", m_folder.path().toStdString()}});
    const std::string crs = "EPSG:" + std::to_string(m_run.epsg);
    sources::PluginCall call{m_found.task->kind, m_found.task->id, text_of_request({{QStringLiteral("crs"), q(crs)}}), crs, {}, {}};
    for (const auto& setting : m_found.task->settings)
      if (m_run.values.contains(q(setting.key))) call.settings[setting.key] = value_of(setting, m_run.values[q(setting.key)]);
    m_settings = plugin::complete(m_found.task->settings, call.settings);
    for (const auto& input : m_run.inputs) call.inputs.push_back({input.key, input.pack, input.name, input.rows});
    if (m_found.task->kind == Kind::source) {
      if (auto status = fetch(call); !status) return tl::unexpected(status.error());
    }
    const auto answer = ask(call);
    return answer ? write(answer->source, file) : base::Result<StepDone>(tl::unexpected(answer.error()));
  }

 private:
  static std::string text_of_request(const QJsonObject& json) { return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString(); }

  base::Result<sources::PluginAnswer> ask(const sources::PluginCall& call) {
    sources::PluginAsk ask;
    ask.out_dir = m_folder.path().toStdString();
    const auto answers = sources::ask_plugin(*m_found.entry, {call}, ask, m_token, [this](double fraction, const base::Message& what) {
      if (m_progress) m_progress(fraction * k_share_of_plugin, what);
    });
    if (!answers) return tl::unexpected(answers.error());
    return answers->front();
  }

  /// What the source wants to be fetched becomes the request to read it.
  base::Status fetch(sources::PluginCall& call) {
    const auto area = area_of(m_run.values[QLatin1String(k_area)].toString());
    if (!area) return tl::unexpected(area.error());
    call.request = text_of_request({{QStringLiteral("do"), QStringLiteral("addresses")}, {QStringLiteral("area"), *area}});
    const auto asked = ask(call);
    if (!asked) return tl::unexpected(asked.error());
    const auto addresses = plugin::read_addresses(asked->json);
    if (!addresses) return tl::unexpected(addresses.error());
    if (m_progress) m_progress(0, {"project.plugin_fetching", {{"text", addresses->front()}}});
    const auto fetched = fetch_all(*addresses, *m_found.task, m_folder.path().toStdString(), m_token);
    if (!fetched) return tl::unexpected(fetched.error());
    QJsonArray documents;
    for (const auto& one : *fetched)
      documents.append(QJsonObject{{QStringLiteral("address"), q(one.address)}, {QStringLiteral("file"), q(one.file.string())}});
    m_addresses = *addresses;
    call.request = text_of_request({{QStringLiteral("do"), QStringLiteral("read")}, {QStringLiteral("documents"), documents}});
    return {};
  }

  base::Result<StepDone> write(const sources::PreparedSource& source, const fs::path& file) {
    auto writer = store::GpkgWriter::create(file);
    const auto to_mercator = geo::Transform::make("EPSG:" + std::to_string(m_run.epsg), "EPSG:3857");
    if (!writer) return tl::unexpected(writer.error());
    if (!to_mercator) return tl::unexpected(to_mercator.error());
    StepDone done{0, 0, source.notices};
    std::set<std::string> names;
    for (const auto& layer : source.layers) {
      done.rows += layer.count;
      done.notices.insert(done.notices.end(), layer.notices.begin(), layer.notices.end());
      const auto pack = feature::LayerPack::open(layer.pack);
      if (!pack) return tl::unexpected(pack.error());
      if (auto status = write_pack(*writer, **pack, *to_mercator, names); !status) return tl::unexpected(status.error());
    }
    for (const auto& notice : done.notices) done.lost += notice.severity == feature::Severity::lost ? notice.count : 0;
    if (auto status = writer->finish(); !status) return tl::unexpected(status.error());
    return done;
  }

  base::Status write_pack(store::GpkgWriter& writer, const feature::LayerPack& pack, const geo::Transform& to_mercator,
                          std::set<std::string>& names) {
    auto kinds = kinds_of(pack);
    if (kinds.empty()) kinds.push_back(geo::GeometryKind::none);
    for (const auto kind : kinds) {
      store::GpkgLayer table;
      table.name = "result";
      for (int i = 2; !names.insert(table.name).second; ++i) table.name = "result_" + std::to_string(i);
      table.title = m_run.title;
      table.kind = kind;
      table.with_z = pack.info().has_z;
      table.epsg = m_run.epsg;
      table.metadata = metadata(pack.info().provenance);
      table.columns = table_columns(pack);
      if (auto status = write_pack_rows(writer, table, pack, to_mercator, m_token); !status) return status;
    }
    return {};
  }

  /// "2026-11-22: plugin:org.example.spots/squares 1.1.0, points=trees, side_m=10"
  QString history() const {
    QStringList parts{q(m_run.algorithm + " " + m_found.entry->manifest.version)};
    for (const auto& input : m_run.inputs) parts << q(input.key + "=" + input.name);
    for (const auto& [key, value] : m_settings) parts << q(key) + QLatin1Char('=') + json_of(value).toVariant().toString();
    for (const auto& address : m_addresses) parts << q(address);
    return q(m_run.today) + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
  }

  std::string metadata(const feature::Provenance& said) const {
    std::set<std::string> licences, credits;
    for (const auto& input : m_run.inputs) {
      const auto pack = feature::LayerPack::open(input.pack);
      if (!pack) continue;
      licences.insert((*pack)->info().provenance.licence);
      credits.insert((*pack)->info().provenance.attribution);
    }
    licences.insert(said.licence);
    credits.insert(said.attribution);
    licences.erase(std::string());
    credits.erase(std::string());
    const auto element = [](const char* name, const QString& text) {
      return text.isEmpty() ? QString() : QStringLiteral("<%1>%2</%1>").arg(QLatin1String(name), text.toHtmlEscaped());
    };
    return (QStringLiteral("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis>") +
            element("type", QStringLiteral("dataset")) + element("title", q(m_run.title)) + element("rights", q(joined(credits))) +
            element("license", q(joined(licences))) + element("history", history()) + QStringLiteral("</qgis>"))
        .toStdString();
  }

  const Found& m_found;
  const StepRun& m_run;
  const base::CancelToken& m_token;
  const Progress& m_progress;
  plugin::SettingValues m_settings;
  std::vector<std::string> m_addresses;  // fetched
  QTemporaryDir m_folder;
};

/// The rows that the layer's filter takes; nothing where there is no filter.
base::Result<std::optional<std::vector<std::uint32_t>>> rows_of(const LayerEntry& layer) {
  if (layer.filter_json.empty()) return std::nullopt;
  const auto sheet = style::parse(R"([{"id":"f","type":"circle","source":"s","filter":)" + layer.filter_json + "}]");
  if (!sheet) return tl::unexpected(sheet.error());
  const style::LayerEvaluator evaluator(*sheet, 0, layer.pack);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < layer.pack->size(); ++row) {
    if (evaluator.matches(row, k_any_zoom)) rows.push_back(row);
  }
  return std::optional(std::move(rows));
}

fs::path free_file(const fs::path& project, const QString& title) {
  QString stem;
  for (const QChar c : title) stem += c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') ? c : QLatin1Char(' ');
  stem = stem.simplified().left(80);
  const fs::path folder = project.parent_path() / (project.stem().string() + "_plugins");
  fs::path file = folder / (stem.toStdString() + ".gpkg");
  for (int i = 2; fs::exists(file); ++i) file = folder / (stem.toStdString() + " " + std::to_string(i) + ".gpkg");
  return file;
}

}  // namespace

std::vector<qgis::AlgorithmInfo> plugin_steps(const std::vector<plugin::Entry>& entries, Language language) {
  std::vector<qgis::AlgorithmInfo> out;
  for (const auto& entry : entries) {
    if (entry.state != plugin::State::on) continue;
    for (const auto& task : entry.manifest.tasks) {
      if (task.kind == Kind::analysis_step || task.kind == Kind::source) out.push_back(algorithm_of(entry.manifest, task, language));
    }
  }
  return out;
}

bool is_plugin_step(const std::string& algorithm) { return algorithm.starts_with(k_step_prefix) || algorithm.starts_with(k_source_prefix); }

base::Result<StepDone> run_step(const std::vector<plugin::Entry>& entries, const StepRun& run, const fs::path& file,
                                const base::CancelToken& token, const Progress& progress) {
  const auto found = step_named(entries, run.algorithm);
  if (!found) return tl::unexpected(found.error());
  return Run(*found, run, token, progress).run(file);
}

base::Result<QgisRunDone> run_plugin_step(const QgisRunInput& input, const base::CancelToken& token, const Progress& progress) {
  StepRun run{input.algorithm.id, input.values, {}, input.epsg, input.algorithm.name, input.today};
  for (const auto& [key, layers] : input.layers) {
    for (const auto& layer : layers) {
      if (!layer.pack || layer.pack_file.empty())
        return base::fail(base::ErrorCode::unsupported, "project.qgis_run_no_rows", {{"layer", layer.name}});
      auto rows = rows_of(layer);
      if (!rows) return tl::unexpected(rows.error());
      if (run.inputs.empty()) run.title += " – " + layer.name;
      run.inputs.push_back({key, layer.pack_file, layer.name, std::move(*rows)});
    }
  }
  const auto file = free_file(input.project, q(run.title));
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) return base::fail(base::ErrorCode::no_space, "project.qgis_not_written", {{"file", file.string()}});
  const auto done = run_step(sources::plugin_shelf(), run, file, token, progress);
  if (!done) return tl::unexpected(done.error());
  QgisRunDone out{{file}, {}, {}, {}, done->lost};
  for (const auto& notice : done->notices) {
    if (notice.severity == feature::Severity::info) continue;
    out.log.push_back({qgis::LogLine::Level::warning, text_of(notice.message, input.language).toStdString()});
  }
  return out;
}

}  // namespace skizze::project
