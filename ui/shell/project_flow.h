// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <functional>
#include <set>

#include "project/document.h"
#include "shell/workspace.h"

namespace skizze::ui {

/// The ways into a project: opening, making, the sample town, and files that are dropped or named on the command line. Questions are asked
/// before anything is written; errors go to the message bar.
class ProjectFlow : public QObject {
  Q_OBJECT
 public:
  ProjectFlow(Workspace& workspace, project::Document& document, QWidget* window);

  void ask_open();
  void ask_new();
  void ask_files();
  /// Asks for the address of a tile service; its preview follows as for files.
  void ask_service();
  void open(const QString& path);
  /// One project file is opened; everything else is prepared and previewed, then added to the open or a new project.
  void take_files(const QStringList& paths);
  /// Files that were made for the open project (the result of a computation): all their layers are added as one step, without a preview.
  void add_results(const QStringList& paths);
  void open_sample();
  void close();
  project::Document& document() { return m_document; }
  /// Where projects go that nobody named: <documents>/Stadtskizze.
  static QString default_folder();
  static QString free_name(const QString& folder, const QString& base);

 Q_SIGNALS:
  /// Something was read and waits for a yes.
  void preview_wanted(quint64 batch, const std::vector<skizze::project::FilePreview>& files);
  /// The start page says this meanwhile; empty: nothing going on.
  void busy(const QString& text);

 public:
  /// Adds what was chosen in the preview; makes a project first where none is open.
  /// converted: QGIS projects among the files that become layers of our own.
  void confirm(quint64 batch, const std::vector<std::pair<std::size_t, std::size_t>>& chosen, const QString& suggested_name,
               const std::vector<std::size_t>& converted = {});

 private:
  void on_opened();
  void on_open_failed(const base::Error& error);
  void on_previewed(quint64 batch, const std::vector<project::FilePreview>& files);

  Workspace& m_workspace;
  project::Document& m_document;
  QWidget* m_window;
  std::function<void()> m_after_open;
  QString m_opening;
  std::set<quint64> m_unasked;  // batches that are added without a preview
};

}  // namespace skizze::ui
