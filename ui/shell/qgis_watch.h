// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include "project/qgis_return.h"
#include "shell/workspace.h"

namespace skizze::ui {

/// Watches the GeoPackage that the open project was last exported to and says when somebody changed it in QGIS; reads the changes as a job
/// and asks what to take. Remembers per project, on this machine. UI thread.
class QgisWatch : public QObject {
  Q_OBJECT
 public:
  QgisWatch(Workspace& workspace, QWidget* window);

  /// From now on this file belongs to the open project; its state is the known one.
  void remember(const QString& gpkg);
  /// Empty where the open project was not exported on this machine, or the file is gone.
  QString file() const { return m_file; }
  /// Reads the changes and shows them; asks for a file where none is known.
  void ask();

 Q_SIGNALS:
  /// The dialog with what was found is about to be shown.
  void found(const skizze::project::QgisReturn& changes);

 private:
  void attach();
  void look();
  void read(const QString& gpkg);
  void show(const QString& gpkg, const project::QgisReturn& changes);
  static QDateTime changed_at(const QString& gpkg);

  Workspace& m_workspace;
  QWidget* m_window;
  QFileSystemWatcher m_watcher;
  QTimer m_calm;  ///< a save is many writes
  QString m_file;
  QDateTime m_known;
};

}  // namespace skizze::ui
