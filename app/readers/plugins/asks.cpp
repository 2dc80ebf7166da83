// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers/plugins/asks.h"

#include <cstddef>
#include <exception>

#include "plugin/answers.h"
#include "readers/plugins/library.h"
#include "readers/plugins/sink.h"

namespace skizze::readers {
namespace {

using base::ErrorCode;
using base::fail;
using plugin::Kind;

bool may_give_layers(const plugin::Task& task) { return task.kind == Kind::analysis_step || task.kind == Kind::source; }

bool gives_layers(const plugin::Task& task, const std::string& answer) {
  return task.kind == Kind::analysis_step || (task.kind == Kind::source && answer.empty());
}

/// Before the table grew, plugins knew only files.
bool can_be_asked(const skizze_plugin& table) {
  return table.struct_size >= offsetof(skizze_plugin, ask) + sizeof(table.ask) && table.ask != nullptr;
}

base::Result<PluginAnswer> ask(JobContext& job, const LoadedPlugin& plugin, const PluginCall& call) {
  const auto* task = plugin::task_of(plugin.manifest, call.kind, call.id);
  if (!task || !can_be_asked(*plugin.table))
    return fail(ErrorCode::unsupported, "readers.plugin_no_task", {{"id", plugin.manifest.id}, {"text", call.id}});
  PluginInputs inputs(call.inputs, call.crs);
  PluginSink sink(job, plugin, {task, call.settings, &inputs, may_give_layers(*task)});
  std::int32_t status = SKIZZE_FAILED;
  try {
    status = plugin.table->ask(&sink.host(), static_cast<std::int32_t>(call.kind), {call.id.data(), call.id.size()},
                               {call.request.data(), call.request.size()});
  } catch (const std::exception& error) {  // a plugin that does not keep its side of the border
    return fail(ErrorCode::damaged, "readers.plugin_threw", {{"id", plugin.manifest.id}, {"detail", error.what()}});
  } catch (...) {
    return fail(ErrorCode::damaged, "readers.plugin_threw", {{"id", plugin.manifest.id}, {"detail", "?"}});
  }
  auto report = sink.finish(status);
  if (!report) return tl::unexpected(report.error());
  PluginAnswer answer{sink.answer(), std::move(*report)};
  if (gives_layers(*task, answer.json)) {
    if (answer.report.layers.empty()) return fail(ErrorCode::damaged, "readers.plugin_no_rows", {{"id", plugin.manifest.id}});
    return answer;
  }
  if (const auto good = plugin::check_answer(*task, call.request, answer.json); !good) {
    auto error = good.error();
    error.message.arguments.push_back({"id", plugin.manifest.id});
    return tl::unexpected(std::move(error));
  }
  return answer;
}

}  // namespace

base::Result<std::vector<base::Result<PluginAnswer>>> ask_plugin(JobContext& job, const plugin::Offer& offer,
                                                                 const std::vector<PluginCall>& calls) {
  if (offer.state != plugin::State::on) return fail(ErrorCode::refused, "readers.plugin_not_on");
  if (const auto manifest = plugin::read_manifest(offer.folder); manifest && job.request.plugin_called)
    job.request.plugin_called(*manifest);
  const auto loaded = load_plugin(offer);
  if (!loaded) return tl::unexpected(loaded.error());
  std::vector<base::Result<PluginAnswer>> answers;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    job.from = static_cast<double>(i) / static_cast<double>(calls.size());
    job.to = static_cast<double>(i + 1) / static_cast<double>(calls.size());
    answers.push_back(ask(job, *loaded, calls[i]));
    if (job.token.cancelled()) return fail(ErrorCode::cancelled, "base.cancelled");
  }
  return answers;
}

}  // namespace skizze::readers
