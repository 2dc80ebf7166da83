// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A tool is a state machine: ToolInput in, ToolResult out. It never touches a widget, a file or the document, so that tests
/// drive it without a window; the canvas turns pointer, touch and keyboard into the same inputs and carries out the results.
#pragma once

#include <QCursor>
#include <QPointF>
#include <QRectF>
#include <QRegion>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

#include "base/id.h"
#include "geo/geometry.h"
#include "scene/hit_test.h"
#include "scene/map_view.h"
#include "tools/selection.h"

class QPainter;

namespace skizze::project {
class Document;
}

namespace skizze::ui {

struct Theme;

/// One thing a person did over the map. Keyboard users steer a crosshair: the arrow keys arrive as `move` and Enter as `press` + `release`
/// at the crosshair, so a tool that works with the mouse works with the keyboard.
struct ToolInput {
  enum class Kind { press, move, release, double_click, key, wheel };
  Kind kind = Kind::move;
  QPointF screen_px;                      ///< CSS pixels in the canvas
  geo::Point2 mercator;                   ///< the same place in Web Mercator metres
  geo::Point2 project;                    ///< the same place in the project's CRS, metres
  Qt::MouseButton button = Qt::NoButton;  ///< that changed (press, release, double_click)
  Qt::MouseButtons buttons;               ///< that are down
  Qt::KeyboardModifiers modifiers;
  int key = 0;             ///< Qt::Key of a key press (never Escape: that is step_back())
  QString text;            ///< what the key types: digits, '.', ',' start a typed length
  double wheel_steps = 0;  ///< notches, away from the person positive
  bool dragging = false;   ///< a button is down and the pointer has left the click tolerance since the press
};

/// What a tool may ask while it handles an input or paints. Implemented by the canvas, and by a plain struct in tests.
class ToolContext {
 public:
  virtual ~ToolContext() = default;
  virtual const scene::Camera& camera() const = 0;
  /// Project CRS metres to Web Mercator metres and back; identity of metres where no project is open.
  virtual geo::Point2 to_project(geo::Point2 mercator) const = 0;
  virtual geo::Point2 to_mercator(geo::Point2 project) const = 0;
  /// Rendered features under a point, topmost first.
  virtual std::vector<scene::Hit> hits(QPointF screen_px, double tolerance_px) const = 0;
  /// What the map shows; packs of the layers are read from it for snapping.
  virtual const scene::MapSnapshot& snapshot() const = 0;
  /// What is selected, wherever it was picked (map, list, search).
  virtual const Selection& selection() const = 0;
  /// The open document, read only; nullptr on the start page and in tests that need none.
  virtual const project::Document* document() const = 0;
  virtual const Theme& theme() const = 0;
  /// Size of handles and tolerances relative to the desk density (projector 1.5, table 2).
  virtual double ui_scale() const = 0;
  /// Whether anything of a rectangle is painted in this frame; what lies elsewhere may be left out.
  virtual bool is_painted(const QRectF& /*screen_px*/) const { return true; }

  QPointF screen_of_mercator(geo::Point2 mercator) const {
    const auto p = camera().to_screen(mercator);
    return {p.x, p.y};
  }
  QPointF screen_of_project(geo::Point2 project) const { return screen_of_mercator(to_mercator(project)); }
  /// Ground metres per CSS pixel in the middle of the map.
  double metres_per_px() const;
};

/// What a tool has let go of and the map does not show yet: the canvas paints it in the overlay until every square in view that it touches
/// has been drawn with it, so that between the release and the new squares neither the old shape nor a hole is seen.
struct HeldShape {
  base::Uuid id;        ///< of the measure or contribution; null for one that is being made
  geo::Geometry shape;  ///< project CRS, as it is now
  geo::Box touched;     ///< project CRS: where it was and where it is
};

/// What lies over a layer of the map, in pictures that only their maker can read.
struct Question {
  geo::Point2 mercator;
  QString above;  ///< id of a map layer; empty: over the ground
};

/// The outcome of one input. Changes to the document are closures that the window runs on the document right away
/// (`document.execute(command)`); a test runs or counts them.
struct ToolResult {
  bool taken = false;               ///< the canvas must not pan, zoom or identify with this input
  bool repaint = false;             ///< the tool's overlay changed
  bool finished = false;            ///< the tool has done its work: the window goes back to the select tool
  std::optional<Selection> select;  ///< show this in the inspector
  std::vector<std::function<void(project::Document&)>> changes;
  std::optional<HeldShape> held;   ///< goes on being painted until the map shows it
  std::optional<QRegion> changed;  ///< of the canvas, where repainting is enough; empty: everywhere
  std::optional<Question> question = std::nullopt;

  static ToolResult ignored() { return {}; }
  static ToolResult took() { return {true, true, false, {}, {}, {}, {}}; }
};

/// Owned by the canvas's tool box; one is active at a time. UI thread only.
/// Who gets what: a press goes to the tool first. Taken, all moves and the release are the tool's (drag a vertex). Not taken, dragging pans
/// the map, and a release without dragging reaches the tool as a click (`release`, `dragging` false): add a vertex there. Moves without a
/// button always arrive. Wheel and pinch zoom unless the tool takes the wheel; the middle button and space + drag always pan.
class Tool {
 public:
  virtual ~Tool();
  /// Stable name: "pan", "measure_distance", "draw_bike_lane". Stored in the project, so that a restart brings the same tool.
  virtual QString id() const = 0;
  /// Called when it becomes the active tool and when it stops; stopping drops what was half drawn.
  virtual void activate(ToolContext&) {}
  virtual void deactivate() {}
  virtual ToolResult handle(const ToolInput& input, ToolContext& context) = 0;
  /// Escape: one state back (last vertex, then the whole shape, ...). `taken` is false where there is nothing to step back from;
  /// then the window goes back to the select tool.
  virtual ToolResult step_back(ToolContext& context);
  /// What it draws over the map, in CSS pixels of the canvas, each frame: keep it cheap.
  virtual void paint(QPainter& painter, const ToolContext& context) const;
  /// One sentence for the status line: what the next click does.
  virtual QString status_text() const { return {}; }
  /// The figure that matters, shown beside the pointer ("124 m"); empty for none. Lines are separated by '\n', the first is set bold.
  virtual QString pointer_note() const { return {}; }
  virtual QCursor cursor() const { return Qt::ArrowCursor; }
  /// True while the tool paints the selected thing itself (it is being changed), so that its old shape is not highlighted.
  virtual bool paints_selection() const { return false; }
};

}  // namespace skizze::ui
