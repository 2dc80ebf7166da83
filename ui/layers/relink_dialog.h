// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <set>
#include <vector>

#include "base/cancel.h"
#include "base/id.h"
#include "project/jobs.h"
#include "project/layer_entry.h"
#include "project/qgis_links.h"
#include "shell/workspace.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace skizze::ui {

/// The layers of a QGIS project whose files are not in their place: a person names a file, or a folder that is searched for their names.
class RelinkDialog : public QDialog {
  Q_OBJECT
 public:
  RelinkDialog(const QString& project, std::vector<project::MissingLayer> missing, project::Jobs& jobs, QWidget* parent = nullptr);
  ~RelinkDialog() override;
  const std::vector<project::MissingLayer>& layers() const { return m_missing; }
  /// All layers that look for the same file as the current one get it.
  void take_file(const QString& file);
  /// A job; found() tells its end.
  void look_in(const QString& folder);

 Q_SIGNALS:
  void looked();

 private:
  void fill();
  void update_buttons();

  std::vector<project::MissingLayer> m_missing;
  project::Jobs& m_jobs;
  base::CancelSource m_cancel;
  bool m_looking = false;
  QTreeWidget* m_tree;
  QLabel* m_state;
  QPushButton* m_file;
  QPushButton* m_folder;
  QPushButton* m_stop;
  QPushButton* m_use;
};

/// Whether QGIS misses files of this layer.
bool misses_files(const project::LayerEntry* layer);
/// Opens the dialog for a layer; what was found is kept with the layer, as one step.
void find_missing_files(Workspace& workspace, const base::Uuid& layer);

/// Tells of each QGIS project once that files are missing, with the way to find them. Owned by the workspace.
class MissingFilesTeller : public QObject {
  Q_OBJECT
 public:
  explicit MissingFilesTeller(Workspace& workspace);

 private:
  void attach();
  void look(const base::Uuid& id);

  Workspace& m_workspace;
  std::set<base::Uuid> m_told;
};

}  // namespace skizze::ui
