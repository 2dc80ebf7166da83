// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/plugins/sink.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <new>
#include <string_view>

#include "plugin/answers.h"
#include "readers/crs_choice.h"
#include "readers/fields.h"
#include "readers/text.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using feature::ColumnType;
using feature::Severity;

constexpr std::size_t k_sample_points = 5000;
constexpr std::size_t k_max_word_bytes = 500;
constexpr std::size_t k_max_columns = 2000;

std::string text_of(skizze_text text) { return text.size == 0 ? std::string() : std::string(text.data, text.size); }

ColumnType column_type(std::int32_t type) {
  switch (type) {
    case SKIZZE_INTEGER: return ColumnType::integer;
    case SKIZZE_REAL: return ColumnType::real;
    case SKIZZE_FLAG: return ColumnType::boolean;
    default: return ColumnType::text;
  }
}

geo::GeometryKind kind_of(std::int32_t shape) {
  switch (shape) {
    case SKIZZE_POINT: return geo::GeometryKind::point;
    case SKIZZE_LINE: return geo::GeometryKind::line;
    case SKIZZE_AREA: return geo::GeometryKind::area;
    default: return geo::GeometryKind::none;
  }
}

Severity severity_of(std::int32_t severity) { return static_cast<Severity>(std::clamp(severity, 0, 2)); }

bool has_height(const geo::Geometry& geometry) {
  const auto known = [](const geo::Point3& p) { return std::isfinite(p.z); };
  return std::any_of(geometry.parts.begin(), geometry.parts.end(),
                     [&](const geo::Part& part) { return std::any_of(part.points.begin(), part.points.end(), known); });
}

void drop_closing_point(std::vector<geo::Point3>& ring) {
  if (ring.size() > 1 && ring.front().xy() == ring.back().xy()) ring.pop_back();
}

}  // namespace

template <class Work>
std::int32_t PluginSink::taken(Work work) {
  if (m_error) return SKIZZE_FAILED;
  try {
    base::Status status = work();
    if (m_job.token.cancelled()) status = fail(ErrorCode::cancelled, "base.cancelled");
    if (status) return SKIZZE_OK;
    m_error = status.error();
  } catch (const std::bad_alloc&) {
    m_error = base::Error{ErrorCode::too_large, {"readers.out_of_memory", {}}, {}, {}};
  } catch (const std::exception& error) {
    m_error = base::Error{ErrorCode::damaged, {"readers.unexpected", {{"detail", error.what()}}}, {}, {}};
  }
  return SKIZZE_FAILED;
}

PluginSink::PluginSink(JobContext& job, const LoadedPlugin& plugin, std::string driver)
    : m_job(job), m_plugin(plugin), m_settings(plugin::complete(plugin.manifest.settings, plugin.offer.settings)) {
  m_report.driver = std::move(driver);
  m_host.struct_size = sizeof m_host;
  m_host.api = SKIZZE_PLUGIN_API;
  m_host.self = this;
  m_host.stopped = [](void* self) -> std::int32_t { return of(self).m_error || of(self).m_job.token.cancelled() ? 1 : 0; };
  m_host.progress = [](void* self, double fraction) { of(self).told(fraction); };
  m_host.notice = [](void* self, std::int32_t severity, skizze_text message, skizze_text detail) {
    of(self).taken([&]() -> base::Status {
      of(self).note(severity, message, detail);
      return {};
    });
  };
  m_host.fail = [](void* self, skizze_text message, skizze_text detail) {
    of(self).taken([&]() -> base::Status {
      of(self).m_said = base::Error{ErrorCode::damaged, of(self).said("readers.plugin_failed", message, detail), {}, {}};
      return {};
    });
  };
  m_host.setting = [](void* self, skizze_text key, skizze_value* out) { return of(self).setting(key, out); };
  m_host.begin_layer = [](void* self, const skizze_layer* layer) { return of(self).taken([&] { return of(self).begin(*layer); }); };
  m_host.add_row = [](void* self, const skizze_row* row) { return of(self).taken([&] { return of(self).add(*row); }); };
  m_host.answer = [](void* self, skizze_text json) { return of(self).taken([&] { return of(self).take_answer(json); }); };
  m_host.open_input = [](void* self, skizze_text key, skizze_layer* layer, std::uint64_t* rows) -> std::int32_t {
    bool found = false;
    const std::int32_t status = of(self).taken([&] { return of(self).open_input(key, layer, rows, found); });
    return status == SKIZZE_OK && !found ? SKIZZE_FAILED : status;
  };
  m_host.next_row = [](void* self, skizze_row* row) -> std::int32_t {
    bool found = false;
    const std::int32_t status = of(self).taken([&] { return of(self).next_row(row, found); });
    return status == SKIZZE_OK && !found ? SKIZZE_END : status;
  };
}

PluginSink::PluginSink(JobContext& job, const LoadedPlugin& plugin, const PluginQuestion& question)
    : PluginSink(job, plugin, plugin.manifest.name.en + " " + plugin.manifest.version) {
  m_inputs = question.inputs;
  m_asked = true;
  m_takes_layers = question.layers;
  for (auto& [key, value] : plugin::complete(question.task->settings, question.settings)) m_settings[key] = value;
}

base::Status PluginSink::take_answer(skizze_text json) {
  if (json.size > plugin::k_max_answer_bytes) return fail(ErrorCode::too_large, "plugin.answer_too_large", {{"id", m_plugin.manifest.id}});
  m_answer = text_of(json);
  return {};
}

base::Status PluginSink::open_input(skizze_text key, skizze_layer* layer, std::uint64_t* rows, bool& found) {
  if (!m_inputs) return {};
  const auto opened = m_inputs->open(text_of(key), *layer, *rows);
  if (!opened) return tl::unexpected(opened.error());
  found = *opened;
  return {};
}

base::Status PluginSink::next_row(skizze_row* row, bool& found) {
  found = m_inputs && m_inputs->next(*row);
  if (++m_taken % 1000 == 0) told(m_fraction);
  return {};
}

void PluginSink::told(double fraction) {
  if (fraction >= 0 && fraction <= 1) m_fraction = std::max(m_fraction, fraction);
  m_job.report(0.9 * m_fraction, m_asked ? "readers.plugin_working" : "readers.plugin_reading", m_plugin.manifest.name.en);
}

/// The plugin's words in both languages: from its plugin.json, else as they are.
base::Message PluginSink::said(const char* id, skizze_text message, skizze_text detail) const {
  const std::string key = text_of(message);
  const auto known = m_plugin.manifest.messages.find(key);
  const plugin::Text words = known == m_plugin.manifest.messages.end() ? plugin::Text{key, key} : known->second;
  const std::string behind = detail.size == 0 ? std::string() : " (" + text_of(detail) + ")";
  const auto& name = m_plugin.manifest.name;
  return {id,
          {{"plugin_de", name.de},
           {"plugin_en", name.en},
           {"said_de", std::string(cut_utf8(words.de + behind, k_max_word_bytes))},
           {"said_en", std::string(cut_utf8(words.en + behind, k_max_word_bytes))}}};
}

void PluginSink::note(std::int32_t severity, skizze_text message, skizze_text detail) {
  // The detail is the first example: equal messages are counted whatever stands behind them.
  auto words = said("readers.plugin_notice", message, {});
  (m_info ? m_layer_book : m_book)
      .add(severity_of(severity), std::move(words.id), std::move(words.arguments),
           std::string(cut_utf8(text_of(detail), k_max_word_bytes)));
}

std::int32_t PluginSink::setting(skizze_text key, skizze_value* out) const {
  *out = {};
  const auto found = m_settings.find(text_of(key));
  if (found == m_settings.end()) return 0;
  if (const auto* flag = std::get_if<bool>(&found->second)) {
    out->type = SKIZZE_FLAG;
    out->flag = *flag ? 1 : 0;
  } else if (const auto* integer = std::get_if<std::int64_t>(&found->second)) {
    out->type = SKIZZE_INTEGER;
    out->integer = *integer;
  } else if (const auto* real = std::get_if<double>(&found->second)) {
    out->type = SKIZZE_REAL;
    out->real = *real;
  } else if (const auto* text = std::get_if<std::string>(&found->second)) {
    out->type = SKIZZE_TEXT;
    out->text = {text->data(), text->size()};
  }
  return 1;
}

base::Status PluginSink::begin(const skizze_layer& layer) {
  if (!m_takes_layers) return fail(ErrorCode::invalid, "readers.plugin_not_asked_for", {{"id", m_plugin.manifest.id}});
  if (auto status = end_layer(); !status) return status;
  if (layer.column_count > k_max_columns)
    return fail(ErrorCode::too_large, "readers.plugin_columns", {{"limit", std::to_string(k_max_columns)}});
  feature::PackInfo info;
  info.name = clean_text(text_of(layer.name), m_job.request.limits.text_bytes, m_layer_book);
  if (info.name.empty()) info.name = (m_asked ? m_plugin.manifest.name.en : m_job.request.source_path.stem().string());
  info.crs = text_of(layer.crs);
  if (info.crs.empty() && m_inputs) info.crs = m_inputs->crs();
  info.provenance = provenance_of(m_job.request, m_report.driver);
  info.provenance.source_layer = info.name;
  info.provenance.licence = clean_text(text_of(layer.licence), m_job.request.limits.text_bytes, m_layer_book);
  info.provenance.attribution = clean_text(text_of(layer.attribution), m_job.request.limits.text_bytes, m_layer_book);
  info.provenance.data_date = clean_text(text_of(layer.data_date), m_job.request.limits.text_bytes, m_layer_book);
  for (std::size_t i = 0; i < layer.column_count; ++i) {
    std::string name = clean_text(text_of(layer.columns[i].name), m_job.request.limits.text_bytes, m_layer_book);
    if (name.empty()) name = "column_" + std::to_string(i + 1);
    info.columns.push_back({std::move(name), column_type(layer.columns[i].type)});
  }
  m_info = std::move(info);
  told(m_fraction);
  return {};
}

geo::Geometry PluginSink::shape_of(const skizze_row& row) const {
  geo::Geometry out;
  out.kind = kind_of(row.shape);
  if (out.kind == geo::GeometryKind::none) return {};
  for (std::size_t i = 0; i < row.part_count; ++i) {
    const skizze_part& part = row.parts[i];
    if (part.count == 0) continue;
    geo::Part one;
    one.hole = part.hole != 0 && out.kind == geo::GeometryKind::area && !out.parts.empty();
    one.points.reserve(part.count);
    for (std::size_t k = 0; k < part.count; ++k) one.points.push_back({part.points[3 * k], part.points[3 * k + 1], part.points[3 * k + 2]});
    if (out.kind == geo::GeometryKind::area) drop_closing_point(one.points);
    out.parts.push_back(std::move(one));
  }
  return out;
}

feature::Value PluginSink::value_of(const skizze_value& value, const feature::Column& column) {
  const auto wrong = [&]() -> feature::Value {
    m_layer_book.add(Severity::lost, "readers.plugin_wrong_type", {{"column", column.name}});
    return {};
  };
  switch (value.type) {
    case SKIZZE_NOTHING: return {};
    case SKIZZE_TEXT:
      if (column.type != ColumnType::text) return wrong();
      return clean_text(text_of(value.text), m_job.request.limits.text_bytes, m_layer_book);
    case SKIZZE_INTEGER:
      if (column.type == ColumnType::real) return static_cast<double>(value.integer);
      return column.type == ColumnType::integer ? feature::Value(value.integer) : wrong();
    case SKIZZE_REAL: return column.type == ColumnType::real ? feature::Value(value.real) : wrong();
    case SKIZZE_FLAG: return column.type == ColumnType::boolean ? feature::Value(value.flag != 0) : wrong();
    default: return wrong();
  }
}

base::Status PluginSink::add(const skizze_row& row) {
  if (!m_info) return fail(ErrorCode::invalid, "readers.plugin_no_layer", {{"id", m_plugin.manifest.id}});
  const auto& columns = m_info->columns;
  PendingRow taken{row.id, shape_of(row), std::vector<feature::Value>(columns.size())};
  for (std::size_t i = 0; i < std::min(row.value_count, columns.size()); ++i) taken.values[i] = value_of(row.values[i], columns[i]);
  if (row.value_count > columns.size()) m_layer_book.add(Severity::lost, "readers.plugin_too_many_values", {}, std::to_string(row.id));
  if (++m_rows % 1000 == 0) told(m_fraction);
  if (m_writer && !m_info->has_z && has_height(taken.geometry)) m_layer_book.add(Severity::lost, "readers.plugin_late_heights");
  if (m_writer) return m_writer->add(taken.id, std::move(taken.geometry), taken.values);
  m_pending_points += taken.geometry.vertex_count();
  m_pending.push_back(std::move(taken));
  return m_pending_points >= k_sample_points || m_pending.size() >= k_sample_points ? place() : base::Status();
}

/// Decides the layer's CRS by what it says and by the first rows, as for any other file; then those rows go on their way.
base::Status PluginSink::place() {
  CrsQuestion question{m_info->name, m_info->crs, false, m_job.request.assumed_crs, {}};
  for (const auto& row : m_pending) {
    for (const auto& part : row.geometry.parts) {
      for (const auto& point : part.points) question.sample.push_back(point.xy());
    }
  }
  const bool shapes = !question.sample.empty();
  base::Result<CrsAnswer> answer = shapes ? choose_crs(question, m_layer_book) : base::Result<CrsAnswer>(CrsAnswer{"EPSG:4326", false});
  if (!answer) return tl::unexpected(answer.error());
  if (shapes) m_info->crs = answer->crs;
  m_info->has_z = std::any_of(m_pending.begin(), m_pending.end(), [](const PendingRow& row) { return has_height(row.geometry); });
  m_writer = std::make_unique<LayerWriter>(m_job.request, *m_info);
  if (auto status = m_writer->set_crs(answer->crs, answer->swap_axes); !status) return status;
  for (auto& row : m_pending) {
    if (auto status = m_writer->add(row.id, std::move(row.geometry), row.values); !status) return status;
  }
  m_pending.clear();
  m_pending_points = 0;
  return {};
}

base::Status PluginSink::end_layer() {
  if (!m_info) return {};
  const bool any = m_writer || !m_pending.empty();
  if (any && !m_writer) {
    if (auto status = place(); !status) return status;
  }
  if (any) {
    m_writer->notices().add(m_layer_book.all());
    m_job.report(0.95, "readers.writing_pack", m_info->name);
    auto layer = m_writer->finish(m_job.next_pack, m_job.token);
    if (!layer) return tl::unexpected(layer.error());
    ++m_job.next_pack;
    m_report.layers.push_back(std::move(*layer));
  } else {
    m_book.add(m_layer_book.all());
  }
  m_writer.reset();
  m_info.reset();
  m_layer_book = {};
  return {};
}

base::Result<ReadReport> PluginSink::finish(std::int32_t status) {
  if (status == SKIZZE_OK) taken([&] { return end_layer(); });
  if (m_error) return tl::unexpected(*m_error);
  if (m_job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
  if (status != SKIZZE_OK) {
    if (!m_said) m_said = base::Error{ErrorCode::damaged, {"readers.plugin_failed_silently", {{"id", m_plugin.manifest.id}}}, {}, {}};
    return tl::unexpected(*m_said);
  }
  if (!m_asked && m_report.layers.empty()) return fail(ErrorCode::damaged, "readers.plugin_nothing", {{"id", m_plugin.manifest.id}});
  m_report.notices = m_book.all();
  m_report.plugins.push_back({m_plugin.manifest.id, m_plugin.offer.stamp});
  return std::move(m_report);
}

}  // namespace skizze::readers
