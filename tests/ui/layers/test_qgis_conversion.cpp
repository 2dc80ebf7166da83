// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS projects that become layers of our own, as a person does it in the window.
#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextEdit>
#include <QtTest>

#include "app/qgis/qgis_town.h"
#include "layers/conversion_dialog.h"
#include "layers/import_dialog.h"
#include "project/document.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestQgisConversion : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    stay_apart();
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    QVERIFY(m_town.make());
  }
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_window = english_window(*m_folder);
    QVERIFY(open_new_project(*m_window, *m_folder, 25832));
  }
  void cleanup() { m_window.reset(); }

  void a_project_is_shown_as_qgis_draws_it_unless_the_person_wants_it_converted() {
    QSignalSpy wanted(&document(), &project::Document::previewed);
    std::vector<project::FilePreview> files;
    connect(&document(), &project::Document::previewed, this, [&](quint64, const auto& found) { files = found; });
    const auto batch = document().prepare_files({m_town.file()});
    QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, 60000);
    ImportDialog dialog(batch, files, document().jobs());
    auto* how = dialog.findChild<QComboBox*>(QStringLiteral("qgis_how"));
    QVERIFY(how != nullptr && !how->isHidden());
    QVERIFY(dialog.converted().empty());
    how->setCurrentIndex(1);
    QCOMPARE(dialog.converted(), std::vector<std::size_t>{0});
    document().confirm_files(batch, dialog.chosen(), dialog.converted());
    QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{9}, 120000);
  }

  void what_was_lost_is_read_and_copied() {
    QVERIFY(convert());
    QTRY_VERIFY_WITH_TIMEOUT(shown() != nullptr, 20000);
    auto* dialog = shown();
    auto* text = dialog->findChild<QTextEdit*>();
    QVERIFY(text->hasFocus() || text->focusPolicy() != Qt::NoFocus);
    QVERIFY(text->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
    QVERIFY(text->toPlainText().contains(QStringLiteral("Verkehr / Haltestellen")));
    QVERIFY(text->toPlainText().contains(QStringLiteral("Einwohner (not converted)")));
    dialog->copy();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QStringLiteral("Points at one place are not moved apart.")));
    dialog->close();
  }

  void what_takes_the_place_of_a_layer_in_a_group_stands_in_that_group() {
    QSignalSpy wanted(&document(), &project::Document::previewed);
    document().prepare_files({m_town.file()});
    QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, 60000);
    document().confirm_files(wanted[0][0].toULongLong());
    QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{1}, 60000);
    const auto id = document().layers()[0].id;
    document().arrange_layers({{id, {"Bestand"}}}, {"project.did_group_layer", {{"name", "x"}, {"group", "Bestand"}}});
    document().convert_qgis(m_town.file(), id);
    QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{9}, 120000);
    for (const auto& layer : document().layers()) QCOMPARE(layer.groups.front(), std::string("Bestand"));
    QVERIFY(document().layers().back().groups == (project::GroupPath{"Bestand", "Verkehr"}));
    QTRY_VERIFY_WITH_TIMEOUT(shown() != nullptr, 20000);
  }

  void undo_takes_all_of_it_back() {
    QVERIFY(convert());
    QTRY_VERIFY_WITH_TIMEOUT(shown() != nullptr, 20000);
    shown()->close();
    document().undo();
    QTRY_COMPARE_WITH_TIMEOUT(document().layers().size(), std::size_t{0}, 20000);
  }

 private:
  project::Document& document() { return m_window->document(); }
  bool convert() {
    document().convert_qgis(m_town.file());
    return QTest::qWaitFor([&] { return document().layers().size() == 9; }, 120000) && document().wait_settled();
  }
  ConversionDialog* shown() { return m_window->findChild<ConversionDialog*>(); }

  std::unique_ptr<QTemporaryDir> m_folder;
  test::QgisTown m_town;
  std::unique_ptr<MainWindow> m_window;
};

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestQgisConversion)
#include "test_qgis_conversion.moc"
