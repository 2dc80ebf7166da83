// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/qgis_conversion.h"

#include <QEventLoop>
#include <QTimer>

#include "cli/output.h"
#include "cli/project_file.h"

namespace skizze::cli {

namespace {

constexpr int k_patience_ms = 60000;  // for one write of the project file

/// Empty where it failed; the reason has been told then.
std::optional<project::QgisConversion> converted(const Context& context, project::Document& document, const std::string& file,
                                                 const std::vector<store::FileLink>& links) {
  std::optional<project::QgisConversion> found;
  bool done = false;
  QObject guard;
  QObject::connect(&document, &project::Document::converted, &guard, [&](quint64, const project::QgisConversion& conversion) {
    found = conversion;
    done = true;
  });
  QObject::connect(&document, &project::Document::failed, &guard, [&](const base::Error& error) {
    context.fail(error);
    done = true;
  });
  QObject::connect(&document.jobs(), &project::Jobs::finished, &guard, [&](const project::Job& job) {
    if (job.state == project::JobState::cancelled) done = true;
  });
  QObject::connect(&document.jobs(), &project::Jobs::progressed, &guard, [&](quint64) {
    if (!document.jobs().list().empty()) context.progress(document.jobs().list().back().fraction, document.jobs().list().back().step);
  });
  document.convert_qgis(q(file), {}, links);
  QEventLoop loop;
  QTimer tick;
  tick.start(10);
  while (!done) {
    if (context.cancel().cancelled()) document.jobs().cancel_all();
    loop.processEvents(QEventLoop::WaitForMoreEvents);
  }
  if (context.cancel().cancelled()) context.fail(base::ErrorCode::cancelled, "base.cancelled");
  return found;
}

QJsonArray print_layers(const Context& context, const project::QgisConversion& conversion) {
  QJsonArray layers;
  for (const auto& layer : conversion.layers) {
    const char* what = !layer.taken ? "cli.qgis_lost_layer" : layer.raster ? "cli.qgis_converted_raster" : "cli.qgis_converted_layer";
    context.line(base::Message{what, {{"name", path_text(layer.groups, layer.name)}, {"count", std::to_string(layer.rows)}}});
    print_notices(context, layer.notices, QStringLiteral("  "));
    layers.append(QJsonObject{{QStringLiteral("name"), q(layer.name)},
                              {QStringLiteral("groups"), groups_json(layer.groups)},
                              {QStringLiteral("converted"), layer.taken},
                              {layer.raster ? QStringLiteral("pixels") : QStringLiteral("features"), count_json(layer.rows)},
                              {QStringLiteral("warnings"), notices_json(context, layer.notices)}});
  }
  return layers;
}

}  // namespace

int convert_qgis_project(Context& context, const std::string& file, const std::string& output, const std::vector<store::FileLink>& links) {
  project::DocumentOptions options;
  options.language = context.language();
  options.backups = false;
  project::Document document(options);
  if (!create_and_wait(context, document, output, {}, 0)) return k_failed;
  auto conversion = converted(context, document, file, links);
  if (conversion && !document.wait_settled(k_patience_ms)) {
    context.fail(base::ErrorCode::conflict, "cli.timeout", {{"file", output}});
    conversion.reset();
  }
  const auto epsg = document.crs_epsg();
  document.close();
  const bool nothing = conversion && conversion->entries.empty();
  if (!conversion || nothing) {  // nothing came of it: nothing is left behind
    std::error_code ignored;
    std::filesystem::remove(output, ignored);
    return nothing ? context.fail(base::ErrorCode::invalid, "project.nothing_added") : k_failed;
  }
  const auto layers = print_layers(context, *conversion);
  print_notices(context, conversion->notices, {});
  const auto lost = project::losses_of(*conversion);
  context.line(base::Message{"cli.qgis_converted",
                             {{"file", output}, {"count", std::to_string(conversion->entries.size())}, {"lost", std::to_string(lost)}}});
  context.result({{QStringLiteral("project"), q(output)},
                  {QStringLiteral("title"), q(conversion->title)},
                  {QStringLiteral("crs"), QStringLiteral("EPSG:%1").arg(epsg)},
                  {QStringLiteral("layers"), layers},
                  {QStringLiteral("losses"), count_json(lost)},
                  {QStringLiteral("warnings"), notices_json(context, conversion->notices)}});
  return lost > 0 ? k_partly : k_done;
}

}  // namespace skizze::cli
