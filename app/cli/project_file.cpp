// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/project_file.h"

#include <algorithm>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include "cli/output.h"
#include "store/project_store.h"

namespace skizze::cli {

namespace {

constexpr int k_load_patience_ms = 600000;
constexpr int k_patience_ms = 60000;  // for one write of the project file

/// Runs the event loop until the condition holds or Ctrl+C came.
template <class Condition>
bool wait_for(const Context& context, Condition condition) {
  QEventLoop loop;
  QTimer tick;
  tick.start(10);
  while (!condition()) {
    if (context.cancel().cancelled()) return false;
    loop.processEvents(QEventLoop::WaitForMoreEvents);
  }
  return true;
}

bool wait_opened(const Context& context, project::Document& document) {
  bool done = false;
  QObject guard;
  QObject::connect(&document, &project::Document::opened, &guard, [&] { done = true; });
  QObject::connect(&document, &project::Document::open_failed, &guard, [&](const base::Error& error) {
    context.fail(error);
    done = true;
  });
  if (!wait_for(context, [&] { return done; })) context.fail(base::ErrorCode::cancelled, "base.cancelled");
  return document.is_open();
}

void report_layer(const Context& context, const project::LayerPreview& layer, Added& added) {
  context.line(
      base::Message{layer.raster ? "cli.added_raster" : "cli.added_layer", {{"name", layer.name}, {"count", std::to_string(layer.rows)}}});
  print_notices(context, layer.notices, QStringLiteral("  "));
  if (anything_lost(layer.notices)) added.code = k_partly;
  added.layers.append(QJsonObject{{QStringLiteral("name"), q(layer.name)},
                                  {QStringLiteral("features"), count_json(layer.rows)},
                                  {QStringLiteral("crs"), layer.crs.empty() ? QJsonValue() : QJsonValue(q(layer.crs))},
                                  {QStringLiteral("extent"), extent_json(layer.bounds)},
                                  {QStringLiteral("warnings"), notices_json(context, layer.notices)}});
}

/// The previews of a batch; empty when cancelled.
std::vector<project::FilePreview> prepared(const Context& context, project::Document& document, const std::vector<std::string>& files,
                                           const std::string& assumed_crs, quint64& batch) {
  std::vector<project::FilePreview> previews;
  bool done = false;
  QObject guard;
  QObject::connect(&document, &project::Document::previewed, &guard, [&](quint64, const std::vector<project::FilePreview>& found) {
    previews = found;
    done = true;
  });
  QObject::connect(&document.jobs(), &project::Jobs::finished, &guard,
                   [&](const project::Job& job) { done |= job.state == project::JobState::cancelled; });
  QObject::connect(&document.jobs(), &project::Jobs::progressed, &guard, [&](quint64) {
    if (!document.jobs().list().empty()) context.progress(document.jobs().list().back().fraction, document.jobs().list().back().step);
  });
  QStringList names;
  for (const auto& file : files) names << q(file);
  batch = document.prepare_files(names, q(assumed_crs));
  if (!wait_for(context, [&] { return done; })) document.jobs().cancel_all();
  return previews;
}

}  // namespace

bool is_project(const std::filesystem::path& file) {
  const auto opened = store::ProjectStore::open(file, store::OpenMode::read_only);
  return opened || opened.error().message.id == "store.newer_version";
}

bool open_and_wait(const Context& context, project::Document& document, const std::string& file) {
  document.open(q(file));
  return wait_opened(context, document);
}

bool wait_layers(const Context& context, const project::Document& document) {
  const auto loading = [&] {
    const auto& layers = document.layers();
    return std::any_of(layers.begin(), layers.end(), [](const auto& layer) { return layer.state == project::LayerState::loading; });
  };
  QElapsedTimer patience;
  patience.start();
  wait_for(context, [&] { return !loading() || patience.elapsed() > k_load_patience_ms; });
  bool all = true;
  for (const auto& layer : document.layers()) {
    if (layer.state == project::LayerState::ready) continue;
    context.note(base::Message{"scene.layer_missing", {{"layer", layer.name}}});
    all = false;
  }
  return all;
}

bool create_and_wait(const Context& context, project::Document& document, const std::string& file, const std::string& title, int epsg) {
  document.create(q(file), q(title), epsg);
  return wait_opened(context, document);
}

Added add_files(const Context& context, project::Document& document, const std::vector<std::string>& files,
                const std::string& assumed_crs) {
  Added added;
  quint64 batch = 0;
  const auto previews = prepared(context, document, files, assumed_crs, batch);
  if (previews.empty()) {
    added.code = context.fail(base::ErrorCode::cancelled, "base.cancelled");
    return added;
  }
  std::optional<base::Error> refused;
  QObject guard;
  QObject::connect(&document, &project::Document::failed, &guard, [&](const base::Error& error) { refused = error; });
  document.confirm_files(batch);
  if (!document.wait_settled(k_patience_ms) && !refused)
    refused = base::Error{base::ErrorCode::conflict, {"cli.timeout", {{"file", document.path().toStdString()}}}, {}, {}};
  if (refused) {
    added.code = context.fail(*refused);
    return added;
  }
  for (const auto& preview : previews) {
    if (!preview.status) {
      context.note(preview.status.error().message);
      added.failed.append(QJsonObject{{QStringLiteral("file"), q(preview.file.string())},
                                      {QStringLiteral("id"), q(preview.status.error().message.id)},
                                      {QStringLiteral("text"), project::text_of(preview.status.error(), context.language())}});
      continue;
    }
    for (const auto& layer : preview.layers) report_layer(context, layer, added);
    print_notices(context, preview.notices, QStringLiteral("  "));
    if (anything_lost(preview.notices)) added.code = k_partly;
  }
  if (!added.failed.isEmpty()) added.code = added.layers.isEmpty() ? k_failed : k_partly;
  return added;
}

}  // namespace skizze::cli
