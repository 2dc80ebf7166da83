// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/project_flow.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QStandardPaths>

#include "shell/language.h"
#include "shell/sample_town.h"
#include "sources/policy.h"

namespace skizze::ui {
namespace {

QString with_suffix(QString path) {
  if (!path.endsWith(QLatin1String(".gpkg"), Qt::CaseInsensitive)) path += QLatin1String(".gpkg");
  return path;
}

}  // namespace

ProjectFlow::ProjectFlow(Workspace& workspace, project::Document& document, QWidget* window)
    : m_workspace(workspace), m_document(document), m_window(window) {
  connect(&document, &project::Document::opened, this, &ProjectFlow::on_opened);
  connect(&document, &project::Document::open_failed, this, &ProjectFlow::on_open_failed);
  connect(&document, &project::Document::previewed, this, &ProjectFlow::on_previewed);
}

void ProjectFlow::add_results(const QStringList& paths) {
  if (m_document.is_open()) m_unasked.insert(m_document.prepare_files(paths));
}

void ProjectFlow::on_previewed(quint64 batch, const std::vector<project::FilePreview>& files) {
  if (m_unasked.erase(batch) == 0) {
    Q_EMIT preview_wanted(batch, files);
    return;
  }
  for (const auto& file : files)
    if (!file.status) m_workspace.show_error(file.status.error());
  m_document.confirm_files(batch);
}

QString ProjectFlow::default_folder() {
  const auto& prescribed = sources::policy().data_folder;
  if (!prescribed.empty()) return QString::fromStdString(prescribed.string());
  const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return (documents.isEmpty() ? QDir::homePath() : documents) + QStringLiteral("/Stadtskizze");
}

QString ProjectFlow::free_name(const QString& folder, const QString& base) {
  QString path = QStringLiteral("%1/%2.gpkg").arg(folder, base);
  for (int i = 2; QFileInfo::exists(path); ++i) path = QStringLiteral("%1/%2 %3.gpkg").arg(folder, base).arg(i);
  return path;
}

void ProjectFlow::ask_open() {
  const QString path = QFileDialog::getOpenFileName(m_window, tr("Open a project"), default_folder(), tr("Projects (*.gpkg);;QGIS projects (*.qgz *.qgs);;All files (*)"));
  if (!path.isEmpty()) open(path);
}

void ProjectFlow::ask_new() {
  QDir().mkpath(default_folder());
  const QString wanted = QFileDialog::getSaveFileName(m_window, tr("New project"), free_name(default_folder(), tr("My project")), tr("Projects (*.gpkg)"));
  if (wanted.isEmpty()) return;
  const QString path = with_suffix(wanted);
  Q_EMIT busy(tr("Making %1…").arg(QFileInfo(path).completeBaseName()));
  m_after_open = {};
  m_document.create(path, QFileInfo(path).completeBaseName());
}

void ProjectFlow::ask_files() {
  take_files(QFileDialog::getOpenFileNames(m_window, tr("Add layers from files"), QString(),
                                           tr("All files (*);;Vector data (*.gpkg *.geojson *.json *.shp *.fgb *.kml *.gpx *.csv *.gml);;"
                                              "City models (*.gml *.xml *.json *.jsonl);;OpenStreetMap (*.osm *.osm.gz *.pbf);;Heights (*.tif *.tiff);;"
                                              "Vector tiles (*.mbtiles *.pmtiles);;QGIS projects (*.qgz *.qgs)")));
}

void ProjectFlow::ask_service() {
  auto* dialog = new QInputDialog(m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setObjectName(QStringLiteral("ask_service"));
  dialog->setWindowTitle(tr("Add a tile service"));
  dialog->setLabelText(tr("Address of a style, a TileJSON or a template with {z}/{x}/{y}.\n"
                          "The service is asked now and while the map is moved; what was seen stays on this computer."));
  dialog->setTextValue(QStringLiteral("https://"));
  dialog->setOkButtonText(tr("Look"));
  dialog->setMinimumWidth(560);
  connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& text) {
    if (text.trimmed().isEmpty()) return;
    if (!m_document.is_open()) Q_EMIT busy(tr("Asking the service…"));
    m_document.prepare_files({text.trimmed()});
  });
  dialog->open();
}

void ProjectFlow::open(const QString& path) {
  m_opening = path;
  m_after_open = {};
  Q_EMIT busy(tr("Opening %1…").arg(QFileInfo(path).completeBaseName()));
  m_document.open(path);
}

void ProjectFlow::take_files(const QStringList& paths) {
  if (paths.isEmpty()) return;
  // One GeoPackage may be a project of ours; if it is not, on_open_failed previews it as data.
  if (paths.size() == 1 && paths.front().endsWith(QLatin1String(".gpkg"), Qt::CaseInsensitive) && !m_document.is_open()) {
    open(paths.front());
    return;
  }
  if (!m_document.is_open()) Q_EMIT busy(tr("Looking into the files…"));
  m_document.prepare_files(paths);
}

void ProjectFlow::open_sample() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + QStringLiteral("/sample-town");
  if (const QString project = sample_project_in(folder); !project.isEmpty()) {
    open(project);
    return;
  }
  Q_EMIT busy(tr("Building the sample town…"));
  start_sample_town(m_document.jobs(), folder, [this, folder](const base::Status& status) {
    const QString project = sample_project_in(folder);
    if (status && !project.isEmpty()) {
      open(project);
      return;
    }
    Q_EMIT busy({});
    if (!status) m_workspace.show_error(status.error());
  });
}

void ProjectFlow::close() { m_document.close(); }

void ProjectFlow::confirm(quint64 batch, const std::vector<std::pair<std::size_t, std::size_t>>& chosen, const QString& suggested_name,
                          const std::vector<std::size_t>& converted) {
  if (m_document.is_open()) {
    m_document.confirm_files(batch, chosen, converted);
    return;
  }
  QDir().mkpath(default_folder());
  const QString path = free_name(default_folder(), suggested_name);
  m_after_open = [this, batch, chosen, converted, path] {
    m_document.confirm_files(batch, chosen, converted);
    m_workspace.show_message(MessageKind::success, tr("A new project keeps your layers: %1").arg(QDir::toNativeSeparators(path)));
  };
  m_document.create(path, QFileInfo(path).completeBaseName());
}

void ProjectFlow::on_opened() {
  m_opening.clear();
  Q_EMIT busy({});
  if (auto after = std::exchange(m_after_open, {})) after();
}

void ProjectFlow::on_open_failed(const base::Error& error) {
  Q_EMIT busy({});
  m_after_open = {};
  if (error.message.id == "store.not_a_project" && !m_opening.isEmpty()) {
    Q_EMIT busy(tr("Looking into the files…"));
    m_document.prepare_files({std::exchange(m_opening, {})});
    return;
  }
  m_opening.clear();
  m_workspace.show_error(error);
}

}  // namespace skizze::ui
