// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

#include <cstddef>
#include <vector>

#include "project/search.h"
#include "shell/workspace.h"

namespace skizze::ui {

struct Question;

/// A click on what QGIS draws: asks QGIS, and shows what it says as any other feature. Clicking the same place again goes through what lies
/// there. What a person selected meanwhile stays. Where QGIS cannot say, a line in the message bar says why. UI thread; nothing here waits.
class QgisLook : public QObject {
  Q_OBJECT
 public:
  explicit QgisLook(Workspace& workspace);

 private:
  void attach();
  void ask(const Question& question);
  void take(quint64 request, const std::vector<project::LookedUp>& found, const std::vector<project::NotLookedUp>& unanswered);
  void tell(const std::vector<project::NotLookedUp>& unanswered);
  void show(std::size_t index);

  Workspace& m_workspace;
  quint64 m_request = 0;
  geo::Point2 m_place;
  Selection m_before;  ///< as of the question
  std::vector<project::LookedUp> m_found;
  std::size_t m_shown = 0;
};

}  // namespace skizze::ui
