// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Against real QGIS: what qgis_project_maker edits is noticed and asked about.
#include "shell/qgis_watch.h"

#include <QComboBox>
#include <QProcess>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>

#include "project/document.h"
#include "project/qgis_write.h"
#include "qgis/helper.h"
#include "shell/main_window.h"
#include "shell/qgis_return_dialog.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestQgisWatch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    stay_apart();
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (qgis::find_helper().empty()) QSKIP("skizze-qgis is not built here: libqgis-dev is absent");
  }
  void init();
  void cleanup() { m_window.reset(); }
  void a_change_in_qgis_is_noticed_shown_and_taken_as_one_step();
  void what_both_changed_stays_ours_unless_it_is_chosen();

 private:
  project::Document& document() { return m_window->document(); }
  bool in_qgis(const QStringList& steps) {
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(QStringLiteral(STADTSKIZZE_BIN_DIR "/../tests/qgis_project_maker"),
                  QStringList{QStringLiteral("edit"), m_dir->filePath(QStringLiteral("Export.qgz")), QString::fromUtf8(k_layer)} + steps);
    return process.waitForFinished(120000) && process.exitCode() == 0;
  }
  QgisReturnDialog* asked() {
    m_window->workspace().findChild<QgisWatch*>()->ask();
    QgisReturnDialog* dialog = nullptr;
    const bool there = QTest::qWaitFor([&] { return (dialog = m_window->findChild<QgisReturnDialog*>()) != nullptr; }, 30000);
    return there ? dialog : nullptr;
  }
  static constexpr const char* k_layer = "Bike lanes";
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
  base::Uuid m_lane;
};

void TestQgisWatch::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_window = english_window(*m_dir);
  QVERIFY(open_new_project(*m_window, *m_dir, 25832));
  sketch::Measure lane;
  lane.name = "Ring";
  lane.geometry = geo::make_line({{500000, 5600000}, {500200, 5600000}});
  lane.lane.width_m = 2;
  m_lane = document().add_measure(lane);
  QVERIFY(document().wait_settled());
  const auto written = project::write_for_qgis(project::qgis_input(document(), project::Theme::light, project::Language::en),
                                               m_dir->filePath(QStringLiteral("Export.qgz")).toStdString(), document().path().toStdString(),
                                               {}, [](double, const base::Message&) {});
  QVERIFY(written);
  m_window->workspace().findChild<QgisWatch*>()->remember(QString::fromStdString(written->gpkg.string()));
}

void TestQgisWatch::a_change_in_qgis_is_noticed_shown_and_taken_as_one_step() {
  QStringList said;
  connect(&m_window->workspace(), &Workspace::message_wanted, this, [&said](MessageKind, const QString& text) { said << text; });
  QTest::qWait(1100);  // file times may know seconds only
  QVERIFY(in_qgis({QStringLiteral("set|Ring|breite|2.75")}));
  QTRY_VERIFY_WITH_TIMEOUT(said.contains(QStringLiteral("Export.gpkg was changed in QGIS.")), 20000);
  m_window->workspace().disconnect(this);
  auto* dialog = asked();
  QVERIFY(dialog != nullptr);
  const auto* tree = dialog->findChild<QTreeWidget*>();
  QCOMPARE(tree->topLevelItemCount(), 1);
  QCOMPARE(tree->topLevelItem(0)->text(0), QStringLiteral("Ring"));
  QCOMPARE(tree->topLevelItem(0)->child(0)->text(0), QStringLiteral("Clear width [m]"));
  QCOMPARE(tree->topLevelItem(0)->child(0)->text(2), QStringLiteral("2.75"));
  const auto steps = document().history().size();
  dialog->accept();
  QVERIFY(document().wait_settled());
  QCOMPARE(*document().measure(m_lane)->lane.width_m, 2.75);
  QCOMPARE(document().history().size(), steps + 1);
  document().undo();
  QTRY_COMPARE(*document().measure(m_lane)->lane.width_m, 2.0);
}

void TestQgisWatch::what_both_changed_stays_ours_unless_it_is_chosen() {
  QVERIFY(in_qgis({QStringLiteral("set|Ring|breite|2.75")}));
  auto ours = *document().measure(m_lane);
  ours.lane.width_m = 3;
  document().update_measure(ours);
  QVERIFY(document().wait_settled());
  auto* dialog = asked();
  QVERIFY(dialog != nullptr);
  auto* choice = dialog->findChild<QComboBox*>();
  QVERIFY(choice != nullptr && choice->currentIndex() == 0);
  QVERIFY(!choice->accessibleName().isEmpty());
  QVERIFY(dialog->choices() == std::vector<project::QgisChoice>{project::QgisChoice::merge});
  choice->setCurrentIndex(1);
  dialog->accept();
  QVERIFY(document().wait_settled());
  QCOMPARE(*document().measure(m_lane)->lane.width_m, 2.75);
}

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestQgisWatch)
#include "test_qgis_watch.moc"
