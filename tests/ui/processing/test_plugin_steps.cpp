// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Steps of plugins in the window of tools, with libraries of STADTSKIZZE_TEST_PLUGINS in the helper of STADTSKIZZE_BIN_DIR and without
/// QGIS.
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

#include "app/plugin/folder.h"
#include "layers/number_field.h"
#include "processing/parameter_form.h"
#include "processing/processing_dialog.h"
#include "processing/processing_room.h"
#include "shell/action_table.h"
#include "shell/project_flow.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestPluginSteps : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { stay_apart(); }
  void init() {
    m_plugins = std::make_unique<test::PluginFolder>();
    m_dir = std::make_unique<QTemporaryDir>();
    qputenv("STADTSKIZZE_QGIS", "/nowhere");
    qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
    qputenv("STADTSKIZZE_PLUGINS", QByteArray::fromStdString(m_plugins->path().string()));
    qputenv("STADTSKIZZE_PLUGIN_CHOICES", m_dir->filePath(QStringLiteral("choices.json")).toUtf8());
    m_window = english_window(*m_dir);
    QVERIFY(open_new_project(*m_window, *m_dir, 25833));
  }
  void cleanup() {
    m_window.reset();
    for (const char* name : {"STADTSKIZZE_QGIS", "STADTSKIZZE_PREPARE", "STADTSKIZZE_PLUGINS", "STADTSKIZZE_PLUGIN_CHOICES"})
      qunsetenv(name);
  }

  void a_step_is_there_without_qgis_and_its_result_is_a_layer_that_says_how_it_was_made() {
    m_plugins->put_example();
    add_trees();
    auto* dialog = tools();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 20000);
    QCOMPARE(dialog->shown(), 2);  // and a source
    QVERIFY(dialog->status().contains(QStringLiteral("Only the tools of plugins")));
    QVERIFY(dialog->choose(QStringLiteral("plugin:org.example.spots/squares")));
    auto* points = qobject_cast<QComboBox*>(dialog->form()->control(QStringLiteral("points")));
    QCOMPARE(points->currentText(), QStringLiteral("spots"));
    qobject_cast<NumberField*>(dialog->form()->control(QStringLiteral("side_m")))->set_value(40);
    QVERIFY(run(*dialog));
    QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{2}, 20000);
    QVERIFY(document().wait_settled());
    const auto& layer =
        *std::find_if(document().layers().begin(), document().layers().end(), [](const auto& one) { return one.name != "spots"; });
    QTRY_COMPARE_WITH_TIMEOUT(layer.feature_count(), std::uint64_t{2}, 20000);
    QCOMPARE(layer.crs(), std::string("EPSG:25833"));
    QVERIFY2(QString::fromStdString(layer.path).contains(QStringLiteral("plan_plugins/Squares around points spots.gpkg")),
             layer.path.c_str());
    const auto history =
        std::find_if(layer.notices.begin(), layer.notices.end(), [](const auto& n) { return n.message.id == "readers.made_by"; });
    QVERIFY(history != layer.notices.end());
    const auto& words = history->message.arguments[0].value;
    QVERIFY2(words.find("plugin:org.example.spots/squares 1.1.0, points=spots, side_m=40") != std::string::npos, words.c_str());
    document().undo();
    QVERIFY(document().wait_settled());
    QCOMPARE(document().layers().size(), std::size_t{1});
  }

  void a_source_is_there_with_whom_it_asks() {
    m_plugins->put_example();
    m_window->workspace().actions().run(QStringLiteral("layer.plugin_sources"));
    auto* dialog = m_window->findChild<ProcessingDialog*>();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 20000);
    QCOMPARE(dialog->shown(), 1);
    QVERIFY(dialog->choose(QStringLiteral("source:org.example.spots/list")));
    QVERIFY(dialog->form()->control(QStringLiteral("area")) != nullptr && dialog->form()->control(QStringLiteral("list")) != nullptr);
    const auto labels = dialog->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
      return label->text().contains(QStringLiteral("Asks on the web as soon as it runs: example.org"));
    }));
  }

  void a_filter_of_the_layer_counts() {
    m_plugins->put_example();
    add_trees();
    document().set_layer_filter(document().layers().front().id, QStringLiteral("name = \"Linde am Markt\""));
    QVERIFY(document().wait_settled());
    auto* dialog = tools();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 20000);
    QVERIFY(dialog->choose(QStringLiteral("plugin:org.example.spots/squares")));
    QVERIFY(run(*dialog));
    QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{2}, 20000);
    const auto made = [&] {
      return std::find_if(document().layers().begin(), document().layers().end(), [](const auto& one) { return one.name != "spots"; });
    };
    QTRY_COMPARE_WITH_TIMEOUT(made()->feature_count(), std::uint64_t{1}, 20000);
  }

  void one_that_cannot_answer_says_why_and_leaves_nothing_behind() {
    m_plugins->put(QStringLiteral("p"), test::manifest({{QStringLiteral("analysis_steps"), step()}}), QStringLiteral("naughty"));
    add_trees();
    auto* dialog = tools();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 20000);
    QVERIFY(run(*dialog));
    QVERIFY2(dialog->status().contains(QStringLiteral("run() is not written for the step odd")), qPrintable(dialog->status()));
    QVERIFY(QDir(m_dir->filePath(QStringLiteral("plan_plugins"))).entryList(QDir::Files | QDir::Hidden).isEmpty());
    QCOMPARE(document().layers().size(), std::size_t{1});
  }

 private:
  project::Document& document() { return m_window->document(); }
  ProcessingDialog* tools() { return m_window->workspace().findChild<ProcessingRoom*>()->show_tools(); }
  static QJsonArray step() {
    const QJsonObject words{{QStringLiteral("de"), QStringLiteral("X")}, {QStringLiteral("en"), QStringLiteral("X")}};
    const QJsonObject input{{QStringLiteral("key"), QStringLiteral("in")}, {QStringLiteral("title"), words}};
    return {QJsonObject{
        {QStringLiteral("id"), QStringLiteral("odd")}, {QStringLiteral("name"), words}, {QStringLiteral("inputs"), QJsonArray{input}}}};
  }
  bool run(ProcessingDialog& dialog) {
    QSignalSpy ended(&dialog, &ProcessingDialog::ended);
    dialog.run();
    return ended.wait(30000);
  }
  void add_trees() {
    QVERIFY(write_file(m_dir->filePath(QStringLiteral("spots.csv")),
                       "name;lon;lat\nLinde am Markt;13.4000;52.5000\nEiche am Tor;13.4010;52.5010\n"));
    QSignalSpy previewed(&document(), &project::Document::previewed);
    const auto batch = document().prepare_files({m_dir->filePath(QStringLiteral("spots.csv"))});
    QTRY_COMPARE_WITH_TIMEOUT(previewed.size(), 1, 30000);
    document().confirm_files(batch);
    QTRY_VERIFY_WITH_TIMEOUT(document().layers().size() == 1 && document().layers().front().pack, 20000);
  }

  std::unique_ptr<test::PluginFolder> m_plugins;
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
};

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestPluginSteps)
#include "test_plugin_steps.moc"
