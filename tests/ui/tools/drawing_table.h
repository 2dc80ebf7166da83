// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// A real project in a folder of its own with one view of it, for tools that are driven without a window: what is drawn can be hit and
/// snapped to.
#pragma once

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

#include "project/document.h"
#include "tools/tool.h"
#include "widgets/theme.h"

namespace skizze::ui {

/// Places are metres east and north of a point in Berlin (ETRS89/UTM 33N); a pixel is about 0.18 m.
class DrawingTable : public ToolContext {
 public:
  static constexpr geo::Point2 k_origin{390000, 5820000};

  bool open() {
    project::DocumentOptions options;
    options.cache_dir = m_dir.filePath(QStringLiteral("cache")).toStdString();
    options.data_dir = m_dir.filePath(QStringLiteral("data")).toStdString();
    options.backups = false;
    m_document = std::make_unique<project::Document>(options);
    m_document->create(m_dir.filePath(QStringLiteral("table.gpkg")), QStringLiteral("Table"), 25833);
    if (!QTest::qWaitFor([this] { return m_document->is_open(); }, 20000)) return false;
    view = {m_document->to_mercator(k_origin), 18, 800, 600, 1};
    return settle();
  }
  /// Until everything is written and the picture is new.
  bool settle() {
    const bool settled = m_document->wait_settled(20000);
    m_snapshot = m_document->map_snapshot(project::Theme::light);
    return settled;
  }
  static geo::Point2 place(double east, double north) { return {k_origin.x + east, k_origin.y + north}; }
  ToolInput input(ToolInput::Kind kind, double east, double north, Qt::KeyboardModifiers modifiers = {}) const {
    ToolInput in;
    in.kind = kind;
    in.button = kind == ToolInput::Kind::move ? Qt::NoButton : Qt::LeftButton;
    in.modifiers = modifiers;
    in.project = place(east, north);
    in.mercator = to_mercator(in.project);
    in.screen_px = screen_of_mercator(in.mercator);
    return in;
  }
  /// Carries out what a tool gave, as the canvas and the window do.
  ToolResult run(const ToolResult& result) {
    for (const auto& change : result.changes) change(*m_document);
    if (result.select) selected = *result.select;
    if (!result.changes.empty()) settle();
    return result;
  }
  ToolResult move(Tool& tool, double east, double north, Qt::KeyboardModifiers modifiers = {}) {
    return run(tool.handle(input(ToolInput::Kind::move, east, north, modifiers), *this));
  }
  ToolResult click(Tool& tool, double east, double north, Qt::KeyboardModifiers modifiers = {}) {
    move(tool, east, north, modifiers);
    run(tool.handle(input(ToolInput::Kind::press, east, north, modifiers), *this));
    return run(tool.handle(input(ToolInput::Kind::release, east, north, modifiers), *this));
  }
  ToolResult double_click(Tool& tool, double east, double north) {
    click(tool, east, north);
    return run(tool.handle(input(ToolInput::Kind::double_click, east, north), *this));
  }
  ToolResult drag(Tool& tool, double east, double north, double to_east, double to_north, Qt::KeyboardModifiers modifiers = {}) {
    move(tool, east, north, modifiers);
    run(tool.handle(input(ToolInput::Kind::press, east, north, modifiers), *this));
    pull(tool, to_east, to_north, modifiers);
    auto end = input(ToolInput::Kind::release, to_east, to_north, modifiers);
    end.dragging = true;
    return run(tool.handle(end, *this));
  }
  /// A move with the button down.
  ToolResult pull(Tool& tool, double east, double north, Qt::KeyboardModifiers modifiers = {}) {
    auto in = input(ToolInput::Kind::move, east, north, modifiers);
    in.buttons = Qt::LeftButton;
    in.dragging = true;
    return run(tool.handle(in, *this));
  }
  ToolResult key(Tool& tool, int key, const QString& text = {}, Qt::KeyboardModifiers modifiers = {}, double east = 0, double north = 0) {
    auto in = input(ToolInput::Kind::key, east, north, modifiers);
    in.button = Qt::NoButton;
    in.key = key;
    in.text = text;
    return run(tool.handle(in, *this));
  }
  ToolResult escape(Tool& tool) { return run(tool.step_back(*this)); }

  base::Uuid add_lane(const std::vector<geo::Point2>& east_north, const std::string& name = "Lane") {
    sketch::Measure measure;
    measure.name = name;
    std::vector<geo::Point2> points;
    for (const auto& p : east_north) points.push_back(place(p.x, p.y));
    measure.geometry = geo::make_line(points);
    measure.lane.width_m = 2.0;
    return add(measure);
  }
  base::Uuid add_area(const std::vector<geo::Point2>& east_north) {
    sketch::Measure measure;
    measure.kind = sketch::MeasureKind::solar_area;
    measure.name = "Area";
    std::vector<geo::Point2> ring;
    for (const auto& p : east_north) ring.push_back(place(p.x, p.y));
    measure.geometry = geo::make_area({ring});
    return add(measure);
  }
  const sketch::Measure* measure(const base::Uuid& id) const { return m_document->measure(id); }
  project::Document& doc() { return *m_document; }

  const scene::Camera& camera() const override { return view; }
  geo::Point2 to_project(geo::Point2 p) const override { return m_document->to_project(p); }
  geo::Point2 to_mercator(geo::Point2 p) const override { return m_document->to_mercator(p); }
  std::vector<scene::Hit> hits(QPointF at, double tolerance_px) const override {
    return scene::hit_test(m_snapshot, view, {at.x(), at.y()}, tolerance_px);
  }
  const scene::MapSnapshot& snapshot() const override { return m_snapshot; }
  const Selection& selection() const override { return selected; }
  const project::Document* document() const override { return m_document.get(); }
  const Theme& theme() const override { return current_theme(); }
  double ui_scale() const override { return 1; }

  Selection selected;
  scene::Camera view;

 private:
  base::Uuid add(const sketch::Measure& measure) {
    const auto id = m_document->add_measure(measure);
    settle();
    return id;
  }
  QTemporaryDir m_dir;
  std::unique_ptr<project::Document> m_document;
  scene::MapSnapshot m_snapshot;
};

/// Within a millimetre.
inline bool near(geo::Point2 a, geo::Point2 b) { return std::abs(a.x - b.x) < 0.001 && std::abs(a.y - b.y) < 0.001; }

}  // namespace skizze::ui
