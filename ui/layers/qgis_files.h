// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <map>

#include "base/id.h"
#include "shell/file_watch.h"
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
  /// A layer's files as they were when it was opened, or when they were seen first. Looks from before then do not count.
  struct Known {
    quint64 since = 0;
    FileWatch::Stamps stamps;
  };

  void attach();
  void watch();
  void watch_layer(const base::Uuid& id);
  void take(quint64 number, const FileWatch::Stamps& now);
  static QStringList files_of(const project::LayerEntry& layer);
  static bool is_changed(const project::LayerEntry& layer, Known& known, const FileWatch::Stamps& now);

  Workspace& m_workspace;
  FileWatch m_watch{this};
  QStringList m_files;  ///< that are watched
  std::map<base::Uuid, Known> m_known;
};

}  // namespace skizze::ui
