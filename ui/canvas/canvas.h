// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The map. Composes the renderer's tiles and paints the overlay (selection, checked-out features, tool, crosshair) each frame;
/// turns pointer, wheel, pinch and keyboard into camera moves or tool inputs. States: idle, panning (button or space), rubber band
/// (shift + drag), pinching, tool (the active tool took the press).
#pragma once

#include <QElapsedTimer>
#include <QPainterPath>
#include <QTimer>
#include <QWidget>

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "canvas/graphics.h"
#include "canvas/note.h"
#include "scene/map_renderer.h"
#include "scene/map_view.h"
#include "tools/tool.h"

class QNativeGestureEvent;
class QPinchGesture;

namespace skizze::ui {

class GlSurface;

/// Painted between the map and the tool each frame: measures being edited, contribution pins, a swipe. Painters are called in the order
/// added.
struct CanvasOverlay {
  virtual ~CanvasOverlay() = default;
  virtual void paint(QPainter& painter, const ToolContext& context) = 0;
};

/// How long frames took, from the start of a paint event to its end; for benchmarks and the developer's overlay.
class FrameLog {
 public:
  void add(double milliseconds);
  void clear() { m_ms.clear(); }
  const std::vector<double>& milliseconds() const { return m_ms; }
  /// share in 0..1, e.g. 0.99; 0 where nothing was recorded.
  double percentile(double share) const;

 private:
  std::vector<double> m_ms;
};

class Canvas : public QWidget, public ToolContext {
  Q_OBJECT
 public:
  explicit Canvas(QWidget* parent = nullptr);
  ~Canvas() override;

  // What it shows.
  void set_document(project::Document* document);
  void set_snapshot(const scene::MapSnapshot& snapshot);
  const scene::MapSnapshot& snapshot() const override { return m_snapshot; }
  /// Only this Web Mercator box looks different from the snapshot before.
  void set_snapshot(const scene::MapSnapshot& snapshot, const geo::Box& touched);
  scene::MapRenderer& renderer() { return *m_renderer; }
  void set_selection(const Selection& selection);
  /// Reads the selected measure or contribution again after it was edited.
  void refresh_selection();
  /// Not owned; removed by remove_overlay or with the canvas.
  void add_overlay(CanvasOverlay* overlay);
  void remove_overlay(CanvasOverlay* overlay);

  // Camera. Zoom numbers are MapLibre's (512 px tiles).
  void set_camera(geo::Point2 mercator_center, double zoom, bool animated = true);
  /// The whole box with some margin; points get a street-level zoom.
  void zoom_to(const geo::Box& mercator, bool animated = true);
  void zoom_by(double levels, std::optional<QPointF> around_px = {});
  /// Scale denominator at the middle of the map for a 96 dpi screen (OGC's 0.28 mm pixel).
  double scale_denominator() const;
  void set_scale_denominator(double denominator);
  bool animating() const { return m_animation.isActive(); }

  // Tools.
  void add_tool(std::unique_ptr<Tool> tool);
  /// False where no tool has that id; the active tool then stays.
  bool activate_tool(const QString& id);
  Tool* active_tool() const { return m_tool; }
  Tool* tool(const QString& id) const;
  /// Lets tests and the gallery act exactly as a person would.
  void feed(ToolInput input);
  void step_back();

  // ToolContext
  const scene::Camera& camera() const override { return m_camera; }
  geo::Point2 to_project(geo::Point2 mercator) const override;
  geo::Point2 to_mercator(geo::Point2 project) const override;
  std::vector<scene::Hit> hits(QPointF screen_px, double tolerance_px) const override;
  const Selection& selection() const override { return m_selection; }
  const project::Document* document() const override;
  const Theme& theme() const override;
  double ui_scale() const override;
  bool is_painted(const QRectF& screen_px) const override { return m_painted.isEmpty() || m_painted.intersects(screen_px.toAlignedRect()); }

  /// Draws on the graphics card where the choice says so and there is one (graphics.h); all else stays the same.
  void use_graphics(GraphicsChoice choice);
  const Graphics& graphics() const { return m_graphics; }
  /// Asks for a new frame. Hides QWidget's, which would repaint what lies under the surface of the graphics card.
  void update();
  /// The same where only a part of it looks other than before; the rest stays on the screen as it is.
  void update(const QRegion& changed);
  /// The same where only the note beside the pointer says something else or stands elsewhere.
  void update_note();

  FrameLog& frame_log() { return m_frames; }
  /// Shapes that tools let go of and the squares do not show yet.
  const std::vector<HeldShape>& held() const { return m_held; }
  /// Waits until every visible tile is there (gallery, tests); false after the deadline.
  bool wait_until_drawn(int timeout_ms);
  bool keyboard_cursor_shown() const { return m_crosshair; }

 Q_SIGNALS:
  void camera_changed();
  /// The place under the pointer (or the crosshair) in Web Mercator metres.
  void pointer_moved(skizze::geo::Point2 mercator);
  void pointer_left();
  void selection_wanted(const skizze::ui::Selection& selection);
  /// After the selection that answers what we know ourselves.
  void place_asked(const skizze::ui::Question& question);
  void tool_changed();
  /// A tool's changes to the document, to be run by the window.
  void changes_wanted(const std::vector<std::function<void(skizze::project::Document&)>>& changes);
  void status_changed();
  void context_menu_wanted(QPoint position_px, skizze::geo::Point2 mercator);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  enum class Gesture { none, pan, rubber_band, tool };
  ToolInput input_of(ToolInput::Kind kind, QPointF at) const;
  ToolInput input_of(ToolInput::Kind kind, const QMouseEvent& event) const;
  bool give_to_tool(const ToolInput& input);
  void carry_out(ToolResult result);
  void apply_camera(geo::Point2 center, double zoom);
  void start_animation(geo::Point2 center, double zoom);
  void animation_step();
  void zoom_around(QPointF at, double zoom, bool animated);
  void pan_by(QPointF px);
  bool handle_native_gesture(QNativeGestureEvent* event);
  bool handle_pinch(QPinchGesture* gesture);
  bool handle_camera_key(QKeyEvent* event);
  void move_crosshair(QPointF step);
  void show_crosshair(bool shown);
  void follow_look();
  void hold(HeldShape held);
  void release_held();
  void rebuild_selection_path();
  void paint_above(QPainter& painter);
  void paint_selection(QPainter& painter) const;
  void paint_rubber_band(QPainter& painter) const;
  void paint_crosshair(QPainter& painter) const;
  Note pointer_note() const;
  void retranslate();

  std::unique_ptr<scene::MapRenderer> m_renderer;
  scene::MapSnapshot m_snapshot;
  scene::Camera m_camera;
  project::Document* m_document = nullptr;
  Selection m_selection;
  QPainterPath m_selection_path;  ///< Mercator metres from m_selection_origin
  geo::Point2 m_selection_origin;
  geo::GeometryKind m_selection_kind = geo::GeometryKind::none;
  std::vector<CanvasOverlay*> m_overlays;

  std::map<QString, std::unique_ptr<Tool>> m_tools;
  Tool* m_tool = nullptr;

  std::vector<HeldShape> m_held;

  Gesture m_gesture = Gesture::none;
  QPointF m_press_px;
  QPointF m_last_px;
  bool m_dragging = false;
  bool m_space_down = false;
  bool m_pointer_inside = false;
  bool m_crosshair = false;
  Note m_note;             ///< beside the pointer, as it was painted last or will be
  bool m_note_old = true;  ///< to be asked again before the next frame
  QRegion m_painted;       ///< while a part of a frame is painted; else empty

  QTimer m_animation;
  QElapsedTimer m_animation_clock;
  scene::Camera m_from;
  scene::Camera m_to;
  std::optional<QPointF> m_anchor_px;  ///< stays over the same place while the zoom runs
  geo::Point2 m_anchor_mercator;

  FrameLog m_frames;
  Graphics m_graphics;
  GlSurface* m_surface = nullptr;  ///< a child that covers the canvas; null: the canvas paints itself
};

}  // namespace skizze::ui
