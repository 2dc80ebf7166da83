// SPDX-FileCopyrightText: 2026 Stadtskizze contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// QGIS projects whose files were moved: found again, kept in our document, drawn and converted; the project itself stays as it is.
#include "project/qgis_links.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include "app/qgis/qgis_town.h"
#include "project/document.h"
#include "qgis/qgis_tiles.h"

using namespace skizze;
using namespace skizze::project;

class TestQgisLinks : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    qputenv("STADTSKIZZE_QGIS", STADTSKIZZE_BIN_DIR "/skizze-qgis");
    qputenv("STADTSKIZZE_PREPARE", STADTSKIZZE_BIN_DIR "/skizze-prepare");
  }

  void files_are_found_by_name_and_the_likest_path_wins() {
    const QTemporaryDir folder;
    for (const char* path : {"a/town.gpkg", "new/data/town.gpkg", "b/c/other.gpkg"}) {
      QVERIFY(QDir(folder.path()).mkpath(QFileInfo(QString::fromLatin1(path)).path()));
      QFile file(folder.filePath(QString::fromLatin1(path)));
      QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const std::vector<MissingLayer> missing{
        {"1", "Roads", "/srv/data/town.gpkg", {}}, {"2", "Trees", "C:\\geo\\other.gpkg", {}}, {"3", "Gone", "/srv/nowhere.gpkg", {}}};
    const auto found = look_for(missing, folder.path().toStdString(), {});
    QVERIFY(found);
    QCOMPARE((*found)[0].found, folder.filePath("new/data/town.gpkg").toStdString());
    QCOMPARE((*found)[1].found, folder.filePath("b/c/other.gpkg").toStdString());
    QVERIFY((*found)[2].found.empty());
    const auto links = with_found({{"2", "/old"}, {"9", "/kept"}}, *found);
    QCOMPARE(links.size(), std::size_t{3});
    QCOMPARE(links[0].path, (*found)[1].found);
    QCOMPARE(links[1].path, std::string("/kept"));
  }

  void a_search_can_be_stopped() {
    base::CancelSource source;
    source.cancel();
    QVERIFY(!look_for({{"1", "x", "/x/y.gpkg", {}}}, QDir::tempPath().toStdString(), source.token()));
  }

  void a_project_whose_files_moved_is_linked_drawn_and_converted() {
    if (!test::QgisTown::available()) QSKIP(test::QgisTown::k_absent);
    const test::QgisTown town;
    QVERIFY(const_cast<test::QgisTown&>(town).make());
    QVERIFY(QDir(town.folder.path()).mkpath(QStringLiteral("archive/2025")));
    const QString moved = town.folder.filePath(QStringLiteral("archive/2025/town.gpkg"));
    QVERIFY(QFile::rename(town.folder.filePath(QStringLiteral("town.gpkg")), moved));
    QFile qgz(town.file());
    QVERIFY(qgz.open(QIODevice::ReadOnly));
    const QByteArray before = qgz.readAll();
    DocumentOptions options;
    options.cache_dir = town.folder.filePath("packs").toStdString();
    options.data_dir = town.folder.filePath("data").toStdString();
    options.backups = false;
    Document document(options);
    QSignalSpy opened(&document, &Document::opened);
    document.create(town.folder.filePath("p.gpkg"), QStringLiteral("P"), 25832);
    QTRY_COMPARE_WITH_TIMEOUT(opened.count(), 1, 20000);
    QSignalSpy previewed(&document, &Document::previewed);
    const auto batch = document.prepare_files({town.file()});
    QTRY_COMPARE_WITH_TIMEOUT(previewed.count(), 1, 60000);
    document.confirm_files(batch);
    QTRY_COMPARE_WITH_TIMEOUT(document.layers().size(), std::size_t{1}, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(document.layers()[0].state, LayerState::ready, 60000);
    const auto id = document.layers()[0].id;
    const auto project = [&] { return dynamic_cast<qgis::QgisTiles&>(*document.layer(id)->foreign).project().info(); };
    const auto missing = missing_layers(project());
    QCOMPARE(missing.size(), std::size_t{9});
    const auto found = look_for(missing, town.folder.path().toStdString(), {});
    QVERIFY(found);
    document.link_files(id, with_found(document.layer(id)->links, *found));
    QVERIFY(document.wait_settled());
    QTRY_COMPARE_WITH_TIMEOUT(document.layer(id)->state, LayerState::ready, 60000);
    QVERIFY(missing_layers(project()).empty());
    for (const auto& layer : project().layers)
      if (layer.type == "vector" && layer.provider == "ogr") QVERIFY2(layer.count > 0, layer.name.c_str());
    QVERIFY(qgz.seek(0));
    QCOMPARE(qgz.readAll(), before);

    bool done = false;
    connect(&document, &Document::converted, this, [&](quint64, const QgisConversion& conversion) {
      QCOMPARE(conversion.entries.size(), std::size_t{9});
      done = true;
    });
    document.convert_qgis(town.file(), id);
    QTRY_VERIFY_WITH_TIMEOUT(done, 120000);

    document.undo();
    QVERIFY(document.wait_settled());
    document.undo();
    QVERIFY(document.wait_settled());
    QTRY_COMPARE_WITH_TIMEOUT(document.layer(id)->state, LayerState::ready, 60000);
    QCOMPARE(missing_layers(project()).size(), std::size_t{9});
  }
};

QTEST_MAIN(TestQgisLinks)
#include "test_qgis_links.moc"
