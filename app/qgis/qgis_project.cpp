// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qgis/qgis_project.h"

#include <QtCore/QString>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <system_error>

#include "base/checksum.h"

namespace skizze::qgis {

namespace fs = std::filesystem;

namespace {

constexpr int k_open_limit_s = 300;  // without a sign of life: many layers on a slow share

void add_file(std::string& text, const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  const auto time = fs::last_write_time(file, error);
  text += file.string() + '|' + (error ? "-" : std::to_string(size) + '|' + std::to_string(time.time_since_epoch().count())) + '\n';
}

std::string identity_of(const fs::path& project, const ProjectInfo& info, const Links& links) {
  std::set<std::string> files{project.string()};
  for (const auto& [layer, file] : links) files.insert(file);
  for (const auto& layer : info.layers) {
    if (layer.file.empty()) continue;
    files.insert(layer.file);
    files.insert(layer.file + "-wal");
  }
  std::string text;
  for (const auto& [layer, file] : links) text += layer + '>' + file + '\n';
  for (const auto& file : files) add_file(text, file);
  return std::to_string(base::checksum64(std::as_bytes(std::span(text.data(), text.size()))));
}

/// Projects that somebody still draws, by path: the preview of a file and the layer that comes of it need one process, not two.
struct Shared {
  std::mutex mutex;  // guards the map
  std::map<std::string, std::weak_ptr<QgisProject>> open;
};

Shared& shared() {
  static Shared all;
  return all;
}

}  // namespace

bool is_qgis_project(const fs::path& path) {
  const auto ending = QString::fromStdString(path.extension().string()).toLower();
  return ending == QLatin1String(".qgz") || ending == QLatin1String(".qgs");
}

base::Result<std::shared_ptr<QgisProject>> QgisProject::open(const fs::path& file, base::CancelToken token,
                                                             const Helper::Progress& progress, HelperOptions options, const Links& links) {
  const std::string path = fs::absolute(file).lexically_normal().string();
  {
    const std::lock_guard lock(shared().mutex);
    const auto project = shared().open[path].lock();
    if (project && project->m_identity == identity_of(path, project->m_info, links)) return project;
  }
  std::shared_ptr<QgisProject> project(new QgisProject(options));
  QJsonObject sources;
  for (const auto& [layer, linked] : links) sources.insert(QString::fromStdString(layer), QString::fromStdString(linked));
  const Request request{QStringLiteral("open"),
                        {{QStringLiteral("file"), QString::fromStdString(path)}, {QStringLiteral("sources"), sources}},
                        k_open_limit_s,
                        false};
  auto answer = project->m_helper.run(request, std::move(token), progress);
  if (!answer) return tl::unexpected(answer.error());
  project->m_helper.set_setup(request);
  project->m_info = read_project_info(answer->report);
  project->m_identity = identity_of(path, project->m_info, links);
  const std::lock_guard lock(shared().mutex);
  shared().open[path] = project;
  return project;
}

}  // namespace skizze::qgis
