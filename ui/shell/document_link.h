// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "project/document.h"
#include "shell/workspace.h"

namespace skizze::ui {

class Canvas;
class MapControls;

/// Keeps canvas and document in step: snapshot to the canvas, camera, tool and mode to the view state and back after a restart.
class DocumentLink : public QObject {
  Q_OBJECT
 public:
  DocumentLink(Workspace& workspace, project::Document& document, Canvas& canvas, MapControls& controls);
  /// Draws with the colours of the present theme.
  void refresh_snapshot();
  /// Whether contributions stand on the map in the modes that are not about them.
  void set_contributions_shown(bool shown);
  bool contributions_shown() const { return m_contributions_shown; }
  /// Credit lines of the visible layers.
  QString attribution() const;

 private:
  void restore_view();
  void save_view();
  void on_region_changed(const QString& layer, const geo::Box& box);
  void show_first_extent();
  scene::MapSnapshot snapshot_of_mode() const;

  Workspace& m_workspace;
  project::Document& m_document;
  Canvas& m_canvas;
  MapControls& m_controls;
  QTimer m_snapshot_timer;
  bool m_contributions_shown = false;
  bool m_restoring = false;
  bool m_wants_extent = false;   ///< a new project: show everything once the first data are there
};

QString name_of(Mode mode);
Mode mode_from(const std::string& name);

}  // namespace skizze::ui
