// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "canvas/canvas.h"
#include "planning/lane_watch.h"

namespace skizze::ui {

class CompareSwipe;

/// How far bicycles come from the project's places, as a layer of the map with numbered places; asked anew after each edit, the newest
/// question wins. The places and figures are kept in the project, each change one step of the history.
class ReachMap : public QObject, public CanvasOverlay {
  Q_OBJECT
 public:
  ReachMap(Workspace& workspace, LaneWatch& watch, CompareSwipe& swipe);
  ~ReachMap() override;

  bool on() const { return m_on; }
  void set_on(bool on);
  /// What the map shows: today, with the active variant, or both side by side (begins the comparison, and ends with it).
  enum class View { today, planned, side_by_side };
  View view() const { return m_view; }
  void set_view(View view);

  project::ReachSetting setting() const { return m_watch.desk().reach_setting(); }
  void change(const project::ReachSetting& setting);
  const bike::RuleBook& rules() const { return *m_watch.desk().rules(); }
  /// Project CRS.
  void add_place(geo::Point2 place);
  void add_map_centre();
  /// The middle of what is selected; false (and a message) where nothing is.
  bool add_selected();
  void remove_place(std::size_t index);
  /// The street next to a place, or its number alone.
  QString name_of(std::size_t index) const;

  /// Null while nothing is known.
  const std::shared_ptr<const project::ReachAnswer>& answer() const { return m_answer; }
  bool computing() const { return m_request != m_done; }
  /// Why there is no answer; empty where there is one.
  QString hint() const { return m_hint; }
  void cancel();
  /// Tells what went wrong in the message bar.
  bool export_to(const QString& file);

  void paint(QPainter& painter, const ToolContext& context) override;

 Q_SIGNALS:
  void changed();

 private:
  void attach();
  void ask();
  void ask_if_changed();
  void settle(const QString& hint);
  void show_layer();
  void follow_swipe();

  Workspace& m_workspace;
  LaneWatch& m_watch;
  CompareSwipe& m_swipe;
  bool m_on = false;
  View m_view = View::planned;
  project::ReachSetting m_asked;
  quint64 m_request = 0, m_done = 0;
  std::shared_ptr<const project::ReachAnswer> m_answer;
  QString m_hint;
};

inline constexpr const char* k_reach_layer = "computed.reach";

}  // namespace skizze::ui
