// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/qgis_files.h"

#include <QDateTime>
#include <QFileInfo>
#include <QSet>

#include "project/document.h"
#include "qgis/qgis_tiles.h"

namespace skizze::ui {
namespace {

constexpr int k_calm_ms = 1500;

}  // namespace

QgisFiles::QgisFiles(Workspace& workspace) : QObject(&workspace), m_workspace(workspace) {
  m_calm.setSingleShot(true);
  m_calm.setInterval(k_calm_ms);
  connect(&m_calm, &QTimer::timeout, this, &QgisFiles::look);
  connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_calm, qOverload<>(&QTimer::start));
  connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_calm, qOverload<>(&QTimer::start));
  connect(&workspace, &Workspace::document_changed, this, &QgisFiles::attach);
  attach();
}

void QgisFiles::attach() {
  m_states.clear();
  auto* document = m_workspace.document();
  if (document == nullptr) return;
  connect(document, &project::Document::layers_changed, this, &QgisFiles::watch, Qt::UniqueConnection);
  connect(document, &project::Document::layer_changed, this, &QgisFiles::watch_layer, Qt::UniqueConnection);
  connect(document, &project::Document::closed, this, &QgisFiles::watch, Qt::UniqueConnection);
  watch();
}

/// Only QGIS's own layers are worth a look at the disk: others change with every movement of a slider.
void QgisFiles::watch_layer(const base::Uuid& id) {
  const auto* layer = m_workspace.document()->layer(id);
  if (layer != nullptr && layer->is_qgis()) watch();
}

QStringList QgisFiles::files_of(const project::LayerEntry& layer) {
  QStringList files{QString::fromStdString(layer.path)};
  if (const auto* tiles = dynamic_cast<const qgis::QgisTiles*>(layer.foreign.get()))
    for (const auto& shown : tiles->project().info().layers) {
      const QString file = QString::fromStdString(shown.file);
      if (!file.isEmpty() && !files.contains(file)) files << file << file + QStringLiteral("-wal");
    }
  return files;
}

QString QgisFiles::state_of(const QStringList& files) {
  QString text;
  for (const QString& file : files) {
    const QFileInfo info(file);
    if (info.exists()) text += QStringLiteral("%1|%2|%3\n").arg(file).arg(info.size()).arg(info.lastModified().toMSecsSinceEpoch());
  }
  return text;
}

/// Every ready layer's files and their folders: a program that saves safely replaces the file, and with it what is watched.
void QgisFiles::watch() {
  QSet<QString> wanted;
  std::map<base::Uuid, QString> states;
  const auto* document = m_workspace.document();
  static const std::vector<project::LayerEntry> k_none;
  for (const auto& layer : document != nullptr && document->is_open() ? document->layers() : k_none) {
    if (!layer.is_qgis()) continue;
    const auto files = files_of(layer);
    const auto known = m_states.find(layer.id);
    const bool opening = layer.state == project::LayerState::loading || known == m_states.end();
    states[layer.id] = opening ? state_of(files) : known->second;
    for (const QString& file : files) {
      if (QFileInfo::exists(file)) wanted << file;
      if (QFileInfo::exists(QFileInfo(file).absolutePath())) wanted << QFileInfo(file).absolutePath();
    }
  }
  m_states = std::move(states);
  const QStringList had = m_watcher.files() + m_watcher.directories();
  QStringList gone;
  for (const QString& path : had)
    if (!wanted.remove(path)) gone << path;
  if (!gone.isEmpty()) m_watcher.removePaths(gone);
  if (!wanted.isEmpty()) m_watcher.addPaths(wanted.values());
}

void QgisFiles::look() {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return;
  std::vector<base::Uuid> changed;
  for (const auto& layer : document->layers()) {
    const auto known = m_states.find(layer.id);
    if (known == m_states.end() || layer.state == project::LayerState::loading) continue;
    const QString now = state_of(files_of(layer));
    if (now == known->second || !QFileInfo::exists(QString::fromStdString(layer.path))) continue;
    known->second = now;
    changed.push_back(layer.id);
    m_workspace.show_message(MessageKind::info, tr("%1 was changed in QGIS and is shown anew.").arg(QString::fromStdString(layer.name)));
  }
  for (const auto& id : changed) document->reload_layer(id);
  watch();
}

}  // namespace skizze::ui
