// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include "project/qgis_return.h"
#include "shell/file_watch.h"
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
  /// Reads the changes and shows them; asks for a file where none is known.
  void ask();

 Q_SIGNALS:
  /// The dialog with what was found is about to be shown.
  void found(const skizze::project::QgisReturn& changes);

 private:
  enum class State {
    none,     ///< the open project was not exported on this machine
    looking,  ///< at the file for the first time
    there,
    gone,
  };

  void attach();
  void take(quint64 number, const FileWatch::Stamps& now);
  void tell();
  void note_known();
  void choose();
  void read(const QString& gpkg);
  void show(const QString& gpkg, const project::QgisReturn& changes);
  static QDateTime changed_at(const QString& gpkg, const FileWatch::Stamps& now);

  Workspace& m_workspace;
  QWidget* m_window;
  FileWatch m_watch{this};
  quint64 m_look = 0;
  QTimer m_calm;  ///< after a project was opened: others have something to say then
  State m_state = State::none;
  QString m_project;  ///< empty while none is open
  QString m_file;
  QDateTime m_now;
  QDateTime m_known;
  bool m_is_ours = false;  ///< its next state is the known one
  bool m_asked = false;    ///< to be answered when the file has been looked at
};

}  // namespace skizze::ui
