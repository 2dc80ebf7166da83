// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "project/figures.h"
#include "shell/workspace.h"

namespace skizze::ui {

/// The figures of the shape under the pointer: asks the document for each preview and keeps the newest answer. UI thread.
class LiveFigures : public QObject {
  Q_OBJECT
 public:
  explicit LiveFigures(Workspace& workspace);
  /// The shape as it would be now (project CRS); an empty one clears the figures.
  void ask(const geo::Geometry& shape);
  /// Touched streets or roofs as lines for the note beside the pointer; empty where nothing is known yet.
  QString note() const;

 Q_SIGNALS:
  void changed();

 private:
  void attach();

  Workspace& m_workspace;
  quint64 m_request = 0;
  geo::GeometryKind m_kind = geo::GeometryKind::none;
  project::SketchFigures m_figures;
  bool m_known = false;
};

/// "Lindenstraße, Am Ring and 2 more"; empty for no streets.
QString streets_text(const std::vector<std::string>& streets, std::size_t most = 2);

}  // namespace skizze::ui
