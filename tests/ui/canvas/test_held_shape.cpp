// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Between the end of a drag and the new squares neither the old shape nor a hole is seen.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "canvas/canvas.h"
#include "project/document.h"
#include "tools/edit_tool.h"
#include "widgets/theme.h"

namespace skizze::ui {

namespace {

constexpr geo::Point2 k_origin{390000, 5820000};
constexpr int k_patience_ms = 20000;

geo::Geometry lane(double north) {
  return geo::make_line({{k_origin.x - 60, k_origin.y + north}, {k_origin.x, k_origin.y + north}, {k_origin.x + 60, k_origin.y + north}});
}

}  // namespace

class TestHeldShape : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init();
  void cleanup();
  void a_moved_shape_is_painted_until_the_squares_show_it();
  void a_shape_let_go_by_escape_is_painted_until_it_is_back();
  void a_drawn_measure_does_not_blink();

 private:
  void send(ToolInput::Kind kind, double east, double north, bool dragging);
  void drag();
  bool ground_at(double east, double north);
  /// Turns the event loop until nothing is held; `look` at every turn.
  bool until_let_go(const std::function<void()>& look);

  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<project::Document> m_document;
  std::unique_ptr<Canvas> m_canvas;
  base::Uuid m_lane;
};

void TestHeldShape::init() {
  Look::instance().set_reduced_motion(true);
  Look::instance().set(ThemeChoice::light, Density::desk);
  m_dir = std::make_unique<QTemporaryDir>();
  project::DocumentOptions options;
  options.cache_dir = m_dir->filePath(QStringLiteral("cache")).toStdString();
  options.data_dir = m_dir->filePath(QStringLiteral("data")).toStdString();
  options.backups = false;
  m_document = std::make_unique<project::Document>(options);
  m_document->create(m_dir->filePath(QStringLiteral("p.gpkg")), QStringLiteral("Test"), 25833);
  QVERIFY(QTest::qWaitFor([&] { return m_document->is_open(); }, k_patience_ms));
  sketch::Measure measure;
  measure.geometry = lane(0);
  measure.lane.width_m = 2;
  m_lane = m_document->add_measure(measure);
  QVERIFY(m_document->wait_settled());

  m_canvas = std::make_unique<Canvas>();
  m_canvas->resize(800, 600);
  m_canvas->set_document(m_document.get());
  connect(m_canvas.get(), &Canvas::changes_wanted, this, [this](const auto& changes) {
    for (const auto& change : changes) change(*m_document);
  });
  connect(m_document.get(), &project::Document::snapshot_changed, this,
          [this] { m_canvas->set_snapshot(m_document->map_snapshot(project::Theme::light)); });
  connect(m_document.get(), &project::Document::region_changed, this,
          [this](const QString&, const geo::Box& box) { m_canvas->set_snapshot(m_document->map_snapshot(project::Theme::light), box); });
  m_canvas->add_tool(std::make_unique<EditTool>());
  m_canvas->show();
  m_canvas->set_snapshot(m_document->map_snapshot(project::Theme::light));
  m_canvas->set_camera(m_document->to_mercator(k_origin), 18, false);
  m_canvas->set_selection(Selection::of_measure(m_lane));
  QVERIFY(m_canvas->wait_until_drawn(k_patience_ms));
}

void TestHeldShape::cleanup() {
  m_canvas.reset();
  m_document.reset();
  m_dir.reset();
}

void TestHeldShape::send(ToolInput::Kind kind, double east, double north, bool dragging) {
  ToolInput input;
  input.kind = kind;
  input.button = kind == ToolInput::Kind::move ? Qt::NoButton : Qt::LeftButton;
  input.buttons = Qt::LeftButton;
  input.dragging = dragging;
  input.project = {k_origin.x + east, k_origin.y + north};
  input.mercator = m_document->to_mercator(input.project);
  input.screen_px = m_canvas->screen_of_mercator(input.mercator);
  m_canvas->feed(input);
}

/// The whole lane, 30 m to the north, taken where it has no grip.
void TestHeldShape::drag() {
  send(ToolInput::Kind::press, 15, 0, false);
  send(ToolInput::Kind::move, 15, 20, true);
  send(ToolInput::Kind::move, 15, 30, true);
  QVERIFY(m_canvas->wait_until_drawn(k_patience_ms));
}

bool TestHeldShape::ground_at(double east, double north) {
  const auto at = m_canvas->screen_of_project({k_origin.x + east, k_origin.y + north});
  const QImage picture = m_canvas->grab().toImage();
  const QColor ground = picture.pixelColor(5, 5);
  return picture.pixelColor(at.toPoint()) == ground;
}

bool TestHeldShape::until_let_go(const std::function<void()>& look) {
  return QTest::qWaitFor(
      [&] {
        look();
        return m_canvas->held().empty();
      },
      k_patience_ms);
}

void TestHeldShape::a_moved_shape_is_painted_until_the_squares_show_it() {
  drag();
  QVERIFY(ground_at(40, 0));
  QVERIFY(!ground_at(40, 30));
  m_canvas->set_selection({});  // its highlight would hide a hole
  send(ToolInput::Kind::release, 15, 30, true);
  QCOMPARE(m_canvas->held().size(), std::size_t{1});
  int looks = 0;
  QVERIFY(until_let_go([&] {
    ++looks;
    QVERIFY(!ground_at(40, 30));  // the new shape, whoever paints it
    QVERIFY(ground_at(40, 0));    // never the old one
  }));
  QVERIFY(looks >= 1);
  QVERIFY(m_document->is_settled(m_lane));
  QVERIFY(!ground_at(40, 30));
  QVERIFY(ground_at(40, 0));
}

void TestHeldShape::a_shape_let_go_by_escape_is_painted_until_it_is_back() {
  drag();
  m_canvas->set_selection({});
  m_canvas->step_back();
  QCOMPARE(m_canvas->held().size(), std::size_t{1});
  QVERIFY(until_let_go([&] { QVERIFY(!ground_at(40, 0)); }));
  QVERIFY(!ground_at(40, 0));
  QVERIFY(ground_at(40, 30));
}

void TestHeldShape::a_drawn_measure_does_not_blink() {
  m_canvas->set_selection({});
  sketch::Measure drawn;
  drawn.geometry = lane(60);
  drawn.lane.width_m = 2;
  ToolResult result = ToolResult::took();
  result.changes.push_back([drawn](project::Document& document) { document.add_measure(drawn); });
  result.held = HeldShape{{}, drawn.geometry, drawn.geometry.bounds()};
  struct Giver : Tool {
    explicit Giver(ToolResult given) : result(std::move(given)) {}
    QString id() const override { return QStringLiteral("giver"); }
    ToolResult handle(const ToolInput&, ToolContext&) override { return result; }
    ToolResult result;
  };
  m_canvas->add_tool(std::make_unique<Giver>(result));
  QVERIFY(m_canvas->activate_tool(QStringLiteral("giver")));
  send(ToolInput::Kind::release, 0, 0, false);
  QCOMPARE(m_canvas->held().size(), std::size_t{1});
  QVERIFY(until_let_go([&] { QVERIFY(!ground_at(40, 60)); }));
  QVERIFY(!ground_at(40, 60));
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestHeldShape)
#include "test_held_shape.moc"
