// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/qgis_watch.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QSettings>

#include <algorithm>
#include <memory>

#include "project/document.h"
#include "shell/language.h"
#include "shell/qgis_return_dialog.h"

namespace skizze::ui {
namespace {

constexpr int k_calm_ms = 1500;

/// Settings take no slashes in keys of ours.
QString key_of(const QString& project, const char* what) {
  return QStringLiteral("qgis/%1/%2")
      .arg(QString::fromLatin1(project.toUtf8().toBase64(QByteArray::Base64UrlEncoding)), QLatin1String(what));
}

}  // namespace

QgisWatch::QgisWatch(Workspace& workspace, QWidget* window) : QObject(&workspace), m_workspace(workspace), m_window(window) {
  m_calm.setSingleShot(true);
  m_calm.setInterval(k_calm_ms);
  connect(&m_calm, &QTimer::timeout, this, &QgisWatch::look);
  connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_calm.start(); });
  connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_calm.start(); });
  connect(&workspace, &Workspace::document_changed, this, &QgisWatch::attach);
  attach();
}

/// QGIS may still hold the file open, and then writes beside it.
QDateTime QgisWatch::changed_at(const QString& gpkg) {
  const QFileInfo log(gpkg + QStringLiteral("-wal"));
  const auto file = QFileInfo(gpkg).lastModified();
  return log.exists() && log.size() > 0 ? std::max(file, log.lastModified()) : file;
}

void QgisWatch::attach() {
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  connect(document, &project::Document::opened, this, &QgisWatch::attach, Qt::UniqueConnection);
  if (!m_watcher.files().isEmpty()) m_watcher.removePaths(m_watcher.files());
  if (!m_watcher.directories().isEmpty()) m_watcher.removePaths(m_watcher.directories());
  m_file.clear();
  if (!document->is_open()) return;
  const QSettings store;
  const auto file = store.value(key_of(document->path(), "file")).toString();
  if (file.isEmpty() || !QFileInfo::exists(file)) return;
  m_file = file;
  m_known = store.value(key_of(document->path(), "known")).toDateTime();
  m_watcher.addPaths({m_file, QFileInfo(m_file).absolutePath()});
  m_calm.start();
}

void QgisWatch::remember(const QString& gpkg) {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return;
  QSettings store;
  store.setValue(key_of(document->path(), "file"), gpkg);
  store.setValue(key_of(document->path(), "known"), changed_at(gpkg));
  attach();
}

void QgisWatch::look() {
  if (m_file.isEmpty() || !QFileInfo::exists(m_file)) return;
  if (!m_watcher.files().contains(m_file)) m_watcher.addPath(m_file);  // written anew under its name
  const auto now = changed_at(m_file);
  if (m_known.isValid() && now <= m_known) return;
  m_known = now;
  m_workspace.show_message(MessageKind::info, tr("%1 was changed in QGIS.").arg(QFileInfo(m_file).fileName()), tr("Look at the changes"),
                           [self = QPointer<QgisWatch>(this), file = m_file] {
                             if (self) self->read(file);
                           });
}

void QgisWatch::ask() {
  if (!m_file.isEmpty()) return read(m_file);
  auto* dialog = new QFileDialog(m_window, tr("Take over changes from QGIS"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("GeoPackage beside the .qgz (*.gpkg)")});
  connect(dialog, &QFileDialog::fileSelected, this, &QgisWatch::read);
  dialog->open();
}

void QgisWatch::read(const QString& gpkg) {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return;
  project::QgisHere here{document->measures(), {document->active_scenario()}, document->crs_epsg()};
  for (const auto& scenario : document->scenarios()) here.scenarios.push_back(scenario.id);
  const auto changes = std::make_shared<project::QgisReturn>();
  document->jobs().start(
      base::Message{"project.qgis_reading", {}},
      [here = std::move(here), gpkg, changes](base::CancelToken token, const project::Jobs::Progress& progress) -> base::Status {
        auto found = project::read_qgis_changes(gpkg.toStdString(), here, token, progress);
        if (!found) return tl::unexpected(found.error());
        *changes = std::move(*found);
        return {};
      },
      [self = QPointer<QgisWatch>(this), gpkg, changes](const base::Status& status) {
        if (!self) return;
        if (!status) return self->m_workspace.show_error(status.error());
        self->show(gpkg, *changes);
      });
}

void QgisWatch::show(const QString& gpkg, const project::QgisReturn& changes) {
  Q_EMIT found(changes);
  auto* dialog = new QgisReturnDialog(changes, m_window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, gpkg] {
    auto* document = m_workspace.document();
    if (document == nullptr || !document->is_open()) return;
    const auto command = project::take_from_qgis(dialog->changes(), dialog->choices(), QDateTime::currentMSecsSinceEpoch());
    if (command.empty()) return;
    document->execute(command);
    remember(gpkg);
    m_workspace.show_message(MessageKind::success, text_of(command.message), tr("Undo"), [document] { document->undo(); });
  });
  dialog->open();
}

}  // namespace skizze::ui
