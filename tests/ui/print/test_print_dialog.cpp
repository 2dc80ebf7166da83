// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The dialog over real QGIS (skizze-qgis, built where qgis_project_maker is).
#include "print/print_dialog.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "canvas/canvas.h"
#include "project/document.h"
#include "shell/action_table.h"
#include "shell/main_window.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestPrintDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { stay_apart(); }
  void init();
  void cleanup() { m_window.reset(); }
  void the_menu_s_action_opens_one_dialog_beside_the_map();
  void a_typed_scale_is_taken_and_a_bad_one_said();
  void the_sheet_s_middle_is_the_map_s_middle();
  void a_series_wants_a_pdf_and_one_scale_for_all_its_sheets();
  void a_series_can_go_over_the_measures_of_the_variant();
  void the_picture_comes_and_the_frame_has_the_sheet_s_size();
  void the_sheet_is_written_as_a_job();

 private:
  bool add_districts() {
    const QString file = m_dir->filePath(QStringLiteral("districts.geojson"));
    const auto square = [](const char* name, double lon) {
      const auto at = [lon](double x, double y) { return QStringLiteral("[%1,%2]").arg(lon + x, 0, 'f', 6).arg(51 + y, 0, 'f', 6); };
      return QStringLiteral(R"({"type":"Feature","properties":{"name":"%1"},"geometry":{"type":"Polygon","coordinates":[[%2,%3,%4,%5,%2]]}})")
          .arg(QLatin1String(name), at(0, 0), at(0.001, 0), at(0.001, 0.001), at(0, 0.001));
    };
    if (!write_file(file, QStringLiteral(R"({"type":"FeatureCollection","features":[%1,%2]})").arg(square("Nord", 9), square("Süd", 9.002)).toUtf8()))
      return false;
    auto& document = m_window->document();
    QSignalSpy previewed(&document, &project::Document::previewed);
    const auto batch = document.prepare_files({file});
    if (!QTest::qWaitFor([&] { return previewed.count() > 0; }, 30'000)) return false;
    document.confirm_files(batch);
    return QTest::qWaitFor([&] { return document.layers().size() == 1 && document.jobs().idle(); }, 30'000) && document.wait_settled();
  }
  PrintDialog* dialog() {
    m_window->actions_table().run(QStringLiteral("file.print"));
    return m_window->findChild<PrintDialog*>();
  }
  static QComboBox* box(PrintDialog* dialog, const char* name) {
    for (auto* one : dialog->findChildren<QComboBox*>())
      if (one->accessibleName() == QLatin1String(name)) return one;
    return nullptr;
  }

  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

void TestPrintDialog::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir, 25832));
  QVERIFY(add_districts());
  auto& document = m_window->document();
  m_window->canvas().set_camera(document.extent().center(), 16, false);
}

void TestPrintDialog::the_menu_s_action_opens_one_dialog_beside_the_map() {
  auto* first = dialog();
  QVERIFY(first != nullptr);
  QVERIFY2(!first->isModal(), "the map can be moved");
  QCOMPARE(dialog(), first);
  QCOMPARE(m_window->actions_table().action(QStringLiteral("file.print"))->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_P));
}

void TestPrintDialog::a_typed_scale_is_taken_and_a_bad_one_said() {
  auto* print = dialog();
  auto* scale = box(print, "Scale");
  QVERIFY(scale != nullptr);
  for (const auto& [typed, wanted] : {std::pair{"1:1250", 1250.0}, {"2500", 2500.0}, {"1:10.000", 10000.0}, {"1:25,000", 25000.0}}) {
    scale->setEditText(QLatin1String(typed));
    QCOMPARE(print->wish().sheet.scale, wanted);
  }
  scale->setEditText(QStringLiteral("large"));
  QVERIFY(print->wish().sheet.scale < 0);
  bool said = false;
  for (const auto* label : print->findChildren<QLabel*>()) said = said || label->text().contains(QString::fromUtf8("“large”"));
  QVERIFY2(said, "what cannot be read is named");
}

void TestPrintDialog::the_sheet_s_middle_is_the_map_s_middle() {
  auto* print = dialog();
  auto& canvas = m_window->canvas();
  const auto before = print->wish().sheet.center;
  canvas.set_camera({canvas.camera().center.x + 100, canvas.camera().center.y}, canvas.camera().zoom, false);
  const auto after = print->wish().sheet.center;
  const auto expected = m_window->document().to_project(canvas.camera().center);
  QVERIFY(std::abs(after.x - expected.x) < 1e-6 && std::abs(after.y - expected.y) < 1e-6);
  QVERIFY(after.x - before.x > 40);
}

void TestPrintDialog::a_series_wants_a_pdf_and_one_scale_for_all_its_sheets() {
  auto* print = dialog();
  auto* sheets = box(print, "Sheets");
  QVERIFY(sheets != nullptr && sheets->count() > 1);
  sheets->setCurrentIndex(1);
  QVERIFY(!print->wish().series_layer.empty());
  QCOMPARE(print->wish().sheet.scale, 0.0);
  QVERIFY(print->findChild<QSpinBox*>()->isVisibleTo(print));
  sheets->setCurrentIndex(0);
  QVERIFY(print->wish().series_layer.empty() && print->wish().sheet.scale > 0);
}

void TestPrintDialog::a_series_can_go_over_the_measures_of_the_variant() {
  auto& document = m_window->document();
  for (const double off : {0.0, 400.0}) {
    sketch::Measure lane;
    lane.name = off > 0 ? "Ring" : "Allee";
    lane.geometry = geo::make_line({{500000 + off, 5650000}, {500000 + off, 5650200}});
    lane.lane.width_m = 2;
    document.add_measure(lane);
  }
  QVERIFY(document.wait_settled());
  auto* print = dialog();
  auto* sheets = box(print, "Sheets");
  const int lanes = sheets->findText(QStringLiteral("One for each of: Bike lanes"));
  QCOMPARE(lanes, 1);
  QCOMPARE(sheets->findText(QStringLiteral("One for each of: Solar areas")), -1);
  sheets->setCurrentIndex(lanes);
  if (!PrintDesk::available()) QSKIP("QGIS core (libqgis-dev) was not installed when this was built");
  QVERIFY(QTest::qWaitFor([&] { return print->has_preview(); }, 60'000));
  QTRY_COMPARE_WITH_TIMEOUT(print->findChild<QSpinBox*>()->maximum(), 2, 60'000);
}

void TestPrintDialog::the_picture_comes_and_the_frame_has_the_sheet_s_size() {
  if (!PrintDesk::available()) QSKIP("QGIS core (libqgis-dev) was not installed when this was built");
  auto* print = dialog();
  box(print, "Scale")->setEditText(QStringLiteral("1:1000"));
  QVERIFY(QTest::qWaitFor([&] { return print->has_preview(); }, 60'000));
  QVERIFY(QTest::qWaitFor([&] { return m_window->document().jobs().idle(); }, 60'000));
  const auto frame = print->frame().size_m();
  QVERIFY2(frame.width() > 150 && frame.width() < 297 && frame.height() > 150 && frame.height() < 210, "a map on A4 at 1:1000");
}

void TestPrintDialog::the_sheet_is_written_as_a_job() {
  if (!PrintDesk::available()) QSKIP("QGIS core (libqgis-dev) was not installed when this was built");
  auto* print = dialog();
  box(print, "Scale")->setEditText(QStringLiteral("1:1000"));
  const QString file = m_dir->filePath(QStringLiteral("karte.pdf"));
  print->print_to(file);
  QVERIFY(!m_window->document().jobs().idle());
  QVERIFY(QTest::qWaitFor([&] { return m_window->document().jobs().idle(); }, 60'000));
  QFile written(file);
  QVERIFY(written.open(QIODevice::ReadOnly));
  QVERIFY(written.read(5) == "%PDF-");
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestPrintDialog)
#include "test_print_dialog.moc"
