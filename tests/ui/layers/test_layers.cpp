// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QLineEdit>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include "canvas/canvas.h"
#include "layers/import_dialog.h"
#include "layers/layer_model.h"
#include "layers/layer_page.h"
#include "layers/layer_panel.h"
#include "layers/style_editor.h"
#include "shell/inspector.h"
#include "shell/language.h"
#include "shell/main_window.h"
#include "shell/project_flow.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

namespace {

/// Three named squares of 100 m around 13.4 E, 52.5 N, and two points.
QByteArray squares() {
  QByteArray features;
  for (int i = 0; i < 3; ++i) {
    const double x = 13.4 + i * 0.003;
    const auto at = [x](double dx, double dy) { return QStringLiteral("[%1,%2]").arg(x + dx, 0, 'f', 6).arg(52.5 + dy, 0, 'f', 6).toLatin1(); };
    if (i > 0) features += ',';
    features += R"({"type":"Feature","properties":{"name":"Hof )" + QByteArray::number(i) + R"(","height":)" + QByteArray::number(10 * (i + 1)) +
                R"(},"geometry":{"type":"Polygon","coordinates":[[)" + at(0, 0) + ',' + at(0.0015, 0) + ',' + at(0.0015, 0.0009) + ',' + at(0, 0.0009) + ',' +
                at(0, 0) + "]]}}";
  }
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

QByteArray points() {
  return R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"kind":"bench"},"geometry":{"type":"Point","coordinates":[13.401,52.501]}},
    {"type":"Feature","properties":{"kind":"tree"},"geometry":{"type":"Point","coordinates":[13.402,52.502]}}]})";
}

}  // namespace

}  // namespace skizze::ui

using namespace skizze;      // the class stands outside: moc loses the namespace behind the raw strings above
using namespace skizze::ui;

class TestLayers : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup();
  void a_preview_comes_before_anything_is_added();
  void a_refused_preview_adds_nothing();
  void layers_stand_topmost_first();
  void the_eye_hides_a_layer_and_undo_shows_it_again();
  void dropping_a_row_moves_the_layer();
  void a_clicked_feature_shows_its_attributes();
  void a_style_by_number_reaches_the_map();
  void a_wrong_filter_says_why_and_changes_nothing();
  void a_removed_layer_comes_back_with_undo();

 private:
  ImportDialog* drop(const QStringList& names);
  void add_both();
  project::Document& document() { return m_window->document(); }
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

void TestLayers::initTestCase() {
  stay_apart();
  qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
}

void TestLayers::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  QVERIFY(write_file(m_dir->filePath(QStringLiteral("squares.geojson")), squares()));
  QVERIFY(write_file(m_dir->filePath(QStringLiteral("points.geojson")), points()));
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir));
}

void TestLayers::cleanup() { m_window.reset(); }

ImportDialog* TestLayers::drop(const QStringList& names) {
  QStringList paths;
  for (const QString& name : names) paths << m_dir->filePath(name);
  m_window->flow().take_files(paths);
  ImportDialog* dialog = nullptr;
  [&] { QTRY_VERIFY_WITH_TIMEOUT((dialog = m_window->findChild<ImportDialog*>()) != nullptr, 60000); }();
  return dialog;
}

void TestLayers::add_both() {
  auto* dialog = drop({QStringLiteral("squares.geojson"), QStringLiteral("points.geojson")});
  QVERIFY(dialog != nullptr);
  QCOMPARE(dialog->chosen().size(), std::size_t{2});
  Q_EMIT dialog->confirmed();
  dialog->accept();
  QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{2}, 30000);
  QTRY_VERIFY_WITH_TIMEOUT(document().layers()[0].pack && document().layers()[1].pack, 30000);
  QVERIFY(document().wait_settled());
}

void TestLayers::a_preview_comes_before_anything_is_added() {
  auto* dialog = drop({QStringLiteral("squares.geojson")});
  QVERIFY(dialog != nullptr);
  QVERIFY(document().layers().empty());
  QTRY_VERIFY_WITH_TIMEOUT(dialog->drawn(), 30000);
  dialog->reject();
}

void TestLayers::a_refused_preview_adds_nothing() {
  drop({QStringLiteral("squares.geojson")})->reject();
  QTest::qWait(50);
  QVERIFY(document().layers().empty());
  QVERIFY(!document().can_undo());
}

void TestLayers::layers_stand_topmost_first() {
  add_both();
  auto& model = m_window->findChild<LayerPanel*>()->model();
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QCOMPARE(model.rowCount(), 2);
  QCOMPARE(model.id_at(model.index(0, 0)), document().layers().back().id);
  model.refresh();
}

void TestLayers::the_eye_hides_a_layer_and_undo_shows_it_again() {
  add_both();
  auto& model = m_window->findChild<LayerPanel*>()->model();
  const auto id = model.id_at(model.index(0, 0));
  QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
  QTRY_VERIFY(!document().layer(id)->visible);
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_VERIFY(document().layer(id)->visible);
}

void TestLayers::dropping_a_row_moves_the_layer() {
  add_both();
  auto& model = m_window->findChild<LayerPanel*>()->model();
  const auto top = model.id_at(model.index(0, 0));
  const std::unique_ptr<QMimeData> data(model.mimeData({model.index(0, 0)}));
  model.dropMimeData(data.get(), Qt::MoveAction, 2, 0, {});
  QTRY_COMPARE(document().layers().front().id, top);
  QCOMPARE(model.id_at(model.index(1, 0)), top);
}

void TestLayers::a_clicked_feature_shows_its_attributes() {
  add_both();
  const auto& squares_layer = document().layers()[0].pack->info().kind == geo::GeometryKind::area ? document().layers()[0] : document().layers()[1];
  m_window->canvas().set_camera(squares_layer.pack->bounds(0).center(), 17, false);
  QVERIFY(m_window->canvas().wait_until_drawn(30000));
  QTest::mouseClick(&m_window->canvas(), Qt::LeftButton, {}, m_window->canvas().rect().center());
  QCOMPARE(m_window->workspace().selection().kind, Selection::Kind::feature);
  QVERIFY(m_window->inspector().isVisible());
}

void TestLayers::a_style_by_number_reaches_the_map() {
  add_both();
  for (const auto& layer : document().layers()) {
    if (layer.pack->info().kind != geo::GeometryKind::area) continue;
    const auto id = layer.id;
    m_window->workspace().select(Selection::of_layer(layer.map_id()));
    auto& editor = m_window->findChild<LayerPage*>()->style_editor();
    editor.set_kind(StyleEditor::Kind::graduated);
    editor.set_column(QStringLiteral("height"));
    QTRY_VERIFY_WITH_TIMEOUT(document().layer(id)->style_json.find("height") != std::string::npos, 5000);
    auto& model = m_window->findChild<LayerPanel*>()->model();
    QTRY_VERIFY(model.rowCount(model.index_of(id)) >= 2);
    return;
  }
  QFAIL("no area layer");
}

void TestLayers::a_wrong_filter_says_why_and_changes_nothing() {
  add_both();
  const auto id = document().layers().front().id;
  m_window->workspace().select(Selection::of_layer(base::to_string(id)));
  auto& field = m_window->findChild<LayerPage*>()->filter_field();
  field.setText(QStringLiteral("nonsense = "));
  Q_EMIT field.editingFinished();
  QVERIFY(document().layer(id)->filter.empty());
}

void TestLayers::a_removed_layer_comes_back_with_undo() {
  add_both();
  auto* panel = m_window->findChild<LayerPanel*>();
  panel->view().setCurrentIndex(panel->model().index(0, 0));
  const auto id = panel->current();
  panel->remove_current();
  QTRY_COMPARE(document().layers().size(), std::size_t{1});
  QVERIFY(document().wait_settled());
  document().undo();
  QTRY_VERIFY(document().layer(id) != nullptr);
}

QTEST_MAIN(TestLayers)
#include "test_layers.moc"
