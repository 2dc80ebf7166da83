// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// Missing files of a QGIS project, found again in the window.
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTreeWidget>
#include <QtTest>

#include "app/qgis/qgis_town.h"
#include "layers/relink_dialog.h"
#include "project/document.h"
#include "ui/window_fixture.h"

namespace skizze::ui {

class TestRelinkDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    stay_apart();
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
  }

  void a_file_goes_to_all_layers_that_look_for_the_same_one() {
    project::Jobs jobs;
    RelinkDialog dialog(QStringLiteral("P"), {{"1", "a", "/x/one.gpkg", ""}, {"2", "b", "/x/two.gpkg", ""}, {"3", "c", "/x/one.gpkg", ""}},
                        jobs);
    dialog.take_file(QStringLiteral("/y/one.gpkg"));
    QCOMPARE(dialog.layers()[0].found, std::string("/y/one.gpkg"));
    QVERIFY(dialog.layers()[1].found.empty());
    QCOMPARE(dialog.layers()[2].found, std::string("/y/one.gpkg"));
    QCOMPARE(dialog.findChild<QTreeWidget*>()->topLevelItemCount(), 3);
  }

  void a_folder_is_searched_in_the_background() {
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("deep/down")));
    QFile file(folder.filePath(QStringLiteral("deep/down/one.gpkg")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    project::Jobs jobs;
    RelinkDialog dialog(QStringLiteral("P"), {{"1", "a", "/x/one.gpkg", ""}}, jobs);
    QSignalSpy looked(&dialog, &RelinkDialog::looked);
    dialog.look_in(folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(looked.count(), 1, 20000);
    QCOMPARE(dialog.layers()[0].found, file.fileName().toStdString());
  }

  void the_window_finds_the_files_of_a_project_that_was_moved() {
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    test::QgisTown town;
    QVERIFY(town.make());
    QVERIFY(QDir(town.folder.path()).mkpath(QStringLiteral("data")));
    QVERIFY(QFile::rename(town.folder.filePath(QStringLiteral("town.gpkg")), town.folder.filePath(QStringLiteral("data/town.gpkg"))));
    QTemporaryDir home;
    const auto window = english_window(home);
    QVERIFY(open_new_project(*window, home, 25832));
    auto& document = window->document();
    QSignalSpy previewed(&document, &project::Document::previewed);
    const auto batch = document.prepare_files({town.file()});
    QTRY_COMPARE_WITH_TIMEOUT(previewed.count(), 1, 60000);
    document.confirm_files(batch);
    QTRY_COMPARE_WITH_TIMEOUT(document.layers().size(), std::size_t{1}, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(document.layers()[0].state, project::LayerState::ready, 60000);
    const auto id = document.layers()[0].id;
    QVERIFY(misses_files(document.layer(id)));
    find_missing_files(window->workspace(), id);
    auto* dialog = window->findChild<RelinkDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->layers().size(), std::size_t{9});
    QSignalSpy looked(dialog, &RelinkDialog::looked);
    dialog->look_in(town.folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(looked.count(), 1, 20000);
    dialog->accept();
    QTRY_VERIFY_WITH_TIMEOUT(document.layer(id)->state == project::LayerState::ready && !misses_files(document.layer(id)), 60000);
    QCOMPARE(document.layer(id)->links.size(), std::size_t{9});
  }
};

}  // namespace skizze::ui

QTEST_MAIN(skizze::ui::TestRelinkDialog)
#include "test_relink_dialog.moc"
