// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// What plugins say of a selected lane, with libraries of STADTSKIZZE_TEST_PLUGINS in the helper of STADTSKIZZE_BIN_DIR.
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

#include "app/plugin/folder.h"
#include "planning/comparison_dialog.h"
#include "planning/findings_list.h"
#include "planning/lane_watch.h"
#include "planning/measure_page.h"
#include "shell/main_window.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestPluginFindings : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { stay_apart(); }

  void init() {
    m_plugins = std::make_unique<test::PluginFolder>();
    m_dir = std::make_unique<QTemporaryDir>();
    qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
    qputenv("STADTSKIZZE_PLUGINS", QByteArray::fromStdString(m_plugins->path().string()));
    qputenv("STADTSKIZZE_PLUGIN_CHOICES", m_dir->filePath(QStringLiteral("choices.json")).toUtf8());
    m_window = english_window(*m_dir);
    QVERIFY(open_new_project(*m_window, *m_dir, 25832));
    m_window->workspace().set_mode(Mode::plan);
  }

  void cleanup() {
    m_window.reset();
    for (const char* name : {"STADTSKIZZE_PREPARE", "STADTSKIZZE_PLUGINS", "STADTSKIZZE_PLUGIN_CHOICES"}) qunsetenv(name);
  }

  void they_stand_among_ours_marked_with_the_plugin() {
    m_plugins->put_example();
    add_lane();
    QTRY_VERIFY_WITH_TIMEOUT(of_plugins() == 1, 20000);
    const auto rows = list().findItems(QStringLiteral("The speed beside the lane is not known"), Qt::MatchStartsWith);
    QCOMPARE(rows.size(), 1);
    QVERIFY2(rows[0]->text().contains(QStringLiteral("plugin Spots 1.1.0")), qPrintable(rows[0]->text()));
    list().setCurrentItem(rows[0]);
    QVERIFY(label_with(*m_window->findChild<FindingsList*>(), QStringLiteral("Source: Example council, resolution 7/2026")));
    QVERIFY(label_with(*m_window->findChild<FindingsList*>(), QStringLiteral("Found by: plugin Spots 1.1.0")));
  }

  void an_indicator_stands_with_the_lanes_figures_and_says_what_it_rests_on() {
    m_plugins->put_example();
    add_lane();
    auto& page = *m_window->findChild<MeasurePage*>();
    QTRY_VERIFY_WITH_TIMEOUT(label_with(page, QStringLiteral("Room for trees")), 20000);
    QVERIFY(label_with(page, QStringLiteral("resolution 7/2026 (2026-03-01)")));
  }

  void a_solar_area_gets_the_figures_that_are_for_it() {
    const QJsonObject words{{QStringLiteral("de"), QStringLiteral("Bäume")}, {QStringLiteral("en"), QStringLiteral("Trees")}};
    m_plugins->put_example(
        {{QStringLiteral("indicators"), QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("trees")},
                                                               {QStringLiteral("name"), words},
                                                               {QStringLiteral("source"), QStringLiteral("Council")},
                                                               {QStringLiteral("for"), QJsonArray{QStringLiteral("solar_area")}}}}}});
    sketch::Measure area;
    area.kind = sketch::MeasureKind::solar_area;
    area.geometry = geo::make_area({{{500000, 5650000}, {500050, 5650000}, {500050, 5650050}}});
    m_window->workspace().select(Selection::of_measure(m_window->document().add_measure(area)));
    QTRY_VERIFY_WITH_TIMEOUT(label_with(*m_window->findChild<MeasurePage*>(), QStringLiteral("Trees")), 20000);
  }

  void one_that_crashes_is_told_once_and_left_alone_until_its_switch_changes() {
    m_plugins->put_naughty_rules({QStringLiteral("crash")}, QStringLiteral("naughty"));
    QSignalSpy failed(m_window->workspace().findChild<project::PluginDesk*>(), &project::PluginDesk::failed);
    QSignalSpy answered(m_window->workspace().findChild<project::PluginDesk*>(), &project::PluginDesk::answered);
    const auto id = add_lane();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
    QVERIFY(!watch().findings().empty());  // ours
    auto change = [&](double width) {
      auto measure = *m_window->document().measure(id);
      measure.lane.width_m = width;
      const auto before = answered.size();
      m_window->document().update_measure(measure);
      return QTest::qWaitFor([&] { return answered.size() > before; }, 20000);
    };
    QVERIFY(change(1.0));
    QVERIFY(change(2.5));
    QCOMPARE(failed.size(), 1);
    // Another plugin.json, another plugin: it is asked again.
    m_plugins->put_naughty_rules({QStringLiteral("crash"), QStringLiteral("good")}, {});
    QVERIFY(change(3.0));
    QTRY_COMPARE(failed.size(), 2);
  }

  void what_it_cannot_say_of_one_lane_it_is_asked_of_the_next() {
    m_plugins->put_naughty_rules({QStringLiteral("say")}, QStringLiteral("naughty"));
    QSignalSpy failed(m_window->workspace().findChild<project::PluginDesk*>(), &project::PluginDesk::failed);
    add_lane();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 20000);
    m_window->workspace().clear_selection();
    add_lane();
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, 20000);
  }

  void a_plan_gets_a_row_in_the_comparison_and_in_its_files() {
    m_plugins->put_example();
    add_lane();
    QTRY_VERIFY_WITH_TIMEOUT(watch().desk().city() != nullptr, 20000);
    ComparisonDialog dialog(m_window->workspace(), watch());
    const auto& rows = dialog.table().rows;
    const auto row = [&] {
      return std::find_if(rows.begin(), rows.end(), [](const auto& one) { return one.id == "org.example.spots/trees"; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(row() != rows.end(), 20000);
    QCOMPARE(row()->values.at(0), 50.0);  // 500 m
    QTRY_COMPARE_WITH_TIMEOUT(dialog.table().sections.size(), std::size_t{1}, 20000);
    const QString file = m_dir->filePath(QStringLiteral("report.html"));
    QVERIFY(dialog.export_to(file));
    QFile report(file);
    QVERIFY(report.open(QIODevice::ReadOnly));
    const auto html = report.readAll();
    QVERIFY2(html.contains("<h2>All lanes</h2>") && html.contains("plugin Spots 1.1.0") && html.contains("<td>500</td>"), html);
    const auto csv = project::comparison_csv(dialog.table(), project::Language::de);
    QVERIFY2(csv.contains("\"Platz für Bäume\"") && csv.contains("Erweiterung Fundorte 1.1.0") && csv.contains("2026-03-01"), csv);
  }

 private:
  LaneWatch& watch() { return *m_window->workspace().findChild<LaneWatch*>(); }
  QListWidget& list() { return *m_window->findChild<FindingsList*>()->findChild<QListWidget*>(); }
  long of_plugins() {
    const auto& all = watch().findings();
    return std::count_if(all.begin(), all.end(), [](const auto& finding) { return finding.origin.has_value(); });
  }
  static bool label_with(const QWidget& widget, const QString& text) {
    const auto labels = widget.findChildren<QLabel*>();
    // Long words carry places where they may break.
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
      return label->text().remove(QChar(0x200B)).contains(text) && label->isVisibleTo(&widget);
    });
  }
  base::Uuid add_lane() {
    sketch::Measure measure;
    measure.geometry = geo::make_line({{500000, 5649825}, {500500, 5649825}});
    measure.lane.width_m = 2.0;
    const auto id = m_window->document().add_measure(measure);
    m_window->workspace().select(Selection::of_measure(id));
    [&] { QTRY_VERIFY_WITH_TIMEOUT(watch().result() != nullptr, 20000); }();
    return id;
  }

  std::unique_ptr<test::PluginFolder> m_plugins;
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestPluginFindings)
#include "test_plugin_findings.moc"
