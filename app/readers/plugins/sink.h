// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "readers/layer_writer.h"
#include "readers/plugins/inputs.h"
#include "readers/plugins/library.h"
#include "readers/vector.h"

namespace skizze::readers {

/// What a plugin is asked in a call that reads no file.
struct PluginQuestion {
  const plugin::Task* task = nullptr;
  plugin::SettingValues settings;  ///< of the task
  PluginInputs* inputs = nullptr;
  bool layers = false;  ///< layers are taken
};

/// What a plugin sees of the program during one call, and where its layers end up: it checks what it is given, as it would a file. The
/// plugin's words are put into both languages by its plugin.json. One thread; lives for one call.
class PluginSink {
 public:
  /// A file is read; driver: what the report calls it.
  PluginSink(JobContext& job, const LoadedPlugin& plugin, std::string driver);
  /// A question is answered.
  PluginSink(JobContext& job, const LoadedPlugin& plugin, const PluginQuestion& question);
  PluginSink(const PluginSink&) = delete;
  PluginSink& operator=(const PluginSink&) = delete;

  const skizze_host& host() const { return m_host; }
  /// What became of the call that gave `status`. Errors: the plugin's own, or what stopped it; where a file was read, no layers are one.
  base::Result<ReadReport> finish(std::int32_t status);
  /// JSON, as it came; empty where none was given.
  const std::string& answer() const { return m_answer; }

 private:
  struct PendingRow {
    std::int64_t id;
    geo::Geometry geometry;
    std::vector<feature::Value> values;
  };
  static PluginSink& of(void* self) { return *static_cast<PluginSink*>(self); }
  /// Runs a call of the plugin's: after an error nothing is taken any more, and nothing of ours is thrown into its frames.
  template <class Work>
  std::int32_t taken(Work work);
  void told(double fraction);
  void note(std::int32_t severity, skizze_text message, skizze_text detail);
  base::Message said(const char* id, skizze_text message, skizze_text detail) const;
  std::int32_t setting(skizze_text key, skizze_value* out) const;
  base::Status take_answer(skizze_text json);
  base::Status open_input(skizze_text key, skizze_layer* layer, std::uint64_t* rows, bool& found);
  base::Status next_row(skizze_row* row, bool& found);
  base::Status begin(const skizze_layer& layer);
  base::Status add(const skizze_row& row);
  geo::Geometry shape_of(const skizze_row& row) const;
  feature::Value value_of(const skizze_value& value, const feature::Column& column);
  base::Status place();
  base::Status end_layer();

  JobContext& m_job;
  const LoadedPlugin& m_plugin;
  plugin::SettingValues m_settings;
  PluginInputs* m_inputs = nullptr;
  bool m_asked = false;  // no file is read
  bool m_takes_layers = true;
  std::string m_answer;
  skizze_host m_host{};
  ReadReport m_report;
  NoticeBook m_book;  // of the file
  NoticeBook m_layer_book;
  std::optional<feature::PackInfo> m_info;  // of the layer that is open
  std::vector<PendingRow> m_pending;        // until the CRS is decided
  std::size_t m_pending_points = 0;
  std::unique_ptr<LayerWriter> m_writer;
  std::uint64_t m_rows = 0;
  std::uint64_t m_taken = 0;  // rows of inputs
  double m_fraction = 0;
  std::optional<base::Error> m_said;   // the plugin's word of why it fails
  std::optional<base::Error> m_error;  // ours
};

}  // namespace skizze::readers
