// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// The window's tools against real QGIS (qgis_project_maker tells whether it was there when this was built).
#include <QAbstractButton>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "app/qgis/qgis_town.h"
#include "layers/number_field.h"
#include "processing/parameter_form.h"
#include "processing/processing_dialog.h"
#include "processing/processing_room.h"
#include "shell/project_flow.h"
#include "ui/window_fixture.h"
#include "widgets/hint.h"

namespace skizze::ui {

class TestProcessingDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { stay_apart(); }
  void init() {
    m_dir = std::make_unique<QTemporaryDir>();
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    m_window = english_window(*m_dir);
    QVERIFY(open_new_project(*m_window, *m_dir, 25832));
  }
  void cleanup() {
    m_window.reset();
    m_dir.reset();
  }

  /// And not twice: the message bar stays empty.
  void without_qgis_the_page_says_what_is_missing_and_offers_another_try() {
    qputenv("STADTSKIZZE_QGIS", "/nowhere");
    auto* dialog = tools();
    const auto says = [dialog](const QString& words) {
      const auto labels = dialog->findChild<Hint*>()->findChildren<QLabel*>();
      return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().contains(words); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("QGIS is not installed")), 20000);
    QVERIFY(says(QStringLiteral("skizze-qgis")));
    QVERIFY(!dialog->is_ready());
  }

  void a_tool_runs_on_a_layer_and_its_result_is_one_undoable_step() {
    if (!ready()) QSKIP(test::QgisTown::k_absent);
    auto* dialog = tools();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 30000);
    dialog->search(QStringLiteral("buffer"));
    QVERIFY(dialog->shown() > 3 && dialog->shown() < 20);
    QVERIFY(dialog->choose(QStringLiteral("native:buffer")));
    QVERIFY(pick(*dialog, "INPUT", QStringLiteral("streets")));
    qobject_cast<NumberField*>(dialog->form()->control(QStringLiteral("DISTANCE")))->set_value(12.5);
    const auto before = document().layers().size();
    const QString undo_before = text_of(document().undo_text());
    QVERIFY(run(*dialog));
    QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), before + 1, 30000);
    QVERIFY(document().wait_settled());
    const auto* layer = made();
    QVERIFY(layer != nullptr);
    QCOMPARE(layer->feature_count(), std::uint64_t{10});
    QCOMPARE(layer->crs(), std::string("EPSG:25832"));
    QVERIFY(QString::fromStdString(layer->path).startsWith(m_dir->filePath(QStringLiteral("plan_qgis/Buffer streets.gpkg"))));
    const auto history =
        std::find_if(layer->notices.begin(), layer->notices.end(), [](const auto& n) { return n.message.id == "readers.made_by"; });
    QVERIFY(history != layer->notices.end());
    QVERIFY(history->message.arguments[0].value.find("native:buffer, INPUT=streets, DISTANCE=12.5") != std::string::npos);
    document().undo();
    QVERIFY(document().wait_settled());
    QCOMPARE(document().layers().size(), before);
    QCOMPARE(text_of(document().undo_text()), undo_before);
  }

  void fields_follow_the_layer_and_lists_hold_only_what_suits() {
    if (!ready()) QSKIP(test::QgisTown::k_absent);
    auto* dialog = tools();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 30000);
    dialog->search(QStringLiteral("statistics"));
    dialog->search(QStringLiteral("sumlinelengths"));
    QVERIFY(dialog->choose(QStringLiteral("native:sumlinelengths")));
    const auto* lines = qobject_cast<QComboBox*>(dialog->form()->control(QStringLiteral("LINES")));
    QCOMPARE(lines->count(), 1);
    QCOMPARE(lines->itemText(0), QStringLiteral("streets"));
    dialog->search(QStringLiteral("countpointsinpolygon"));
    QVERIFY(dialog->choose(QStringLiteral("native:countpointsinpolygon")));
    QVERIFY(pick(*dialog, "POINTS", QStringLiteral("trees")));
    const auto* weight = qobject_cast<QComboBox*>(dialog->form()->control(QStringLiteral("WEIGHT")));
    QVERIFY(weight->findText(QStringLiteral("crown")) >= 0);
    QVERIFY(pick(*dialog, "POINTS", QStringLiteral("stops")));
    QVERIFY(weight->findText(QStringLiteral("crown")) < 0);
  }

  void what_is_missing_and_what_qgis_says_stands_in_the_dialog() {
    if (!ready()) QSKIP(test::QgisTown::k_absent);
    auto* dialog = tools();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 30000);
    dialog->search(QStringLiteral("extractbyexpression"));
    QVERIFY(dialog->choose(QStringLiteral("native:extractbyexpression")));
    dialog->run();
    QVERIFY(!dialog->is_running());
    QVERIFY(dialog->status().contains(QStringLiteral("is missing")));
    qobject_cast<QLineEdit*>(dialog->form()->control(QStringLiteral("EXPRESSION")))->setText(QStringLiteral("height >"));
    const auto before = document().layers().size();
    QVERIFY(run(*dialog));
    QVERIFY(dialog->status().contains(QStringLiteral("syntax error")));
    QCOMPARE(document().layers().size(), before);
  }

  void a_running_tool_can_be_cancelled_and_leaves_nothing() {
    if (!ready()) QSKIP(test::QgisTown::k_absent);
    auto* dialog = tools();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 30000);
    dialog->search(QStringLiteral("randompointsinextent"));
    QVERIFY(dialog->choose(QStringLiteral("native:randompointsinextent")));
    qobject_cast<QSpinBox*>(dialog->form()->control(QStringLiteral("POINTS_NUMBER")))->setValue(50000000);
    QSignalSpy ended(dialog, &ProcessingDialog::ended);
    dialog->run();
    QVERIFY(dialog->is_running());
    QTest::qWait(300);
    dialog->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30000);
    QVERIFY(!dialog->is_running());
    QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("plan_qgis"))));
  }

  void every_control_has_a_name_and_the_keyboard_reaches_the_list() {
    if (!ready()) QSKIP(test::QgisTown::k_absent);
    auto* dialog = tools();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->is_ready(), 30000);
    for (int row = 0; row < dialog->shown(); row += 7) {
      QTest::keyClick(dialog->findChild<QListView*>(), Qt::Key_Down);
      for (const auto* control : dialog->form()->findChildren<QWidget*>()) {
        const bool ours = dialog->form()->layout() != nullptr && control->focusPolicy() != Qt::NoFocus && control->isVisible() &&
                          !control->objectName().startsWith(QLatin1String("qt_"));
        if (ours && !qobject_cast<const QAbstractButton*>(control))
          QVERIFY2(!control->accessibleName().isEmpty(), control->metaObject()->className());
      }
    }
  }

 private:
  project::Document& document() { return m_window->document(); }
  ProcessingDialog* tools() { return m_window->workspace().findChild<ProcessingRoom*>()->show_tools(); }

  /// QGIS is there, and the town's layers are in the project.
  bool ready() {
    if (!test::QgisTown::available() || !m_town.make()) return false;
    m_window->flow().add_results({m_town.folder.filePath(QStringLiteral("town.gpkg"))});
    return QTest::qWaitFor(
        [this] {
          return document().layers().size() >= 6 &&
                 std::all_of(document().layers().begin(), document().layers().end(), [](const auto& l) { return l.pack != nullptr; });
        },
        60000);
  }
  static bool pick(const ProcessingDialog& dialog, const char* parameter, const QString& layer) {
    auto* box = qobject_cast<QComboBox*>(dialog.form()->control(QLatin1String(parameter)));
    const int index = box == nullptr ? -1 : box->findText(layer);
    if (index >= 0) box->setCurrentIndex(index);
    return index >= 0;
  }
  static bool run(ProcessingDialog& dialog) {
    QSignalSpy ended(&dialog, &ProcessingDialog::ended);
    dialog.run();
    return ended.wait(60000);
  }
  const project::LayerEntry* made() {
    for (const auto& layer : document().layers())
      if (layer.path.find("plan_qgis") != std::string::npos) return &layer;
    return nullptr;
  }

  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<MainWindow> m_window;
  test::QgisTown m_town;
};

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestProcessingDialog)
#include "test_processing_dialog.moc"
