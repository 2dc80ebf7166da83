// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "canvas/canvas.h"
#include "shell/workspace.h"
#include "sketch/measure.h"

namespace skizze::bike {
class Graph;
}

namespace skizze::ui {

/// Several lanes chosen together, to be changed in one step. One of them is also the window's selection; when something else is selected
/// the choice is over. Shows the chosen lanes on the map.
class BulkChoice : public QObject, public CanvasOverlay {
  Q_OBJECT
 public:
  explicit BulkChoice(Workspace& workspace);
  ~BulkChoice() override;

  /// Fewer than two: an ordinary selection. Unknown ids and solar areas are left out.
  void choose(const std::vector<base::Uuid>& ids);
  bool several() const { return m_ids.size() > 1; }
  bool holds(const base::Uuid& id) const;
  const std::vector<base::Uuid>& ids() const { return m_ids; }
  /// The chosen lanes as the document has them now.
  std::vector<sketch::Measure> measures() const;
  /// Changes all in one step of the history; measures that are as before are left alone.
  void apply(const std::vector<sketch::Measure>& after);

  /// Lanes of the active scenario: that follow a street which this one follows, of its kind, along a way, all.
  std::vector<base::Uuid> along_street(const sketch::Measure& measure, const bike::Graph* graph) const;
  std::vector<base::Uuid> of_facility(sketch::FacilityType facility) const;
  std::vector<base::Uuid> along_way(const geo::Geometry& way) const;
  std::vector<base::Uuid> all() const;

  void paint(QPainter& painter, const ToolContext& context) override;

 Q_SIGNALS:
  void changed();

 private:
  void follow_selection();
  template <class Test>
  std::vector<base::Uuid> lanes_that(const Test& test) const;

  Workspace& m_workspace;
  std::vector<base::Uuid> m_ids;
};

}  // namespace skizze::ui
