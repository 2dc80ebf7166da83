// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/qgis_files.h"

#include "project/document.h"
#include "qgis/qgis_tiles.h"

namespace skizze::ui {

QgisFiles::QgisFiles(Workspace& workspace) : QObject(&workspace), m_workspace(workspace) {
  connect(&m_watch, &FileWatch::looked, this, &QgisFiles::take);
  connect(&workspace, &Workspace::document_changed, this, &QgisFiles::attach);
  attach();
}

void QgisFiles::attach() {
  m_known.clear();
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

/// Nothing new to look at unless a layer is being opened, or shows other files.
void QgisFiles::watch() {
  QStringList files;
  std::map<base::Uuid, Known> known;
  std::vector<base::Uuid> opening;
  const auto* document = m_workspace.document();
  static const std::vector<project::LayerEntry> k_none;
  for (const auto& layer : document != nullptr && document->is_open() ? document->layers() : k_none) {
    if (!layer.is_qgis()) continue;
    files += files_of(layer);
    const auto before = m_known.find(layer.id);
    if (layer.state == project::LayerState::loading || before == m_known.end())
      opening.push_back(layer.id);
    else
      known[layer.id] = std::move(before->second);
  }
  m_known = std::move(known);
  if (opening.empty() && files == m_files) return;
  m_files = files;
  const auto number = m_watch.watch(files);
  for (const auto& id : opening) m_known[id] = {number, {}};
}

bool QgisFiles::is_changed(const project::LayerEntry& layer, Known& known, const FileWatch::Stamps& now) {
  const bool is_there = now.value(QString::fromStdString(layer.path)).exists();
  bool changed = false;
  for (const QString& file : files_of(layer)) {
    const auto seen = now.find(file);
    if (seen == now.end()) continue;
    const auto before = known.stamps.find(file);
    if (before == known.stamps.end()) {
      known.stamps[file] = *seen;
    } else if (is_there && layer.state != project::LayerState::loading && *before != *seen) {
      *before = *seen;
      changed = true;
    }
  }
  return changed;
}

void QgisFiles::take(quint64 number, const FileWatch::Stamps& now) {
  auto* document = m_workspace.document();
  if (document == nullptr || !document->is_open()) return;
  std::vector<base::Uuid> changed;
  for (const auto& layer : document->layers()) {
    const auto known = m_known.find(layer.id);
    if (known == m_known.end() || number < known->second.since || !is_changed(layer, known->second, now)) continue;
    changed.push_back(layer.id);
    m_workspace.show_message(MessageKind::info, tr("%1 was changed in QGIS and is shown anew.").arg(QString::fromStdString(layer.name)));
  }
  for (const auto& id : changed) document->reload_layer(id);
}

}  // namespace skizze::ui
