// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/plugin_ask.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <fstream>

#include "sources/helper_process.h"
#include "sources/report_reader.h"

namespace skizze::sources {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::size_t k_max_request_bytes = 32U << 20;

QString q(const std::string& text) { return QString::fromStdString(text); }

base::Result<std::filesystem::path> write_rows(const std::vector<std::uint32_t>& rows, const std::filesystem::path& file) {
  std::ofstream out(file, std::ios::binary);
  for (const std::uint32_t row : rows) {
    for (unsigned shift = 0; shift < 32; shift += 8) out.put(static_cast<char>(static_cast<unsigned char>(row >> shift)));
  }
  out.close();
  if (!out) return fail(ErrorCode::no_space, "base.disk_full", {{"file", file.string()}});
  return file;
}

base::Result<QJsonObject> to_json(const PluginCall& call, const std::filesystem::path& out_dir, std::size_t number) {
  QJsonArray inputs;
  for (const auto& input : call.inputs) {
    QJsonObject one{
        {QStringLiteral("key"), q(input.key)}, {QStringLiteral("pack"), q(input.pack.string())}, {QStringLiteral("name"), q(input.name)}};
    if (input.rows) {
      const auto file = write_rows(*input.rows, out_dir / ("rows_" + std::to_string(number) + "_" + std::to_string(inputs.size())));
      if (!file) return tl::unexpected(file.error());
      one[QStringLiteral("rows")] = q(file->string());
    }
    inputs.append(one);
  }
  return QJsonObject{{QStringLiteral("kind"), QLatin1String(plugin::name_of(call.kind))},
                     {QStringLiteral("id"), q(call.id)},
                     {QStringLiteral("request"), q(call.request)},
                     {QStringLiteral("crs"), q(call.crs)},
                     {QStringLiteral("settings"), q(plugin::to_json(call.settings))},
                     {QStringLiteral("inputs"), inputs}};
}

base::Status may_be_asked(const plugin::Entry& entry) {
  const auto& name = entry.manifest.name;
  switch (entry.state) {
    case plugin::State::on: return {};
    case plugin::State::broken:
      if (entry.problem) return tl::unexpected(*entry.problem);
      [[fallthrough]];
    case plugin::State::off: return fail(ErrorCode::refused, "sources.plugin_off", {{"plugin_de", name.de}, {"plugin_en", name.en}});
    case plugin::State::forbidden:
      return fail(ErrorCode::refused, "sources.plugin_forbidden", {{"plugin_de", name.de}, {"plugin_en", name.en}});
  }
  return {};
}

base::Result<PluginAnswer> read_one(const QJsonObject& object, const std::filesystem::path& out_dir) {
  if (object.contains(QLatin1String("error"))) return tl::unexpected(read_error(object[QLatin1String("error")].toObject()));
  PluginAnswer out{object[QLatin1String("answer")].toString().toStdString(), {}};
  const QJsonObject head{{QStringLiteral("verb"), QStringLiteral("report")}, {QStringLiteral("report"), object[QLatin1String("report")]}};
  out.source = read_answer(head).source;
  for (auto& layer : out.source.layers) layer.pack = out_dir / layer.pack;
  return out;
}

}  // namespace

PluginAsk quick_ask() {
  PluginAsk ask;
  ask.limits.memory_bytes = 2ULL << 30;
  ask.limits.cpu_s = 10;
  ask.limits.silence_s = 5;
  ask.total_s = 20;
  return ask;
}

base::Result<std::vector<base::Result<PluginAnswer>>> ask_plugin(const plugin::Entry& entry, const std::vector<PluginCall>& calls,
                                                                 const PluginAsk& ask, base::CancelToken token,
                                                                 const PrepareProgress& progress) {
  if (const auto status = may_be_asked(entry); !status) return tl::unexpected(status.error());
  QJsonArray list;
  std::size_t bytes = 0;
  for (const auto& call : calls) {
    auto json = to_json(call, ask.out_dir, static_cast<std::size_t>(list.size()));
    if (!json) return tl::unexpected(json.error());
    bytes += call.request.size();
    list.append(*json);
  }
  if (bytes > k_max_request_bytes) return fail(ErrorCode::too_large, "sources.plugin_request_too_large");
  HelperJob job;
  job.verb = "ask";
  job.out_dir = ask.out_dir;
  job.options.limits = ask.limits;
  job.total_s = ask.total_s;
  job.plugins = plugin::offers_of({entry});
  job.calls = QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString();
  const auto head = run_helper(job, std::move(token), progress);
  if (!head) return tl::unexpected(head.error());
  const auto answers = QJsonDocument::fromJson(QByteArray::fromStdString(*head)).object()[QLatin1String("answers")].toArray();
  if (answers.size() != list.size()) return fail(ErrorCode::internal, "sources.helper_odd");
  std::vector<base::Result<PluginAnswer>> out;
  for (const auto& one : answers) out.push_back(read_one(one.toObject(), ask.out_dir));
  return out;
}

}  // namespace skizze::sources
