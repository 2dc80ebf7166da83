// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <map>
#include <memory>
#include <string>

#include "canvas/canvas.h"
#include "scene/map_renderer.h"
#include "shell/workspace.h"

class QComboBox;
class QSlider;
class QWidget;

namespace skizze::ui {

/// Before and after in one view: left of the handle the map shows one scenario, right of it the active one. The second map has a renderer of its
/// own that lives only while the comparison is on.
class CompareSwipe : public QObject, public CanvasOverlay {
  Q_OBJECT
 public:
  explicit CompareSwipe(Workspace& workspace);
  ~CompareSwipe() override;

  /// The choice of the left scenario and the slider; the planning bar takes it in and owns it.
  QWidget* row() const { return m_bar; }
  bool on() const { return m_on; }
  void set_on(bool on);
  /// Where the handle stands, 0 (left edge) to 1.
  void set_position(double share);
  double position() const { return m_share; }
  /// What is drawn left of the handle; empty while the comparison is off.
  const scene::MapSnapshot& left_snapshot() const { return m_left_snapshot; }
  /// The scenario left of the handle; a null id shows the state without measures.
  void set_left(const base::Uuid& scenario);
  const base::Uuid& left() const { return m_left; }
  /// What a computed layer shows left of the handle instead; a null pack hides it there. Forgotten when the comparison ends.
  void set_left_pack(const std::string& layer, std::shared_ptr<const feature::LayerPack> pack);
  /// Both sides show the layer alike again.
  void forget_left_pack(const std::string& layer);
  /// Moves the handle by a share of the map's width.
  void nudge(double share) { set_position(m_share + share); }
  /// Waits until the left map is sharp too; for pictures.
  bool wait_until_drawn(int timeout_ms);

  void paint(QPainter& painter, const ToolContext& context) override;

 Q_SIGNALS:
  /// It has begun or ended, or another scenario stands on the left.
  void sides_changed();

 private:
  void build_bar();
  void fill_choices();
  void refresh();
  void paint_label(QPainter& painter, const QString& text, QPointF at, Qt::Alignment side) const;
  QString name_of(const base::Uuid& scenario) const;

  Workspace& m_workspace;
  bool m_on = false;
  double m_share = 0.5;
  base::Uuid m_left;
  std::map<std::string, std::shared_ptr<const feature::LayerPack>> m_left_packs;
  scene::MapSnapshot m_left_snapshot;
  std::unique_ptr<scene::MapRenderer> m_renderer;
  QWidget* m_bar = nullptr;
  QComboBox* m_choice = nullptr;
  QSlider* m_slider = nullptr;
};

}  // namespace skizze::ui
