// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include <map>

#include "base/id.h"
#include "shell/workspace.h"

namespace skizze::project {
struct LayerEntry;
}

namespace skizze::ui {

/// Watches the QGIS projects among the layers and the files that they show: what somebody saves in QGIS is drawn anew here. UI thread.
class QgisFiles : public QObject {
  Q_OBJECT
 public:
  explicit QgisFiles(Workspace& workspace);

 private:
  void attach();
  void watch();
  void watch_layer(const base::Uuid& id);
  void look();
  static QStringList files_of(const project::LayerEntry& layer);
  static QString state_of(const QStringList& files);

  Workspace& m_workspace;
  QFileSystemWatcher m_watcher;
  QTimer m_calm;                           ///< a save is many writes
  std::map<base::Uuid, QString> m_states;  ///< names, sizes and times of a layer's files, as it was opened
};

}  // namespace skizze::ui
